//! Findings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "finding.ts")]
pub struct FindingKind {
    /// The code (data-formats.md 12).
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// How many.
    pub count: u64,
}

/// Which findings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "finding.ts")]
pub struct FindingsRequest {
    /// Only this code.
    pub code: Option<String>,
    /// First one, 0-based.
    pub offset: u64,
    /// At most 1,000.
    pub limit: u32,
}

/// A page of findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "finding.ts")]
pub struct FindingRows {
    /// How many there are of this code.
    pub total: u64,
    /// The findings, by file, line and column.
    pub rows: Vec<FindingRow>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "finding.ts")]
pub struct FindingRow {
    /// Key.
    pub id: u32,
    /// The code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// File name.
    pub file: String,
    /// Physical line; 0 for the whole file.
    pub line: u64,
    /// Ordinal data row, as the platform counts; 0 for the whole file.
    pub row: u64,
    /// Header cell.
    pub column: Option<String>,
    /// The raw cell.
    pub value: Option<String>,
    /// The customer it is about, when it was kept.
    pub customer: Option<u32>,
    /// That customer's name, or e-mail.
    pub customer_name: Option<String>,
}

/// Where to write findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "finding.ts")]
pub struct FindingsExport {
    /// The CSV file to write.
    pub path: String,
    /// Only this code.
    pub code: Option<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "finding.ts")]
pub struct Exported {
    /// Its path.
    pub path: String,
    /// Rows in it.
    pub rows: u64,
}
