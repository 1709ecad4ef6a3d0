//! Taking a change set back: itself a change set.

use serde_json::{Value as Json, json};

use crate::change_set::{self, Draft};
use crate::engine::Session;
use crate::import::{count_kinds, forget_learned};
use crate::replay::{Change, Replay};
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
    /// Records that got their values of before.
    pub restored: u64,
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
        let newest = writer.query(NEWEST, &[]).await?.pop().ok_or(StoreError::NothingToUndo)?;
        let undone = newest.number(0);
        if wanted.is_some_and(|wanted| wanted != undone) {
            return Err(StoreError::NothingToUndo);
        }
        let kind = newest.text(1).unwrap_or_default();
        let (customers, addresses, restored) = if kind == "import" {
            take_import_back(&mut writer, undone).await?
        } else {
            let summary: Json = serde_json::from_str(newest.value(2).text()).unwrap_or_default();
            setting::restore(&mut writer, &summary).await?;
            (0, 0, 0)
        };
        let change_set = change_set::next_id(&mut writer).await?;
        let summary =
            json!({ "undone": undone, "kind": kind, "customers": customers, "addresses": addresses });
        let summary = summary.to_string();
        let draft = Draft {
            id: change_set,
            kind: "undo",
            actor: &context.actor,
            at: context.at,
            summary: &summary,
            undoes: Some(undone),
        };
        change_set::seal(&mut writer, &draft).await?;
        let mark = "UPDATE change_set SET undone_by = ? WHERE id = ?";
        writer.execute(mark, &[change_set.into(), undone.into()]).await?;
        writer.commit(Some(change_set)).await?;
        Ok(Undone { undone, change_set, customers, addresses, restored })
    }
}

/// Deletes what an import made and gives what it changed its values of before. Addresses that had waited for its
/// customers wait again.
async fn take_import_back(session: &mut Session, id: i64) -> Result<(u64, u64, u64), StoreError> {
    let restored = restore(session, id).await?;
    let mut counts = Vec::new();
    for sql in [
        "DELETE FROM raw_cell WHERE entity = 'customer' AND record_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "DELETE FROM raw_cell WHERE entity = 'address' AND record_id IN (SELECT id FROM address WHERE change_set_id = ?)",
        "DELETE FROM finding WHERE source_id IN (SELECT id FROM source WHERE change_set_id = ?)",
        "UPDATE finding SET gone_with = NULL WHERE gone_with = ?",
        "DELETE FROM subscription WHERE change_set_id = ?",
        "DELETE FROM sales_order WHERE change_set_id = ?",
        "DELETE FROM balance WHERE change_set_id = ?",
        "DELETE FROM address WHERE change_set_id = ?",
        "DELETE FROM customer WHERE change_set_id = ?",
    ] {
        counts.push(session.execute(sql, &[id.into()]).await?);
    }
    forget_learned(session, id).await?;
    count_kinds(session).await?;
    Ok((counts[8], counts[7], restored))
}

/// Gives records the values that they had before a change set, the last change first.
async fn restore(session: &mut Session, id: i64) -> Result<u64, StoreError> {
    let sql = "SELECT entity, record_id, before, after FROM change WHERE change_set_id = ? ORDER BY id DESC";
    let mut replay = Replay::begin(session).await?;
    let mut changes = session.statement(sql).await?;
    let mut restored = 0;
    changes.start(&[id.into()])?;
    while changes.advance()? {
        let row = changes.row();
        let values = |column: usize| {
            serde_json::from_str(row.text(column).unwrap_or("null")).map_err(|error| {
                StoreError::Damaged(format!("a change of change set {id} cannot be read: {error}"))
            })
        };
        let change = Change {
            entity: row.text(0).unwrap_or_default().to_owned(),
            id: row.id(1),
            before: values(2)?,
            after: values(3)?,
        };
        replay.run(session, &change, false).await?;
        restored += 1;
    }
    Ok(restored)
}
