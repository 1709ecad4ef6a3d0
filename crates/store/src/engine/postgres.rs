//! Connections to a PostgreSQL server, and statements whose rows come through a cursor of the server.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArguments, PgRow, PgTypeInfo};
use sqlx::{
    Arguments as _, Connection as _, Encode, PgConnection, PgPool, Postgres, Row as _, Type, ValueRef as _,
    encode::IsNull,
};
use tokio::runtime::Handle;
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, mpsc};
use tokio::task::JoinHandle;

use super::value::{Owned, Record, Value};
use crate::StoreError;

/// Rows asked for at once.
const FETCH: usize = 2000;
/// A COPY that goes on for longer makes memory grow on the server.
const COPY_BYTES: usize = 16 << 20;
/// Parcels of rows that may wait.
const PARCELS: usize = 2;

/// A connection shared by the statements of one session, used by one of them at a time.
#[derive(Clone)]
pub(crate) struct Link {
    held: Arc<Mutex<Option<Held>>>,
    /// Rows on their way: whoever uses the connection next waits for them, and learns what became of them. Not with the
    /// connection, which a load uses: with the last link goes the load, and then the connection.
    load: Arc<std::sync::Mutex<Option<Load>>>,
}

/// Rows on their way to the server, each parcel with the COPY that takes it.
struct Load {
    parcels: mpsc::Sender<(Arc<str>, Vec<u8>)>,
    taken: JoinHandle<Result<(), StoreError>>,
}

impl Load {
    fn start(link: &Link) -> Self {
        let (parcels, waiting) = mpsc::channel(PARCELS);
        let held = Arc::clone(&link.held);
        Self {
            parcels,
            taken: Handle::current().spawn(async move { load(&mut *take(&held)?, waiting).await }),
        }
    }

    async fn end(self) -> Result<(), StoreError> {
        drop(self.parcels);
        self.taken.await.unwrap_or(Err(StoreError::Cancelled))
    }
}

/// Hands parcels to the server. A COPY goes on as long as rows of the same table come.
async fn load(
    connection: &mut PgConnection,
    mut parcels: mpsc::Receiver<(Arc<str>, Vec<u8>)>,
) -> Result<(), StoreError> {
    let mut next = parcels.recv().await;
    while let Some((copy, mut rows)) = next {
        let mut sink = connection.copy_in_raw(&copy).await?;
        let mut sent = 0;
        next = loop {
            sent += rows.len();
            sink.send(rows).await?;
            match parcels.recv().await {
                Some((same, more)) if same == copy && sent < COPY_BYTES => rows = more,
                other => break other,
            }
        };
        sink.finish().await?;
    }
    Ok(())
}

enum Held {
    Own(PgConnection),
    Pooled(PoolConnection<Postgres>),
}

impl Held {
    fn connection(&mut self) -> &mut PgConnection {
        match self {
            Self::Own(connection) => connection,
            Self::Pooled(connection) => connection,
        }
    }
}

impl Link {
    pub(super) fn own(connection: PgConnection) -> Self {
        Self::of(Held::Own(connection))
    }

    pub(super) fn pooled(connection: PoolConnection<Postgres>) -> Self {
        Self::of(Held::Pooled(connection))
    }

    fn of(held: Held) -> Self {
        Self { held: Arc::new(Mutex::new(Some(held))), load: Arc::default() }
    }

    pub(super) async fn lock(&self) -> Result<MappedMutexGuard<'_, PgConnection>, StoreError> {
        self.loaded().await?;
        take(&self.held)
    }

    /// Waits for rows on their way.
    async fn loaded(&self) -> Result<(), StoreError> {
        let load = self.load().take();
        match load {
            Some(load) => load.end().await,
            None => Ok(()),
        }
    }

    fn load(&self) -> std::sync::MutexGuard<'_, Option<Load>> {
        self.load.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(super) async fn close(self) -> Result<(), sqlx::Error> {
        drop(self.load().take());
        let connection = self.held.lock().await.take();
        match connection {
            Some(Held::Own(connection)) => connection.close().await,
            // Back to its pool.
            Some(Held::Pooled(_)) | None => Ok(()),
        }
    }
}

