//! The program at a terminal.

mod desk;
mod faults;
mod verbs;
