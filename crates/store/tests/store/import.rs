//! Imports, change sets and undo over whole workspaces.

use std::sync::atomic::{AtomicBool, Ordering};

use clientele_store::{Choices, Fault, StoreError};

use crate::desk::{Workspace, counts, on_both};

const ANNA: &str = "anna@example.com|base|Anna|Roux|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";
const ANNAS_OLD: &str = "base|ANNA@example.com|2|Lyon|";
const BENS: &str = "base|ben@example.com|3|Köln|1";

on_both! {
async fn both_files_join_in_either_order_and_one_after_the_other(desk) {
    let together = desk.workspace().await;
    let (plan, _) = together.import(&[ANNA, BEN], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!(counts(&plan), "2/0/0/0/0 3/0/0/0/0");
    let owners = |dump: Vec<String>| -> Vec<String> {
        let addresses = dump.into_iter().filter(|row| row.starts_with("address "));
        addresses
            .map(|row| {
                row.split(' ')
                    .filter(|cell| {
                        ["customer_id=", "city=", "is_billing="].iter().any(|of| cell.starts_with(of))
                    })
                    .collect()
            })
            .collect()
    };
    let expected = owners(together.dump().await);
    assert_eq!(
        expected,
        [
            "customer_id=1city=Parisis_billing=1",
            "customer_id=1city=Lyonis_billing=0",
            "customer_id=2city=Kölnis_billing=1"
        ]
    );

    let addresses_last = desk.workspace().await;
    addresses_last.import(&[ANNA, BEN], &[]).await.expect("imports");
    let (plan, outcome) =
        addresses_last.import(&[], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!((counts(&plan).as_str(), outcome.is_some()), ("0/2/0/0/0 3/0/0/0/0", true));
    assert_eq!(owners(addresses_last.dump().await), expected);

    let addresses_first = desk.workspace().await;
    let (plan, _) = addresses_first.import(&[], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!((counts(&plan).as_str(), plan.findings), ("0/0/0/0/0 3/0/0/0/0", 3));
    addresses_first.import(&[ANNA, BEN], &[]).await.expect("imports");
    let after = addresses_first.dump().await;
    assert!(!after.iter().any(|row| row.contains("customerNotFound") && !row.contains("gone_with")), "{after:?}");
    assert_eq!(owners(after), expected);
    for workspace in [&together, &addresses_last, &addresses_first] {
        assert_eq!(workspace.fault().await, None);
    }
}
}

on_both! {
async fn the_same_files_twice_change_nothing(desk) {
    let workspace = desk.workspace().await;
    workspace.import(&[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    let before = workspace.dump().await;
    let (plan, outcome) = workspace.import(&[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    assert_eq!(counts(&plan), "0/0/2/0/0 0/0/2/0/0");
    assert_eq!(outcome.expect("applied").change_set, None);
    assert_eq!(workspace.dump().await, before);
    assert_eq!(workspace.store.reader().sources().await.expect("history").len(), 4);
}
}

on_both! {
async fn what_would_change_a_filled_workspace_waits_for_review(desk) {
    let workspace = desk.workspace().await;
    workspace.import(&[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    let before = workspace.dump().await;
    for (customers, addresses, expected) in [
        (vec!["anna@example.com|base|Anne|Roux|1|Gold"], vec![], "0/1/0/0/1 0/0/0/0/0"),
        (vec![ANNA, BEN, "new@example.com|other|N|N|1|"], vec![], "1/0/2/0/0 0/0/0/0/0"),
        (vec![], vec!["base|anna@example.com|1|Nantes|1"], "0/1/0/0/0 0/1/0/0/0"),
        (vec![ANNA], vec![ANNAS, "base|anna@example.com||Nantes|"], "0/1/0/0/1 1/0/1/0/0"),
    ] {
        let (plan, outcome) = workspace.import(&customers, &addresses).await.expect("plans");
        assert_eq!(
            (counts(&plan).as_str(), outcome.is_none()),
            (expected, true),
            "{customers:?} {addresses:?}"
        );
        assert_eq!(workspace.dump().await, before);
    }
}
}

/// What a reader sees of customers and addresses, without where they came from.
async fn values(workspace: &Workspace) -> Vec<String> {
    let shown = ["customer ", "address "];
    let own = ["id=", "source_id=", "line=", "row=", "change_set_id=", "website_id=", "website_code="];
    let rows =
        workspace.dump().await.into_iter().filter(|row| shown.iter().any(|table| row.starts_with(table)));
    rows.map(|row| {
        let cells = row.split(' ').filter(|cell| !own.iter().any(|own| cell.starts_with(own)));
        cells.collect::<Vec<_>>().join(" ")
    })
    .collect()
}

on_both! {
async fn a_later_export_makes_of_everything_what_it_says_and_undo_takes_that_back(desk) {
    let check = async |customers: &[&str], addresses: &[&str], counts_expected: &str, expected: &[&str]| {
        let workspace = desk.workspace().await;
        workspace.import(&[ANNA, BEN], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
        let (before, seen) = (workspace.dump().await, values(&workspace).await);
        let plan = workspace.apply(customers, addresses).await;
        assert_eq!(counts(&plan), counts_expected, "{customers:?} {addresses:?}");
        let after = values(&workspace).await;
        let changed: Vec<_> = after.iter().filter(|row| !seen.contains(row)).map(String::as_str).collect();
        assert_eq!(changed, expected, "{customers:?} {addresses:?}");
        let whole = async || workspace.fault().await;
        assert_eq!(whole().await, None);
        let again = workspace.import(customers, addresses).await.expect("plans").0;
        assert!(!again.needs_review, "a second time nothing is left to do: {again:?}");
        workspace.store.undo(None, &workspace.context()).await.expect("undoes");
        assert_eq!(workspace.dump().await, before);
        assert_eq!(whole().await, None);
    };
    let anne = "anna@example.com|base|Anne|Roux|1|";
    let anne_row = "customer email=anna@example.com firstname=Anne lastname=Roux group_id=1 attr_1=";
    check(&[anne, BEN], &[], "0/1/1/0/0 0/0/0/0/0", &[anne_row]).await;
    // What an account cannot be without is kept where the file is blank.
    check(
        &["anna@example.com|base||Roux||Silver"],
        &[],
        "0/1/0/0/1 0/0/0/0/0",
        &["customer email=anna@example.com firstname=Anna lastname=Roux group_id=1 attr_1=Silver"],
    )
    .await;
    let new = "new@example.com|base|N|N|1|";
    check(&[ANNA, BEN, new], &["base|new@example.com|9|Nice|1"], "1/0/2/0/0 1/0/0/0/0", &[
        "customer email=new@example.com firstname=N lastname=N group_id=1 attr_1=",
        "address customer_id=3 email=new@example.com entity_id=9 city=Nice default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
    // Another default address: the one that was gives way.
    check(&[], &["base|anna@example.com|2|Nantes|1"], "0/1/0/0/0 0/1/0/0/1", &[
        "address customer_id=1 email=anna@example.com entity_id=1 city=Paris default_billing=1 is_billing=0 is_shipping=0",
        "address customer_id=1 email=ANNA@example.com entity_id=2 city=Nantes default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
    check(&[], &["base|anna@example.com||Metz|1"], "0/1/0/0/0 1/0/0/0/2", &[
        "address customer_id=1 email=anna@example.com entity_id=1 city=Paris default_billing=1 is_billing=0 is_shipping=0",
        "address customer_id=1 email=anna@example.com city=Metz default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
}
}

on_both! {
async fn what_was_written_down_of_a_change_cannot_be_altered(desk) {
    for sql in [
        "UPDATE change SET before = '{}'",
        "UPDATE change SET record_id = 2",
        "DELETE FROM change",
        "INSERT INTO change (id, change_set_id, entity, record_id, before, after) VALUES (9, 2, 'customer', 1, '{}', '{}')",
    ] {
        for undone in [false, true] {
            let workspace = desk.workspace().await;
            workspace.import(&[ANNA, BEN], &[]).await.expect("imports");
            workspace.apply(&["anna@example.com|base|Anne|Roux|1|Gold", BEN], &[]).await;
            if undone {
                workspace.store.undo(None, &workspace.context()).await.expect("undoes");
            }
            workspace.stranger(sql).await;
            let report = workspace.store.check(&AtomicBool::new(false)).await.expect("checks");
            assert_eq!(report.fault, Some((2, Fault::Record)), "{sql}");
        }
    }
}
}

on_both! {
async fn a_repeated_key_is_refused_other_case_included(desk) {
    let workspace = desk.workspace().await;
    let twin = "ANNA@Example.com|base|Other|One|1|";
    let elsewhere = "anna@example.com|fr|Anna|Roux|1|";
    let (plan, _) =
        workspace.import(&[ANNA, twin, elsewhere], &[ANNAS, ANNAS]).await.expect("imports");
    assert_eq!(counts(&plan), "2/0/0/1/0 1/0/0/1/0");
    let findings: Vec<String> =
        workspace.dump().await.into_iter().filter(|row| row.starts_with("finding")).collect();
    assert!(
        findings.iter().any(|row| row.contains("duplicateEmailSite") && row.contains("line=3")),
        "{findings:?}"
    );
    assert!(findings.iter().any(|row| row.contains("duplicateAddressId")), "{findings:?}");
}
}

on_both! {
async fn undo_restores_what_was_there_to_the_last_row(desk) {
    let workspace = desk.workspace().await;
    let empty = workspace.dump().await;
    workspace.import(&[], &[ANNAS, BENS]).await.expect("imports");
    let waiting = workspace.dump().await;
    workspace.import(&[ANNA, BEN], &[]).await.expect("imports");
    let undone = workspace.store.undo(None, &workspace.context()).await.expect("undoes");
    assert_eq!((undone.undone, undone.customers, undone.addresses), (2, 2, 0));
    assert_eq!(workspace.dump().await, waiting);
    workspace.store.undo(None, &workspace.context()).await.expect("undoes");
    assert_eq!(workspace.dump().await, empty);
    assert!(matches!(workspace.store.undo(None, &workspace.context()).await, Err(StoreError::NothingToUndo)));
    assert_eq!(workspace.store.check(&AtomicBool::new(false)).await.expect("checks").change_sets, 4);
}
}

on_both! {
async fn a_changed_byte_anywhere_breaks_the_chain(desk) {
    for (sql, expected) in [
        ("UPDATE customer SET lastname = 'Rouge' WHERE id = 1", Fault::Record),
        ("UPDATE address SET city = 'Nice' WHERE id = 1", Fault::Record),
        ("UPDATE address SET is_billing = 1 - is_billing WHERE id = 1", Fault::Record),
        ("DELETE FROM customer WHERE id = 2", Fault::Record),
        ("UPDATE change_set SET actor = 'Eve'", Fault::Log),
        ("UPDATE change_log SET hashes = ids", Fault::Log),
        ("UPDATE change_set SET predecessor = hash", Fault::Chain),
    ] {
        let workspace = desk.workspace().await;
        workspace.import(&[ANNA, BEN], &[ANNAS]).await.expect("imports");
        assert_eq!(workspace.fault().await, None);
        workspace.stranger(sql).await;
        let report = workspace.store.check(&AtomicBool::new(false)).await.expect("checks");
        assert_eq!(report.fault, Some((1, expected)), "{sql}");
    }
}
}

on_both! {
async fn a_setting_is_a_change_set_that_undo_takes_back(desk) {
    let workspace = desk.workspace().await;
    workspace.import(&[ANNA], &[]).await.expect("imports");
    let before = workspace.dump().await;
    workspace
        .store
        .set_website(1, Some("France"), "Europe/Paris", Some("EUR"), &workspace.context())
        .await
        .expect("sets");
    assert!(workspace.dump().await.iter().any(|row| row.contains("time_zone=Europe/Paris")));
    workspace.store.undo(None, &workspace.context()).await.expect("undoes");
    assert_eq!(workspace.dump().await, before);
    assert!(matches!(workspace.store.name_group(99, "x", &workspace.context()).await, Err(StoreError::NotFound(_))));
}
}

on_both! {
async fn a_cancelled_or_dropped_import_leaves_everything_as_before(desk) {
    let workspace = desk.workspace().await;
    let before = workspace.dump().await;
    let cancelled = workspace.context();
    let running = workspace.store.begin_import(cancelled.clone(), Choices::default(), &[]).await.expect("begins");
    cancelled.cancel.store(true, Ordering::Relaxed);
    assert!(matches!(running.finish().await, Err(StoreError::Cancelled)));
    assert_eq!(workspace.dump().await, before);
    workspace.read(&[ANNA], &[], Choices::default()).await.map(drop).expect("read, and dropped");
    assert_eq!(workspace.dump().await, before);
    let (plan, _) = workspace.import(&[ANNA], &[]).await.expect("imports afterwards");
    assert_eq!(plan.customers.created, 1);
}
}
