//! Keyword search: each word in any field, any part of a word, from one character, case and accents ignored.
//!
//! Searched are name and e-mail of a customer, and phone, company, postcode and city of each of its addresses. Once
//! prepared, the folded text of all records lies in memory and a word is found by walking over it; before that the
//! same walk goes over the tables. Both answer the same.

mod index;
mod words;

use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::marks::Marks;
use super::snapshot::Snapshot;
use super::text::fold_into;
use super::{ReadError, Reader};
use crate::engine::{Cursor, Row};

pub(super) use index::Index;
pub(super) use words::{Word, words};

/// Told how many records are done, of how many; says whether to go on.
pub type Progress = Arc<dyn Fn(u64, u64) -> ControlFlow<()> + Send + Sync>;

/// Ends a field in the text of a record. No word holds it, so no word is found across two fields.
const END: char = '\n';

impl Reader {
    /// Reads the searched text of all records into memory, about 100 bytes a record. Until then, and after each change of the
    /// workspace, a search reads the tables, which takes a second for a million customers.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] when `progress` says so; then nothing is kept.
    pub async fn prepare_search(&self, progress: Progress) -> Result<(), ReadError> {
        let snapshot = self.snapshot().await?;
        snapshot.search.get_or_try_init(|| Index::build(&snapshot, progress)).await?;
        snapshot.links().await?;
        Ok(())
    }

    /// Whether a search would be answered from memory.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn search_is_prepared(&self) -> Result<bool, ReadError> {
        Ok(self.snapshot().await?.search.initialized())
    }
}

impl Snapshot {
    /// The customers in whom every word occurs. Without a word there is no restriction: `None`.
    pub(super) async fn search(self: &Arc<Self>, words: &[Word]) -> Result<Option<RoaringBitmap>, ReadError> {
        if words.is_empty() {
            return Ok(None);
        }
        let links = self.links().await?;
        let found = match self.search.get() {
            Some(index) => index.find(words),
            None => self.scan_for(words).await?,
        };
        Ok(found
            .into_iter()
            .map(|Found { customers, addresses }| {
                RoaringBitmap::from(customers) | links.owners(&addresses.into())
            })
            .reduce(|all, word| all & word))
    }

    /// What [`Index::find`] gives, from the tables.
    async fn scan_for(self: &Arc<Self>, words: &[Word]) -> Result<Vec<Found>, ReadError> {
        let customers = self.scan_records(&CUSTOMERS, words);
        let addresses = self.scan_records(&ADDRESSES, words);
        let (customers, addresses) = tokio::try_join!(customers, addresses)?;
        Ok(customers
            .into_iter()
            .zip(addresses)
            .map(|(customers, addresses)| Found { customers, addresses })
            .collect())
    }

    async fn scan_records(&self, records: &'static Records, words: &[Word]) -> Result<Vec<Marks>, ReadError> {
        let words: Arc<[Word]> = words.into();
        let work = {
            let words = Arc::clone(&words);
            move |cursor: &mut Cursor| {
                let mut marks = vec![Marks::default(); words.len()];
                let mut text = String::new();
                while let Some(row) = cursor.next()? {
                    text.clear();
                    records.append(row, &mut text);
                    for (word, marks) in words.iter().zip(&mut marks) {
                        if word.occurs_in(text.as_bytes()) {
                            marks.insert(row.id(0));
                        }
                    }
                }
                Ok(marks)
            }
        };
        let parts = self.in_parts(records.table, |range| records.select(&range), work).await?;
        Ok(Marks::unite(words.len(), parts))
    }
}

/// Where a word was found.
#[derive(Debug, Default)]
struct Found {
    customers: Marks,
    addresses: Marks,
}

/// Records with text to search.
#[derive(Debug)]
struct Records {
    table: &'static str,
    columns: &'static [&'static str],
    /// Appends the fields of a row, each ended by [`END`]; the key stands in column 0.
    append: fn(Row<'_>, &mut String),
}

static CUSTOMERS: Records = Records {
    table: "customer",
    columns: &["id", "email", "prefix", "firstname", "middlename", "lastname", "suffix", "name"],
    append: |row, out| (1..8).filter_map(|field| row.text(field)).for_each(|field| push(field, out)),
};

static ADDRESSES: Records = Records {
    table: "address",
    columns: &["id", "telephone", "company", "postcode", "city"],
    append: |row, out| {
        (1..5).filter_map(|field| row.text(field)).for_each(|field| push(field, out));
        row.text(1).into_iter().for_each(|phone| words::push_digits(phone, out));
    },
};

impl Records {
    fn append(&self, row: Row<'_>, out: &mut String) {
        (self.append)(row, out);
    }

    fn select(&self, range: &RangeInclusive<u32>) -> SelectStatement {
        let key = Expr::col("id").between(*range.start(), *range.end());
        Query::select().columns(self.columns.iter().copied()).from(self.table).and_where(key).take()
    }
}

fn push(field: &str, out: &mut String) {
    if !field.is_empty() {
        fold_into(field, out);
        out.push(END);
    }
}
