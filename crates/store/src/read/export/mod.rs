//! Exports: the rows of files for the store's importer (data-formats.md 5 to 8, 16.2), and of tables for people.
//!
//! An [`Export`] sees one state of the workspace, whatever is written meanwhile, and goes through a view some hundred
//! customers at a time, so that its memory does not grow with their number.

mod columns;
mod file;
mod filled;
mod people;
mod records;
mod unread;
mod waiting;

use std::sync::Arc;

use roaring::RoaringBitmap;

pub use columns::ExportColumn;

use super::directory::Directory;
use super::snapshot::Snapshot;
use super::view::ViewRequest;
use super::{DATA_REVISION, ReadError, Reader};
use crate::engine::Session;

/// Customers of one step.
const STEP: usize = 500;

/// A file for the store's importer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoreFile {
    /// A: Customers Main File.
    Customers,
    /// B: Customer Addresses.
    Addresses,
    /// C: customers and their addresses in a single file, for wholly new customers.
    Combined,
    /// D: Customer Finances.
    Finances,
}

/// What the rows of an export are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Those of a file for the store.
    Store {
        /// Which.
        file: StoreFile,
        /// Columns by their header cells; those in which anyone has a value when absent. Keys are always written.
        columns: Option<Vec<String>>,
    },
    /// A row for each customer.
    People {
        /// Fields in their order, by the names they have in conditions. `confirmation` is 0 where none was asked for, 1
        /// where it is asked for, 2 where it came; `lock` the moment until which sign-in is locked, else 1 or 0 as the
        /// grid had it.
        fields: Vec<String>,
    },
}

/// What to export.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The rows.
    pub content: Content,
    /// Of which customers, in which order. Addresses and balances that wait for their customers follow where it has
    /// neither condition nor search and nobody is left out.
    pub view: ViewRequest,
    /// Only these of them, by their keys.
    pub only: Option<RoaringBitmap>,
    /// Not these of them, by their keys.
    pub except: RoaringBitmap,
}

/// A cell of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text, empty for no value.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// Milliseconds UTC.
    Instant(i64),
    /// Ten-thousandths of a currency's unit.
    Money(i64),
}

impl Cell<'_> {
    const BLANK: Self = Self::Text("");
}

/// A row of an export.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Key of the customer's website; 0 where the record waits for its customer.
    pub website_id: i64,
    /// One for each column.
    pub cells: &'a [Cell<'a>],
}

/// What whoever imports a file must know: how many accounts, unless it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Notes {
    /// The code of whose store view is not known: the cell is blank.
    pub store_unknown: u64,
    /// Whose group has no number here: the cell is blank, and the store refuses the row.
    pub group_unknown: u64,
    /// Left out, because their website has no code here.
    pub website_unknown: u64,
    /// Addresses that each import of the file makes anew.
    pub addresses_anew: u64,
    /// Columns of secrets, which are never kept.
    pub secrets_left_out: u64,
    /// Without first or last name, which the store refuses.
    pub required_missing: u64,
}

/// An export under way.
pub struct Export {
    header: Vec<String>,
    rows: Rows,
    customers: Arc<Vec<u32>>,
    done: usize,
    directory: Arc<Directory>,
    // Behind the statements of `rows`, which it outlives.
    session: Session,
}

enum Rows {
    Store(Box<file::Rows>),
    People(Box<people::Rows>),
}

