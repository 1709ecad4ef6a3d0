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

/// The key that comes after the last of a table, those included that were deleted: undo brings them back.
pub(crate) async fn next_id(session: &mut Session, table: &str) -> Result<u32, StoreError> {
    let last = session.one(&format!("SELECT coalesce(max(id), 0) FROM {table}"), &[]).await?.value(0).key();
    let deleted = "SELECT coalesce(max(record_id), 0) FROM change WHERE entity = ?";
    let deleted = session.one(deleted, &[table.into()]).await?.value(0).key();
    Ok(last.max(deleted) + 1)
}
