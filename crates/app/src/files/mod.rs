//! Opening exports, workspaces and invented samples.

mod answers;
mod open;
mod read;
pub(crate) mod samples;
mod target;

pub(crate) use open::{is_workspace, severity};
pub(crate) use read::number_cell;
