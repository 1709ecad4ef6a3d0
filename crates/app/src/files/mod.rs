//! Opening exports, workspaces and invented samples.

mod answers;
mod mapping;
mod open;
mod read;
pub(crate) mod samples;
mod target;

pub(crate) use open::{is_workspace, kinds, open_again, report, severity};
pub(crate) use read::number_cell;
