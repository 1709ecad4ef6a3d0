//! Customers: columns, views, rows, values, the page of one.

mod cell;
mod columns;
mod condition;
mod facet_columns;
mod facets;
mod fields;
mod get;
mod position;
mod prepare_search;
mod rows;
mod tick;
mod values;
mod view;

pub(crate) use cell::{cell, kind_of};
pub(crate) use columns::all as columns;
pub(crate) use facets::field as field_of_conditions;
pub(crate) use get::{field, is_told};
pub(crate) use view::store_request;
