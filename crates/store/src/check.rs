//! Verifying a workspace: the chain of change sets, their seals, and the records that nothing here changed since.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use roaring::RoaringBitmap;
use sqlx::{Row as _, SqliteConnection};

use crate::bind::Statement;
use crate::change_set::{Draft, hash};
use crate::log::salted;
use crate::record::{Changes, Customers, Records, Waiting};
use crate::{Store, StoreError};

/// Result of verifying a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Change sets verified.
    pub change_sets: u64,
    /// Records compared with the log.
    pub records: u64,
    /// The first change set that does not hold, and what of it.
    pub fault: Option<(i64, Fault)>,
}

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Number, predecessor, or what it says it takes back.
    Chain,
    /// Content of the change set or its log.
    Log,
    /// A record differs from what was logged, or came without being logged.
    Record,
}

impl Store {
    /// Verifies the chain, the log, and the records that nothing changed since they were logged.
    ///
    /// # Errors
    /// When the workspace cannot be read, or someone cancels.
    pub async fn check(&self, cancel: &AtomicBool) -> Result<CheckReport, StoreError> {
        // One transaction: what another window writes meanwhile is not compared with what was read before.
        let mut snapshot = self.pool.begin().await?;
        let mut report = CheckReport::default();
        let undone = verify_chain(&mut snapshot, &mut report).await?;
        if report.fault.is_none() {
            verify_records(&mut snapshot, &undone, &mut report, cancel).await?;
        }
        Ok(report)
    }
}

/// Verifies numbers, predecessors and seals. Returns the change sets taken back, with the one that did.
async fn verify_chain(
    connection: &mut SqliteConnection,
    report: &mut CheckReport,
) -> Result<HashMap<i64, i64>, StoreError> {
    let sql = "SELECT id, kind, actor, at, summary, undoes, predecessor, hash, undone_by FROM change_set ORDER BY id";
    let rows = sqlx::query(sql).fetch_all(&mut *connection).await?;
    let undone: HashMap<i64, i64> =
        rows.iter().filter_map(|row| Some((row.get::<Option<i64>, _>(5)?, row.get(0)))).collect();
    let mut predecessor = vec![0; 32];
    for (number, row) in (1_i64..).zip(&rows) {
        let (id, kind, actor, summary): (i64, String, String, String) =
            (row.get(0), row.get(1), row.get(2), row.get(4));
        let (kept, sealed): (Vec<u8>, Vec<u8>) = (row.get(6), row.get(7));
        if id != number || kept != predecessor || row.get::<Option<i64>, _>(8) != undone.get(&id).copied() {
            report.fault = Some((id, Fault::Chain));
            break;
        }
        let draft =
            Draft { id, kind: &kind, actor: &actor, at: row.get(3), summary: &summary, undoes: row.get(5) };
        if hash(connection, &draft, &kept).await?.as_slice() != sealed {
            report.fault = Some((id, Fault::Log));
            break;
        }
        predecessor = sealed;
        report.change_sets += 1;
    }
    Ok(undone)
}

