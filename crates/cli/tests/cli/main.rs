//! The program at a terminal.

mod desk;
mod faults;
mod server;
mod verbs;
