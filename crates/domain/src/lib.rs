//! Nouns of a customer back office and their rules.
//!
//! Everything here is plain data and pure functions: no input or output, no clock, no randomness.
//! Readers ([`batch`]) and the store speak to each other in these words without knowing each other.

pub mod attribute;
pub mod batch;
pub mod column;
pub mod file;
pub mod finding;
pub mod group;
pub mod region;
