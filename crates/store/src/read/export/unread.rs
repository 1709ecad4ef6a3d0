//! Cells that could not be read in their column's storage: they are written as the file had them.

use clientele_domain::column::Storage;
use roaring::RoaringBitmap;

use super::columns::Stored;
use crate::StoreError;
use crate::engine::{Session, Statement, Value};

/// Records asked for at once.
const TOGETHER: usize = 500;

/// The unread cells of one table.
pub(super) struct Unread {
    table: &'static str,
    /// Records that have any.
    some: RoaringBitmap,
    list: Statement,
}

/// Unread cells of some records.
#[derive(Default)]
pub(super) struct Cells(Vec<(u32, String, String)>);

impl Unread {
    pub(super) async fn prepare<'a>(
        session: &mut Session,
        table: &'static str,
        columns: impl Iterator<Item = &'a Stored>,
    ) -> Result<Self, StoreError> {
        let marks = vec!["?"; TOGETHER].join(", ");
        let list = format!(
            "SELECT record_id, column_code, text FROM raw_cell WHERE entity = ? AND record_id IN ({marks}) \
             ORDER BY record_id"
        );
        let mut unread = Self { table, some: RoaringBitmap::new(), list: session.statement(&list).await? };
        // Text is always read.
        let typed = columns.filter(|column| !matches!(column.storage, Storage::Text));
        let missing: String =
            typed.map(|Stored { raw, name, .. }| format!(" WHEN '{raw}' THEN t.{name} IS NULL")).collect();
        if missing.is_empty() {
            return Ok(unread);
        }
        let some = format!(
            "SELECT r.record_id FROM raw_cell r JOIN {table} t ON t.id = r.record_id \
             WHERE r.entity = ? AND CASE r.column_code{missing} ELSE false END"
        );
        session.statement(&some).await?.each(&[table.into()], |row| {
            unread.some.insert(row.id(0));
            Ok(())
        })?;
        Ok(unread)
    }

    /// Those of these records.
    pub(super) fn of(&mut self, records: impl Iterator<Item = u32>) -> Result<Cells, StoreError> {
        let mut cells = Cells::default();
        let records: Vec<u32> = records.filter(|id| self.some.contains(*id)).collect();
        for ids in records.chunks(TOGETHER) {
            // Nothing has the key 0.
            let padded = ids.iter().copied().chain(std::iter::repeat(0)).take(TOGETHER);
            let values: Vec<Value<'_>> =
                std::iter::once(Value::from(self.table)).chain(padded.map(Value::from)).collect();
            self.list.each(&values, |row| {
                let text = |column| row.text(column).unwrap_or_default().to_owned();
                cells.0.push((row.id(0), text(1), text(2)));
                Ok(())
            })?;
        }
        Ok(cells)
    }
}

impl Cells {
    /// The text of a cell that could not be read; nothing for one that was blank.
    pub(super) fn text(&self, record: u32, column: &str) -> &str {
        let of_column = |(id, code, _): &&(u32, String, String)| *id == record && code == column;
        self.0.iter().find(of_column).map_or("", |(.., text)| text)
    }
}
