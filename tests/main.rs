//! Cross-part tests in one binary.
