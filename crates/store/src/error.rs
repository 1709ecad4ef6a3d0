//! Why the store refuses, told by what a caller can do about it.

use std::path::PathBuf;

use sqlx::postgres::PgDatabaseError;

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
    /// Another view of the same person has that name.
    #[error("“{0}” is there already")]
    NameTaken(String),
    /// A condition or column that cannot be understood.
    #[error("{0}")]
    Condition(String),
    /// The server asks for a password, or refuses the one it got.
    #[error("{}", if *.refused { "the server refuses the password" } else { "the server asks for a password" })]
    PasswordNeeded {
        /// Whether one was given.
        refused: bool,
    },
    /// The server cannot be reached, or the connection to it was lost.
    #[error("the database cannot be reached: {0}")]
    ServerGone(String),
    /// The connection was lost while a change was being kept: whether it was, the server knows alone.
    #[error("the connection was lost while the change was being kept")]
    CommitUnknown,
    /// The database cannot hold a workspace: `not_utf8`, `too_old`, `no_tls`, `not_empty`, `no_database`, `no_rights`,
    /// `bad_url`.
    #[error("the database cannot be used: {0}")]
    ServerRefused(&'static str),
    /// The workspace changed since the plan was made.
    #[error("the workspace changed since the plan was made")]
    PlanStale,
    /// What was to be taken back was changed since, by that change set.
    #[error("change set {0} changed that since")]
    ChangedSince(i64),
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
        let known = match &error {
            sqlx::Error::Database(inner) => match inner.try_downcast_ref::<PgDatabaseError>() {
                Some(server) => of_server(server),
                None => inner
                    .code()
                    .and_then(|code| code.parse().ok())
                    .map(|code| Self::of_code(code, error.to_string()))
                    .filter(|known| !matches!(known, Self::Database(_))),
            },
            sqlx::Error::PoolTimedOut => Some(Self::Busy),
            sqlx::Error::Io(cause) => Some(Self::ServerGone(cause.to_string())),
            sqlx::Error::Tls(_) => Some(Self::ServerRefused("no_tls")),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Some(Self::ServerGone("the connection is closed".to_owned()))
            }
            _ => None,
        };
        known.unwrap_or(Self::Database(error))
    }
}

/// What a condition of PostgreSQL means, by its SQLSTATE (appendix A of its manual).
fn of_server(error: &PgDatabaseError) -> Option<StoreError> {
    let message = || error.message().to_owned();
    Some(match error.code() {
        "28P01" => StoreError::PasswordNeeded { refused: true },
        // No such user, none that may come from here, or one without a right.
        "28000" | "42501" => StoreError::ServerRefused("no_rights"),
        "3D000" => StoreError::ServerRefused("no_database"),
        "53100" => StoreError::Full,
        "55P03" => StoreError::Busy,
        "57014" => StoreError::Cancelled,
        "25006" => StoreError::ReadOnly(message()),
        "57P01" | "57P02" | "57P03" | "53300" => StoreError::ServerGone(message()),
        code if code.starts_with("08") => StoreError::ServerGone(message()),
        _ => return None,
    })
}
