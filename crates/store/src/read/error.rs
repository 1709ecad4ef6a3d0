//! What can go wrong while reading.

use crate::StoreError;

/// Why a read failed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database refuses, or someone cancelled.
    #[error(transparent)]
    Store(#[from] StoreError),
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
    /// A text index beyond 4 GiB.
    #[error("too large to be read at once")]
    TooLarge,
}
