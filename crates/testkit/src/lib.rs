//! What tests stand on.

mod cluster;
mod story;
mod wire;

pub use cluster::{Cluster, Locale, cluster};
pub use story::{Story, tell};
pub use wire::{Cut, Wire};
