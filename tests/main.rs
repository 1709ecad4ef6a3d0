//! Cross-part tests in one binary.

mod lock_file;
mod rooms;
mod workflow;
