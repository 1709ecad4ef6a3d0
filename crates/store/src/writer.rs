//! The connection that writes: its own, so that its large cache and its look at the cancel flag go away with it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::engine::{Pool, Session, Value};
use crate::{Store, StoreError};

/// The cache also bounds what an index is sorted by at once: small runs, sorted by helper threads and merged from a file
/// that has no name, take half the time of one large run in memory. A log that grew with a large load is cut short
/// afterwards.
const SQLITE_SETTINGS: &str = "PRAGMA synchronous = FULL; PRAGMA temp_store = FILE; PRAGMA cache_size = -8192; \
                               PRAGMA threads = 4; PRAGMA journal_size_limit = 16777216";
/// SQLite looks at the cancel flag this often: every few milliseconds.
const STEPS_BETWEEN_LOOKS: i32 = 100_000;
/// The key of the lock that whoever writes to a team database holds: "Clie".
const LOCK: i64 = 0x436C_6965;
/// How long it waits for others of a team, and how often it looks whether it is its turn.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK: Duration = Duration::from_millis(20);

/// A transaction that holds the write lock. Dropping it leaves the workspace as before.
pub(crate) struct Writer {
    session: Session,
    pool: Pool,
}

impl Writer {
    /// Takes the write lock, waiting for whoever has it. Setting `cancel` interrupts what SQLite is doing.
    pub(crate) async fn begin(store: &Store, cancel: &Arc<AtomicBool>) -> Result<Self, StoreError> {
        store.still_there()?;
        let mut session = store.pool.session().await?;
        match &mut session {
            Session::Sqlite(connection) => {
                sqlx::raw_sql(SQLITE_SETTINGS).execute(&mut **connection).await?;
                sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut **connection).await?;
                let cancel = Arc::clone(cancel);
                connection
                    .lock_handle()
                    .await?
                    .set_progress_handler(STEPS_BETWEEN_LOOKS, move || !cancel.load(Ordering::Relaxed));
            }
            Session::Postgres(_) => {
                session.script("BEGIN").await?;
                wait_for_turn(&mut session, cancel).await?;
            }
        }
        Ok(Self { session, pool: store.pool.clone() })
    }

    /// Keeps what was written. No statement may be left open. `change_set` is the number of the one that was sealed: by it
    /// is found out whether a server kept what it did not answer for.
    pub(crate) async fn commit(mut self, change_set: Option<i64>) -> Result<(), StoreError> {
        if let Session::Sqlite(connection) = &mut self.session {
            connection.lock_handle().await?.remove_progress_handler();
            self.session.script("COMMIT").await?;
            return self.session.close().await;
        }
        let seal = match change_set {
            Some(id) => Some((id, seal(&mut self.session, id).await?)),
            None => None,
        };
        match (self.session.script("COMMIT").await, seal) {
            (Ok(()), _) => {
                // It is kept, whatever becomes of the connection.
                let _ = self.session.close().await;
                Ok(())
            }
            (Err(StoreError::ServerGone(_)), Some((id, seal))) => was_kept(&self.pool, id, &seal).await,
            (Err(error), _) => Err(error),
        }
    }
}

async fn wait_for_turn(session: &mut Session, cancel: &AtomicBool) -> Result<(), StoreError> {
    let start = Instant::now();
    while !session.one("SELECT pg_try_advisory_xact_lock(?)", &[LOCK.into()]).await?.is(0) {
        if cancel.load(Ordering::Relaxed) {
            return Err(StoreError::Cancelled);
        }
        if start.elapsed() > PATIENCE {
            return Err(StoreError::Busy);
        }
        sleep(LOOK).await;
    }
    Ok(())
}

async fn seal(session: &mut Session, change_set: i64) -> Result<Vec<u8>, StoreError> {
    Ok(session.one("SELECT hash FROM change_set WHERE id = ?", &[change_set.into()]).await?.bytes(0))
}

/// The connection was lost between commit and reply: asks the server over a new one, once the old one's lock is gone.
async fn was_kept(pool: &Pool, id: i64, seal: &[u8]) -> Result<(), StoreError> {
    const TRIES: u32 = 10;
    for attempt in 0..TRIES {
        sleep(Duration::from_millis(100) * attempt).await;
        match is_there(pool, id, seal).await {
            Ok(true) => return Ok(()),
            Ok(false) => {
                let lost = "the connection was lost before the change was kept";
                return Err(StoreError::ServerGone(lost.to_owned()));
            }
            Err(_) => {}
        }
    }
    Err(StoreError::CommitUnknown)
}

async fn is_there(pool: &Pool, id: i64, seal: &[u8]) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM change_set WHERE id = ? AND hash = ?)";
    let mut session = pool.session().await?;
    session.script("BEGIN").await?;
    wait_for_turn(&mut session, &AtomicBool::new(false)).await?;
    let there = session.one(sql, &[id.into(), Value::Blob(seal)]).await?.is(0);
    session.close().await?;
    Ok(there)
}

impl Deref for Writer {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.session
    }
}
