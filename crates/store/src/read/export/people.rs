//! The rows of tables for people: fields of the grid.

use std::ops::Range;
use std::sync::Arc;

use sea_query::{Expr, Order, SqliteQueryBuilder};

use super::{Cell, Row, in_order};
use crate::StoreError;
use crate::engine::{self, Session};
use crate::import::fetch::Fetch;
use crate::read::ReadError;
use crate::read::directory::Directory;
use crate::read::field::{self, Field, Kind, Of, Value};

/// Columns before the fields.
const HEAD: [&str; 2] = ["id", "website_id"];

/// Makes the rows.
pub(super) struct Rows {
    fetch: Fetch,
    fields: Vec<Shown>,
    directory: Arc<Directory>,
    page: Page,
}

/// A field, and one that tells what it leaves open.
struct Shown {
    field: Field,
    beside: Option<Field>,
}

/// The customers of a step, in order of their keys.
#[derive(Default)]
struct Page {
    /// Keys and websites.
    customers: Vec<(u32, i64)>,
    cells: Vec<Kept>,
    text: String,
}

/// A cell of a page.
enum Kept {
    Text(Range<usize>),
    Integer(i64),
    Instant(i64),
}

impl Shown {
    fn named(name: &str, directory: &Directory) -> Result<Self, ReadError> {
        let beside = match name {
            "confirmation" => Some("is_confirmed"),
            "lock" => Some("is_locked"),
            _ => None,
        };
        let flag = |column: &'static str| Field::Plain {
            of: Of::Account,
            column: column.into(),
            kind: Kind::Integer,
        };
        Ok(Self { field: Field::named(name, directory)?, beside: beside.map(flag) })
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        std::iter::once(&self.field).chain(&self.beside)
    }

    fn width(&self) -> usize {
        self.fields().map(Field::width).sum()
    }
}

impl Rows {
    pub(super) async fn prepare(
        session: &mut Session,
        directory: Arc<Directory>,
        fields: &[String],
    ) -> Result<Self, ReadError> {
        let fields: Vec<Shown> =
            fields.iter().map(|name| Shown::named(name, &directory)).collect::<Result<_, _>>()?;
        let select = |condition: &str| {
            field::select(&HEAD, fields.iter().flat_map(Shown::fields))
                .and_where(Expr::cust(condition.to_owned()))
                .order_by(("c", "id"), Order::Asc)
                .to_string(SqliteQueryBuilder)
        };
        let fetch = Fetch::of_statement(session, 0, "c.id", select).await?;
        Ok(Self { fetch, fields, directory, page: Page::default() })
    }

    /// Gives the rows of customers.
    pub(super) fn of<E: From<ReadError>>(
        &mut self,
        customers: &[u32],
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.fetch(customers).map_err(ReadError::from)?;
        let mut cells = Vec::with_capacity(self.fields.len());
        for customer in customers {
            if let Some(website_id) = self.page.row(*customer, self.fields.len(), &mut cells) {
                each(Row { website_id, cells: &cells })?;
            }
        }
        Ok(())
    }

    fn fetch(&mut self, customers: &[u32]) -> Result<(), StoreError> {
        let Self { fetch, fields, directory, page } = self;
        page.clear();
        let mut scratch = String::new();
        fetch.each(&in_order(customers), |row| {
            page.customers.push((row.id(0), row.integer(1).unwrap_or_default()));
            let mut at = HEAD.len();
            for shown in fields.iter() {
                page.keep(shown, row, at, directory, &mut scratch);
                at += shown.width();
            }
            Ok(())
        })
    }
}

impl Page {
    fn clear(&mut self) {
        self.customers.clear();
        self.cells.clear();
        self.text.clear();
    }

    fn keep(
        &mut self,
        shown: &Shown,
        row: engine::Row<'_>,
        at: usize,
        directory: &Directory,
        scratch: &mut String,
    ) {
        let beside = shown.beside.as_ref().and_then(|_| row.integer(at + shown.field.width()));
        let kept = match (shown.field.read(row, at, directory, scratch), beside) {
            // Whether a confirmation that is not asked for came, no file A tells.
            (Value::Integer(0), came) if shown.beside.is_some() => {
                came.map(|came| Kept::Integer(if came == 1 { 2 } else { 0 }))
            }
            (Value::Integer(number), _) | (Value::None, Some(number)) => Some(Kept::Integer(number)),
            (Value::Instant(at), _) => Some(Kept::Instant(at)),
            (Value::Text(text), _) => {
                self.text.push_str(text);
                Some(Kept::Text(self.text.len() - text.len()..self.text.len()))
            }
            (Value::None, None) => None,
        };
        self.cells.push(kept.unwrap_or(Kept::Text(0..0)));
    }

    /// The cells of a customer's row. Tells his website.
    fn row<'a>(&'a self, customer: u32, width: usize, cells: &mut Vec<Cell<'a>>) -> Option<i64> {
        let place = self.customers.binary_search_by_key(&customer, |(id, _)| *id).ok()?;
        cells.clear();
        cells.extend(self.cells[place * width..(place + 1) * width].iter().map(|kept| match kept {
            Kept::Text(range) => Cell::Text(&self.text[range.clone()]),
            Kept::Integer(number) => Cell::Integer(*number),
            Kept::Instant(at) => Cell::Instant(*at),
        }));
        Some(self.customers[place].1)
    }
}
