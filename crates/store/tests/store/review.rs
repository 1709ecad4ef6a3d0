//! A plan reviewed and applied, and taken back: what staff choose is what happens, on a file and on a server alike.

use clientele_domain::file::Behavior;
use clientele_store::{Apply, Choices, Ended, Fate, Planned, StoreError, Subject};
use clientele_testkit::cluster;
use roaring::RoaringBitmap;

use crate::desk::{Desk, Workspace, counts, on_both};

const ANNA: &str = "anna@example.com|base|Anna|Roux|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const EVE: &str = "eve@example.com|fr|Ève|İnal|4|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";
const BENS: &str = "base|ben@example.com|3|Köln|1";

const ANNE: &str = "anna@example.com|base|Anne|Roux|1|Silver";
const BENNO: &str = "ben@example.com|base|Benno|Weiß|2|";
const NEW: &str = "new@example.com|neu|N|N|7|";
const NEWS: &str = "neu|new@example.com|9|Nice|1";

async fn filled(desk: Desk) -> Workspace {
    let workspace = desk.workspace().await;
    workspace.import(&[ANNA, BEN, EVE], &[ANNAS, BENS]).await.expect("imports");
    workspace
}

async fn planned(workspace: &Workspace, customers: &[&str], addresses: &[&str], choices: Choices) -> Planned {
    match workspace.read(customers, addresses, choices).await.expect("plans") {
        Ended::Planned(planned) => planned,
        Ended::Loaded(_) => panic!("a plan"),
    }
}

/// The place of the row about a customer.
fn place(planned: &Planned, id: u32) -> u32 {
    let is_meant = |entry: &clientele_store::Entry| (entry.subject, entry.id) == (Subject::Customer, id);
    u32::try_from(planned.entries().iter().position(is_meant).expect("a row about it")).expect("few rows")
}

/// First names of customers, cities of addresses.
async fn told(workspace: &Workspace) -> Vec<String> {
    let shown = |row: &str| {
        let cells = row.split(' ').filter(|cell| cell.starts_with("firstname=") || cell.starts_with("city="));
        cells.map(|cell| cell.split_once('=').expect("a cell").1.to_owned()).collect::<Vec<_>>()
    };
    workspace.dump().await.iter().flat_map(|row| shown(row)).collect()
}

on_both! {
async fn rows_left_out_stay_out_with_all_that_belongs_to_them(desk) {
    let workspace = filled(desk).await;
    let before = workspace.dump().await;
    let check = async |left_out: &[u32], expected: &[&str]| {
        let mut planned = planned(&workspace, &[ANNE, BENNO, NEW], &[NEWS, "base|anna@example.com|1|Nantes|1"], Choices::default()).await;
        assert_eq!(counts(planned.plan()), "1/2/0/0/0 1/1/0/0/0");
        let left_out: RoaringBitmap = left_out.iter().map(|id| place(&planned, *id)).collect();
        let outcome = planned.apply(&left_out, &workspace.context()).await.expect("applied");
        assert_eq!(told(&workspace).await, expected, "{left_out:?}");
        assert_eq!(workspace.fault().await, None);
        if outcome.change_set.is_some() {
            workspace.store.undo(None, &workspace.context()).await.expect("undoes");
        }
        assert_eq!(workspace.dump().await, before);
    };
    check(&[], &["Anne", "Benno", "Ève", "N", "Nantes", "Köln", "Nice"]).await;
    check(&[1], &["Anna", "Benno", "Ève", "N", "Paris", "Köln", "Nice"]).await;
    check(&[4], &["Anne", "Benno", "Ève", "Nantes", "Köln"]).await;
    check(&[2, 4], &["Anne", "Ben", "Ève", "Nantes", "Köln"]).await;
}
}

on_both! {
async fn a_plan_that_the_workspace_outran_is_not_applied(desk) {
    let workspace = filled(desk).await;
    let mut stale = planned(&workspace, &[ANNE, BEN], &[], Choices::default()).await;
    workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect("named");
    let before = workspace.everything().await;
    let refused = stale.apply(&RoaringBitmap::new(), &workspace.context()).await.map(drop);
    assert!(matches!(refused, Err(StoreError::PlanStale)), "{refused:?}");
    assert_eq!(workspace.everything().await, before);
}
}