impl Reader {
    /// The columns that a file for the store can have.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn export_columns(&self, file: StoreFile) -> Result<Vec<ExportColumn>, ReadError> {
        let offered = self.settled(|snapshot| async move { snapshot.offered(file).await }).await?;
        Ok(offered.into_iter().map(|(_, column)| column).collect())
    }

    /// Begins an export.
    ///
    /// # Errors
    /// An unknown column, field or value, or a database that cannot be read.
    pub async fn export(&self, request: &ExportRequest) -> Result<Export, ReadError> {
        loop {
            let snapshot = self.snapshot().await?;
            let customers = Box::pin(customers(&snapshot, request)).await?;
            let mut session = self.pool.snapshot().await?;
            let newest = session.query(DATA_REVISION, &[]).await?.first().map_or(0, |newest| newest.count(0));
            // Something was written in between: what was counted before is of another state.
            if newest != snapshot.revision {
                session.close().await?;
                continue;
            }
            return Export::begin(&snapshot, session, request, customers).await;
        }
    }
}

async fn customers(snapshot: &Arc<Snapshot>, request: &ExportRequest) -> Result<Arc<Vec<u32>>, ReadError> {
    let view = snapshot.view(&request.view).await?;
    if request.only.is_none() && request.except.is_empty() {
        return Ok(Arc::clone(&view.ids));
    }
    let chosen = |id: &u32| {
        request.only.as_ref().is_none_or(|only| only.contains(*id)) && !request.except.contains(*id)
    };
    Ok(Arc::new(view.ids.iter().copied().filter(chosen).collect()))
}

impl Export {
    async fn begin(
        snapshot: &Arc<Snapshot>,
        mut session: Session,
        request: &ExportRequest,
        customers: Arc<Vec<u32>>,
    ) -> Result<Self, ReadError> {
        let directory = snapshot.directory().await?;
        let ViewRequest { condition, search, .. } = &request.view;
        let all = request.only.is_none() && request.except.is_empty();
        let everyone = condition.is_none() && search.trim().is_empty() && all;
        let (header, rows) = match &request.content {
            Content::Store { file, columns } => {
                let chosen = snapshot.chosen(*file, columns.as_deref()).await?;
                let header = chosen.iter().map(|column| column.code.clone()).collect();
                let asked = file::Asked { file: *file, columns: chosen, all: columns.is_none(), everyone };
                let rows = file::Rows::prepare(&mut session, &directory, asked).await?;
                (header, Rows::Store(Box::new(rows)))
            }
            Content::People { fields } => {
                let rows = people::Rows::prepare(&mut session, Arc::clone(&directory), fields).await?;
                (fields.clone(), Rows::People(Box::new(rows)))
            }
        };
        Ok(Self { header, rows, customers, done: 0, directory, session })
    }

    /// Header cells of a file for the store, fields of a table for people.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Customers that it is about.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.customers.len() as u64
    }

    /// Customers whose rows were given.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done as u64
    }

    /// Websites, store views, groups and attributes, as they are in its rows.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory)
    }

    /// Gives the rows of the next customers. Tells whether there may be more. Blocks; within a runtime of several threads.
    ///
    /// # Errors
    /// Those of `each`, or a database that cannot be read.
    pub fn step<E: From<ReadError>>(
        &mut self,
        each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let end = self.customers.len().min(self.done + STEP);
        let customers = &self.customers[self.done..end];
        if customers.is_empty() {
            return match &mut self.rows {
                Rows::Store(rows) => rows.waiting(each),
                Rows::People(_) => Ok(false),
            };
        }
        match &mut self.rows {
            Rows::Store(rows) => rows.of(customers, each)?,
            Rows::People(rows) => rows.of(customers, each)?,
        }
        self.done = end;
        Ok(true)
    }

    /// What whoever imports the rows given so far must know.
    #[must_use]
    pub fn notes(&self) -> Notes {
        match &self.rows {
            Rows::Store(rows) => rows.notes,
            Rows::People(_) => Notes::default(),
        }
    }

    /// Ends it in good order.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn close(self) -> Result<(), ReadError> {
        let Self { rows, session, .. } = self;
        drop(rows);
        Ok(session.close().await?)
    }
}

/// The keys in order, as they are looked for.
fn in_order(customers: &[u32]) -> Vec<u32> {
    let mut keys = customers.to_vec();
    keys.sort_unstable();
    keys
}
