//! Cross-part tests in one binary.

#[cfg(target_os = "linux")]
mod browser;
mod licences;
mod lock_file;
#[cfg(target_os = "linux")]
mod page;
mod rooms;
#[cfg(target_os = "linux")]
mod story;
#[cfg(target_os = "linux")]
mod window;
mod workflow;
