//! Verifying a workspace: the chain of change sets, their seals, and the records that nothing here changed since.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use roaring::RoaringBitmap;

use crate::change_set::{Draft, hash};
use crate::engine::Session;
use crate::import::Subject;
use crate::log::{keys, salted};
use crate::record::{ADDRESS, CHANGE, CUSTOMER, Records};
use crate::saved_view::unsettled;
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
        verify(&mut self.snapshot().await?, cancel).await
    }
}

/// Verifies what a transaction sees.
pub(crate) async fn verify(session: &mut Session, cancel: &AtomicBool) -> Result<CheckReport, StoreError> {
    let mut report = CheckReport::default();
    let undone = verify_chain(session, &mut report).await?;
    if report.fault.is_none() {
        verify_records(session, &undone, &mut report, cancel).await?;
    }
    Ok(report)
}

/// Verifies numbers, predecessors and seals. Returns the change sets taken back, with the one that did.
async fn verify_chain(
    session: &mut Session,
    report: &mut CheckReport,
) -> Result<HashMap<i64, i64>, StoreError> {
    let sql = "SELECT id, kind, actor, at, summary, undoes, predecessor, hash, undone_by FROM change_set ORDER BY id";
    let rows = session.query(sql, &[]).await?;
    let undone: HashMap<i64, i64> =
        rows.iter().filter_map(|row| Some((row.integer(5)?, row.number(0)))).collect();
    let mut predecessor = vec![0; 32];
    for (number, row) in (1_i64..).zip(&rows) {
        let (id, kept, sealed) = (row.number(0), row.bytes(6), row.bytes(7));
        if id != number || kept != predecessor || row.integer(8) != undone.get(&id).copied() {
            report.fault = Some((id, Fault::Chain));
            break;
        }
        let text = |column| row.value(column).text();
        let draft = Draft {
            id,
            kind: text(1),
            actor: text(2),
            at: row.number(3),
            summary: text(4),
            undoes: row.integer(5),
        };
        if hash(session, &draft, &kept).await?.as_slice() != sealed {
            report.fault = Some((id, Fault::Log));
            break;
        }
        predecessor = sealed;
        report.change_sets += 1;
    }
    Ok(undone)
}

/// Kinds of records in the log, and where those are that should be there.
const LOGGED: [(&str, &str); 6] = [
    (CHANGE, "SELECT id, change_set_id FROM change"),
    (CUSTOMER, "SELECT id, change_set_id FROM customer"),
    (ADDRESS, "SELECT id, change_set_id FROM address WHERE customer_id IS NULL"),
    (Subject::Subscription.table(), "SELECT id, change_set_id FROM subscription"),
    (Subject::Order.table(), "SELECT id, change_set_id FROM sales_order"),
    (Subject::Balance.table(), "SELECT id, change_set_id FROM balance"),
];

/// Newest change set first: what a later one logged or deleted is not compared with what an earlier one did.
async fn verify_records(
    session: &mut Session,
    undone: &HashMap<i64, i64>,
    report: &mut CheckReport,
    cancel: &AtomicBool,
) -> Result<(), StoreError> {
    let (mut records, mut seen) = (HashMap::new(), HashMap::new());
    for (entity, _) in LOGGED {
        records.insert(entity, Records::prepare(session, entity).await?);
        // Addresses that no longer wait are in the records of their customers.
        let gone = if entity == ADDRESS { joined(session).await? } else { RoaringBitmap::new() };
        seen.insert(entity, gone);
    }
    let mut deleted = deleted(session, undone).await?.into_iter().peekable();
    let sql = "SELECT change_set_id, chunk FROM change_log ORDER BY change_set_id DESC, chunk";
    for row in session.query(sql, &[]).await? {
        let (id, number) = (row.number(0), row.number(1));
        if cancel.load(Ordering::Relaxed) {
            return Err(StoreError::Cancelled);
        }
        while let Some((_, entity, gone)) = deleted.next_if(|(change_set, ..)| *change_set >= id) {
            seen.get_mut(entity.as_str()).map(|seen| seen.insert(gone));
        }
        let chunk = Chunk::read(session, id, number).await?;
        // What it made is gone once it was taken back; what it wrote down of that stays.
        if chunk.entity != CHANGE && undone.contains_key(&id) {
            continue;
        }
        let entity = chunk.entity.as_str();
        let holds = match (records.get_mut(entity), seen.get_mut(entity)) {
            (Some(records), Some(seen)) => chunk.holds(records, seen, &mut report.records)?,
            _ => false,
        };
        if !holds {
            report.fault = Some((id, Fault::Record));
            return Ok(());
        }
    }
    if let Some(change_set) = unsettled(session).await? {
        report.fault = Some((change_set, Fault::Record));
        return Ok(());
    }
    for (entity, all) in LOGGED {
        if let Some(change_set) = unlogged(session, all, &seen[entity]).await? {
            report.fault = Some((change_set, Fault::Record));
            return Ok(());
        }
    }
    Ok(())
}

/// What change sets deleted that still hold, the newest first: change set, table, key.
async fn deleted(
    session: &mut Session,
    undone: &HashMap<i64, i64>,
) -> Result<Vec<(i64, String, u32)>, StoreError> {
    let sql = "SELECT change_set_id, entity, record_id FROM change WHERE after = 'null' ORDER BY change_set_id DESC";
    let rows = session.query(sql, &[]).await?;
    let all = rows.iter().map(|row| (row.number(0), row.text(1).unwrap_or_default(), row.value(2).key()));
    Ok(all.filter(|(id, ..)| !undone.contains_key(id)).collect())
}

async fn joined(session: &mut Session) -> Result<RoaringBitmap, StoreError> {
    let mut joined = RoaringBitmap::new();
    let sql = "SELECT id FROM address WHERE customer_id IS NOT NULL";
    session.statement(sql).await?.each(&[], |row| {
        joined.insert(row.id(0));
        Ok(())
    })?;
    Ok(joined)
}

/// The change set that a record names as its own though no log knows the record.
async fn unlogged(
    session: &mut Session,
    sql: &str,
    logged: &RoaringBitmap,
) -> Result<Option<i64>, StoreError> {
    let mut first = None;
    session.statement(sql).await?.each(&[], |row| {
        if !logged.contains(row.id(0)) {
            first = first.or(row.integer(1));
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
    async fn read(session: &mut Session, change_set: i64, number: i64) -> Result<Self, StoreError> {
        let sql = "SELECT entity, ids, secret, hashes FROM change_log WHERE change_set_id = ? AND chunk = ?";
        let row = session.one(sql, &[change_set.into(), number.into()]).await?;
        Ok(Self {
            entity: row.text(0).unwrap_or_default(),
            ids: keys(row.value(1)).collect(),
            secret: row.bytes(2),
            hashes: row.bytes(3),
        })
    }

    /// Whether every record that no later change set logged is as it was.
    fn holds(
        &self,
        records: &mut Records,
        seen: &mut RoaringBitmap,
        compared: &mut u64,
    ) -> Result<bool, StoreError> {
        let wanted: Vec<u32> = self.ids.iter().copied().filter(|id| !seen.contains(*id)).collect();
        let (mut same, mut there) = (true, 0);
        records.each(&wanted, &mut |id, record| {
            let index = self.ids.partition_point(|other| *other < id);
            let hash = self.hashes.get(index * 32..index * 32 + 32);
            same &= hash == Some(&salted(&self.secret, index, record)[..]);
            there += 1;
            Ok(())
        })?;
        *compared += there;
        seen.extend(&self.ids);
        Ok(same && there == wanted.len() as u64)
    }
}
