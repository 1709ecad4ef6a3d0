//! New rows of one table.

use crate::StoreError;
use crate::engine::{Insert, Session, Value};
use crate::record::Shape;

/// Inserts rows, and tells what their digests are made of.
pub(super) struct NewRows {
    insert: Insert,
    shape: Shape,
}

impl NewRows {
    /// Values come as the columns do.
    pub(super) async fn prepare(
        session: &mut Session,
        table: &str,
        columns: &[&str],
    ) -> Result<Self, StoreError> {
        let insert = session.insert(table, columns.iter().copied()).await?;
        Ok(Self { insert, shape: Shape::of(columns.iter().copied()) })
    }

    pub(super) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        self.insert.run(values)
    }

    /// Appends what the digest of a row is made of.
    pub(super) fn write(&self, bytes: &mut Vec<u8>, values: &[Value<'_>]) {
        self.shape.write(bytes, |place| values[place]);
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()
    }
}

/// The key that comes after the last of a table.
pub(super) async fn next_id(session: &mut Session, table: &str) -> Result<u32, StoreError> {
    let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {table}");
    Ok(session.one(&sql, &[]).await?.value(0).key())
}
