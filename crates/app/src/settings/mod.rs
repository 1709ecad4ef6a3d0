//! Websites, groups, attributes of a workspace; preferences of a person.

mod preferences;
mod workspace;
