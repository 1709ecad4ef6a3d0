//! Workspaces in files: what is refused, copies, older versions, other programs.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clientele_store::{OpenMode, Store, StoreError, Watch};

use crate::desk::Desk;

const ANNA: &str = "anna@example.com|base|Anna|Roux|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_workspace_is_refused_and_left_untouched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let newer = folder.path().join("newer.clientele");
    Store::open(&newer, OpenMode::Create).await.expect("made").close().await;
    let mut bytes = std::fs::read(&newer).expect("read");
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    let whole = std::fs::read(&newer).expect("read");
    type Case = (&'static str, Vec<u8>, fn(&StoreError) -> bool);
    let cases: Vec<Case> = vec![
        ("newer", bytes, |error| matches!(error, StoreError::Newer { found: 9999, .. })),
        ("text", b"email,_website\n".to_vec(), |error| matches!(error, StoreError::NotAWorkspace(_))),
        ("cut", whole[..whole.len() / 2].to_vec(), |error| matches!(error, StoreError::Damaged(_))),
        ("foreign", foreign(folder.path()).await, |error| matches!(error, StoreError::NotAWorkspace(_))),
    ];
    for (name, bytes, is) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).expect("written");
        let error = Store::open(&path, OpenMode::Existing).await.expect_err("refused");
        assert!(is(&error), "{name}: {error}");
        assert_eq!(std::fs::read(&path).expect("read"), bytes, "{name}");
    }
    assert!(matches!(
        Store::open(&folder.path().join("none"), OpenMode::Existing).await,
        Err(StoreError::Missing(_))
    ));
    let empty = folder.path().join("empty");
    std::fs::write(&empty, b"").expect("written");
    assert!(Store::open(&empty, OpenMode::Existing).await.is_ok());
}

/// A SQLite file of another program.
async fn foreign(folder: &Path) -> Vec<u8> {
    use sqlx::Connection as _;
    let path = folder.join("foreign.db");
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("opens");
    sqlx::raw_sql("CREATE TABLE note (text); INSERT INTO note VALUES ('x')")
        .execute(&mut connection)
        .await
        .expect("made");
    connection.close().await.expect("closed");
    std::fs::read(path).expect("read")
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_its_side_files_and_copies_are_readable_by_their_user_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Desk::File.workspace().await;
    workspace.import(&[ANNA], &[]).await.expect("imports");
    let watch = Watch { cancel: &Arc::default(), progress: &mut |_, _| {} };
    workspace.store.save_copy(&workspace.path.with_extension("copy"), watch).await.expect("copied");
    let folder = workspace.path.parent().expect("a folder");
    for entry in std::fs::read_dir(folder).expect("listed") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", entry.path().display());
    }
    let copy =
        Store::open(&workspace.path.with_extension("copy"), OpenMode::Existing).await.expect("a workspace");
    assert_eq!(copy.reader().counts().await.expect("counts").customers, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_sees_changes_and_waits_for_writers() {
    let workspace = Desk::File.workspace().await;
    workspace.import(&[ANNA], &[]).await.expect("imports");
    let second = Store::open(&workspace.path, OpenMode::Existing).await.expect("opens");
    let before = second.reader().revision().await.expect("reads");
    workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect("sets");
    assert!(second.reader().revision().await.expect("reads") > before);
    second.undo(None, &workspace.context()).await.expect("undoes");
    assert_eq!(workspace.store.reader().change_sets().await.expect("reads").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_of_an_older_version_is_brought_up_beside_a_copy() {
    let workspace = Desk::File.workspace().await;
    workspace.import(&[ANNA, BEN], &[ANNAS]).await.expect("imports");
    let findings = workspace.store.reader().findings_summary().await.expect("read");
    workspace.store.close().await;
    let older = "DROP TABLE saved_view; DROP TABLE default_view; DROP TABLE finding_kind; DROP TABLE change; ALTER TABLE finding DROP COLUMN gone_with; \
                 DROP TABLE subscription; DROP TABLE sales_order; DROP TABLE balance; CREATE TABLE subscription (id INTEGER PRIMARY KEY); \
                 ALTER TABLE customer DROP COLUMN name; ALTER TABLE customer DROP COLUMN is_confirmed; \
                 ALTER TABLE customer DROP COLUMN is_locked; ALTER TABLE attribute DROP COLUMN label; PRAGMA user_version = 2";
    let url = format!("sqlite:{}", workspace.path.display());
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("opens");
    sqlx::raw_sql(older).execute(&mut connection).await.expect("older");
    sqlx::Connection::close(connection).await.expect("closed");

    let store = Store::open(&workspace.path, OpenMode::Existing).await.expect("opens");
    assert_eq!(store.reader().findings_summary().await.expect("read"), findings);
    assert_eq!(store.check(&AtomicBool::new(false)).await.expect("checks").fault, None);
    let beside = std::fs::read_dir(workspace.path.parent().expect("a folder")).expect("read").flatten();
    let mut copies =
        beside.map(|file| file.path()).filter(|path| path.to_string_lossy().contains(".clientele.before-"));
    let copy = copies.next().expect("a copy");
    let copy = Store::open(&copy, OpenMode::Existing).await.expect("the copy is a workspace");
    assert_eq!(copy.reader().counts().await.expect("read").customers, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_that_went_away_is_told_and_not_made_anew() {
    let workspace = Desk::File.workspace().await;
    workspace.import(&[ANNA], &[]).await.expect("imports");
    std::fs::remove_file(&workspace.path).expect("removed");
    let refused = workspace.store.name_group(1, "Everyone", &workspace.context()).await;
    assert!(matches!(refused, Err(StoreError::Missing(path)) if path == workspace.path));
    assert!(!workspace.path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_that_another_program_holds_is_told_and_left() {
    let workspace = Desk::File.workspace().await;
    workspace.import(&[ANNA], &[]).await.expect("imports");
    let url = format!("sqlite:{}", workspace.path.display());
    let mut other = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("opens");
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.expect("held");
    let refused = workspace.store.name_group(1, "Everyone", &workspace.context()).await;
    assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    assert_eq!(workspace.store.reader().counts().await.expect("readers go on").customers, 1);
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.expect("let go");
    workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect("now it can be written");
}
