//! The schema's versions: our own runner of twenty lines, for a verified copy comes before and one transaction around.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode};
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection};

use super::copy::{copy, quick_check};
use super::place::side_file;
use crate::StoreError;

/// `PRAGMA application_id`: "Clie".
pub(crate) const APPLICATION_ID: u32 = 0x436C_6965;
/// Numbered from 1, forward only; `PRAGMA user_version` is the number of the last one applied.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../../../../migrations/sqlite/0001_workspace.sql"),
    include_str!("../../../../migrations/sqlite/0002_indexes.sql"),
    include_str!("../../../../migrations/sqlite/0003_finding_kinds.sql"),
    include_str!("../../../../migrations/sqlite/0004_changes.sql"),
    include_str!("../../../../migrations/sqlite/0005_kinds.sql"),
    include_str!("../../../../migrations/sqlite/0006_plain_text.sql"),
    include_str!("../../../../migrations/sqlite/0007_views.sql"),
];
/// Every page of a file up to this size is looked at when it is opened: some 30 ms.
const CHEAP_TO_CHECK: u64 = 16 << 20;

/// The schema of this version.
pub(crate) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Brings a workspace to the schema of this version. A file that is damaged or newer is left as it is.
pub(crate) async fn migrate(path: &Path, options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let mut connection = options.clone().optimize_on_close(false, None).connect().await?;
    let result = check_and_migrate(&mut connection, path).await;
    // Closed in any case, so that no side file stays beside a file that is refused.
    connection.close().await?;
    result
}

async fn check_and_migrate(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let version = version(connection).await?;
    if version > newest() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version });
    }
    sqlx::query("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *connection).await?;
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= CHEAP_TO_CHECK) {
        quick_check(connection).await?;
    }
    if version == newest() {
        return Ok(());
    }
    if version > 0 {
        copy(connection, &side_file(path, &format!(".before-{}", newest()))).await?;
    }
    apply(connection).await
}

async fn version(connection: &mut SqliteConnection) -> Result<u32, StoreError> {
    Ok(sqlx::query("PRAGMA user_version").fetch_one(connection).await?.get(0))
}

async fn apply(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("BEGIN EXCLUSIVE").await?;
    // Another window may have come first.
    for migration in MIGRATIONS.iter().skip(version(&mut transaction).await? as usize) {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
    }
    let stamp = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {}", newest());
    sqlx::raw_sql(sqlx::AssertSqlSafe(stamp)).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives a workspace that came with a write-ahead log the rollback journal. Alone with the file SQLite needs no memory
/// shared between processes for that, which a network drive cannot give.
pub(crate) async fn leave_wal(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let alone = options
        .clone()
        .optimize_on_close(false, None)
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Delete);
    alone.connect().await?.close().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SqliteConnectOptions, leave_wal};
    use crate::file::place::{Found, look};
    use crate::{OpenMode, Store};

    #[tokio::test]
    async fn a_workspace_brought_to_a_network_drive_leaves_its_log() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("shop.clientele");
        let store = Store::open(&path, OpenMode::Create).await.expect("made");
        store.use_wal().await;
        store.close().await;
        assert_eq!(look(&path).expect("a workspace"), Found::Workspace { wal: true });
        leave_wal(&SqliteConnectOptions::new().filename(&path)).await.expect("left");
        assert_eq!(look(&path).expect("a workspace"), Found::Workspace { wal: false });
    }
}
