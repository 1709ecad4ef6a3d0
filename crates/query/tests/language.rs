//! Text in, tree and text out.

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_query::{Catalogue, DateValue, parse, print};
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
