//! From what went wrong inside to a code that the window acts on. The cause goes to the log, under an incident number.

use std::fmt::Display;
use std::sync::atomic::{AtomicU32, Ordering};

use clientele_formats::FormatError;
use clientele_store::StoreError;
use clientele_store::read::ReadError;
use clientele_wire::{ErrorCode, Failure};

/// A bug: its cause is in the log.
pub fn internal(error: impl Display) -> Failure {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let incident =
        format!("{:04X}-{:02X}", std::process::id() & 0xFFFF, NEXT.fetch_add(1, Ordering::Relaxed) & 0xFF);
    tracing::error!(incident, cause = %error, "internal");
    Failure { incident: Some(incident), ..Failure::new(ErrorCode::Internal) }
}

/// A path that could not be read or written.
pub(crate) fn of_io(error: &std::io::Error, path: &str) -> Failure {
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull
        | std::io::ErrorKind::QuotaExceeded
        | std::io::ErrorKind::FileTooLarge => ErrorCode::DiskFull,
        std::io::ErrorKind::NotFound => ErrorCode::NotFound,
        _ => ErrorCode::ReadOnly,
    };
    Failure::new(code).with("path", path).with("what", path)
}

/// A file that is refused or cannot be read.
pub(crate) fn of_format(error: &FormatError) -> Failure {
    let code = match error {
        FormatError::Cancelled { .. } => return Failure::new(ErrorCode::Cancelled),
        FormatError::Io { .. } => ErrorCode::FileUnreadable,
        _ => ErrorCode::FileRefused,
    };
    let failure =
        Failure::new(code).with("file", error.file()).with("reason", error.code()).with("message", error);
    match (error.line(), error.detail()) {
        (Some(line), _) => failure.with("line", &line),
        (None, Some(detail)) => failure.with("detail", &detail),
        (None, None) => failure,
    }
}

/// A refusal of the store.
pub(crate) fn of_store(error: StoreError, path: &str) -> Failure {
    let code = match &error {
        StoreError::Missing(_) => ErrorCode::WorkspaceMissing,
        StoreError::NotAWorkspace(_) => ErrorCode::NotAWorkspace,
        StoreError::Newer { .. } => ErrorCode::WorkspaceNewer,
        StoreError::Damaged(_) => ErrorCode::WorkspaceDamaged,
        StoreError::ReadOnly(_) | StoreError::Exists(_) => ErrorCode::ReadOnly,
        StoreError::Busy => ErrorCode::Busy,
        StoreError::Full => ErrorCode::DiskFull,
        StoreError::Cancelled => ErrorCode::Cancelled,
        StoreError::NothingToUndo => ErrorCode::NothingToUndo,
        StoreError::NotFound(_) => ErrorCode::NotFound,
        StoreError::Condition(_) => ErrorCode::BadCondition,
        StoreError::PlanStale => ErrorCode::PlanStale,
        StoreError::PasswordNeeded { refused } => {
            return Failure::new(ErrorCode::PasswordNeeded).with("path", path).with("refused", refused);
        }
        StoreError::ServerGone(_) | StoreError::CommitUnknown => ErrorCode::ServerGone,
        StoreError::ServerRefused(reason) => {
            return Failure::new(ErrorCode::ServerRefused).with("path", path).with("reason", *reason);
        }
        StoreError::ChangedSince(change_set) => {
            return Failure::new(ErrorCode::ChangedSince).with("change_set", change_set);
        }
        StoreError::NameTaken(name) => return Failure::new(ErrorCode::NameTaken).with("name", name),
        StoreError::Database(_) => return internal(error),
    };
    Failure::new(code).with("path", path).with("what", &error).with("message", &error)
}

/// A read that failed.
pub(crate) fn of_read(error: ReadError) -> Failure {
    let code = match error {
        ReadError::Store(error) => return of_store(error, ""),
        ReadError::NoCustomer(_) => ErrorCode::NotFound,
        ReadError::UnknownField(_) | ReadError::UnknownValue { .. } | ReadError::Unanswerable(_) => {
            ErrorCode::BadCondition
        }
        ReadError::TooLarge => return internal(error),
    };
    Failure::new(code).with("what", &error).with("message", &error)
}
