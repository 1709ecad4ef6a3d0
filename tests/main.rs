//! Cross-part tests in one binary.

mod rooms;
mod workflow;
