//! Text in, tree and text out.

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_query::{Catalogue, DateValue, Tick, Ticks, parse, print};
use proptest::prelude::*;

fn catalogue() -> Catalogue {
    Catalogue::new([
        (Entity::Customer, "loyalty_tier", AttributeType::Choice),
        (Entity::Customer, "credit_limit", AttributeType::Decimal),
        (Entity::Customer, "segment", AttributeType::Text),
        (Entity::Customer, "accepts_sms", AttributeType::YesNo),
    ])
}

/// Reads, prints, and reads and prints again.
#[track_caller]
fn check(text: &str, printed: &str) {
    let parsed = parse(text, &catalogue());
    let tree = parsed.tree.unwrap_or_else(|| panic!("{text}: {:?}", parsed.diagnostics));
    assert_eq!(print(&tree), printed);
    assert_eq!(parse(printed, &catalogue()).tree.map(|tree| print(&tree)).as_deref(), Some(printed));
}

#[test]
fn conditions_print_as_they_were_meant() {
    check("gender = 'female'", "gender = 'female'");
    check("FROM customers WHERE group_id = 2;", "group = 2");
    check(
        "gender='female' and address matches (city contains 'Los Angeles' AND region = 'US-CA')",
        "gender = 'female' AND address MATCHES (city CONTAINS 'Los Angeles' AND region = 'US-CA')",
    );
    check(
        "dob BETWEEN 1981-01-01 AND 1996-12-31 AND name CONTAINS 'O''Neil'",
        "dob BETWEEN 1981-01-01 AND 1996-12-31 AND name CONTAINS 'O''Neil'",
    );
    check(
        "NOT (email ENDS WITH '@example.com' OR attr.loyalty_tier = 'silver')",
        "NOT (email ENDS WITH '@example.com' OR attr.loyalty_tier = 'silver')",
    );
    check("NOT email = 'a'", "email != 'a'");
    // Found by fuzzing: such numbers were written with an exponent, which cannot be read.
    check("entity_id > 12345678901234567890123", "entity_id > 12345678901234568000000.0");
    check("entity_id > 0.0000001", "entity_id > 0.0000001");
    check("email = 'a' OR email = 'b' AND email = 'c'", "email = 'a' OR email = 'b' AND email = 'c'");
    check("(email = 'a' OR email = 'b') AND email = 'c'", "(email = 'a' OR email = 'b') AND email = 'c'");
    check("created_at >= -30d AND created_at < today", "customer_since >= -30d AND customer_since < today");
    check("address NOT MATCHES ()", "address NOT MATCHES ()");
    check("group NOT IN ('General', 4)", "group NOT IN ('General', 4)");
    check(
        "attr.credit_limit >= -12.50 AND attr.accepts_sms = 'Yes'",
        "attr.credit_limit >= -12.5 AND attr.accepts_sms = TRUE",
    );
    check(
        "default_shipping IS NULL AND attr.segment IS NOT NULL",
        "default_shipping IS NULL AND attr.segment IS NOT NULL",
    );
}

#[test]
fn the_tree_is_the_json_document() {
    let tree = parse("gender = 'female' AND address MATCHES (city CONTAINS 'Los Angeles')", &catalogue())
        .tree
        .expect("valid");
    let expected = serde_json::json!({ "t": "group", "agg": "all", "want": true, "c": [
        { "t": "leaf", "f": "gender", "op": "eq", "v": "female" },
        { "t": "rel", "rel": "address", "q": "exists", "w": { "t": "leaf", "f": "city", "op": "contains", "v": "Los Angeles" } },
    ] });
    assert_eq!(serde_json::to_value(&tree).expect("json"), expected);
    assert_eq!(serde_json::from_value::<clientele_query::Node>(expected).expect("tree"), tree);
}

