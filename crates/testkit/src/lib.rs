//! What tests stand on.

mod cluster;
mod wire;

pub use cluster::{Cluster, Locale, cluster};
pub use wire::{Cut, Wire};
