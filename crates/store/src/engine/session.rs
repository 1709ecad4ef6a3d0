//! A connection of one's own.

use sqlx::{Connection as _, SqliteConnection};

use super::postgres::Link;
use super::value::Record;
use super::{Engine, Insert, Statement, Value, postgres, rows};
use crate::StoreError;

/// A connection that nobody else uses.
pub(crate) enum Session {
    Sqlite(Box<SqliteConnection>),
    Postgres(Link),
}

impl Session {
    /// Which database it leads to.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs statements without values, in the database's own words.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        match self {
            // Futures of sqlx are large: on the heap they are not part of everyone's who waits for them.
            Self::Sqlite(connection) => Box::pin(sql.execute(&mut **connection)).await.map(drop)?,
            Self::Postgres(link) => Box::pin(sql.execute(&mut *link.lock().await?)).await.map(drop)?,
        }
        Ok(())
    }

    /// Runs one statement. Returns how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let sql = self.engine().dialect(sql);
        match self {
            Self::Sqlite(connection) => Box::pin(rows::execute(connection, sql, values)).await,
            Self::Postgres(link) => Box::pin(postgres::execute(&mut *link.lock().await?, sql, values)).await,
        }
    }

    /// The rows of a statement that has few.
    pub(crate) async fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Record>, StoreError> {
        let sql = self.engine().dialect(sql);
        match self {
            Self::Sqlite(connection) => Box::pin(rows::query(&mut **connection, sql, values)).await,
            Self::Postgres(link) => Box::pin(postgres::query(&mut *link.lock().await?, sql, values)).await,
        }
    }

    /// The one row of a statement that always has one.
    pub(crate) async fn one(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Record, StoreError> {
        let row = self.query(sql, values).await?.pop();
        row.ok_or_else(|| StoreError::Damaged("a statement has no answer".to_owned()))
    }

    /// A statement for many uses.
    pub(crate) async fn statement(&mut self, sql: &str) -> Result<Statement, StoreError> {
        let sql = self.engine().dialect(sql);
        match self {
            Self::Sqlite(connection) => Box::pin(Statement::sqlite(connection, &sql)).await,
            Self::Postgres(link) => Ok(Statement::postgres(link.clone(), sql)),
        }
    }

    /// A bulk load into a table.
    pub(crate) async fn insert(
        &mut self,
        table: &str,
        columns: impl IntoIterator<Item = &str>,
    ) -> Result<Insert, StoreError> {
        let columns: Vec<&str> = columns.into_iter().collect();
        match self {
            Self::Sqlite(connection) => Insert::sqlite(connection, table, &columns).await,
            Self::Postgres(link) => Ok(Insert::postgres(link.clone(), table, &columns)),
        }
    }

    /// Columns of a table, in its order.
    pub(crate) async fn columns(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let sql = match self.engine() {
            Engine::Sqlite => "SELECT name FROM pragma_table_info(?) ORDER BY cid",
            Engine::Postgres => {
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position"
            }
        };
        let rows = self.query(sql, &[Value::Text(table)]).await?;
        Ok(rows.iter().filter_map(|row| row.text(0)).collect())
    }

    /// Gives a table one more column of text.
    pub(crate) async fn add_text_column(&mut self, table: &str, column: &str) -> Result<(), StoreError> {
        let kind = match self.engine() {
            Engine::Sqlite => "TEXT",
            Engine::Postgres => "text COLLATE \"C\"",
        };
        self.script(&format!("ALTER TABLE {table} ADD COLUMN {column} {kind}")).await
    }

    /// Ends the connection in good order. What was not committed is gone.
    pub(crate) async fn close(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => connection.close().await?,
            Self::Postgres(link) => link.close().await?,
        }
        Ok(())
    }
}
