//! Rows by key: what a window of the grid shows.

use std::collections::HashMap;
use std::sync::Arc;

use sea_query::{Expr, ExprTrait, SelectStatement};

use super::field::{Cell, Field, select};
use super::{ReadError, Reader};
use crate::engine;

/// A customer's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The workspace's own key.
    pub id: u32,
    /// The website's key, for the zone of its instants.
    pub website_id: i64,
    /// Whether it can sign in.
    pub state: State,
    /// One per column asked for.
    pub cells: Vec<Cell>,
}

/// Whether a customer can sign in (customers.md 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// Whether the e-mail must still be confirmed.
    pub unconfirmed: bool,
    /// Whether it was confirmed; only a grid tells.
    pub is_confirmed: bool,
    /// Whether sign-in was locked when a grid was exported.
    pub is_locked: bool,
    /// Until when sign-in is locked, milliseconds UTC; may lie in the past.
    pub lock_expires: Option<i64>,
}

/// A statement has room for this many keys with ease.
const MOST: usize = 1000;

impl Reader {
    /// The rows of these customers in the order given; a key that is gone is left out.
    ///
    /// # Errors
    /// A column that is no field, or a database that cannot be read.
    pub async fn rows(&self, ids: &[u32], columns: &[&str]) -> Result<Vec<Row>, ReadError> {
        let directory = self.directory().await?;
        let fields =
            columns.iter().map(|name| Field::named(name, &directory)).collect::<Result<Vec<_>, _>>()?;
        let mut rows = Vec::with_capacity(ids.len());
        for ids in ids.chunks(MOST) {
            let (directory, fields) = (Arc::clone(&directory), fields.clone());
            let found = self.pool.read(statement(ids, &fields), move |cursor| {
                let mut rows = Vec::new();
                let mut scratch = String::new();
                while let Some(row) = cursor.next()? {
                    let mut at = HEADER.len();
                    let cells = fields.iter().map(|field| {
                        let value = field.read(row, at, &directory, &mut scratch);
                        at += field.width();
                        Cell::from(value)
                    });
                    rows.push(Row { cells: cells.collect(), ..header(row) });
                }
                Ok::<_, ReadError>(rows)
            });
            in_order(found.await?, ids, &mut rows);
        }
        Ok(rows)
    }
}

/// What every row says, before the fields.
const HEADER: [&str; 6] = ["id", "website_id", "confirmation", "is_confirmed", "is_locked", "lock_expires"];

fn statement(ids: &[u32], fields: &[Field]) -> SelectStatement {
    let mut query = select(&HEADER, fields);
    query.and_where(Expr::col(("c", "id")).is_in(ids.iter().copied()));
    query
}

fn header(row: engine::Row<'_>) -> Row {
    Row {
        id: row.id(0),
        website_id: row.integer(1).unwrap_or_default(),
        state: State {
            unconfirmed: row.integer(2) == Some(1),
            is_confirmed: row.integer(3) == Some(1),
            is_locked: row.integer(4) == Some(1),
            lock_expires: row.integer(5),
        },
        cells: Vec::new(),
    }
}

/// SQLite answers in order of key; the caller's order is the view's.
fn in_order(found: Vec<Row>, ids: &[u32], rows: &mut Vec<Row>) {
    let mut found: HashMap<u32, Row> = found.into_iter().map(|row| (row.id, row)).collect();
    rows.extend(ids.iter().filter_map(|id| found.remove(id)));
}
