//! The program as its hosts use it.
#![allow(clippy::large_futures, reason = "a story is one future")]

mod bench;
mod facets;
mod mapping;
mod names;
mod program;
mod review;
mod views;
