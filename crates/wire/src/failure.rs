//! How an operation fails: a code, parameters for the text that the window makes, and a number for the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code exists only if someone acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "failure.ts")]
pub enum ErrorCode {
    /// The caller may not do this.
    NotAllowed,
    /// No workspace is open.
    NoWorkspace,
    /// No such operation, or a request of the wrong shape.
    BadRequest,
    /// The thing asked for is not (or no longer) there.
    NotFound,
    /// The job was cancelled; everything is as before.
    Cancelled,
    /// A file is refused: `params.reason` is the reader's code, with `file`, and `line`, `column`, `value` where known.
    FileRefused,
    /// A file cannot be read from disk.
    FileUnreadable,
    /// The file is no workspace.
    NotAWorkspace,
    /// The workspace was written by a newer version.
    WorkspaceNewer,
    /// The workspace is damaged.
    WorkspaceDamaged,
    /// The workspace is gone from its place.
    WorkspaceMissing,
    /// The workspace or its folder cannot be written.
    ReadOnly,
    /// Another window or program is writing.
    Busy,
    /// The disk is full.
    DiskFull,
    /// The database asks for a password, or refuses the one it got.
    PasswordNeeded,
    /// The database cannot be reached, or the connection was lost: nothing half done, work goes on when it is back.
    ServerGone,
    /// The database cannot be a workspace, for the reason in `params.reason`: `not_utf8`, `too_old`, `no_tls`, `not_empty`.
    ServerRefused,
    /// The workspace changed since the plan was made: make it anew.
    PlanStale,
    /// There is no plan to review.
    NoPlan,
    /// What a change set did was changed since, by the one in `params.change_set`.
    ChangedSince,
    /// There is a view of that name already: `params.name`.
    NameTaken,
    /// A condition cannot be understood: see `query.check`.
    BadCondition,
    /// There is nothing to undo.
    NothingToUndo,
    /// A workbook has no room for so many rows or so long a cell: another form has.
    SheetFull,
    /// A bug: the incident is in the log.
    Internal,
}

/// What went wrong. Texts for people are made in the window and on the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "failure.ts")]
pub struct Failure {
    /// What kind.
    pub code: ErrorCode,
    /// Values for the text: file, line, reason...; never personal data of customers beyond the refused cell.
    pub params: BTreeMap<String, String>,
    /// Whether the same call may succeed later.
    pub retry: bool,
    /// Number under which the cause stands in the log.
    pub incident: Option<String>,
}

impl Failure {
    /// A failure of that code, without parameters.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        let retry = matches!(
            code,
            ErrorCode::Busy | ErrorCode::DiskFull | ErrorCode::FileUnreadable | ErrorCode::ServerGone
        );
        Self { code, params: BTreeMap::new(), retry, incident: None }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, key: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.code)
    }
}

impl std::error::Error for Failure {}
