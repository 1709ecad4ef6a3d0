//! Why the store refuses, told by what a caller can do about it.

use std::path::PathBuf;

/// A refusal of the store. Whatever it is, the workspace is as before.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No file there.
    #[error("{} is not there", .0.display())]
    Missing(PathBuf),
    /// There already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// A file of something else.
    #[error("{} is no workspace", .0.display())]
    NotAWorkspace(PathBuf),
    /// Written by a newer version.
    #[error("{} was written by a newer version (schema {found})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
    },
    /// Damaged.
    #[error("the workspace is damaged: {0}")]
    Damaged(String),
    /// The file or its folder cannot be written.
    #[error("the workspace cannot be written: {0}")]
    ReadOnly(String),
    /// Another connection is writing.
    #[error("another program is writing to the workspace")]
    Busy,
    /// No room.
    #[error("the disk is full")]
    Full,
    /// Someone cancelled.
    #[error("cancelled")]
    Cancelled,
    /// Nothing left to undo, or not this one.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// A setting of something that is not there.
    #[error("{0} is not there")]
    NotFound(&'static str),
    /// A condition or column that cannot be understood.
    #[error("{0}")]
    Condition(String),
    /// Anything else the database says.
    #[error(transparent)]
    Database(sqlx::Error),
}

/// Primary result codes of SQLite.
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const INTERRUPT: i32 = 9;
const IO_ERROR: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const NOTADB: i32 = 26;
/// `SQLITE_IOERR_WRITE`: a file-size limit shows as this.
const IO_ERROR_WRITE: i32 = IO_ERROR | (3 << 8);

impl StoreError {
    /// What a result code of SQLite means.
    pub(crate) fn of_code(code: i32, message: String) -> Self {
        match code & 0xff {
            BUSY | LOCKED => Self::Busy,
            READONLY | CANTOPEN => Self::ReadOnly(message),
            INTERRUPT => Self::Cancelled,
            CORRUPT | NOTADB => Self::Damaged(message),
            FULL => Self::Full,
            _ if code == IO_ERROR_WRITE => Self::Full,
            _ => Self::Database(sqlx::Error::Protocol(message)),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code =
            error.as_database_error().and_then(|inner| inner.code()).and_then(|code| code.parse().ok());
        match code {
            Some(code) => match Self::of_code(code, error.to_string()) {
                Self::Database(_) => Self::Database(error),
                known => known,
            },
            None if matches!(error, sqlx::Error::PoolTimedOut) => Self::Busy,
            None => Self::Database(error),
        }
    }
}
