//! Taking a change set back: itself a change set.

use serde_json::{Value as Json, json};
use sqlx::{Row as _, SqliteConnection};

use crate::change_set::{self, Draft};
use crate::import::{count_kinds, forget_learned};
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

/// Deletes what an import made. Addresses that had waited for its customers wait again.
async fn take_import_back(connection: &mut SqliteConnection, id: i64) -> Result<(u64, u64), StoreError> {
    let mut counts = Vec::new();
    for sql in [
        "DELETE FROM raw_cell WHERE entity = 'customer' AND record_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "DELETE FROM raw_cell WHERE entity = 'address' AND record_id IN (SELECT id FROM address WHERE change_set_id = ?)",
        "DELETE FROM finding WHERE source_id IN (SELECT id FROM source WHERE change_set_id = ?)",
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
    forget_learned(connection, id).await?;
    count_kinds(connection).await?;
    Ok((counts[6], counts[3]))
}
