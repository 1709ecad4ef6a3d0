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

/// A team database.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct ConnectRequest {
    /// `postgres://user@host:port/database`; its `sslmode` is `require` unless the host is this computer.
    pub url: String,
    /// The password, which is kept in memory only; may also stand in the URL.
    pub password: Option<String>,
}

impl std::fmt::Debug for ConnectRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ConnectRequest")
    }
}

/// Where to copy the open workspace with its whole history.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct MoveRequest {
    /// A path for a new workspace file, or the URL of an empty team database.
    pub to: String,
    /// The database's password.
    pub password: Option<String>,
}

impl std::fmt::Debug for MoveRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MoveRequest")
    }
}

/// What holds a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "workspace.ts")]
pub enum Place {
    /// A file on this computer.
    #[default]
    File,
    /// A team's PostgreSQL database.
    Server,
}

/// A workspace opened lately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "workspace.ts")]
pub struct RecentWorkspace {
    /// Absolute path, or URL without password.
    pub path: String,
    /// What holds it.
    #[serde(default)]
    pub place: Place,
    /// File name without extension, or name of the database.
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
    /// Absolute path, or URL without password.
    pub path: String,
    /// What holds it.
    pub place: Place,
    /// File name without extension, or name of the database.
    pub name: String,
    /// Number of newsletter subscriptions, guests' included.
    pub subscriptions: u64,
    /// Number of orders, guests' included.
    pub orders: u64,
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
    /// Changes whenever customers, or how they are read, may have changed: not with saved views.
    pub data_revision: u64,
    /// Changes whenever any window or program changed the workspace.
    pub revision: u64,
}
