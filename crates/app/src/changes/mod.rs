//! Change sets and the import history.

mod check;
mod imports;
mod list;
mod undo;

pub(crate) use list::list;
