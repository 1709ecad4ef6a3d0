//! Columns in memory. A [`Column`] holds, for every customer, the rank of its value among the different values under our
//! own collation. From ranks alone follow orders ([`order()`]), counts of each value ([`Column::counts`]) and the customers with
//! certain values ([`Column::members`]); what the values are is kept beside them where it is small or asked for.
//!
//! Customers are told by their keys; a key below the largest that nobody has costs a rank of 0, like a customer without a
//! value. Nothing here knows where columns come from.

mod builder;
mod codes;
pub mod collation;
mod column;
mod order;
pub mod text;

pub use builder::{Part, SortedPart, TooLarge};
pub use column::{Column, Entry, Form, Keep};
pub use order::{Key, order};
