//! Change sets: numbered, sealed with the SHA-256 of their content and their predecessor, verified by [`Store::check`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use roaring::RoaringBitmap;
use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};

use crate::bind::{Statement, Value};
use crate::record::{Hash, Records, salted};
use crate::{Store, StoreError};

/// What the seal covers, in this order, each part preceded by its length as 8 bytes little-endian: the words
/// `clientele change set 1`, predecessor, number, kind, actor, time, reason, summary, number undone, then of every
/// chunk its entity, keys and hashes. Numbers are 8 bytes little-endian, an absent number is 0.
struct Seal(Sha256);

impl Seal {
    fn new() -> Self {
        let mut seal = Self(Sha256::new());
        seal.part(b"clientele change set 1");
        seal
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }
}

/// A change set about to be sealed.
pub(crate) struct Draft<'a> {
    pub(crate) id: i64,
    pub(crate) kind: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) at: i64,
    pub(crate) summary: &'a str,
    pub(crate) undoes: Option<i64>,
}

/// The number of the next change set.
pub(crate) async fn next_id(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query("SELECT coalesce(max(id), 0) + 1 FROM change_set").fetch_one(connection).await?.get(0))
}

/// Seals a change set over its log, which must be written already.
pub(crate) async fn seal(connection: &mut SqliteConnection, draft: &Draft<'_>) -> Result<(), StoreError> {
    let last = sqlx::query("SELECT hash FROM change_set WHERE id = ?")
        .bind(draft.id - 1)
        .fetch_optional(&mut *connection)
        .await?;
    let predecessor: Vec<u8> = last.map_or_else(|| vec![0; 32], |row| row.get(0));
    let hash = hash(connection, draft, &predecessor).await?;
    sqlx::query("INSERT INTO change_set (id, kind, actor, at, summary, undoes, predecessor, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(draft.id)
        .bind(draft.kind.to_owned())
        .bind(draft.actor.to_owned())
        .bind(draft.at)
        .bind(draft.summary.to_owned())
        .bind(draft.undoes)
        .bind(predecessor)
        .bind(hash.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

async fn hash(
    connection: &mut SqliteConnection,
    draft: &Draft<'_>,
    predecessor: &[u8],
) -> Result<Hash, StoreError> {
    let mut seal = Seal::new();
    seal.part(predecessor);
    seal.part(&draft.id.to_le_bytes());
    seal.part(draft.kind.as_bytes());
    seal.part(draft.actor.as_bytes());
    seal.part(&draft.at.to_le_bytes());
    seal.part(draft.summary.as_bytes());
    seal.part(&draft.undoes.map(i64::to_le_bytes).unwrap_or_default());
    let mut chunks = Statement::prepare(
        connection,
        "SELECT entity, ids, hashes FROM change_log WHERE change_set_id = ? ORDER BY chunk",
    )
    .await?;
    chunks.each(&[Value::Integer(draft.id)], |row| {
        for value in row {
            match value {
                Value::Text(text) => seal.part(text.as_bytes()),
                Value::Blob(blob) => seal.part(blob),
                Value::Null | Value::Integer(_) => seal.part(&[]),
            }
        }
        Ok(())
    })?;
    Ok(seal.0.finalize().into())
}

/// Result of verifying the log.
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
    /// Number or predecessor.
    Chain,
    /// Content of the change set or its log.
    Log,
    /// A record differs from what was logged, though nothing here changed it.
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

/// Verifies numbers, predecessors and seals. Returns the change sets whose records no longer count: undone ones.
async fn verify_chain(
    connection: &mut SqliteConnection,
    report: &mut CheckReport,
) -> Result<HashMap<i64, bool>, StoreError> {
    let rows = sqlx::query("SELECT id, kind, actor, at, summary, undoes, predecessor, hash, undone_by FROM change_set ORDER BY id")
        .fetch_all(&mut *connection)
        .await?;
    let mut predecessor = vec![0; 32];
    let mut undone = HashMap::new();
    for (number, row) in (1_i64..).zip(&rows) {
        let (id, kind, actor, summary): (i64, String, String, String) =
            (row.get(0), row.get(1), row.get(2), row.get(4));
        let (kept, sealed): (Vec<u8>, Vec<u8>) = (row.get(6), row.get(7));
        let draft =
            Draft { id, kind: &kind, actor: &actor, at: row.get(3), summary: &summary, undoes: row.get(5) };
        if id != number || kept != predecessor {
            report.fault = Some((id, Fault::Chain));
            return Ok(undone);
        }
        if hash(connection, &draft, &kept).await?.as_slice() != sealed {
            report.fault = Some((id, Fault::Log));
            return Ok(undone);
        }
        undone.insert(id, row.get::<Option<i64>, _>(8).is_some());
        predecessor = sealed;
        report.change_sets += 1;
    }
    Ok(undone)
}

/// Newest change set first: what a later one logged is not compared with what an earlier one did.
async fn verify_records(
    connection: &mut SqliteConnection,
    undone: &HashMap<i64, bool>,
    report: &mut CheckReport,
    cancel: &AtomicBool,
) -> Result<(), StoreError> {
    let mut records = Records::prepare(connection).await?;
    let mut seen = RoaringBitmap::new();
    let sql = "SELECT change_set_id, chunk FROM change_log WHERE entity = 'customer' ORDER BY change_set_id DESC, chunk";
    for row in sqlx::query(sql).fetch_all(&mut *connection).await? {
        let (id, chunk): (i64, i64) = (row.get(0), row.get(1));
        if undone.get(&id) != Some(&false) {
            continue;
        }
        if cancel.load(Ordering::Relaxed) {
            return Err(StoreError::Cancelled);
        }
        let sql = "SELECT ids, secret, hashes FROM change_log WHERE change_set_id = ? AND chunk = ?";
        let row = sqlx::query(sql).bind(id).bind(chunk).fetch_one(&mut *connection).await?;
        let (ids, secret, hashes): (Vec<u8>, Vec<u8>, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
        if !holds(&mut records, &ids, &secret, &hashes, &mut seen, report)? {
            report.fault = Some((id, Fault::Record));
            return Ok(());
        }
    }
    Ok(())
}

fn holds(
    records: &mut Records,
    ids: &[u8],
    secret: &[u8],
    hashes: &[u8],
    seen: &mut RoaringBitmap,
    report: &mut CheckReport,
) -> Result<bool, StoreError> {
    let ids: Vec<u32> =
        ids.chunks_exact(4).map(|id| u32::from_le_bytes([id[0], id[1], id[2], id[3]])).collect();
    let places: HashMap<u32, usize> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !seen.contains(**id))
        .map(|(index, id)| (*id, index))
        .collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(true) };
    let mut found = 0;
    let mut same = true;
    records.each(*first, *last, |id, record| {
        if let Some(&index) = places.get(&id) {
            found += 1;
            same &= hashes.get(index * 32..index * 32 + 32) == Some(&salted(secret, index, record)[..]);
        }
        Ok(())
    })?;
    report.records += found;
    seen.extend(ids);
    Ok(same && found == places.len() as u64)
}
