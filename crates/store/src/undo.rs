//! Taking a change set back: itself a change set.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::{Map, Value as Json, json};
use sqlx::{Row as _, SqliteConnection};

use crate::bind::{Statement, Value};
use crate::change_set::{self, Draft};
use crate::import::{RAW, count_kinds, forget_learned};
use crate::writer::Writer;
use crate::{Context, Store, StoreError, setting};

/// What undo did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// The change set taken back.
    pub undone: i64,
    /// The change set that did it.
    pub change_set: i64,
    /// Customers taken away.
    pub customers: u64,
    /// Addresses taken away.
    pub addresses: u64,
}

/// Newest first: what an older change set made may stand under what a newer one did.
const NEWEST: &str = "SELECT id, kind, summary FROM change_set WHERE kind <> 'undo' AND undone_by IS NULL ORDER BY id DESC LIMIT 1";

impl Store {
    /// Takes the newest change set back that is neither an undo nor undone.
    ///
    /// # Errors
    /// When there is none, or `wanted` is not that one; when another program is writing; when someone cancels.
    pub async fn undo(&self, wanted: Option<i64>, context: &Context) -> Result<Undone, StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let newest =
            sqlx::query(NEWEST).fetch_optional(&mut *writer).await?.ok_or(StoreError::NothingToUndo)?;
        let (undone, kind, summary): (i64, String, String) = (newest.get(0), newest.get(1), newest.get(2));
        if wanted.is_some_and(|wanted| wanted != undone) {
            return Err(StoreError::NothingToUndo);
        }
        let (customers, addresses) = if kind == "import" {
            take_import_back(&mut writer, undone).await?
        } else {
            let summary: Json = serde_json::from_str(&summary).unwrap_or_default();
            setting::restore(&mut writer, &summary).await?;
            (0, 0)
        };
        let change_set = change_set::next_id(&mut writer).await?;
        let summary =
            json!({ "undone": undone, "kind": kind, "customers": customers, "addresses": addresses })
                .to_string();
        let draft = Draft {
            id: change_set,
            kind: "undo",
            actor: &context.actor,
            at: context.at,
            summary: &summary,
            undoes: Some(undone),
        };
        change_set::seal(&mut writer, &draft).await?;
        sqlx::query("UPDATE change_set SET undone_by = ? WHERE id = ?")
            .bind(change_set)
            .bind(undone)
            .execute(&mut *writer)
            .await?;
        writer.commit().await?;
        Ok(Undone { undone, change_set, customers, addresses })
    }
}

/// Deletes what an import made and gives what it changed its values of before. Addresses that had waited for its customers wait again.
async fn take_import_back(connection: &mut SqliteConnection, id: i64) -> Result<(u64, u64), StoreError> {
    let mut counts = Vec::new();
    for sql in [
        "DELETE FROM raw_cell WHERE entity = 'customer' AND record_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "DELETE FROM raw_cell WHERE entity = 'address' AND record_id IN (SELECT id FROM address WHERE change_set_id = ?)",
        "DELETE FROM finding WHERE source_id IN (SELECT id FROM source WHERE change_set_id = ?)",
        "UPDATE finding SET gone_with = NULL WHERE gone_with = ?",
        "DELETE FROM address WHERE change_set_id = ?",
        "INSERT INTO finding (source_id, code, severity, line, row, column_code, value, address_id) \
         SELECT source_id, 'customerNotFound', 'error', line, row, '_email', email, id FROM address \
         WHERE customer_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "UPDATE address SET customer_id = NULL, is_billing = 0, is_shipping = 0 \
         WHERE customer_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "DELETE FROM customer WHERE change_set_id = ?",
    ] {
        counts.push(sqlx::query(sql).bind(id).execute(&mut *connection).await?.rows_affected());
    }
    restore(connection, id).await?;
    forget_learned(connection, id).await?;
    count_kinds(connection).await?;
    Ok((counts[7], counts[4]))
}

/// Gives records the values that they had before a change set, the last change first.
async fn restore(connection: &mut SqliteConnection, id: i64) -> Result<(), StoreError> {
    let sql = "SELECT entity, record_id, before, after FROM change WHERE change_set_id = ? ORDER BY id DESC";
    let changes: Vec<(String, i64, String, String)> =
        sqlx::query_as(sql).bind(id).fetch_all(&mut *connection).await?;
    let mut statements: HashMap<(String, String), Statement> = HashMap::new();
    let mut delete = Statement::prepare(
        connection,
        "DELETE FROM raw_cell WHERE entity = ? AND record_id = ? AND column_code = ?",
    )
    .await?;
    let mut insert = Statement::prepare(
        connection,
        "INSERT INTO raw_cell (entity, record_id, column_code, text) VALUES (?, ?, ?, ?)",
    )
    .await?;
    for (entity, record, before, after) in changes {
        let key = Value::Integer(record);
        let parsed = |text: &str| {
            serde_json::from_str::<Map<String, Json>>(text).map_err(|error| {
                StoreError::Damaged(format!("a change of change set {id} cannot be read: {error}"))
            })
        };
        let (before, after) = (parsed(&before)?, parsed(&after)?);
        for (column, value) in &before {
            if column == RAW {
                continue;
            }
            let name = (entity.clone(), column.clone());
            let statement = match statements.entry(name) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let sql = format!("UPDATE \"{entity}\" SET \"{column}\" = ? WHERE id = ?");
                    new.insert(Statement::prepare(connection, &sql).await?)
                }
            };
            let value = match value {
                Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Integer),
                Json::String(text) => Value::Text(text),
                _ => Value::Null,
            };
            statement.run(&[value, key])?;
        }
        let cells = |values: &Map<String, Json>| {
            values.get(RAW).and_then(Json::as_object).cloned().unwrap_or_default()
        };
        for code in cells(&after).keys() {
            delete.run(&[Value::Text(&entity), key, Value::Text(code)])?;
        }
        for (code, text) in &cells(&before) {
            insert.run(&[
                Value::Text(&entity),
                key,
                Value::Text(code),
                Value::Text(text.as_str().unwrap_or_default()),
            ])?;
        }
    }
    Ok(())
}
