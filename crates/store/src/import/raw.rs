//! The text of cells that are not written in the canonical way.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Cell, Raw};
use clientele_domain::column::Column;
use roaring::RoaringBitmap;

use super::change::Values;
use crate::StoreError;
use crate::engine::{Insert, Session, Statement, Value};

/// Keeps and compares the raw cells of one kind of record.
pub(super) struct RawCells {
    entity: &'static str,
    insert: Insert,
    select: Statement,
    /// Records that have any.
    some: RoaringBitmap,
}

/// A row of a batch with the columns of its file.
#[derive(Clone, Copy)]
pub(super) struct FileRow<'a> {
    pub(super) batch: &'a Batch,
    pub(super) row: usize,
    pub(super) columns: &'a [Column],
    /// Whether a column is one of the record's.
    pub(super) of_record: fn(&Column) -> bool,
}

impl FileRow<'_> {
    fn cells(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        of_row(self.batch, self.row).iter().filter_map(|raw| {
            let column = &self.columns[raw.column as usize];
            let unread = self.batch.row(self.row)[raw.column as usize] == Cell::Null;
            (self.of_record)(column).then(|| (column.code(), self.batch.raw_str(*raw), unread))
        })
    }

    fn column(&self, code: &str) -> Option<usize> {
        self.columns.iter().position(|column| (self.of_record)(column) && column.code() == code)
    }
}

impl RawCells {
    pub(super) async fn prepare(
        existing: &mut Session,
        insert: Insert,
        entity: &'static str,
    ) -> Result<Self, StoreError> {
        let select = "SELECT column_code, text FROM raw_cell WHERE entity = ? AND record_id = ?";
        let mut some = RoaringBitmap::new();
        let all = "SELECT record_id FROM raw_cell WHERE entity = ?";
        existing.statement(all).await?.each(&[entity.into()], |row| {
            some.insert(row.id(0));
            Ok(())
        })?;
        Ok(Self { entity, insert, select: existing.statement(select).await?, some })
    }

    /// Keeps the raw cells of a new record.
    pub(super) fn write(&mut self, id: u32, file: FileRow<'_>) -> Result<(), StoreError> {
        for (code, text, _) in file.cells() {
            self.insert.run(&[self.entity.into(), id.into(), code.into(), text.into()])?;
        }
        Ok(())
    }

    /// Whether a record whose values are equal differs in a cell that neither side could read: there the text counts.
    pub(super) fn differ(&mut self, id: u32, file: FileRow<'_>) -> Result<bool, StoreError> {
        let mut new: HashMap<&str, &str> =
            file.cells().filter(|(_, _, unread)| *unread).map(|(code, text, _)| (code, text)).collect();
        let mut differs = false;
        self.each(id, |code, text| {
            let unread = |column: usize| file.batch.row(file.row)[column] == Cell::Null;
            if file.column(code).is_some_and(unread) {
                differs |= new.remove(code) != Some(text);
            }
        })?;
        Ok(differs || !new.is_empty())
    }

    /// The raw cells that a record has of the file's columns, and those of the row, if they differ.
    pub(super) fn replaced(
        &mut self,
        id: u32,
        file: FileRow<'_>,
    ) -> Result<Option<(Values, Values)>, StoreError> {
        let mut before = Values::new();
        self.each(id, |code, text| {
            if file.column(code).is_some() {
                before.insert(code.to_owned(), text.into());
            }
        })?;
        let after: Values = file.cells().map(|(code, text, _)| (code.to_owned(), text.into())).collect();
        Ok((before != after).then_some((before, after)))
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()
    }

    fn each(&mut self, id: u32, mut each: impl FnMut(&str, &str)) -> Result<(), StoreError> {
        if !self.some.contains(id) {
            return Ok(());
        }
        self.select.each(&[Value::Text(self.entity), id.into()], |kept| {
            each(kept.value(0).text(), kept.value(1).text());
            Ok(())
        })
    }
}

fn of_row(batch: &Batch, row: usize) -> &[Raw] {
    let start = batch.raw.partition_point(|raw| (raw.row as usize) < row);
    let rest = &batch.raw[start..];
    &rest[..rest.partition_point(|raw| raw.row as usize == row)]
}
