//! Use cases: plan, rights, transaction, progress, undo.
