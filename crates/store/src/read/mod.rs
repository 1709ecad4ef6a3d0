//! Reading a workspace: orders, conditions, search, rows, the page of one customer, findings, history.
//!
//! Showing rows is always the same three steps: an order of all customers, cut by the bitmaps of a condition and of a
//! search, gives a list of keys ([`View`]); a window of that list is read by key ([`Reader::rows`]). So row 700,000
//! costs what row 1 costs. What was computed is kept as long as the workspace does not change ([`snapshot`]).

mod changes;
mod columns;
mod condition;
mod customer;
pub(crate) mod directory;
mod error;
pub mod export;
mod facets;
mod field;
mod findings;
#[cfg(test)]
mod fixture;
mod history;
mod links;
mod lists;
mod marks;
mod months;
mod naming;
mod order;
mod rows;
mod saved_views;
mod search;
mod shelf;
mod snapshot;
mod summary;
#[cfg(test)]
mod tests;

mod view;

use std::sync::Arc;

use tokio::sync::Mutex;

pub use changes::ChangeRecord;
pub(crate) use changes::{Changed, changes_within};
pub use clientele_columns::text;
pub use customer::{Address, Customer, Origin, Value};
pub use directory::{Attribute, Directory, Group, StoreView, Website};
pub use error::ReadError;
pub use facets::{Facet, FacetRequest, FacetValue, condition_of};
pub use field::Cell;
pub(crate) use findings::severity as severity_of;
pub use findings::{FindingKind, FindingRow};
pub use history::{ChangeSet, Counts, Source};
pub use lists::{Balance, Order, SUBSCRIPTION_STATES, Subscription};
pub use months::MonthOfOrders;
pub use naming::FieldChange;
pub(crate) use naming::field_change;
pub use order::SortKey;
pub use rows::{Row, State};
pub use saved_views::SavedView;
pub use search::Progress;

pub use view::{View, ViewRequest};

use crate::engine::Pool;
use snapshot::Snapshot;

/// The number of the newest change set that is not about saved views alone; no row before there is one. What a person
/// typed stands in a summary with its quotes escaped.
const DATA_REVISION: &str = "SELECT id FROM change_set WHERE NOT (kind = 'setting' AND \
                             (summary LIKE '%\"table\":\"saved_view\"%' OR summary LIKE '%\"table\":\"default_view\"%')) \
                             ORDER BY id DESC LIMIT 1";

/// Reads a workspace. Cheap to clone; clones share what was computed.
#[derive(Debug, Clone)]
pub struct Reader {
    pool: Pool,
    snapshot: Arc<Mutex<Arc<Snapshot>>>,
}

impl Reader {
    /// A reader over the store's connections.
    pub(crate) fn new(pool: Pool) -> Self {
        let snapshot = Arc::new(Snapshot::new(pool.clone(), 0));
        Self { pool, snapshot: Arc::new(Mutex::new(snapshot)) }
    }

    /// A number that grows with every change of the workspace, whoever made it: the newest change set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn revision(&self) -> Result<u64, ReadError> {
        Ok(self.pool.one("SELECT coalesce(max(id), 0) FROM change_set", &[]).await?.count(0))
    }

    /// The newest change set that customers, or how they are read, may depend on: none that is about saved views alone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn data_revision(&self) -> Result<u64, ReadError> {
        Ok(self.pool.query(DATA_REVISION, &[]).await?.first().map_or(0, |newest| newest.count(0)))
    }

    /// Websites, store views, groups and attributes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn directory(&self) -> Result<Arc<Directory>, ReadError> {
        self.snapshot().await?.directory().await
    }

    /// What is known at the present revision; the place where results are kept.
    async fn snapshot(&self) -> Result<Arc<Snapshot>, ReadError> {
        let revision = self.data_revision().await?;
        let mut kept = self.snapshot.lock().await;
        if kept.revision != revision {
            *kept = Arc::new(kept.successor(revision).await?);
        }
        Ok(Arc::clone(&kept))
    }

    /// Runs reads that need several statements, again if the workspace changed meanwhile: the revision only grows, so
    /// the same revision before and after means that all of them saw the same customers.
    async fn settled<T, F>(&self, work: impl Fn(Arc<Snapshot>) -> F + Send) -> Result<T, ReadError>
    where
        F: Future<Output = Result<T, ReadError>> + Send,
        T: Send,
    {
        loop {
            let snapshot = self.snapshot().await?;
            let result = work(Arc::clone(&snapshot)).await;
            if self.data_revision().await? == snapshot.revision {
                return result;
            }
        }
    }
}
