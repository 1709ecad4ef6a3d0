//! Files in, findings and cells out; tables out, and in again.

mod common;
mod composite;
mod exports;
mod grids;
mod lists;
mod samples;
mod sheets;
mod write;
