//! What someone looking at a workspace would miss if it were wrong.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::fixture::Fixture;
use super::{Cell, FacetRequest, FacetValue, ReadError, SortKey, View, ViewRequest};
use crate::StoreError;

fn request(search: &str, sort: &[&str]) -> ViewRequest {
    let sort = sort.iter().map(|key| SortKey::parse(key)).collect();
    ViewRequest { condition: None, search: search.to_owned(), sort, as_of: jiff::Timestamp::UNIX_EPOCH }
}

async fn view(fixture: &Fixture, search: &str, sort: &[&str]) -> Arc<View> {
    fixture.reader.view(&request(search, sort)).await.expect("a view")
}

/// Five customers: names in several scripts, some values missing, two addresses of one customer.
async fn people() -> Vec<Fixture> {
    let fixtures = Fixture::of_each_engine().await;
    for fixture in &fixtures {
        fill(fixture).await;
    }
    fixtures
}

async fn fill(fixture: &Fixture) {
    type Texts<'a> = &'a [(&'static str, &'a str)];
    let people: [(u32, &str, Texts<'_>); 5] = [
        (1, "zoe@example.com", &[("firstname", "Zoë"), ("lastname", "Lang"), ("gender", "Female")]),
        (2, "anna@example.com", &[("firstname", "Änna"), ("lastname", "Łoś"), ("attr_2", "10")]),
        (3, "ivan@example.org", &[("firstname", "Иван"), ("lastname", "Петров"), ("attr_2", "9")]),
        (
            4,
            "hanako@example.jp",
            &[("prefix", "Dr."), ("firstname", "花子"), ("lastname", "山田"), ("gender", "")],
        ),
        (
            5,
            "ANNE@example.com",
            &[("firstname", "anne"), ("lastname", "O'Brien"), ("attr_3", "Garden,Sport")],
        ),
    ];
    for (id, email, texts) in people {
        let cells: Vec<_> = texts.iter().map(|(column, text)| (*column, (*text).into())).collect();
        fixture.customer(id, email, &cells).await;
    }
    fixture.run("UPDATE customer SET website_id = 2, store_id = 3, group_id = 4 WHERE id = 3").await;
    fixture.run("UPDATE customer SET group_id = 2, created_at = 1000 WHERE id IN (1, 2)").await;
    let paris =
        [("city", "Paris".into()), ("telephone", "+33 1 42 68 53 00".into()), ("postcode", "75011".into())];
    let street =
        [("street", "1 rue A\nBât. B".into()), ("region", "Paris".into()), ("country_id", "FR".into())];
    fixture.address(1, 1, &[&paris[..], &street, &[("is_billing", 1.into())]].concat()).await;
    fixture.address(2, 1, &[("city", "Köln".into()), ("is_shipping", 1.into())]).await;
    fixture.address(3, 4, &[("city", "東京都".into()), ("is_billing", 1.into())]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_follow_our_collation_with_no_value_last() {
    for fixture in people().await {
        for (sort, expected) in [
            (&[][..], [1, 2, 3, 4, 5]),
            (&["email"], [2, 5, 4, 3, 1]),
            (&["-email"], [1, 3, 4, 5, 2]),
            (&["firstname"], [2, 5, 1, 3, 4]),
            (&["gender"], [1, 2, 3, 4, 5]),
            (&["-gender"], [1, 2, 3, 4, 5]),
            (&["attr.points"], [3, 2, 1, 4, 5]),
            (&["-attr.points"], [2, 3, 1, 4, 5]),
            (&["billing_city"], [1, 4, 2, 3, 5]),
            (&["-billing_city"], [4, 1, 2, 3, 5]),
            (&["group", "-email"], [3, 1, 2, 4, 5]),
            (&["customer_since", "email"], [2, 1, 5, 4, 3]),
            (&["shipping_city", "-billing_city", "email"], [1, 4, 2, 5, 3]),
        ] {
            assert_eq!(*view(&fixture, "", sort).await.ids, expected, "{sort:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn search_is_the_same_prepared_or_not() {
    for fixture in people().await {
        let cases: [(&str, &[u32]); 14] = [
            ("", &[1, 2, 3, 4, 5]),
            ("zoe", &[1]),
            ("ZOË lang", &[1]),
            ("los", &[2]),
            ("ПЕТ", &[3]),
            ("山", &[4]),
            ("ann", &[2, 5]),
            ("paris zoe", &[1]),
            ("koln paris", &[1]),
            ("0033 142", &[1]),
            ("+33142", &[1]),
            ("o'b", &[5]),
            ("*", &[]),
            ("\"zoe\"", &[]),
        ];
        for prepared in [false, true] {
            if prepared {
                fixture
                    .reader
                    .prepare_search(Arc::new(|_, _| ControlFlow::Continue(())))
                    .await
                    .expect("prepared");
            }
            assert_eq!(fixture.reader.search_is_prepared().await.expect("known"), prepared);
            for (search, expected) in cases {
                // Another order each time, so that no kept view answers.
                let mut found =
                    view(&fixture, search, if prepared { &["-email"] } else { &[] }).await.ids.to_vec();
                found.sort_unstable();
                assert_eq!(found, expected, "{search} prepared: {prepared}");
            }
        }
    }
}

/// Every part of two letters of every field, which also crosses the ends of names where it must find nobody.
#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_every_word_is_found_both_ways() {
    for fixture in people().await {
        fixture
        .run("UPDATE address SET company = 'Ægir & Söhne', customer_id = NULL, is_shipping = 0 WHERE id = 2")
        .await;
        fixture.address(4, 5, &[("company", "Ægir & Søn".into()), ("telephone", "030/901 820".into())]).await;
        fixture.change("import").await;
        let texts = [
            "zoe@example.com",
            "Änna Łoś",
            "Петров",
            "花子 山田",
            "Ægir & Söhne",
            "030901820",
            "ganna",
            "pariszoe",
        ];
        let parts = texts.iter().flat_map(|text| {
            let letters: Vec<char> = text.chars().collect();
            letters.windows(2).map(|two| two.iter().collect::<String>()).collect::<Vec<_>>()
        });
        let parts: Vec<String> = parts.collect();
        let mut found = Vec::new();
        for part in &parts {
            found.push(view(&fixture, part, &[]).await.ids.to_vec());
        }
        fixture.reader.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await.expect("prepared");
        for (part, found) in parts.iter().zip(found) {
            let mut prepared = view(&fixture, part, &["email"]).await.ids.to_vec();
            prepared.sort_unstable();
            assert_eq!(prepared, found, "{part}");
        }
        for (search, expected) in [("æg", &[5][..]), ("söh", &[]), ("sz", &[]), ("18", &[5])] {
            assert_eq!(*view(&fixture, search, &[]).await.ids, expected, "{search}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn preparing_a_search_can_be_cancelled_and_tried_again() {
    for fixture in people().await {
        let cancelled = fixture.reader.prepare_search(Arc::new(|_, _| ControlFlow::Break(()))).await;
        assert!(matches!(cancelled, Err(ReadError::Store(StoreError::Cancelled))));
        assert_eq!(view(&fixture, "zoe", &[]).await.total(), 1);
        fixture.reader.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await.expect("prepared");
        assert!(fixture.reader.search_is_prepared().await.expect("known"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_prepared_search_outlives_a_setting_and_nothing_else() {
    for fixture in people().await {
        fixture.reader.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await.expect("prepared");
        for (kind, prepared) in [("setting", true), ("import", false)] {
            fixture.run("UPDATE website SET name = 'Main' WHERE id = 1").await;
            fixture.change(kind).await;
            assert_eq!(fixture.reader.search_is_prepared().await.expect("known"), prepared, "{kind}");
            let rows = fixture.reader.rows(&[1], &["website"]).await.expect("a row");
            assert_eq!(rows[0].cells, [Cell::Text("Main".to_owned())]);
            assert_eq!(*view(&fixture, "zoe", &["website"]).await.ids, [1]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_workspace_is_seen() {
    for fixture in people().await {
        assert_eq!(view(&fixture, "zoe", &["email"]).await.total(), 1);
        fixture.run("DELETE FROM address WHERE id = 2; DELETE FROM customer WHERE id = 3").await;
        fixture.customer(9, "zoe@example.org", &[]).await;
        fixture.change("import").await;
        assert_eq!(*view(&fixture, "zoe", &["-email"]).await.ids, [9, 1]);
        assert_eq!(*view(&fixture, "", &[]).await.ids, [1, 2, 4, 5, 9]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_show_every_kind_of_column() {
    for fixture in people().await {
        let text = |text: &str| Cell::Text(text.to_owned());
        let columns = [
            "name",
            "website",
            "group",
            "store",
            "billing_full",
            "shipping_city",
            "default_billing",
            "gender",
        ];
        let rows = fixture.reader.rows(&[4, 3, 77, 1], &columns).await.expect("rows");
        let cells: Vec<_> = rows.into_iter().map(|row| (row.id, row.website_id, row.cells)).collect();
        let null = || Cell::Null;
        assert_eq!(
            cells,
            [
                (
                    4,
                    1,
                    vec![
                        text("Dr. 花子 山田"),
                        text("base"),
                        null(),
                        null(),
                        text("東京都"),
                        null(),
                        Cell::Integer(1),
                        null()
                    ]
                ),
                (
                    3,
                    2,
                    vec![
                        text("Иван Петров"),
                        text("Europe"),
                        text("Group 4"),
                        text("3"),
                        null(),
                        null(),
                        null(),
                        null()
                    ]
                ),
                (
                    1,
                    1,
                    vec![
                        text("Zoë Lang"),
                        text("base"),
                        text("Wholesale"),
                        null(),
                        text("1 rue A, Bât. B, Paris, Paris 75011, FR"),
                        text("Köln"),
                        Cell::Integer(1),
                        text("Female"),
                    ],
                ),
            ]
        );
        let unknown = fixture.reader.rows(&[1], &["nickname"]).await;
        assert!(matches!(unknown, Err(ReadError::UnknownField(field)) if field == "nickname"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_counted_among_those_who_match() {
    for fixture in people().await {
        let value = |value: Option<&str>, label: &str, count| FacetValue {
            value: value.map(str::to_owned),
            label: label.to_owned(),
            count,
        };
        let none = |count| value(None, "", count);
        for (field, search, matching, expected) in [
            (
                "group",
                "",
                "",
                vec![none(2), value(Some("Wholesale"), "Wholesale", 2), value(Some("4"), "Group 4", 1)],
            ),
            ("website", "", "", vec![value(Some("base"), "base", 4), value(Some("eu"), "Europe", 1)]),
            ("website", "ivan", "", vec![value(Some("eu"), "Europe", 1)]),
            ("billing_city", "", "PAR", vec![value(Some("Paris"), "Paris", 1)]),
            ("billing_city", "lang", "", vec![value(Some("Paris"), "Paris", 1)]),
            (
                "attr.likes",
                "",
                "",
                vec![none(4), value(Some("Garden"), "Garden", 1), value(Some("Sport"), "Sport", 1)],
            ),
        ] {
            let facet = FacetRequest {
                column: field.to_owned(),
                view: request(search, &[]),
                matching: matching.to_owned(),
            };
            let facets = fixture.reader.facets(&[facet]).await.expect("a facet");
            assert_eq!(facets[0].values, expected, "{field} {search} {matching}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_shows_everything_with_its_origin() {
    for fixture in people().await {
        fixture
        .run(
            "INSERT INTO raw_cell VALUES ('customer', 1, 'attr_x', ''), ('customer', 1, 'firstname', ' Zoë'), \
             ('address', 1, 'telephone', ' +33 1 42 68 53 00'); \
             INSERT INTO finding (id, source_id, code, severity, line, row, column_code, value, customer_id, address_id) \
             VALUES (1, 1, 'formulaGuard', 'warning', 2, 1, 'telephone', ' +33', 1, 1)",
        )
        .await;
        let customer = fixture.reader.customer(1).await.expect("a customer");
        let field = |code: &str| customer.account.iter().find(|value| value.code == code).expect("a field");
        assert_eq!((customer.name.as_str(), customer.group.as_deref()), ("Zoë Lang", Some("Wholesale")));
        assert_eq!(field("firstname").raw.as_deref(), Some(" Zoë"));
        assert_eq!(field("created_at").cell, Cell::Instant(1000));
        assert_eq!((customer.origin.file.as_str(), customer.origin.line), ("customer.csv", 2));
        let defaults: Vec<_> =
            customer.addresses.iter().map(|one| (one.default_billing, one.default_shipping)).collect();
        assert_eq!(defaults, [(true, false), (false, true)]);
        let phone =
            customer.addresses[0].fields.iter().find(|value| value.code == "telephone").expect("a phone");
        assert_eq!(phone.raw.as_deref(), Some(" +33 1 42 68 53 00"));
        let finding = &customer.findings[0];
        assert_eq!((finding.code.as_str(), finding.address_id, finding.line), ("formulaGuard", Some(1), 2));
        assert_eq!(finding.customer_name.as_deref(), Some("Zoë Lang"));
        assert!(matches!(fixture.reader.customer(99).await, Err(ReadError::NoCustomer(99))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_come_by_kind_and_in_the_order_of_the_file() {
    for fixture in people().await {
        fixture
            .run(
                "INSERT INTO finding (id, source_id, code, severity, line, row, customer_id) VALUES \
             (1, 1, 'formulaGuard', 'warning', 9, 8, 5), (2, 1, 'formulaGuard', 'warning', 3, 2, 2), \
             (3, 1, 'invalidEmail', 'error', 4, 3, NULL), (4, 1, 'ofTomorrow', 'warning', 0, 0, NULL)",
            )
            .await;
        let summary = fixture.reader.findings_summary().await.expect("a summary");
        let counts: Vec<_> = summary.iter().map(|kind| (kind.code.as_str(), kind.count)).collect();
        assert_eq!(counts, [("invalidEmail", 1), ("formulaGuard", 2), ("ofTomorrow", 1)]);
        let guarded = fixture.reader.finding_ids(Some("formulaGuard")).await.expect("keys");
        assert_eq!(*guarded, [2, 1]);
        let all = fixture.reader.finding_ids(None).await.expect("keys");
        assert_eq!(*all, [4, 2, 3, 1]);
        let rows = fixture.reader.findings(&guarded).await.expect("rows");
        let emails: Vec<_> = rows.iter().map(|row| row.customer_email.as_deref()).collect();
        assert_eq!(emails, [Some("anna@example.com"), Some("ANNE@example.com")]);
        let counts = fixture.reader.counts().await.expect("counts");
        assert_eq!((counts.customers, counts.addresses, counts.findings), (5, 3, 4));
    }
}
