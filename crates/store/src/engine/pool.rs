//! Connections that readers share.

use sea_query::{PostgresQueryBuilder, SelectStatement, SqliteQueryBuilder, Value as Bound, Values};
use sqlx::{ConnectOptions as _, PgPool, SqlitePool};

use super::statement::{Row, Statement};
use super::value::{Owned, Record, Value};
use super::{Engine, Session, postgres, rows, server};
use crate::StoreError;

/// Connections that many share, to read.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    /// Which database they lead to.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// The rows of a statement that has few.
    pub(crate) async fn query(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Record>, StoreError> {
        let sql = self.engine().dialect(sql);
        match self {
            // Futures of sqlx are large: on the heap they are not part of everyone's who waits for them.
            Self::Sqlite(pool) => Box::pin(rows::query(pool, sql, values)).await,
            Self::Postgres(pool) => Box::pin(postgres::query_pooled(pool, sql, values)).await,
        }
    }

    /// The one row of a statement that always has one.
    pub(crate) async fn one(&self, sql: &str, values: &[Value<'_>]) -> Result<Record, StoreError> {
        let row = self.query(sql, values).await?.pop();
        row.ok_or_else(|| StoreError::Damaged("a statement has no answer".to_owned()))
    }

    /// Runs a query and hands its rows to `work` on a thread that may block.
    pub(crate) async fn read<T, E, F>(&self, query: SelectStatement, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Cursor) -> Result<T, E> + Send + 'static,
    {
        match self {
            Self::Sqlite(pool) => {
                let (sql, values) = query.build(SqliteQueryBuilder);
                let mut connection = Box::pin(pool.acquire()).await.map_err(StoreError::from)?;
                let statement = Box::pin(Statement::sqlite(&mut connection, &sql)).await?;
                blocking(move || {
                    // The connection goes back only after the statement is gone.
                    let _connection = connection;
                    on_rows(statement, values, work)
                })
                .await
            }
            Self::Postgres(pool) => {
                let (sql, values) = query.build(PostgresQueryBuilder);
                let link = postgres::Link::pooled(Box::pin(postgres::acquire(pool)).await?);
                let mut session = Session::Postgres(link.clone());
                session.script("BEGIN READ ONLY").await?;
                let result = blocking(move || on_rows(Statement::postgres(link, sql), values, work)).await;
                // Of what failed the first failure tells.
                let ended = session.script("ROLLBACK").await;
                result.and_then(|result| Ok(ended.map(|()| result)?))
            }
        }
    }

    /// A connection of one's own, set up like those of the pool.
    pub(crate) async fn session(&self) -> Result<Session, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => {
                let options = pool.connect_options().as_ref().clone().optimize_on_close(false, None);
                Session::Sqlite(Box::new(Box::pin(options.connect()).await?))
            }
            Self::Postgres(pool) => Session::Postgres(postgres::Link::own(
                Box::pin(server::connect(&pool.connect_options())).await?,
            )),
        })
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Cancelled.into()),
        },
    }
}

fn on_rows<T, E: From<StoreError>>(
    mut statement: Statement,
    values: Values,
    work: impl FnOnce(&mut Cursor) -> Result<T, E>,
) -> Result<T, E> {
    let values: Vec<Owned> = values.into_iter().map(owned).collect();
    let values: Vec<Value<'_>> = values.iter().map(Owned::as_value).collect();
    statement.start(&values)?;
    work(&mut Cursor(statement))
}

/// Conditions and keys need no other kinds.
fn owned(value: Bound) -> Owned {
    match value {
        Bound::String(Some(text)) => Owned::Text(text),
        Bound::BigInt(Some(number)) => Owned::Integer(number),
        Bound::Int(Some(number)) => Owned::Integer(i64::from(number)),
        Bound::Unsigned(Some(number)) => Owned::Integer(i64::from(number)),
        Bound::BigUnsigned(Some(number)) => Owned::Integer(i64::try_from(number).unwrap_or(i64::MAX)),
        Bound::Bool(Some(truth)) => Owned::Integer(i64::from(truth)),
        _ => Owned::Null,
    }
}

/// The rows of a query.
pub(crate) struct Cursor(Statement);

impl Cursor {
    /// The next row; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, StoreError> {
        Ok(if self.0.advance()? { Some(self.0.row()) } else { None })
    }
}
