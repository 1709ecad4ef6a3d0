//! What was computed at one revision of the workspace. A change of the workspace begins a new, empty one.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::thread::available_parallelism;

use clientele_columns::Column;
use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use tokio::sync::{Mutex, OnceCell};

use super::ReadError;
use super::changes::Listed;
use super::condition::Leaf;
use super::directory::Directory;
use super::field::Field;
use super::links::Links;
use super::months::Months;
use super::order::SortKey;
use super::search::Index;
use super::shelf::Shelf;
use super::view::{Members, MembersKey, View, ViewKey};
use crate::StoreError;
use crate::engine::{Cursor, Pool};
use crate::undo::undoable;

/// Orders are 4 MB each at a million customers, and so are the keys of a view.
const ORDERS: usize = 5;
const VIEWS: usize = 5;
const FINDING_LISTS: usize = 4;
const LISTS: usize = 2;
const CHANGE_SETS: usize = 3;
/// Tables of which files show columns.
const TABLES: usize = 3;
/// Columns: at most 4 MB each at a million customers, and what their values take.
const COLUMNS: usize = 96;
/// Columns of many texts with all of them: some 30 MB each.
const VALUED: usize = 2;
/// Sets of customers by condition and search.
const MEMBERS: usize = 16;
/// Leaves of conditions: at most 125 kB each at a million customers.
const LEAVES: usize = 64;

/// Everything kept at a revision.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) pool: Pool,
    pub(super) revision: u64,
    directory: OnceCell<Arc<Directory>>,
    everyone: OnceCell<Arc<Vec<u32>>>,
    everyone_set: OnceCell<Arc<RoaringBitmap>>,
    addresses: OnceCell<u64>,
    others: OnceCell<(u64, u64)>,
    undoable: Shelf<u64, Arc<HashSet<i64>>>,
    links: OnceCell<Arc<Links>>,
    pub(super) months: OnceCell<Arc<Months>>,
    pub(super) columns: Shelf<Field, Arc<Column>>,
    pub(super) valued: Shelf<Field, Arc<Column>>,
    /// Held by whoever reads columns.
    pub(super) reading: Mutex<()>,
    pub(super) members: Shelf<MembersKey, Members>,
    pub(super) orders: Shelf<Vec<SortKey>, Arc<Vec<u32>>>,
    pub(super) leaves: Shelf<Leaf, Arc<RoaringBitmap>>,
    pub(super) views: Shelf<ViewKey, Arc<View>>,
    pub(super) findings: Shelf<Option<String>, Arc<Vec<u32>>>,
    pub(super) lists: Shelf<&'static str, Arc<Vec<u32>>>,
    pub(super) changed: Shelf<i64, Arc<Vec<Listed>>>,
    pub(super) filled: Shelf<&'static str, Arc<HashSet<String>>>,
    pub(super) search: OnceCell<Arc<Index>>,
}

impl Snapshot {
    pub(super) fn new(pool: Pool, revision: u64) -> Self {
        Self {
            pool,
            revision,
            directory: OnceCell::new(),
            everyone: OnceCell::new(),
            everyone_set: OnceCell::new(),
            addresses: OnceCell::new(),
            others: OnceCell::new(),
            undoable: Shelf::new(1),
            links: OnceCell::new(),
            months: OnceCell::new(),
            columns: Shelf::new(COLUMNS),
            valued: Shelf::new(VALUED),
            reading: Mutex::new(()),
            members: Shelf::new(MEMBERS),
            orders: Shelf::new(ORDERS),
            leaves: Shelf::new(LEAVES),
            views: Shelf::new(VIEWS),
            findings: Shelf::new(FINDING_LISTS),
            lists: Shelf::new(LISTS),
            changed: Shelf::new(CHANGE_SETS),
            filled: Shelf::new(TABLES),
            search: OnceCell::new(),
        }
    }

    /// The snapshot of a later revision. Settings name records and say how they are read, but change none: what was
    /// gathered from records outlives them.
    pub(super) async fn successor(&self, revision: u64) -> Result<Self, ReadError> {
        let next = Self::new(self.pool.clone(), revision);
        let other = "SELECT EXISTS (SELECT 1 FROM change_set WHERE id > ? AND kind <> 'setting')";
        let other = self.pool.one(other, &[self.revision.into()]).await?.is(0);
        if other || self.revision > revision {
            return Ok(next);
        }
        Ok(Self {
            everyone: self.everyone.clone(),
            everyone_set: self.everyone_set.clone(),
            // A month is one of the website's zone.
            columns: self.columns.copy(|field| !matches!(field, Field::Month(_))),
            addresses: self.addresses.clone(),
            others: self.others.clone(),
            links: self.links.clone(),
            search: self.search.clone(),
            ..next
        })
    }

    pub(super) async fn directory(&self) -> Result<Arc<Directory>, ReadError> {
        let load = async || Ok(Arc::new(Directory::load(&self.pool).await?));
        self.directory.get_or_try_init(load).await.cloned()
    }

