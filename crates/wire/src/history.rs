//! Import history and change sets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::{Change, FieldChange, Subject};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct Source {
    /// Key.
    pub id: i64,
    /// Files opened together share it.
    pub import: i64,
    /// File name.
    pub name: String,
    /// What it is, as in an import's report.
    pub kind: String,
    /// How it was read, for example `UTF-8, comma`.
    pub dialect: String,
    /// Findings that it left.
    pub findings: u64,
    /// Hexadecimal SHA-256 of the file's bytes.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Data rows.
    pub rows: u64,
    /// Records made.
    pub created: u64,
    /// Records changed.
    pub changed: u64,
    /// Records that were as the file had them.
    pub unchanged: u64,
    /// Rows refused.
    pub refused: u64,
    /// Who.
    pub actor: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// The change set; `None` when nothing changed.
    pub change_set: Option<i64>,
    /// Whether that change set was taken back.
    pub undone: bool,
    /// Whether that change set can be taken back.
    pub can_undo: bool,
}

/// A change set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct ChangeSet {
    /// Number, from 1 without gaps.
    pub id: i64,
    /// `import`, `undo`, `setting`.
    pub kind: String,
    /// Who.
    pub actor: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Names of the files, or of what was set.
    pub subjects: Vec<String>,
    /// Records made.
    pub created: u64,
    /// Records changed.
    pub changed: u64,
    /// Records taken away.
    pub deleted: u64,
    /// The change set this one takes back.
    pub undoes: Option<i64>,
    /// The change set that took this one back.
    pub undone_by: Option<i64>,
    /// Whether it can be taken back as a whole: nothing of it was changed since.
    pub can_undo: bool,
    /// Hexadecimal seal.
    pub hash: String,
}

/// Which change set to take back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "history.ts")]
pub struct UndoRequest {
    /// The newest that is neither an undo nor undone, when absent.
    pub change_set: Option<i64>,
    /// Only these records of it; all when absent.
    pub records: Option<Vec<RecordKey>>,
}

/// A record that a change set made, changed or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct RecordKey {
    /// What it is.
    pub subject: Subject,
    /// The workspace's own key.
    pub id: u32,
}

/// A page of a change set's records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct ChangeRecordsRequest {
    /// Number of the change set.
    pub change_set: i64,
    /// First record, 0-based.
    pub offset: u64,
    /// At most 1,000.
    pub limit: u32,
}

/// A page of a change set's records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct ChangeRecords {
    /// How many it has.
    pub total: u64,
    /// The records: what was changed or deleted first, then what was made.
    pub rows: Vec<ChangeRecord>,
}

/// What a change set did to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct ChangeRecord {
    /// The record.
    pub key: RecordKey,
    /// What was done to it: created, changed or deleted.
    pub change: Change,
    /// Its customer's full name, or an order's number; as the e-mail empty of what an undo took away whole: its values
    /// went with it.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// The website's key, for the zone of its instants.
    pub website: Option<i64>,
    /// Fields that changed.
    pub fields: Vec<FieldChange>,
    /// Whether that can be taken back by itself.
    pub can_undo: bool,
    /// Whether it was taken back.
    pub undone: bool,
    /// The later change set that keeps it from being taken back.
    pub changed_since: Option<i64>,
}

/// What undo did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
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

/// Result of verifying the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct CheckReport {
    /// Whether everything holds.
    pub ok: bool,
    /// Change sets verified.
    pub change_sets: u64,
    /// Records compared with the log.
    pub records: u64,
    /// The first change set that does not hold.
    pub first_bad: Option<i64>,
    /// What does not hold there: `chain`, `log`, `record`.
    pub what: Option<String>,
}
