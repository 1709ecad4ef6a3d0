//! A workspace as one SQLite file: opened, made, migrated, copied. What is none is refused and left untouched.

mod copy;
mod migrate;
mod place;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::engine::give_back_large_buffers;
use crate::{OpenMode, StoreError};
use migrate::{leave_wal, migrate};
use place::{Found, identity, is_on_network, look, make_private};

pub(crate) use copy::put;
pub(crate) use migrate::MIGRATIONS as SCHEMA;
pub(crate) use place::refusal;

/// Larger than SQLite's 4,096: scans of a million rows take a fifth less time, the import a tenth, the file a seventh.
const PAGE: u32 = 16_384;
/// A scan takes up to four of them; the others are for the rows that someone waits for meanwhile.
const READERS: u32 = 6;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const SETTINGS: &str = "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096";

/// A workspace file that is open.
#[derive(Debug)]
pub(crate) struct File {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

impl File {
    /// Opens a workspace file, or makes one, with connections to read it.
    pub(crate) async fn open(path: &Path, mode: OpenMode) -> Result<(Self, SqlitePool), StoreError> {
        give_back_large_buffers();
        let found = look(path)?;
        match (mode, &found) {
            (OpenMode::Existing, Found::Nothing) => return Err(StoreError::Missing(path.to_owned())),
            (OpenMode::Create, Found::Workspace { .. }) => return Err(StoreError::Exists(path.to_owned())),
            (_, Found::Nothing | Found::Empty) => make_private(path)?,
            (OpenMode::Existing, Found::Workspace { .. }) => {}
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .page_size(PAGE)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .optimize_on_close(true, None);
        if found == (Found::Workspace { wal: true }) && is_on_network(path) {
            leave_wal(&options).await?;
        }
        migrate(path, &options).await?;
        let pool = SqlitePoolOptions::new()
            .max_connections(READERS)
            .after_connect(|connection, _| {
                Box::pin(async { sqlx::raw_sql(SETTINGS).execute(connection).await.map(drop) })
            })
            .connect_with(options)
            .await?;
        Ok((Self { path: path.to_owned(), identity: identity(path) }, pool))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path still leads to the file that was opened.
    pub(crate) fn still_there(&self) -> Result<(), StoreError> {
        let there = identity(&self.path).is_some_and(|there| Some(there) == self.identity);
        if there { Ok(()) } else { Err(StoreError::Missing(self.path.clone())) }
    }

    /// Readers go on while someone writes. A network drive cannot share the index of the log between computers:
    /// there the rollback journal stays.
    pub(crate) async fn use_wal(&self, pool: &SqlitePool) {
        if !is_on_network(&self.path) {
            // Where it cannot be had (another connection is busy, a read-only folder) the rollback journal serves too.
            let _ = sqlx::query("PRAGMA journal_mode = WAL").fetch_one(pool).await;
        }
    }
}
