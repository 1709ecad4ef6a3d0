//! The plan of an import into a workspace that holds customers: reviewed row by row, then applied or dropped.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::customer::{Cell, ColumnKind, Field};
use crate::finding::{FindingKind, FindingRow};
use crate::import::{ImportedFile, Plan};

/// A plan that waits for review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanInfo {
    /// The files it was made of.
    pub sources: Vec<ImportedFile>,
    /// Counts, nothing left out.
    pub plan: Plan,
    /// Rows of the list, by what happens to them.
    pub tabs: PlanTabs,
    /// Findings of the files by kind.
    pub kinds: Vec<FindingKind>,
    /// Number of those findings.
    pub findings: u64,
    /// `add_update`, `delete` or `custom`.
    pub behavior: String,
    /// Whether the files say what each row does, so that `custom` means something.
    pub has_actions: bool,
    /// Whether customers that the files lack are deleted.
    pub delete_missing: bool,
    /// Rows that would be applied.
    pub included: u64,
    /// The same by the tabs.
    pub ticked: PlanTabs,
    /// Rows left out by choice.
    pub left_out: u64,
    /// Columns that were not read for their secrets.
    pub not_read: Vec<String>,
    /// Websites and groups of grid exports with what they were taken for.
    pub names: Vec<NameTaken>,
    /// Whether the workspace changed since: the plan must be made anew before it is applied.
    pub stale: bool,
}

/// The name of a website or group in a grid export, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct NameTaken {
    /// `website` or `group`.
    pub what: String,
    /// The name.
    pub name: String,
    /// The code of the website or the number of the group.
    pub code: String,
}

/// Rows of a plan's list, by what happens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanTabs {
    /// All rows.
    pub all: u64,
    /// Records that would be made.
    pub created: u64,
    /// Records that would change.
    pub changed: u64,
    /// Records that are as the files have them.
    pub unchanged: u64,
    /// Records that would be deleted.
    pub deleted: u64,
    /// Rows that are refused.
    pub refused: u64,
    /// Customers that the files lack and that stay as they are.
    pub missing: u64,
    /// Rows with findings, whatever happens to them.
    pub with_findings: u64,
}

/// What happens to a row of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "plan.ts")]
pub enum Change {
    /// Made.
    Created,
    /// Changed.
    Changed,
    /// As the file has it.
    Unchanged,
    /// Deleted.
    Deleted,
    /// Not stored: a finding says why.
    Refused,
    /// Not in the file; stays as it is.
    Missing,
}

/// What a row of a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "plan.ts")]
pub enum Subject {
    /// A customer with its addresses, subscriptions and balances.
    Customer,
    /// An address that waits for its customer.
    Address,
    /// A newsletter subscription of a guest.
    Subscription,
    /// An order.
    Order,
    /// A balance that waits for its customer.
    Balance,
}

/// Which rows of a plan.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "plan.ts")]
pub struct PlanFilter {
    /// Only rows to which this happens.
    pub change: Option<Change>,
    /// Only rows with findings.
    pub findings: bool,
    /// Only rows in whose name or e-mail these words occur, case and accents ignored.
    pub search: String,
}

/// A page of a plan's rows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "plan.ts")]
pub struct PlanRowsRequest {
    /// Which rows.
    pub filter: PlanFilter,
    /// First row, 0-based.
    pub offset: u64,
    /// At most 1,000.
    pub limit: u32,
}

/// A page of a plan's rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanRows {
    /// Rows that pass the filter.
    pub total: u64,
    /// Those of them that change something, so that they can be left out.
    pub tickable: u64,
    /// Those of them that would be applied.
    pub ticked: u64,
    /// The rows, in the order of the files.
    pub rows: Vec<PlanRow>,
}

/// A row of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanRow {
    /// Its number in the plan, whatever the filter.
    pub index: u32,
    /// What happens to it.
    pub change: Change,
    /// What it is about.
    pub subject: Subject,
    /// The customer's full name, or an order's number; may be empty.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// The website's key, for the zone of its instants; one that the files are the first to name has no zone yet.
    pub website: Option<i64>,
    /// File it comes from; of a missing customer none.
    pub file: Option<String>,
    /// Physical line there.
    pub line: Option<u64>,
    /// Findings about it.
    pub findings: u32,
    /// The first error among them, or else the first warning.
    pub first_finding: Option<RowFinding>,
    /// Fields that change, the first few; of what is made, those that tell most.
    pub fields: Vec<FieldChange>,
    /// Further fields that change.
    pub more: u32,
    /// Addresses that come with it.
    pub addresses: u32,
    /// Whether it would be applied: of a row that changes something, unless it was left out.
    pub included: bool,
}

/// What a row complains about first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct RowFinding {
    /// The finding's code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// The header cell.
    pub column: Option<String>,
    /// The raw cell.
    pub value: Option<String>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct FieldChange {
    /// Whose field it is.
    pub of: Subject,
    /// The platform's code of the column, or of the attribute.
    pub field: String,
    /// How it is shown.
    pub kind: ColumnKind,
    /// Before; `Null` of what is made.
    pub before: Cell,
    /// After; `Null` of what is deleted or cleared.
    pub after: Cell,
}

/// Which row of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanRowRequest {
    /// Its number in the plan.
    pub index: u32,
}

/// Everything about a row of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanDetail {
    /// The row.
    pub row: PlanRow,
    /// The customer it is about, when it is here.
    pub customer: Option<u32>,
    /// The shop's number of that customer, when known.
    pub entity_id: Option<i64>,
    /// Findings about it.
    pub findings: Vec<FindingRow>,
    /// What happens to each of its records: the customer first, then its addresses, subscriptions and balances.
    pub records: Vec<RecordChange>,
}

/// What happens to one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct RecordChange {
    /// What it is.
    pub subject: Subject,
    /// What happens to it.
    pub change: Change,
    /// Tells it from others of its kind: street and city, store view, website.
    pub label: String,
    /// File and line that say so.
    pub file: Option<String>,
    /// Physical line there.
    pub line: Option<u64>,
    /// Fields that change.
    pub changed: Vec<FieldChange>,
    /// Fields that stay, with a value.
    pub unchanged: Vec<Field>,
}

/// Which rows to leave out of a plan, or to take in again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "plan.ts")]
pub struct LeaveOutRequest {
    /// These rows, by their numbers.
    pub indexes: Vec<u32>,
    /// Or all rows that pass a filter.
    pub filter: Option<PlanFilter>,
    /// Leave them out; else take them in again.
    pub out: bool,
}

/// How the plan is made.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "plan.ts")]
pub struct PlanOptions {
    /// `add_update`, `delete` or `custom`; as it is when absent.
    pub behavior: Option<String>,
    /// Whether customers that the files lack are deleted; as it is when absent.
    pub delete_missing: Option<bool>,
}

/// Where to write a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "plan.ts")]
pub struct PlanExportRequest {
    /// The file to write.
    pub path: String,
    /// `csv` or `json`.
    pub format: String,
    /// Only these rows.
    pub filter: PlanFilter,
}
