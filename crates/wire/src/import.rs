//! Opening files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{customer::Cell, finding::FindingKind, workspace::WorkspaceInfo};

/// Files to open, with answers to what cannot be known from them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "import.ts")]
pub struct OpenRequest {
    /// Absolute paths: exports, or one `.clientele` workspace.
    pub paths: Vec<String>,
    /// Make a new workspace even if one is open.
    pub new_workspace: bool,
    /// Answers given so far.
    pub answers: Answers,
}

/// Answers to questions; they hold for all files of one opening.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "import.ts")]
pub struct Answers {
    /// `utf-8`, `windows-1252`, `utf-16le`, `utf-16be`.
    pub encoding: Option<String>,
    /// One character.
    pub separator: Option<String>,
    /// `mdy`, `dmy`, `ymd`.
    pub date_order: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
}

/// Something that cannot be known from the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Question {
    /// File name.
    pub file: String,
    /// Which of [`Answers`] is missing: `encoding`, `separator`, `date_order`.
    pub about: String,
    /// The choices, the proposed one first, each with how the file would read.
    pub choices: Vec<Choice>,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Choice {
    /// Value for [`Answers`].
    pub value: String,
    /// The first telling lines under that answer.
    pub preview: Vec<String>,
}

/// Number of sample customers to invent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct SamplesRequest {
    /// For example 10,000.
    pub customers: u64,
}

/// How opening ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[ts(export_to = "import.ts")]
pub enum OpenOutcome {
    /// A workspace was opened, no export was read.
    Opened {
        /// The workspace, now open.
        workspace: WorkspaceInfo,
    },
    /// The exports were read.
    Imported(ImportReport),
    /// Nothing was read: answer, and open again.
    Questions {
        /// What cannot be known.
        questions: Vec<Question>,
    },
}

/// What an import did. The `plan` part is what `clientele import --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct ImportReport {
    /// The workspace, now open.
    pub workspace: WorkspaceInfo,
    /// Counts.
    pub plan: Plan,
    /// Number of findings of these files.
    pub findings: u64,
    /// Those findings by kind.
    pub kinds: Vec<FindingKind>,
    /// The files.
    pub sources: Vec<ImportedFile>,
    /// The change set, when anything changed.
    pub change_set: Option<i64>,
    /// Milliseconds from start to commit.
    pub elapsed_ms: u64,
}

/// A file of an import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct ImportedFile {
    /// File name.
    pub name: String,
    /// `customers` or `addresses`.
    pub kind: String,
    /// Data rows read.
    pub rows: u64,
    /// Rows refused.
    pub refused: u64,
    /// Hexadecimal SHA-256 of the file's bytes.
    pub sha256: String,
    /// How it was read, for example `UTF-8, comma`.
    pub dialect: String,
}

/// Counts of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Plan {
    /// Customers made.
    pub created: u64,
    /// Customers changed; one whose addresses alone differ counts once.
    pub changed: u64,
    /// Customers that are as the file has them.
    pub unchanged: u64,
    /// Customer rows refused.
    pub refused: u64,
    /// Customers of the file's websites that the file lacks.
    pub missing: u64,
    /// The same for addresses.
    pub addresses: Counts,
    /// Codes of websites first met here.
    pub new_websites: Vec<String>,
}

/// Five counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Counts {
    /// Made.
    pub created: u64,
    /// Changed.
    pub changed: u64,
    /// As the file has them.
    pub unchanged: u64,
    /// Refused.
    pub refused: u64,
    /// Not in the file.
    pub missing: u64,
}

/// The first rows of a file that is being read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Preview {
    /// File name.
    pub file: String,
    /// Column codes.
    pub columns: Vec<String>,
    /// Up to a hundred rows.
    pub rows: Vec<Vec<Cell>>,
}
