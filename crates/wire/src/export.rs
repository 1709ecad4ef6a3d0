//! Exports: for people, and for the store's importer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::customer::ViewRequest;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export_to = "export.ts")]
pub enum ExportFormat {
    /// Customers Main File, for the store's importer.
    Customers,
    /// Customer Addresses, for the store's importer.
    Addresses,
    /// Customers and addresses in a single file, for the store's importer: for wholly new customers.
    Combined,
    /// Customer Finances, for the store's importer.
    Finances,
    /// A table for people as CSV.
    GridCsv,
    /// A table for people as Excel XML.
    GridXml,
    /// A table for people as XLSX.
    Xlsx,
}

/// What to write, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "export.ts")]
pub struct ExportRequest {
    /// The file to write; one that is there is replaced once the new one is whole.
    pub path: String,
    /// Its form.
    pub format: ExportFormat,
    /// Which customers, in which order.
    #[serde(default)]
    pub view: ViewRequest,
    /// Only these of them, by the workspace's keys; all when absent.
    #[serde(default)]
    pub only: Option<Vec<u32>>,
    /// Not these of them, by the workspace's keys: all that match but some.
    #[serde(default)]
    pub except: Vec<u32>,
    /// Of a table for people its fields in their order, of a file for the store its columns; all that hold anything when
    /// absent. Keys are always written.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Language of the labels of a table for people: `en` or `fr`.
    #[serde(default)]
    pub language: Option<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "export.ts")]
pub struct ExportReport {
    /// Its path.
    pub path: String,
    /// Rows in it.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// What whoever imports it must know.
    pub notes: Vec<ExportNote>,
}

/// Something that whoever imports a file must know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "export.ts")]
pub struct ExportNote {
    /// `store_unknown`: accounts the code of whose store view is not known, left blank. `group_unknown`: accounts whose
    /// group has no number here, left blank, which the store refuses. `website_unknown`: accounts left out, for their
    /// website has no code here.
    /// `addresses_anew`: each import of a combined file makes its addresses anew. `secrets_left_out`: columns that are
    /// never kept. `required_missing`: accounts without first or last name, which the store refuses.
    pub code: String,
    /// How many.
    pub count: u64,
}

/// Which form's columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "export.ts")]
pub struct ExportColumnsRequest {
    /// The form.
    pub format: ExportFormat,
}

/// A column that an export can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "export.ts")]
pub struct ExportColumn {
    /// Header cell of a file for the store, field of a table for people.
    pub code: String,
    /// Written whatever is chosen.
    pub always: bool,
    /// Whether anyone has a value.
    pub filled: bool,
}
