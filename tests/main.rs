//! Cross-part tests in one binary.

mod licences;
mod lock_file;
mod rooms;
#[cfg(target_os = "linux")]
mod window;
mod workflow;
