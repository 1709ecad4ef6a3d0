//! The one condition language: text to tree and back, with positions of errors.
