//! Saved views: settings whose rows come and go.

use clientele_store::read::SavedView;
use clientele_store::{Context, Fault, StoreError, ViewDraft};

use crate::desk::{Desk, Workspace, on_both};

const STATE: &str = r#"{"condition":"name = 'O\"table\":\"saved_view\"'","search":"é"}"#;

fn draft(name: &str) -> ViewDraft<'_> {
    ViewDraft { name, shared: false, state: STATE }
}

fn as_ben(workspace: &Workspace) -> Context {
    Context { actor: "Ben".to_owned(), ..workspace.context() }
}

async fn names(workspace: &Workspace) -> Vec<String> {
    let views = workspace.store.reader().saved_views().await.expect("reads");
    views.into_iter().map(|view| format!("{}: {}", view.owner, view.name)).collect()
}

async fn undo(workspace: &Workspace) {
    workspace.store.undo(None, &workspace.context()).await.expect("taken back");
}

on_both! {
async fn a_view_is_kept_renamed_shared_and_deleted_and_each_is_taken_back(desk) {
    let workspace = desk.workspace().await;
    let (store, context) = (&workspace.store, workspace.context());
    let id = store.save_view(None, &draft("  Wholesale "), &context).await.expect("kept");
    let kept = SavedView {
        id,
        owner: "Ada".to_owned(),
        name: "Wholesale".to_owned(),
        shared: false,
        state: STATE.to_owned(),
    };
    assert_eq!(store.reader().saved_views().await.expect("reads"), std::slice::from_ref(&kept));
    // A colleague's change leaves it with its owner.
    let shared = ViewDraft { name: "Großhandel", shared: true, state: "{}" };
    assert_eq!(store.save_view(Some(id), &shared, &as_ben(&workspace)).await.expect("changed"), id);
    assert_eq!(names(&workspace).await, ["Ada: Großhandel"]);
    let before = store.reader().change_sets().await.expect("reads").len();
    store.save_view(Some(id), &shared, &context).await.expect("nothing to do");
    assert_eq!(store.reader().change_sets().await.expect("reads").len(), before, "nothing changed");
    store.delete_view(id, &context).await.expect("deleted");
    assert_eq!(names(&workspace).await, Vec::<String>::new());
    assert_eq!(workspace.fault().await, None);
    undo(&workspace).await;
    assert_eq!(names(&workspace).await, ["Ada: Großhandel"]);
    undo(&workspace).await;
    assert_eq!(store.reader().saved_views().await.expect("reads"), [kept]);
    undo(&workspace).await;
    assert_eq!(names(&workspace).await, Vec::<String>::new());
    assert_eq!(workspace.fault().await, None);
    assert!(store.save_view(None, &draft("Again"), &context).await.expect("kept") > id, "no key is given twice");
}
}

on_both! {
async fn a_person_has_one_view_of_a_name_and_begins_with_one(desk) {
    let workspace = desk.workspace().await;
    let (store, context, ben) = (&workspace.store, workspace.context(), as_ben(&workspace));
    let first = store.save_view(None, &draft("Paris"), &context).await.expect("kept");
    let taken = store.save_view(None, &draft("pARIS"), &context).await;
    assert!(matches!(taken, Err(StoreError::NameTaken(_))), "{taken:?}");
    let of_ben = store.save_view(None, &draft("Paris"), &ben).await.expect("another person's");
    let begins = async |who| store.reader().default_view(who).await.expect("reads");
    assert_eq!(begins("Ada").await, None);
    store.set_default_view(Some(first), &context).await.expect("set");
    store.set_default_view(Some(of_ben), &ben).await.expect("set");
    store.set_default_view(Some(of_ben), &context).await.expect("set");
    assert_eq!((begins("Ada").await, begins("Ben").await), (Some(of_ben), Some(of_ben)));
    undo(&workspace).await;
    assert_eq!(begins("Ada").await, Some(first));
    store.set_default_view(None, &context).await.expect("set");
    assert_eq!((begins("Ada").await, begins("Ben").await), (None, Some(of_ben)));
    for gone in [store.set_default_view(Some(999), &context).await, store.delete_view(999, &context).await] {
        assert!(matches!(gone, Err(StoreError::NotFound(_))), "{gone:?}");
    }
    assert_eq!(workspace.fault().await, None);
}
}

on_both! {
async fn views_change_no_data_and_go_along_to_every_place(desk) {
    let workspace = desk.workspace().await;
    workspace.import(&["anna@example.com|base|Anna|Roux|1|Gold"], &[]).await.expect("imports");
    let reader = workspace.store.reader();
    let data = reader.data_revision().await.expect("reads");
    let id = workspace.store.save_view(None, &draft("Paris"), &workspace.context()).await.expect("kept");
    workspace.store.set_default_view(Some(id), &workspace.context()).await.expect("set");
    assert_eq!(reader.data_revision().await.expect("reads"), data);
    assert_eq!(reader.revision().await.expect("reads"), data + 2);
    assert!(reader.change_sets().await.expect("reads")[0].can_undo, "undoing follows the views too");
    workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect("named");
    assert_eq!(reader.data_revision().await.expect("reads"), data + 3);
    let all = workspace.everything().await;
    for place in [Desk::File, desk] {
        let there = place.copy(&workspace).await;
        assert_eq!(there.everything().await, all);
        assert_eq!(there.store.reader().default_view("Ada").await.expect("reads"), Some(id));
        assert_eq!(there.fault().await, None);
    }
}
}

on_both! {
async fn what_a_stranger_does_to_views_is_found(desk) {
    for (sql, number) in [
        ("UPDATE saved_view SET state = '{}'", 1),
        ("UPDATE saved_view SET owner = 'Eve'", 1),
        ("DELETE FROM saved_view", 1),
        ("DELETE FROM default_view", 2),
        ("INSERT INTO saved_view (id, owner, name, shared, state) VALUES (9, 'Eve', 'x', 1, '{}')", 2),
    ] {
        let workspace = desk.workspace().await;
        let id = workspace.store.save_view(None, &draft("Paris"), &workspace.context()).await.expect("kept");
        workspace.store.set_default_view(Some(id), &workspace.context()).await.expect("set");
        assert_eq!(workspace.fault().await, None);
        workspace.stranger(sql).await;
        assert_eq!(workspace.fault().await, Some((number, Fault::Record)), "{sql}");
    }
}
}
