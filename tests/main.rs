//! Cross-part tests in one binary.

mod lock_file;
mod rooms;
#[cfg(target_os = "linux")]
mod window;
mod workflow;
