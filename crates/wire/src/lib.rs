//! The contract between the window and the program: each operation is declared once, in [`operation`].
//!
//! The router of every host, the TypeScript client, the permission test and the tags that refresh the
//! window derive from that one table. Nothing here knows a host or a database.

pub mod customer;
pub mod export;
pub mod failure;
pub mod finding;
pub mod history;
pub mod import;
pub mod job;
pub mod operation;
pub mod order;
pub mod overview;
pub mod plan;
pub mod program;
pub mod settings;
pub mod typescript;
pub mod view;
pub mod workspace;

pub use failure::{ErrorCode, Failure};
pub use operation::{Kind, OPERATIONS, Operation, OperationInfo, Right, Tag};