#[track_caller]
fn wrong(text: &str, code: &str, at: &str, nearest: Option<&str>) {
    let parsed = parse(text, &catalogue());
    let first = parsed.diagnostics.first().unwrap_or_else(|| panic!("{text} is valid"));
    assert_eq!(
        (first.problem.as_str(), &text[first.span.clone()], first.nearest.as_deref()),
        (code, at, nearest),
        "{text}"
    );
    assert_eq!(parsed.tree, None, "{text}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_nearest_name() {
    wrong("grup = 'General'", "unknown_field", "grup", Some("group"));
    wrong("emial CONTAINS 'x'", "unknown_field", "emial", Some("email"));
    wrong("address MATCHES (cty = 'x')", "unknown_field", "cty", Some("city"));
    wrong("orders.count() = 0", "not_yet", "orders.count", None);
    wrong("dob = 'soon'", "wrong_type", "'soon'", None);
    wrong("dob = 2025-02-30", "no_such_day", "2025-02-30", None);
    wrong("name > 'a'", "wrong_operator", ">", None);
    wrong("default_billing = 'a'", "wrong_operator", "=", None);
    wrong("email =", "expected", "", None);
    wrong("email = 'open", "expected", "'open", None);
    wrong("email = 'a' email = 'b'", "expected", "email", None);
    wrong("(email = 'a'", "expected", "", None);
    wrong(&format!("{}email = 'a'", "(".repeat(100)), "too_large", "(", None);
}

#[test]
fn every_problem_of_a_text_is_told() {
    let problems = parse("grup = 'a' AND dob = 'x' OR name CONTAINS 5", &catalogue()).diagnostics;
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn relative_days_are_clamped_to_the_months_end() {
    let check = |text: &str, expected: &str| {
        let day = DateValue::Relative(text.to_owned()).resolve(jiff::civil::date(2024, 3, 31));
        assert_eq!(day.to_string(), expected, "{text}");
    };
    check("-1m", "2024-02-29");
    check("-1y", "2023-03-31");
    check("+1w", "2024-04-07");
    check("-9999999d", "2024-03-31");
}

fn condition() -> impl Strategy<Value = String> {
    let text = "[a-zé' %_]{0,6}".prop_map(|text| format!("'{}'", text.replace('\'', "''")));
    let leaf = prop_oneof![
        text.clone().prop_map(|text| format!("email = {text}")),
        text.clone().prop_map(|text| format!("name NOT CONTAINS {text}")),
        text.clone().prop_map(|text| format!("group IN ({text}, 3)")),
        (1900..2100_i32).prop_map(|year| format!("dob < {year}-01-31")),
        text.prop_map(|text| format!("address MATCHES (city STARTS WITH {text} OR country = 'FR')")),
        Just("attr.credit_limit IS NULL".to_owned()),
    ];
    leaf.prop_recursive(4, 32, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" AND "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("NOT ({part})")),
        ]
    })
}

proptest! {
    #[test]
    fn text_to_tree_to_text_is_stable(text in condition()) {
        let first = parse(&text, &catalogue());
        if let Some(tree) = first.tree {
            let printed = print(&tree);
            let again = parse(&printed, &catalogue());
            prop_assert_eq!(again.tree.map(|tree| print(&tree)), Some(printed), "{:?}", again.diagnostics);
        } else {
            prop_assert!(first.diagnostics.iter().all(|problem| problem.problem.as_str() == "too_large"), "{:?}", first.diagnostics);
        }
    }

    #[test]
    fn no_text_whatever_ends_in_a_panic(text in ".{0,80}", pieces in prop::collection::vec(prop::sample::select(vec!["(", ")", "NOT", "AND", "email", "=", "'x'", "IN", ",", "dob", "-3d", "address", "MATCHES", "BETWEEN", "5", "é"]), 0..40)) {
        for text in [text, pieces.join(" ")] {
            let parsed = parse(&text, &catalogue());
            prop_assert!(parsed.diagnostics.iter().all(|problem| text.get(problem.span.clone()).is_some()));
        }
    }
}

