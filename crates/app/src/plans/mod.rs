//! The plan of an import that waits: looked at, changed, applied or dropped.

mod act;
mod export;
mod look;
mod waiting;
mod words;

pub(crate) use waiting::{Files, Waiting};
pub(crate) use words::{change, field_change, plan, subject};
