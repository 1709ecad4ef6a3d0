//! Import history and change sets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "history.ts")]
pub struct Source {
    /// Key.
    pub id: i64,
    /// File name.
    pub name: String,
    /// `customers` or `addresses`.
    pub kind: String,
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
    /// Whether undo would take this one back next.
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