#[test]
fn a_facet_ticks_values_of_one_field_and_leaves_the_rest_alone() {
    let node = |text: &str| parse(text, &catalogue()).tree;
    let after = |text: &str, field: &str, value: &str, tick: Tick| {
        let condition = node(text);
        let mut ticks = Ticks::of(condition.as_ref(), field);
        ticks.set(node(value).expect("a value"), tick);
        ticks.condition().as_ref().map(print).unwrap_or_default()
    };
    let rest = "name CONTAINS 'an' AND (email = 'a' OR group = 'General')";
    let [paris, nobody, june] =
        ["gender = 'Paris'", "gender IS NULL", "customer_since BETWEEN 2025-06-01 AND 2025-06-30"];
    for (text, field, value, tick, expected) in [
        ("", "gender", paris, Tick::Toggle, paris.to_owned()),
        (rest, "gender", paris, Tick::Toggle, format!("{rest} AND {paris}")),
        (
            "gender = 'b' AND name = 'c'",
            "gender",
            paris,
            Tick::Toggle,
            "gender IN ('b', 'Paris') AND name = 'c'".to_owned(),
        ),
        ("gender IN ('b', 'PARIS')", "gender", paris, Tick::Toggle, "gender = 'b'".to_owned()),
        (paris, "gender", paris, Tick::Toggle, String::new()),
        (paris, "gender", nobody, Tick::Toggle, format!("{paris} OR {nobody}")),
        (
            "name = 'c' AND (gender = 'Paris' OR gender IS NULL)",
            "gender",
            nobody,
            Tick::Toggle,
            format!("name = 'c' AND {paris}"),
        ),
        ("gender IN ('b', 'c')", "gender", paris, Tick::Only, paris.to_owned()),
        (
            "gender IN ('b', 'Paris')",
            "gender",
            paris,
            Tick::LeaveOut,
            "gender = 'b' AND gender != 'Paris'".to_owned(),
        ),
        ("gender != 'b'", "gender", paris, Tick::LeaveOut, "gender NOT IN ('b', 'Paris')".to_owned()),
        ("gender NOT IN ('b', 'Paris')", "gender", paris, Tick::Toggle, "gender != 'b'".to_owned()),
        ("", "gender", nobody, Tick::LeaveOut, "gender IS NOT NULL".to_owned()),
        ("gender IS NOT NULL", "gender", nobody, Tick::LeaveOut, String::new()),
        ("", "customer_since", june, Tick::LeaveOut, format!("NOT ({june})")),
        (
            &format!("NOT ({june}) AND customer_since >= 2020-01-01"),
            "customer_since",
            june,
            Tick::Toggle,
            "customer_since >= 2020-01-01".to_owned(),
        ),
        (
            "attr.accepts_sms = TRUE",
            "attr.accepts_sms",
            "attr.accepts_sms = FALSE",
            Tick::Toggle,
            "attr.accepts_sms = TRUE OR attr.accepts_sms = FALSE".to_owned(),
        ),
        ("gender CONTAINS 'a'", "gender", paris, Tick::Toggle, format!("gender CONTAINS 'a' AND {paris}")),
    ] {
        assert_eq!(after(text, field, value, tick), expected, "{text}: {value} {tick:?}");
    }
    let condition = node("gender IN ('b', 'Paris') AND gender IS NOT NULL AND gender CONTAINS 'a'");
    let ticks = Ticks::of(condition.as_ref(), "gender");
    let value = node("gender = 'paris'").expect("a value");
    assert!(ticks.has_chosen(&value) && !ticks.has_left_out(&value));
    assert!(ticks.has_left_out(&node(nobody).expect("a value")));
    assert_eq!(ticks.without().as_ref().map(print).as_deref(), Some("gender CONTAINS 'a'"));
}

proptest! {
    #[test]
    fn a_value_ticked_twice_leaves_no_trace(text in "[a-c]{1,3}", chosen in proptest::collection::hash_set("[d-f]{1,2}", 0..4)) {
        let list: Vec<String> = chosen.iter().map(|value| format!("gender = '{value}'")).collect();
        let before = parse(&list.join(" OR "), &catalogue()).tree;
        let value = parse(&format!("gender = '{text}'"), &catalogue()).tree.expect("a value");
        let mut ticks = Ticks::of(before.as_ref(), "gender");
        let original = ticks.condition();
        ticks.set(value.clone(), Tick::Toggle);
        let mut again = Ticks::of(ticks.condition().as_ref(), "gender");
        prop_assert!(again.has_chosen(&value));
        again.set(value, Tick::Toggle);
        prop_assert_eq!(again.condition(), original);
    }
}
