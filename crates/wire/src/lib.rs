//! The contract with the UI: operations, types, error codes, tags.
