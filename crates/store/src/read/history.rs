//! The import history, the change sets, and how much there is of everything.

use super::{ReadError, Reader};
use crate::engine::Record;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its key.
    pub id: i64,
    /// Files opened together share it.
    pub import_id: i64,
    /// File name.
    pub name: String,
    /// Where it lay.
    pub path: Option<String>,
    /// What it is, by its kind's name.
    pub kind: String,
    /// How it was read, for people.
    pub dialect: String,
    /// Hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Data rows.
    pub rows: i64,
    /// Records made.
    pub created: i64,
    /// Records changed.
    pub changed: i64,
    /// Records that were as the file had them.
    pub unchanged: i64,
    /// Rows refused.
    pub refused: i64,
    /// Who read it.
    pub actor: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Its change set; `None` when nothing changed.
    pub change_set_id: Option<i64>,
    /// Whether that change set was taken back.
    pub undone: bool,
    /// Whether it can be.
    pub can_undo: bool,
    /// Findings that it left and that hold.
    pub findings: u64,
}

/// A change set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSet {
    /// Its number, from 1 without gaps.
    pub id: i64,
    /// `import`, `undo`, `setting`.
    pub kind: String,
    /// Who.
    pub actor: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Why, if someone said.
    pub reason: Option<String>,
    /// Counts and names, as whoever wrote it has them.
    pub summary: serde_json::Value,
    /// The change set it takes back.
    pub undoes: Option<i64>,
    /// The change set that took it back.
    pub undone_by: Option<i64>,
    /// Whether it can be taken back as a whole.
    pub can_undo: bool,
    /// Its seal.
    pub hash: Vec<u8>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Customers.
    pub customers: u64,
    /// Addresses, those without a customer included.
    pub addresses: u64,
    /// Findings of every severity.
    pub findings: u64,
    /// Newsletter subscriptions, guests' included.
    pub subscriptions: u64,
    /// Orders, guests' included.
    pub orders: u64,
    /// When the newest source was read, milliseconds UTC.
    pub data_as_of: Option<i64>,
}

impl Reader {
    /// The files that were read, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sources(&self) -> Result<Vec<Source>, ReadError> {
        let sources = "SELECT s.id, s.import_id, s.name, s.path, s.kind, s.sha256, s.bytes, s.rows, s.created, s.changed, \
                       s.unchanged, s.refused, s.actor, s.at, s.change_set_id, t.undone_by IS NOT NULL, s.dialect, \
                       f.findings FROM source s LEFT JOIN change_set t ON t.id = s.change_set_id \
                       LEFT JOIN (SELECT source_id, count(*) AS findings FROM finding WHERE gone_with IS NULL GROUP BY source_id) f \
                       ON f.source_id = s.id ORDER BY s.id DESC";
        let mut sources: Vec<Source> = self.pool.query(sources, &[]).await?.iter().map(source).collect();
        let undoable = self.snapshot().await?.undoable(self.revision().await?).await?;
        for source in &mut sources {
            source.can_undo = source.change_set_id.is_some_and(|id| undoable.contains(&id));
        }
        Ok(sources)
    }

    /// The change sets, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn change_sets(&self) -> Result<Vec<ChangeSet>, ReadError> {
        let mut sets: Vec<ChangeSet> =
            self.pool.query(CHANGE_SETS, &[]).await?.iter().map(change_set).collect();
        let undoable = self.snapshot().await?.undoable(self.revision().await?).await?;
        for set in &mut sets {
            set.can_undo = undoable.contains(&set.id);
        }
        Ok(sets)
    }

    /// The newest change set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_change(&self) -> Result<Option<ChangeSet>, ReadError> {
        let newest = format!("{CHANGE_SETS} LIMIT 1");
        let mut newest: Option<ChangeSet> = self.pool.query(&newest, &[]).await?.first().map(change_set);
        for set in newest.iter_mut().filter(|set| set.kind != "undo") {
            // Nothing stands on what was done last.
            set.can_undo = set.undone_by.is_none();
        }
        Ok(newest)
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn counts(&self) -> Result<Counts, ReadError> {
        let snapshot = self.snapshot().await?;
        Ok(Counts {
            customers: snapshot.everyone().await?.len() as u64,
            addresses: snapshot.addresses().await?,
            findings: self.findings_summary().await?.iter().map(|kind| kind.count).sum(),
            subscriptions: snapshot.others().await?.0,
            orders: snapshot.others().await?.1,
            data_as_of: self.pool.one("SELECT max(at) FROM source", &[]).await?.integer(0),
        })
    }
}

const CHANGE_SETS: &str =
    "SELECT id, kind, actor, at, reason, summary, undoes, undone_by, hash FROM change_set ORDER BY id DESC";

fn source(row: &Record) -> Source {
    let text = |column| row.text(column).unwrap_or_default();
    Source {
        id: row.number(0),
        import_id: row.number(1),
        name: text(2),
        path: row.text(3),
        kind: text(4),
        sha256: text(5),
        bytes: row.number(6),
        rows: row.number(7),
        created: row.number(8),
        changed: row.number(9),
        unchanged: row.number(10),
        refused: row.number(11),
        actor: text(12),
        at: row.number(13),
        change_set_id: row.integer(14),
        undone: row.is(15),
        can_undo: false,
        dialect: text(16),
        findings: row.count(17),
    }
}

fn change_set(row: &Record) -> ChangeSet {
    let text = |column| row.text(column).unwrap_or_default();
    ChangeSet {
        id: row.number(0),
        kind: text(1),
        actor: text(2),
        at: row.number(3),
        reason: row.text(4),
        summary: serde_json::from_str(row.value(5).text()).unwrap_or_default(),
        undoes: row.integer(6),
        undone_by: row.integer(7),
        can_undo: false,
        hash: row.bytes(8),
    }
}
