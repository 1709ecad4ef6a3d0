//! Records of one table with what files show of them.

use clientele_domain::column::Storage;

use super::Cell;
use super::columns::{Column, Origin, Stored};
use super::unread::{self, Unread};
use crate::StoreError;
use crate::engine::{Session, Value};
use crate::import::fetch::{Fetch, Fetched};

/// Looks records up, by their keys or those of their customers.
pub(super) struct Records {
    fetch: Fetch,
    unread: Unread,
    /// The columns fetched.
    pub(super) names: Vec<String>,
}

/// Records that were looked up.
pub(super) struct Found {
    fetched: Fetched,
    unread: unread::Cells,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    id: u32,
    at: usize,
    found: &'a Found,
}

/// A column of the file among those fetched.
pub(super) struct Shown {
    at: usize,
    storage: Storage,
    raw: String,
}

impl Records {
    /// Of each record what is `always` looked at comes first.
    pub(super) async fn prepare(
        session: &mut Session,
        (table, by): (&'static str, &str),
        always: &[&str],
        columns: &[Column],
    ) -> Result<Self, StoreError> {
        let stored: Vec<&Stored> = columns.iter().filter_map(|column| of_table(table, column)).collect();
        let mut names: Vec<String> = always.iter().map(|name| (*name).to_owned()).collect();
        for column in &stored {
            if !names.contains(&column.name) {
                names.push(column.name.clone());
            }
        }
        Ok(Self {
            fetch: Fetch::prepare(session, table, by, &names).await?,
            unread: Unread::prepare(session, table, stored.into_iter()).await?,
            names,
        })
    }

    /// Where a column stands.
    pub(super) fn shown(&self, column: &Stored) -> Shown {
        let at = self.names.iter().position(|name| *name == column.name).unwrap_or_default();
        Shown { at, storage: column.storage, raw: column.raw.clone() }
    }

    /// The records of these keys, which are in order.
    pub(super) fn of(&mut self, keys: &[u32]) -> Result<Found, StoreError> {
        let fetched = self.fetch.of(keys)?;
        self.with_unread(fetched)
    }

    /// Records that were read otherwise, with the columns that are fetched.
    pub(super) fn with_unread(&mut self, fetched: Fetched) -> Result<Found, StoreError> {
        let unread = self.unread.of(fetched.ids())?;
        Ok(Found { fetched, unread })
    }
}

fn of_table<'a>(table: &str, column: &'a Column) -> Option<&'a Stored> {
    match &column.origin {
        Origin::Stored(stored) if stored.table == table => Some(stored),
        _ => None,
    }
}

impl Found {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = Record<'_>> {
        self.fetched.ids().enumerate().map(|(at, id)| Record { id, at, found: self })
    }

    /// The records of a key, in order of their own.
    pub(super) fn by(&self, key: u32) -> impl Iterator<Item = Record<'_>> {
        self.fetched.by(key).map(|(id, at)| Record { id, at, found: self })
    }
}

impl<'a> Record<'a> {
    pub(super) fn value(self, column: usize) -> Value<'a> {
        self.found.fetched.value(self.at, column)
    }

    pub(super) fn text(self, column: usize) -> &'a str {
        self.value(column).text()
    }

    /// What a file shows of a column.
    pub(super) fn cell(self, column: &Shown) -> Cell<'a> {
        match (self.value(column.at), column.storage) {
            (Value::Text(text), _) => Cell::Text(text),
            (Value::Integer(number), Storage::Instant) => Cell::Instant(number),
            (Value::Integer(number), Storage::Money) => Cell::Money(number),
            (Value::Integer(number), _) => Cell::Integer(number),
            (Value::Null | Value::Blob(_), _) => Cell::Text(self.found.unread.text(self.id, &column.raw)),
        }
    }
}
