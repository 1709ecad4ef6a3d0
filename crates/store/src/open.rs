//! Opening and making a workspace; what is none is refused and left untouched.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Row as _, SqliteConnection, SqlitePool};

use crate::StoreError;
use crate::functions::register;
use crate::memory::give_back_large_buffers;
use crate::migrate::{leave_wal, migrate};
use crate::place::{Found, identity, is_on_network, look, make_private};

/// Larger than SQLite's 4,096: scans of a million rows take a fifth less time, the import a tenth, the file a seventh.
const PAGE: u32 = 16_384;
/// A scan takes up to four of them; the others are for the rows that someone waits for meanwhile.
const READERS: u32 = 6;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Whether a workspace must be there, must not be, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// It must be there.
    Existing,
    /// It must not be there; an empty file may.
    Create,
}

/// A workspace. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: SqlitePool,
    path: Arc<PathBuf>,
    identity: Option<(u64, u64)>,
}

impl Store {
    /// Opens a workspace, or makes one.
    ///
    /// # Errors
    /// When the file is missing, there already, no workspace, newer, damaged, or cannot be written.
    pub async fn open(path: &Path, mode: OpenMode) -> Result<Self, StoreError> {
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
            .after_connect(|connection, _| Box::pin(prepare(connection)))
            .connect_with(options)
            .await?;
        let store = Self { pool, path: Arc::new(path.to_owned()), identity: identity(path) };
        if store.is_filled().await? {
            store.use_wal().await;
        }
        Ok(store)
    }

    /// Where the workspace is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A reader of this workspace.
    #[must_use]
    pub fn reader(&self) -> crate::read::Reader {
        crate::read::Reader::new(self.pool.clone())
    }

    /// Closes every connection; the side files go away with the last one.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whoever writes goes to the path anew: what was put there meanwhile is another workspace than the readers show.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the file is gone or another one.
    pub fn still_there(&self) -> Result<(), StoreError> {
        let there = identity(&self.path).is_some_and(|there| Some(there) == self.identity);
        if there { Ok(()) } else { Err(StoreError::Missing(self.path.to_path_buf())) }
    }

    /// Whether there is any customer or address: a load into an empty workspace takes the short way.
    pub(crate) async fn is_filled(&self) -> Result<bool, StoreError> {
        let filled = sqlx::query("SELECT EXISTS (SELECT 1 FROM customer) OR EXISTS (SELECT 1 FROM address)");
        Ok(filled.fetch_one(&self.pool).await?.get::<i64, _>(0) != 0)
    }

    /// Readers go on while someone writes. A network drive cannot share the index of the log between computers:
    /// there the rollback journal stays.
    pub(crate) async fn use_wal(&self) {
        if !is_on_network(&self.path) {
            // Where it cannot be had (another connection is busy, a read-only folder) the rollback journal serves too.
            let _ = sqlx::query("PRAGMA journal_mode = WAL").fetch_one(&self.pool).await;
        }
    }
}

async fn prepare(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    register(connection).await?;
    sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096")
        .execute(connection)
        .await?;
    Ok(())
}
