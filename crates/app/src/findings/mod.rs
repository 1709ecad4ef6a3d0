//! Findings: by kind, in pages, as a file.

mod export;
mod list;
mod summary;

pub(crate) use list::row;
