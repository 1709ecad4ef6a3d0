//! Workspaces.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::history::ChangeSet;

/// A path on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct PathRequest {
    /// Absolute path.
    pub path: String,
}

/// A workspace opened lately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct RecentWorkspace {
    /// Absolute path.
    pub path: String,
    /// File name without extension.
    pub name: String,
    /// Customers when it was last open.
    pub customers: u64,
    /// Last use, milliseconds UTC.
    pub used_at: i64,
    /// Whether the file is gone from its place.
    pub missing: bool,
}

/// The open workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct WorkspaceInfo {
    /// Absolute path.
    pub path: String,
    /// File name without extension.
    pub name: String,
    /// Number of customers.
    pub customers: u64,
    /// Number of addresses, those without a customer included.
    pub addresses: u64,
    /// Number of findings.
    pub findings: u64,
    /// When the newest source was read, milliseconds UTC.
    pub data_as_of: Option<i64>,
    /// The newest change set, and whether it can be undone.
    pub last_change: Option<ChangeSet>,
    /// Changes whenever any window or program changed the workspace.
    pub revision: u64,
}
