//! The text of cells that are not written in the canonical way.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Cell, Raw};
use clientele_domain::column::Column;
use roaring::RoaringBitmap;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::bind::{Statement, Value};

/// Keeps and compares the raw cells of one kind of record.
pub(super) struct RawCells {
    entity: Value<'static>,
    insert: Statement,
    select: Statement,
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
    pub(super) fn differ(
        &mut self,
        id: u32,
        batch: &Batch,
        row: usize,
        columns: &[Column],
    ) -> Result<bool, StoreError> {
        let cells = batch.row(row);
        let mut new: HashMap<&str, &str> = of_row(batch, row)
            .iter()
            .filter(|raw| cells[raw.column as usize] == Cell::Null)
            .map(|raw| (columns[raw.column as usize].code(), batch.raw_str(*raw)))
            .collect();
        let mut differs = false;
        if self.some.contains(id) {
            self.select.each(&[self.entity, Value::Integer(i64::from(id))], |kept| {
                let code = kept[0].text();
                let column = columns.iter().position(|column| column.code() == code);
                if column.is_some_and(|column| cells[column] == Cell::Null) {
                    differs |= new.remove(code) != Some(kept[1].text());
                }
                Ok(())
            })?;
        }
        Ok(differs || !new.is_empty())
    }
}

fn of_row(batch: &Batch, row: usize) -> &[Raw] {
    let start = batch.raw.partition_point(|raw| (raw.row as usize) < row);
    let rest = &batch.raw[start..];
    &rest[..rest.partition_point(|raw| raw.row as usize == row)]
}
