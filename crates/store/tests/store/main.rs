//! The store over whole workspaces: what is true of every workspace is tried on a file and on a server alike.

mod desk;
mod export;
mod file;
mod import;
mod server;
mod shop;