on_both! {
async fn what_files_delete_goes_with_its_addresses_and_comes_back_whole(desk) {
    let check = async |behavior, delete_missing, customers: &[&str], addresses: &[&str], planned_counts: &str, expected: &[&str]| {
        let workspace = filled(desk).await;
        let before = workspace.dump().await;
        let choices = Choices { behavior, delete_missing, ..Choices::default() };
        let mut planned = planned(&workspace, customers, addresses, choices).await;
        assert_eq!(counts(planned.plan()), planned_counts);
        assert!(planned.plan().needs_review);
        planned.apply(&RoaringBitmap::new(), &workspace.context()).await.expect("applied");
        assert_eq!(told(&workspace).await, expected);
        assert_eq!(workspace.fault().await, None);
        workspace.store.undo(None, &workspace.context()).await.expect("undoes");
        assert_eq!(workspace.dump().await, before);
        assert_eq!(workspace.fault().await, None);
    };
    check(Behavior::Delete, false, &["ANNA@example.com|base"], &[], "0/0/0/0/0 0/0/0/0/0", &["Ben", "Ève", "Köln"]).await;
    check(Behavior::Custom, false, &["!ben@example.com|base", ANNE], &[], "0/1/0/0/0 0/0/0/0/0", &["Anne", "Ève", "Paris"]).await;
    check(Behavior::AddUpdate, false, &["!ben@example.com|base|Benno|Weiß|2|", ANNA], &[], "0/1/1/0/0 0/0/0/0/0", &["Anna", "Benno", "Ève", "Paris", "Köln"]).await;
    // Only of the websites that the file lists: Ève is of another.
    check(Behavior::AddUpdate, true, &[BEN], &[], "0/0/1/0/0 0/0/0/0/0", &["Ben", "Ève", "Köln"]).await;
    check(Behavior::Delete, false, &[], &["base|anna@example.com|1"], "0/1/0/0/0 0/0/0/0/0", &["Anna", "Ben", "Ève", "Köln"]).await;
}
}

on_both! {
async fn records_of_a_change_set_are_taken_back_by_themselves(desk) {
    let workspace = filled(desk).await;
    let before = told(&workspace).await;
    let outcome = workspace.apply(&[ANNE, BENNO, NEW], &[NEWS]).await;
    assert_eq!(counts(&outcome), "1/2/0/0/0 1/0/0/0/0");
    let back = async |change_set, records: &[(Subject, u32)]| {
        workspace.store.undo_records(change_set, records, &workspace.context()).await
    };
    let undone = back(2, &[(Subject::Customer, 1), (Subject::Customer, 4)]).await.expect("taken back");
    assert_eq!((undone.customers, undone.addresses, undone.restored), (1, 1, 1));
    assert_eq!(told(&workspace).await, ["Anna", "Benno", "Ève", "Paris", "Köln"]);
    assert_eq!(workspace.fault().await, None);
    let nothing = back(2, &[(Subject::Customer, 1)]).await;
    assert!(matches!(nothing, Err(StoreError::NothingToUndo)), "{nothing:?}");
    // What is left of it goes with the whole.
    workspace.store.undo(Some(2), &workspace.context()).await.expect("taken back");
    assert_eq!(told(&workspace).await, before);
    assert_eq!(workspace.fault().await, None);
}
}

on_both! {
async fn what_an_undone_import_had_made_is_listed_by_its_keys(desk) {
    let workspace = filled(desk).await;
    let records = async |change_set: i64| {
        let (total, records) =
            workspace.store.reader().change_records(change_set, 0, 100).await.expect("read");
        assert_eq!(total, records.len() as u64);
        let told = |record: clientele_store::read::ChangeRecord| {
            (record.subject, record.id, record.fate, record.name, record.undone)
        };
        let mut records: Vec<_> = records.into_iter().map(told).collect();
        records.sort_by_key(|(subject, id, ..)| (*subject, *id));
        records
    };
    let is = |id: u32, fate, name: &str, undone| (Subject::Customer, id, fate, name.to_owned(), undone);
    // Ben gets an address and nothing else.
    workspace.apply(&[ANNE, NEW], &["base|ben@example.com|8|Bonn|", NEWS]).await;
    assert_eq!(records(2).await, [
        is(1, Fate::Changed, "Anne Roux", false),
        is(2, Fate::Changed, "Ben Weiß", false),
        is(4, Fate::Created, "N N", false),
    ]);
    workspace.store.undo(None, &workspace.context()).await.expect("taken back");
    let gone = [
        is(1, Fate::Changed, "Anna Roux", true),
        is(2, Fate::Changed, "Ben Weiß", true),
        is(4, Fate::Created, "", true),
    ];
    assert_eq!(records(2).await, gone);
    // The key is given again, to somebody else.
    workspace.apply(&["other@example.com|base|O|O|1|"], &[]).await;
    assert_eq!(records(4).await, [is(4, Fate::Created, "O O", false)]);
    assert_eq!(records(2).await, gone);
    for _ in 0..2 {
        workspace.store.undo(None, &workspace.context()).await.expect("taken back");
    }
    assert_eq!(records(1).await, [1, 2, 3].map(|id| is(id, Fate::Created, "", true)));
    let nameless = [(1, Fate::Changed), (2, Fate::Changed), (4, Fate::Created)];
    assert_eq!(records(2).await, nameless.map(|(id, fate)| is(id, fate, "", true)));
    assert_eq!(workspace.fault().await, None);
}
}

