//! A workspace copied to another place: nothing is lost, and nothing is half done.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clientele_store::{Fault, OpenMode, Store, StoreError, Watch};
use clientele_testkit::{Locale, cluster};

use crate::desk::{Desk, Workspace, on_both};

const ANNA: &str = "anna@example.com|base|Änna\t\\N|Roux\nde \\.|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";
const LOST: &str = "base|lost@example.com|7|İstanbul|";

/// With everything that a workspace can hold: what came, changed, went, was set and was taken back.
async fn lived_in(desk: Desk) -> Workspace {
    let workspace = desk.workspace().await;
    workspace.import(&[ANNA, BEN], &[ANNAS, LOST]).await.expect("imports");
    workspace.apply(&["anna@example.com|base|Anne|Roux|1|Silver", BEN], &[]).await;
    workspace.store.name_group(2, "Großhandel", &workspace.context()).await.expect("named");
    workspace.apply(&[ANNA, "new@example.com|fr|N|N|4|"], &["fr|new@example.com|9|Nice|1"]).await;
    workspace.store.undo(None, &workspace.context()).await.expect("taken back");
    workspace
}

/// What someone sees who opens it.
async fn seen(workspace: &Workspace) -> String {
    let reader = workspace.store.reader();
    let change_sets = reader.change_sets().await.expect("reads");
    let findings = reader.findings_summary().await.expect("reads");
    let sources = reader.sources().await.expect("reads");
    let anna = reader.customer(1).await.expect("reads");
    format!("{:?} {change_sets:?} {findings:?} {sources:?} {anna:?}", reader.counts().await.expect("reads"))
}

on_both! {
async fn a_workspace_is_the_same_in_every_other_place(desk) {
    let workspace = lived_in(desk).await;
    let (all, shown) = (workspace.everything().await, seen(&workspace).await);
    let mut places = vec![Desk::File];
    places.extend(cluster().map(Desk::Server));
    for place in places {
        let there = place.copy(&workspace).await;
        assert_eq!(there.everything().await, all);
        assert_eq!(seen(&there).await, shown);
        assert_eq!(there.fault().await, None);
        let back = desk.copy(&there).await;
        assert_eq!(back.everything().await, all);

        // Work goes on: what was learned is known, and what was done is taken back step by step.
        for place in [&there, &back] {
            let (plan, _) = place.import(&["anna@example.com|base|Anne|Roux|1|Silver", BEN], &[ANNAS]).await.expect("plans");
            assert!(!plan.needs_review, "{plan:?}");
            place.apply(&["eve@example.com|base|Eve|E|1|"], &[]).await;
            for _ in 0..4 {
                place.store.undo(None, &place.context()).await.expect("taken back");
            }
            let left = place.dump().await;
            assert!(!left.iter().any(|row| row.starts_with("customer ")), "{left:?}");
            assert_eq!(place.fault().await, None);
        }
    }
    assert_eq!(workspace.everything().await, all, "where it was it stays as it was");
}
}

on_both! {
async fn what_does_not_hold_here_does_not_hold_there(desk) {
    let workspace = lived_in(desk).await;
    workspace.stranger("UPDATE customer SET lastname = 'Rouge' WHERE id = 2").await;
    let there = Desk::File.copy(&workspace).await;
    assert_eq!(there.fault().await, Some((1, Fault::Record)));
    assert_eq!(there.everything().await, workspace.everything().await);
}
}

on_both! {
async fn a_copy_that_is_cancelled_leaves_nothing(desk) {
    let workspace = lived_in(desk).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cancel = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&cancel);
    let mut progress = move |_, _| asked.store(true, Ordering::Relaxed);
    let watch = Watch { cancel: &cancel, progress: &mut progress };
    let copied = workspace.store.copy_to_file(&folder.path().join("copy.clientele"), watch).await;
    assert!(matches!(copied, Err(StoreError::Cancelled)), "{copied:?}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
    let Some(cluster) = cluster() else { return };
    let url = cluster.database(Locale::C);
    cancel.store(false, Ordering::Relaxed);
    let asked = Arc::clone(&cancel);
    let mut progress = move |_, _| asked.store(true, Ordering::Relaxed);
    let watch = Watch { cancel: &cancel, progress: &mut progress };
    let copied = workspace.store.copy_to_server(&url, None, watch).await;
    assert!(matches!(copied, Err(StoreError::Cancelled)), "{copied:?}");
    let watch = Watch { cancel: &Arc::default(), progress: &mut |_, _| {} };
    workspace.store.copy_to_server(&url, None, watch).await.expect("it is still empty");
}
}

on_both! {
async fn a_place_that_is_taken_is_refused_and_left(desk) {
    let workspace = lived_in(desk).await;
    let other = desk.workspace().await;
    other.import(&[], &[LOST]).await.expect("imports");
    other.store.undo(None, &other.context()).await.expect("taken back: a history is something too");
    let all = other.everything().await;
    let watch = || Watch { cancel: Box::leak(Box::default()), progress: Box::leak(Box::new(|_, _| {})) };
    let refused = match other.url() {
        Some(url) => workspace.store.copy_to_server(url, None, watch()).await,
        None => workspace.store.copy_to_file(&other.path, watch()).await,
    };
    let is_refused = matches!(&refused, Err(StoreError::Exists(path)) if *path == other.path)
        || matches!(refused, Err(StoreError::ServerRefused("not_empty")));
    assert!(is_refused, "{refused:?}");
    assert_eq!(other.everything().await, all);
    let missing = workspace.store.copy_to_file(Path::new("/nowhere/copy.clientele"), watch()).await;
    assert!(matches!(missing, Err(StoreError::ReadOnly(_))), "{missing:?}");
}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_team_database_takes_the_place_of_an_older_one() {
    let Some(cluster) = cluster() else { return };
    let workspace = lived_in(Desk::Server(cluster)).await;
    let watch = || Watch { cancel: Box::leak(Box::default()), progress: Box::leak(Box::new(|_, _| {})) };
    for _ in 0..2 {
        workspace.store.save_copy(&workspace.path, watch()).await.expect("copied");
        let copy = Store::open(&workspace.path, OpenMode::Existing).await.expect("opens");
        assert_eq!(copy.check(&AtomicBool::new(false)).await.expect("checks").fault, None);
        assert_eq!(copy.reader().counts().await.expect("reads").customers, 2);
        copy.close().await;
        workspace.apply(&[ANNA, BEN, "new@example.com|fr|N|N|4|"], &[]).await;
        workspace.store.undo(None, &workspace.context()).await.expect("taken back");
    }
}