    /// The keys of all customers in order of entry.
    pub(super) async fn everyone(&self) -> Result<Arc<Vec<u32>>, ReadError> {
        self.everyone.get_or_try_init(|| self.load_everyone()).await.cloned()
    }

    /// The same as a set.
    pub(super) async fn everyone_set(&self) -> Result<Arc<RoaringBitmap>, ReadError> {
        let everyone = self.everyone().await?;
        let set = || async move {
            Ok(Arc::new(RoaringBitmap::from_sorted_iter(everyone.iter().copied()).unwrap_or_default()))
        };
        self.everyone_set.get_or_try_init(set).await.cloned()
    }

    /// Keys without gaps, which is the rule, need no list to be read.
    async fn load_everyone(&self) -> Result<Arc<Vec<u32>>, ReadError> {
        let Some((first, last)) = self.ends("customer").await? else { return Ok(Arc::default()) };
        // Alone in its statement: SQLite then counts by the pages of an index, ten times as fast.
        let count = self.pool.one("SELECT count(*) FROM customer", &[]).await?.count(0);
        if u64::from(last - first) + 1 == count {
            return Ok(Arc::new((first..=last).collect()));
        }
        let ids = Query::select().column("id").from("customer").order_by("id", Order::Asc).take();
        let read = |cursor: &mut Cursor| {
            let mut ids = Vec::new();
            while let Some(row) = cursor.next()? {
                ids.push(row.id(0));
            }
            Ok::<_, ReadError>(ids)
        };
        Ok(Arc::new(self.pool.read(ids, read).await?))
    }

    /// How many addresses there are, those without a customer included.
    pub(super) async fn addresses(&self) -> Result<u64, ReadError> {
        let count = || async { Ok(self.pool.one("SELECT count(*) FROM address", &[]).await?.count(0)) };
        self.addresses.get_or_try_init(count).await.copied()
    }

    /// How many newsletter subscriptions and orders there are, guests' included.
    pub(super) async fn others(&self) -> Result<(u64, u64), ReadError> {
        let count = "SELECT (SELECT count(*) FROM subscription), (SELECT count(*) FROM sales_order)";
        let count = || async {
            let counts = self.pool.one(count, &[]).await?;
            Ok((counts.count(0), counts.count(1)))
        };
        self.others.get_or_try_init(count).await.copied()
    }

    /// The change sets that can be taken back once there are `newest` of them.
    pub(super) async fn undoable(&self, newest: u64) -> Result<Arc<HashSet<i64>>, ReadError> {
        self.undoable.get(newest, async { Ok(Arc::new(undoable(&self.pool).await?)) }).await
    }

    /// Which address belongs to which customer.
    pub(super) async fn links(self: &Arc<Self>) -> Result<Arc<Links>, ReadError> {
        self.links.get_or_try_init(|| Links::load(self)).await.cloned()
    }

    /// Runs `query` on ranges of keys that together hold all of a table's, side by side, and returns what `work` made
    /// of each in order of key.
    pub(super) async fn in_parts<T, W>(
        &self,
        table: &'static str,
        query: impl Fn(RangeInclusive<u32>) -> SelectStatement,
        work: W,
    ) -> Result<Vec<T>, ReadError>
    where
        T: Send + 'static,
        W: Fn(&mut Cursor) -> Result<T, ReadError> + Clone + Send + 'static,
    {
        let Some((first, last)) = self.ends(table).await? else { return Ok(Vec::new()) };
        let tasks: Vec<_> = parts(first, last)
            .map(|range| {
                let (pool, query, work) = (self.pool.clone(), query(range), work.clone());
                tokio::spawn(async move { pool.read(query, work).await })
            })
            .collect();
        let mut results = Vec::with_capacity(tasks.len());
        for task in tasks {
            results.push(task.await.map_err(|_| StoreError::Cancelled)??);
        }
        Ok(results)
    }

    /// The first and the last key of a table. Two statements: SQLite finds one end by the key, both by a scan.
    pub(super) async fn ends(&self, table: &'static str) -> Result<Option<(u32, u32)>, ReadError> {
        let end = |end: Expr| Query::select().expr(end).from(table).take();
        let key = |cursor: &mut Cursor| {
            Ok::<_, ReadError>(cursor.next()?.filter(|row| row.integer(0).is_some()).map(|row| row.id(0)))
        };
        let first = self.pool.read(end(Expr::col("id").min()), key).await?;
        let last = self.pool.read(end(Expr::col("id").max()), key).await?;
        Ok(first.zip(last))
    }
}

/// As many equal ranges as help: one for a small table, at most four.
fn parts(first: u32, last: u32) -> impl Iterator<Item = RangeInclusive<u32>> {
    const SMALL: u64 = 20_000;
    let count = u64::from(last - first) + 1;
    let processors = available_parallelism().map_or(1, usize::from).min(4) as u64;
    let parts = Ord::min(processors, count.div_ceil(SMALL));
    let bound = move |part: u64| u64::from(first) + count * part / parts;
    (0..parts).map(move |part| bound(part) as u32..=(bound(part + 1) - 1) as u32)
}
