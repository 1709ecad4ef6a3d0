//! Workspaces on a server: what only a server can do.
