//! The text of cells that are not written in the canonical way.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Cell, Raw};
use clientele_domain::column::Column;
use roaring::RoaringBitmap;
use sqlx::SqliteConnection;

use super::change::{FileRow, Values};
use crate::StoreError;
use crate::bind::{Statement, Value};

/// Keeps and compares the raw cells of one kind of record.
pub(super) struct RawCells {
    entity: Value<'static>,
    insert: Statement,
    select: Statement,
    delete: Statement,
    /// Records that have any.
    some: RoaringBitmap,
}

impl RawCells {
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        entity: &'static str,
    ) -> Result<Self, StoreError> {
        let insert = "INSERT INTO raw_cell (entity, record_id, column_code, text) VALUES (?, ?, ?, ?)";
        let select = "SELECT column_code, text FROM raw_cell WHERE entity = ? AND record_id = ?";
        let delete = "DELETE FROM raw_cell WHERE entity = ? AND record_id = ? AND column_code = ?";
        let mut all =
            Statement::prepare(connection, "SELECT record_id FROM raw_cell WHERE entity = ?").await?;
        let (mut some, entity) = (RoaringBitmap::new(), Value::Text(entity));
        all.each(&[entity], |row| {
            some.insert(row[0].key());
            Ok(())
        })?;
        Ok(Self {
            entity,
            insert: Statement::prepare(connection, insert).await?,
            select: Statement::prepare(connection, select).await?,
            delete: Statement::prepare(connection, delete).await?,
            some,
        })
    }

    /// Keeps the raw cells of a batch; `record` tells what each of its rows became.
    pub(super) fn write(
        &mut self,
        batch: &Batch,
        columns: &[Column],
        record: impl Fn(usize) -> Option<u32>,
    ) -> Result<(), StoreError> {
        for raw in &batch.raw {
            let Some(id) = record(raw.row as usize) else { continue };
            self.insert.run(&[
                self.entity,
                Value::Integer(i64::from(id)),
                Value::Text(columns[raw.column as usize].code()),
                Value::Text(batch.raw_str(*raw)),
            ])?;
        }
        Ok(())
    }

    /// Whether a record whose values are equal differs in a cell that neither side could read: there the text counts.
    pub(super) fn differ(&mut self, id: u32, file: FileRow<'_>) -> Result<bool, StoreError> {
        let cells = file.batch.row(file.row);
        let unread = |column: usize| cells[column] == Cell::Null;
        let mut new: HashMap<&str, &str> = of_row(file.batch, file.row)
            .iter()
            .filter(|raw| unread(raw.column as usize))
            .map(|raw| (file.columns[raw.column as usize].code(), file.batch.raw_str(*raw)))
            .collect();
        let mut differs = false;
        self.each(id, |code, text| {
            let column = file.columns.iter().position(|column| column.code() == code);
            if column.is_some_and(unread) {
                differs |= new.remove(code) != Some(text);
            }
        })?;
        Ok(differs || !new.is_empty())
    }

    /// Puts the raw cells of a row in the place of those that a record has of the file's columns. Returns what they were
    /// and what they became, if that differs.
    pub(super) fn replace(
        &mut self,
        id: u32,
        file: FileRow<'_>,
    ) -> Result<Option<(Values, Values)>, StoreError> {
        let (mut before, mut after) = (Values::new(), Values::new());
        self.each(id, |code, text| {
            if file.columns.iter().any(|column| column.code() == code) {
                before.insert(code.to_owned(), text.into());
            }
        })?;
        for raw in of_row(file.batch, file.row) {
            let code = file.columns[raw.column as usize].code();
            after.insert(code.to_owned(), file.batch.raw_str(*raw).into());
        }
        if before == after {
            return Ok(None);
        }
        let key = Value::Integer(i64::from(id));
        for code in before.keys() {
            self.delete.run(&[self.entity, key, Value::Text(code)])?;
        }
        for (code, text) in &after {
            let text = text.as_str().unwrap_or_default();
            self.insert.run(&[self.entity, key, Value::Text(code), Value::Text(text)])?;
        }
        self.some.insert(id);
        Ok(Some((before, after)))
    }

    fn each(&mut self, id: u32, mut each: impl FnMut(&str, &str)) -> Result<(), StoreError> {
        if !self.some.contains(id) {
            return Ok(());
        }
        self.select.each(&[self.entity, Value::Integer(i64::from(id))], |kept| {
            each(kept[0].text(), kept[1].text());
            Ok(())
        })
    }
}

fn of_row(batch: &Batch, row: usize) -> &[Raw] {
    let start = batch.raw.partition_point(|raw| (raw.row as usize) < row);
    let rest = &batch.raw[start..];
    &rest[..rest.partition_point(|raw| raw.row as usize == row)]
}
