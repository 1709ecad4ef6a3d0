//! New rows of one table.

use sqlx::{Row as _, SqliteConnection};

use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::record::Shape;

/// Inserts rows, and tells what their digests are made of.
pub(super) struct Insert {
    statement: Statement,
    shape: Shape,
}

impl Insert {
    /// Values come as the columns do: the store's own, then those of the file.
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        table: &str,
        own: &[&str],
        of_file: &[String],
    ) -> Result<Self, StoreError> {
        let columns: Vec<&str> = own.iter().copied().chain(of_file.iter().map(String::as_str)).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", "));
        Ok(Self { statement: Statement::prepare(connection, &sql).await?, shape: Shape::of(columns) })
    }

    pub(super) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        self.statement.run(values)
    }

    /// Appends what the digest of a row is made of.
    pub(super) fn write(&self, bytes: &mut Vec<u8>, values: &[Value<'_>]) {
        self.shape.write(bytes, |place| values[place]);
    }
}

/// The key that comes after the last of a table.
pub(super) async fn next_id(connection: &mut SqliteConnection, table: &str) -> Result<u32, StoreError> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT coalesce(max(id), 0) + 1 FROM {table}"));
    Ok(sqlx::query(sql).fetch_one(connection).await?.get(0))
}