fn take(held: &Mutex<Option<Held>>) -> Result<MappedMutexGuard<'_, PgConnection>, StoreError> {
    let busy =
        || StoreError::Database(sqlx::Error::Protocol("a connection was used twice at once".to_owned()));
    let guard = held.try_lock().map_err(|_| busy())?;
    MutexGuard::try_map(guard, |held| held.as_mut().map(Held::connection))
        .map_err(|_| StoreError::ServerGone("the connection is closed".to_owned()))
}

/// Waits for the server on a thread that may block.
fn wait<F: Future>(future: F) -> F::Output {
    tokio::task::block_in_place(|| Handle::current().block_on(future))
}

/// A statement for many uses.
pub(crate) struct Statement {
    link: Link,
    sql: Arc<str>,
    cursor: String,
    open: bool,
    /// Whether the server has no more rows than those in `rows`.
    ended: bool,
    rows: VecDeque<PgRow>,
    row: Option<PgRow>,
}

impl Statement {
    pub(super) fn new(link: Link, sql: String) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            link,
            sql: sql.into(),
            cursor: format!("clientele_{}", NEXT.fetch_add(1, Ordering::Relaxed)),
            open: false,
            ended: true,
            rows: VecDeque::new(),
            row: None,
        }
    }

    pub(super) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        let query = sqlx::query_with(sqlx::AssertSqlSafe(Arc::clone(&self.sql)), arguments(values)?);
        wait(async {
            let mut connection = self.link.lock().await?;
            query.execute(&mut *connection).await?;
            Ok(())
        })
    }

    /// Opens a cursor, for which a transaction must run.
    pub(super) fn start(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        (self.rows, self.row, self.ended) = (VecDeque::new(), None, false);
        let close = format!("CLOSE {}", self.cursor);
        let declare = format!("DECLARE {} NO SCROLL CURSOR FOR {}", self.cursor, self.sql);
        let (was_open, arguments) = (self.open, arguments(values)?);
        wait(async {
            let mut connection = self.link.lock().await?;
            if was_open {
                sqlx::raw_sql(sqlx::AssertSqlSafe(close)).execute(&mut *connection).await?;
            }
            let query = sqlx::query_with(sqlx::AssertSqlSafe(declare), arguments).persistent(false);
            query.execute(&mut *connection).await?;
            Ok::<_, StoreError>(())
        })?;
        self.open = true;
        Ok(())
    }

    pub(super) fn advance(&mut self) -> Result<bool, StoreError> {
        if self.rows.is_empty() && !self.ended {
            let fetch = format!("FETCH {FETCH} FROM {}", self.cursor);
            // No index can be made on a table that a cursor stands on.
            let close = format!("CLOSE {}", self.cursor);
            let rows = wait(async {
                let mut connection = self.link.lock().await?;
                let fetch = sqlx::query(sqlx::AssertSqlSafe(fetch)).persistent(false);
                let rows = fetch.fetch_all(&mut *connection).await?;
                if rows.len() < FETCH {
                    sqlx::raw_sql(sqlx::AssertSqlSafe(close)).execute(&mut *connection).await?;
                }
                Ok::<_, StoreError>(rows)
            })?;
            self.ended = rows.len() < FETCH;
            self.open = !self.ended;
            self.rows = rows.into();
        }
        self.row = self.rows.pop_front();
        Ok(self.row.is_some())
    }

    pub(super) fn value(&self, column: usize) -> Value<'_> {
        self.row.as_ref().map_or(Value::Null, |row| value(row, column))
    }

    pub(super) fn columns(&self) -> usize {
        self.row.as_ref().map_or(0, PgRow::len)
    }
}

