//! The platform's files over Read and Write: recognise, read, check.
