//! What can go wrong while reading.

/// Why a read failed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database refuses.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The database refuses a statement that went past sqlx.
    #[error("{message} (SQLite code {code})")]
    Engine {
        /// SQLite's extended result code.
        code: i32,
        /// SQLite's own words.
        message: String,
    },
    /// No such field (groups-segments.md 14.2, 14.3), or an attribute that no file brought.
    #[error("there is no field “{0}”")]
    UnknownField(String),
    /// A value that is none of a choice: a condition on it is invalid rather than silently empty (E20).
    #[error("“{value}” is no {field} of this workspace")]
    UnknownValue {
        /// The field.
        field: String,
        /// The text that was compared with.
        value: String,
    },
    /// A condition that this store cannot answer.
    #[error("the condition on “{0}” cannot be answered")]
    Unanswerable(String),
    /// No customer has that key.
    #[error("there is no customer with key {0}")]
    NoCustomer(u32),
    /// A statement or a text index beyond 4 GiB.
    #[error("too large to be read at once")]
    TooLarge,
    /// Stopped on request.
    #[error("cancelled")]
    Cancelled,
}

impl ReadError {
    /// Whether another process holds the workspace: trying again may help.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        const BUSY: i32 = 5;
        match self {
            Self::Engine { code, .. } => code & 0xff == BUSY,
            Self::Database(sqlx::Error::Database(error)) => {
                error.code().and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & 0xff == BUSY)
            }
            _ => false,
        }
    }
}
