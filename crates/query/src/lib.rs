//! The one condition language: text to tree and back, with positions of errors (groups-segments.md 6, 13, 14).
//!
//! Reading never fails: [`parse`] gives a tree as far as the text goes, and what is wrong with the rest. The tree is
//! the JSON document's; a grid filter, a saved view and a segment are the same tree.

pub mod catalogue;
mod date;
mod lexer;
mod parser;
mod print;
mod tick;
mod tree;

pub use catalogue::{Catalogue, Field, FieldType, Scope};
pub use date::{DateValue, Step};
pub use parser::{Diagnostic, Parsed, Problem, parse};
pub use print::print;
pub use tick::{Tick, Ticks};
pub use tree::{Aggregate, Node, Operator, Quantifier, Value};
