//! The connection that writes: its own, so that its large cache and its look at the cancel flag go away with it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::{Store, StoreError};

/// The cache also bounds what an index is sorted by at once: small runs, sorted by helper threads and merged from a file
/// that has no name, take half the time of one large run in memory. A log that grew with a large load is cut short
/// afterwards.
const SETTINGS: &str = "PRAGMA synchronous = FULL; PRAGMA temp_store = FILE; PRAGMA cache_size = -8192; \
                        PRAGMA threads = 4; PRAGMA journal_size_limit = 16777216";
/// SQLite looks at the cancel flag this often: every few milliseconds.
const STEPS_BETWEEN_LOOKS: i32 = 100_000;

/// A transaction that holds the write lock. Dropping it leaves the workspace as before.
pub(crate) struct Writer(SqliteConnection);

impl Writer {
    /// Takes the write lock, waiting for whoever has it. Setting `cancel` interrupts what SQLite is doing.
    pub(crate) async fn begin(store: &Store, cancel: &Arc<AtomicBool>) -> Result<Self, StoreError> {
        store.still_there()?;
        let options = store.pool.connect_options().as_ref().clone().optimize_on_close(false, None);
        let mut connection = options.connect().await?;
        sqlx::raw_sql(SETTINGS).execute(&mut connection).await?;
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await?;
        let cancel = Arc::clone(cancel);
        connection
            .lock_handle()
            .await?
            .set_progress_handler(STEPS_BETWEEN_LOOKS, move || !cancel.load(Ordering::Relaxed));
        Ok(Self(connection))
    }

    /// Keeps what was written. No statement may be left open.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        self.0.lock_handle().await?.remove_progress_handler();
        sqlx::raw_sql("COMMIT").execute(&mut self.0).await?;
        self.0.close().await?;
        Ok(())
    }

    /// Ends as if nothing had been written. Dropping does the same, a moment later.
    pub(crate) async fn roll_back(self) -> Result<(), StoreError> {
        self.0.close().await?;
        Ok(())
    }
}

impl Deref for Writer {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.0
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}
