//! A loopback host for the same operations: browser tests and development without a window.