/// Runs one statement. Returns how many rows it touched.
pub(super) async fn execute(
    connection: &mut PgConnection,
    sql: String,
    values: &[Value<'_>],
) -> Result<u64, StoreError> {
    let query = sqlx::query_with(sqlx::AssertSqlSafe(sql), arguments(values)?);
    Ok(query.execute(connection).await?.rows_affected())
}

/// A connection of a pool, which tries for a while when the server is not there.
pub(super) async fn acquire(pool: &PgPool) -> Result<PoolConnection<Postgres>, StoreError> {
    pool.acquire().await.map_err(|error| match error {
        sqlx::Error::PoolTimedOut => StoreError::ServerGone("no connection could be had".to_owned()),
        other => other.into(),
    })
}

/// The rows of a statement that has few.
pub(super) async fn query(
    connection: &mut PgConnection,
    sql: String,
    values: &[Value<'_>],
) -> Result<Vec<Record>, StoreError> {
    let query = sqlx::query_with(sqlx::AssertSqlSafe(sql), arguments(values)?);
    let rows = query.fetch_all(connection).await?;
    let record = |row: &PgRow| Record((0..row.len()).map(|column| Owned::from(value(row, column))).collect());
    Ok(rows.iter().map(record).collect())
}

/// The same on a connection that others use too.
pub(super) async fn query_pooled(
    pool: &PgPool,
    sql: String,
    values: &[Value<'_>],
) -> Result<Vec<Record>, StoreError> {
    query(&mut *acquire(pool).await?, sql, values).await
}

/// Loads rows in COPY's text format. While the server takes them the next ones are gathered.
pub(super) fn copy_in(link: &Link, copy: &Arc<str>, rows: Vec<u8>) -> Result<(), StoreError> {
    let load = link.load().take().unwrap_or_else(|| Load::start(link));
    wait(async {
        if load.parcels.send((Arc::clone(copy), rows)).await.is_err() {
            // It ends before its sender only by an error.
            return load.end().await;
        }
        *link.load() = Some(load);
        Ok(())
    })
}

fn arguments(values: &[Value<'_>]) -> Result<PgArguments, StoreError> {
    let mut arguments = PgArguments::default();
    for value in values {
        match *value {
            Value::Null => arguments.add(Nothing),
            Value::Integer(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Blob(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// No value, of whichever type the server finds fitting.
struct Nothing;

impl Type<Postgres> for Nothing {
    fn type_info() -> PgTypeInfo {
        /// `unknown` in pg_type.
        const UNKNOWN: Oid = Oid(705);
        PgTypeInfo::with_oid(UNKNOWN)
    }
}

impl Encode<'_, Postgres> for Nothing {
    fn encode_by_ref(
        &self,
        _: &mut sqlx::postgres::PgArgumentBuffer,
    ) -> Result<IsNull, sqlx::error::BoxDynError> {
        Ok(IsNull::Yes)
    }
}

/// A column of a row; the schema has whole numbers, text and bytes, statements also truths.
fn value(row: &PgRow, column: usize) -> Value<'_> {
    let Ok(raw) = row.try_get_raw(column) else { return Value::Null };
    if raw.is_null() {
        return Value::Null;
    }
    let kind = raw.type_info().oid().map_or(0, |oid| oid.0);
    let Ok(bytes) = raw.as_bytes() else { return Value::Null };
    match (kind, bytes) {
        (16, [truth]) => Value::Integer(i64::from(*truth)),
        (20 | 21 | 23, bytes) => Value::Integer(number(bytes)),
        (17, bytes) => Value::Blob(bytes),
        (_, bytes) => std::str::from_utf8(bytes).map_or(Value::Blob(bytes), Value::Text),
    }
}

/// A whole number of two, four or eight bytes.
fn number(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_any_width_keep_their_sign() {
        assert_eq!(number(&(-2_i16).to_be_bytes()), -2);
        assert_eq!(number(&70_000_i32.to_be_bytes()), 70_000);
        assert_eq!(number(&i64::MIN.to_be_bytes()), i64::MIN);
    }
}
