//! clientele: the same acts from a terminal.
fn main() {}
