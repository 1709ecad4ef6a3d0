//! The same page in a browser over the loopback host, where accessibility can be checked.

mod axe;
mod driver;
mod facets;
mod story;