/// Newest change set first: what a later one logged is not compared with what an earlier one did.
async fn verify_records(
    connection: &mut SqliteConnection,
    undone: &HashMap<i64, i64>,
    report: &mut CheckReport,
    cancel: &AtomicBool,
) -> Result<(), StoreError> {
    let mut customers = Customers::prepare(connection).await?;
    let mut waiting = Waiting::prepare(connection).await?;
    let mut changes = Changes::prepare(connection).await?;
    let mut seen_changes = RoaringBitmap::new();
    let mut seen_customers = RoaringBitmap::new();
    // Addresses that no longer wait are in the records of their customers.
    let mut seen_waiting = joined(connection).await?;
    let sql = "SELECT change_set_id, chunk FROM change_log ORDER BY change_set_id DESC, chunk";
    for row in sqlx::query(sql).fetch_all(&mut *connection).await? {
        let (id, number): (i64, i64) = (row.get(0), row.get(1));
        if cancel.load(Ordering::Relaxed) {
            return Err(StoreError::Cancelled);
        }
        let chunk = Chunk::read(connection, id, number).await?;
        let holds = if chunk.entity == changes.entity() {
            chunk.holds(&mut changes, &mut seen_changes, &mut report.records)?
        } else if undone.contains_key(&id) {
            // What it made is gone; what it wrote down of that stays.
            continue;
        } else if chunk.entity == customers.entity() {
            chunk.holds(&mut customers, &mut seen_customers, &mut report.records)?
        } else {
            chunk.holds(&mut waiting, &mut seen_waiting, &mut report.records)?
        };
        if !holds {
            report.fault = Some((id, Fault::Record));
            return Ok(());
        }
    }
    let unlogged = [
        unlogged(connection, "SELECT id, change_set_id FROM change", &seen_changes).await?,
        unlogged(connection, "SELECT id, change_set_id FROM customer", &seen_customers).await?,
        unlogged(
            connection,
            "SELECT id, change_set_id FROM address WHERE customer_id IS NULL",
            &seen_waiting,
        )
        .await?,
    ];
    report.fault = unlogged.into_iter().flatten().next().map(|id| (id, Fault::Record));
    Ok(())
}

async fn joined(connection: &mut SqliteConnection) -> Result<RoaringBitmap, StoreError> {
    let mut joined = RoaringBitmap::new();
    let sql = "SELECT id FROM address WHERE customer_id IS NOT NULL";
    Statement::prepare(connection, sql).await?.each(&[], |row| {
        joined.insert(row[0].key());
        Ok(())
    })?;
    Ok(joined)
}

/// The change set that a record names as its own though no log knows the record.
async fn unlogged(
    connection: &mut SqliteConnection,
    sql: &str,
    logged: &RoaringBitmap,
) -> Result<Option<i64>, StoreError> {
    let mut first = None;
    Statement::prepare(connection, sql).await?.each(&[], |row| {
        if !logged.contains(row[0].key()) {
            first = first.or(row[1].integer());
        }
        Ok(())
    })?;
    Ok(first)
}

/// A part of the log.
struct Chunk {
    entity: String,
    ids: Vec<u32>,
    secret: Vec<u8>,
    hashes: Vec<u8>,
}

impl Chunk {
    async fn read(
        connection: &mut SqliteConnection,
        change_set: i64,
        number: i64,
    ) -> Result<Self, StoreError> {
        let sql = "SELECT entity, ids, secret, hashes FROM change_log WHERE change_set_id = ? AND chunk = ?";
        let row = sqlx::query(sql).bind(change_set).bind(number).fetch_one(connection).await?;
        let ids: Vec<u8> = row.get(1);
        Ok(Self {
            entity: row.get(0),
            ids: ids.chunks_exact(4).map(|id| u32::from_le_bytes([id[0], id[1], id[2], id[3]])).collect(),
            secret: row.get(2),
            hashes: row.get(3),
        })
    }

    /// Whether every record that no later change set logged is as it was.
    fn holds(
        &self,
        records: &mut dyn Records,
        seen: &mut RoaringBitmap,
        compared: &mut u64,
    ) -> Result<bool, StoreError> {
        let (Some(&first), Some(&last)) = (self.ids.first(), self.ids.last()) else { return Ok(true) };
        let mut wanted = self.ids.iter().enumerate().filter(|(_, id)| !seen.contains(**id)).peekable();
        let mut same = true;
        records.each(first, last, &mut |id, record| {
            if let Some((index, _)) = wanted.next_if(|(_, wanted)| **wanted == id) {
                let hash = self.hashes.get(index * 32..index * 32 + 32);
                same &= hash == Some(&salted(&self.secret, index, record)[..]);
                *compared += 1;
            }
            Ok(())
        })?;
        // A record that is gone stands before all that follow it.
        let holds = same && wanted.next().is_none();
        seen.extend(&self.ids);
        Ok(holds)
    }
}