on_both! {
async fn what_was_changed_since_is_not_taken_back(desk) {
    let workspace = filled(desk).await;
    workspace.apply(&[ANNE, BENNO, EVE], &[]).await;
    workspace.apply(&["anna@example.com|base|Annette|Roux|1|Silver", BENNO, EVE], &[]).await;
    let before = workspace.everything().await;
    for refused in [
        workspace.store.undo(Some(2), &workspace.context()).await,
        workspace.store.undo_records(2, &[(Subject::Customer, 1)], &workspace.context()).await,
        workspace.store.undo(Some(1), &workspace.context()).await.map_err(|error| match error {
            StoreError::ChangedSince(2) => StoreError::ChangedSince(3),
            other => other,
        }),
    ] {
        assert!(matches!(refused, Err(StoreError::ChangedSince(3))), "{refused:?}");
    }
    assert_eq!(workspace.everything().await, before);
    workspace.store.undo_records(2, &[(Subject::Customer, 2)], &workspace.context()).await.expect("nothing changed him");
    assert_eq!(told(&workspace).await, ["Annette", "Ben", "Ève", "Paris", "Köln"]);
    workspace.store.undo(Some(3), &workspace.context()).await.expect("nothing came after");
    assert_eq!(told(&workspace).await, ["Anne", "Ben", "Ève", "Paris", "Köln"]);
    assert_eq!(workspace.fault().await, None);
}
}

/// Everything that happens in a long life, and what was seen of it on the way.
async fn life(desk: Desk) -> (Vec<String>, Vec<String>) {
    let (workspace, mut seen) = (filled(desk).await, Vec::new());
    let delete = Choices { behavior: Behavior::Custom, delete_missing: true, apply: Apply::AfterReview };
    for (customers, addresses, choices) in [
        (
            &[ANNE, BENNO, NEW][..],
            &[NEWS, "base|anna@example.com|1|Nantes|1", "xx|nobody@example.com|5|Oslo|"][..],
            Choices::default(),
        ),
        (&["!anna@example.com|base", "İrem@example.com|base|İrem|Ipek|1|", "|base|Refused||1|"], &[], delete),
    ] {
        let mut planned = planned(&workspace, customers, addresses, choices).await;
        let all: Vec<u32> = (0..).take(planned.entries().len()).collect();
        let rows = planned.rows(&all).await.expect("pages");
        seen.push(format!("{:?} {rows:?}", planned.plan()));
        let left_out: RoaringBitmap = (0..)
            .zip(planned.entries())
            .filter(|(_, entry)| entry.fate == Fate::Changed)
            .map(|(row, _)| row)
            .take(1)
            .collect();
        planned.apply(&left_out, &workspace.context()).await.expect("applied");
    }
    workspace.store.name_group(7, "Siebte", &workspace.context()).await.expect("named");
    workspace
        .store
        .undo_records(3, &[(Subject::Customer, 1)], &workspace.context())
        .await
        .expect("taken back");
    workspace.store.undo(None, &workspace.context()).await.expect("taken back");
    assert_eq!(workspace.fault().await, None);
    (seen, workspace.everything().await)
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_plan_do_and_seal_the_same() {
    let Some(cluster) = cluster() else { return };
    let (seen, kept) = life(Desk::File).await;
    let (seen_there, kept_there) = life(Desk::Server(cluster)).await;
    assert_eq!(seen, seen_there);
    assert_eq!(kept, kept_there);
}
