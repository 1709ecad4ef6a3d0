//! Opening files.

use std::collections::BTreeMap;

use clientele_domain::file;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{customer::Cell, finding::FindingKind, plan::PlanInfo, workspace::WorkspaceInfo};

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
    /// How lists of other programs are read, by path.
    pub mappings: BTreeMap<String, Mapping>,
    /// What the rows do: `add_update`, `delete` or `custom`; the first when absent.
    pub behavior: Option<String>,
    /// Delete the customers that the files' websites have and the files lack.
    pub delete_missing: bool,
    /// When they are applied.
    pub apply: Apply,
}

/// When files that were read change the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "import.ts")]
pub enum Apply {
    /// At once, unless they change what is here: then a plan waits for review.
    #[default]
    AfterReview,
    /// At once, whatever they change.
    AtOnce,
    /// Never: a plan waits in any case.
    Never,
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
    /// What a grid export is, where its header fits several: `customer_grid`, `segment_report`, `subscribers`, `orders`.
    pub kind: Option<String>,
    /// Codes of websites that a grid export names, where its customers do not tell.
    pub websites: BTreeMap<String, String>,
    /// Numbers of groups that a grid export names, where its customers do not tell.
    pub groups: BTreeMap<String, String>,
}

/// Something that cannot be known from the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct Question {
    /// File name.
    pub file: String,
    /// Which of [`Answers`] is missing: `encoding`, `separator`, `date_order`, `kind`, `websites`, `groups`.
    pub about: String,
    /// Which of several is meant: the name of a website or group.
    pub subject: Option<String>,
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
    /// Nothing was read: a file is a list of another program. Say what its columns hold, and open again.
    Mapping {
        /// The file.
        table: MappedTable,
    },
    /// Nothing was changed: review the plan, then apply or drop it.
    Planned {
        /// What would change.
        plan: PlanInfo,
    },
}

/// Which column of a list of another program holds what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "import.ts")]
pub struct Mapping {
    /// `utf-8`, `windows-1252`, `utf-16le`, `utf-16be`; as the file tells when absent.
    pub encoding: Option<String>,
    /// `,`, `;`, `|` or `tab`; as the file tells when absent.
    pub separator: Option<String>,
    /// The record with the header, 1-based.
    pub header_row: u32,
    /// `mdy`, `dmy`, `ymd`: the order of dates that do not tell.
    pub date_order: Option<String>,
    /// Headers with the field that takes their cells; a column without a field is not read.
    pub columns: BTreeMap<String, Option<String>>,
    /// Fields with the text that every row has.
    pub constants: BTreeMap<String, String>,
}

impl From<Mapping> for file::Mapping {
    fn from(Mapping { encoding, separator, header_row, date_order, columns, constants }: Mapping) -> Self {
        Self { encoding, separator, header_row: header_row.max(1), date_order, columns, constants }
    }
}

impl From<file::Mapping> for Mapping {
    fn from(mapping: file::Mapping) -> Self {
        let file::Mapping { encoding, separator, header_row, date_order, columns, constants } = mapping;
        Self { encoding, separator, header_row, date_order, columns, constants }
    }
}

/// A list of another program, as it reads under a mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct MappedTable {
    /// Absolute path.
    pub path: String,
    /// File name.
    pub file: String,
    /// Whether it is text, which has an encoding and a separator.
    pub text: bool,
    /// Its encoding under the mapping.
    pub encoding: String,
    /// Its separator under the mapping: one character or `tab`.
    pub separator: String,
    /// The first records as they are, header and what stands above it included.
    pub records: Vec<Vec<String>>,
    /// Its columns.
    pub columns: Vec<MappedColumn>,
    /// The mapping it reads under: what was given, was remembered for this header, or is proposed.
    pub mapping: Mapping,
    /// Whether the mapping was remembered.
    pub remembered: bool,
    /// What keeps the mapping from being used.
    pub problems: Vec<MappingProblem>,
}

/// A column of a list of another program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct MappedColumn {
    /// Its header, unique.
    pub header: String,
    /// Its first filled cells.
    pub samples: Vec<String>,
    /// The field proposed for it.
    pub suggestion: Option<String>,
}

/// What keeps a mapping from being used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct MappingProblem {
    /// `email_missing`, `field_unknown`, `field_twice`, `header_missing`, `attribute_code`.
    pub code: String,
    /// The field or header that is meant.
    pub subject: String,
}

/// Which list to look at under which mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "import.ts")]
pub struct MappingRequest {
    /// Absolute path.
    pub path: String,
    /// The mapping; without columns they are proposed anew.
    pub mapping: Mapping,
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
    /// What it is: `customers`, `addresses`, `composite`, `finances`, `customer_grid`, `segment_report`, `subscribers`,
    /// `orders`, `people`.
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
    /// The same for newsletter subscriptions.
    pub subscriptions: Counts,
    /// The same for orders.
    pub orders: Counts,
    /// The same for balances.
    pub balances: Counts,
    /// Customers deleted.
    pub deleted: u64,
    /// Rows of grid exports that found no customer here.
    pub partnerless: u64,
    /// Codes of websites first met here.
    pub new_websites: Vec<String>,
    /// Store views first met here: website and number.
    pub new_store_views: Vec<String>,
    /// Customer groups first met here: numbers, or names where only those are known.
    pub new_groups: Vec<String>,
    /// Codes of custom attributes first met here.
    pub new_attributes: Vec<String>,
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
