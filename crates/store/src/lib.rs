//! The customer store: a SQLite file, the workspace.
//!
//! Every write is a change set, written in the same transaction as the data it describes; there is no second way.

mod bind;
mod change_set;
mod check;
mod copy;
mod digest;
mod error;
mod functions;
mod import;
mod keys;
mod log;
mod memory;
mod migrate;
mod open;
mod place;
pub mod read;
mod record;
mod scan;
mod setting;
mod undo;
mod writer;

pub use check::{CheckReport, Fault};
pub use error::StoreError;
pub use functions::register as register_functions;
pub use import::{Context, Counts, Import, ImportOutcome, NewSource, Plan, SourceEnd};
pub use open::{OpenMode, Store};
pub use undo::Undone;
