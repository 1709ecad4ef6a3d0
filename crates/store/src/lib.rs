//! The customer store: a workspace in a SQLite file, or in a team's PostgreSQL database.
//!
//! Every write is a change set, written in the same transaction as the data it describes; there is no second way.

mod change_set;
mod check;
mod digest;
mod engine;
mod error;
mod file;
mod import;
mod keys;
mod log;
mod moving;
pub mod read;
mod record;
mod replay;
mod saved_view;
mod server;
mod setting;
mod store;
mod undo;
mod writer;

pub use check::{CheckReport, Fault};
pub use engine::without_password;
pub use error::StoreError;
pub use import::{
    Apply, Choices, Context, Counts, Ended, Entry, Fate, Import, ImportOutcome, NameQuestion, NamesTold,
    NewSource, Plan, PlanFilter, PlanRow, Planned, RecordChange, SourceEnd, Subject, Survey,
};
pub use moving::Watch;
pub use saved_view::ViewDraft;
pub use store::{OpenMode, Store};
pub use undo::Undone;
