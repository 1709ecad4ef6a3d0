//! The store over whole workspaces: what is true of every workspace is tried on a file and on a server alike.
#![allow(clippy::large_futures, reason = "a story is one future")]

mod desk;
mod export;
mod file;
mod import;
mod kinds;
mod moving;
mod review;
mod server;
mod shop;
mod views;
