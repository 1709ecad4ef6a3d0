//! Change sets and the import history.

mod check;
mod imports;
mod list;
mod records;
mod undo;

pub(crate) use list::change_set;
