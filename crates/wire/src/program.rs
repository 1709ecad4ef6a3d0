//! The program itself: version, folders, licences, crashes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window needs to know of the program at its start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "program.ts")]
pub struct ProgramInfo {
    /// For example `0.1.0`.
    pub version: String,
    /// `desktop` or `http`.
    pub host: String,
    /// The system's language as a valid tag, for example `fr-FR`.
    pub locale: String,
    /// Operating system: `linux`, `macos`, `windows`.
    pub system: String,
    /// Where the logs are, for the Help menu.
    pub log_folder: String,
    /// When the last run ended without closing, in milliseconds UTC.
    pub crashed_at: Option<i64>,
    /// Files named on the command line, to be opened at the start.
    pub open_at_start: Vec<String>,
}

/// The licence of one library inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "program.ts")]
pub struct Licence {
    /// Name of the library.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
}

/// Where to write the diagnostics file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "program.ts")]
pub struct DiagnosticsRequest {
    /// The file to write.
    pub path: String,
}
