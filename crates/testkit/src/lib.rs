//! What tests stand on.

mod cluster;

pub use cluster::{Cluster, Locale, cluster};
