//! An import: one transaction, one change set.
//!
//! Into a workspace without customers rows are inserted as they come, their indexes made afterwards. Into one with
//! customers they make of what is there what they say, each change written down beside what was before.
//! [`Import::finish`] tells the plan; dropping an import at any time leaves the workspace as before.

mod address;
mod attach;
mod change;
mod customer;
mod default_address;
mod finding;
mod finish;
mod insert;
mod learn;
mod matching;
mod plan;
mod raw;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clientele_domain::attribute::Profile;
use clientele_domain::column::Column;
use clientele_domain::finding::{Code, Finding};
use sqlx::{Row as _, SqliteConnection};

use crate::bind::{Statement, Value};
use crate::digest::Loading;
use crate::keys::Keys;
use crate::writer::Writer;
use crate::{Store, StoreError, change_set};

pub(crate) use change::RAW;
pub(crate) use finding::count_kinds;
pub(crate) use learn::{forget_learned, type_name};
pub use plan::{Counts, Plan};

/// Who imports, when, and how to stop it.
#[derive(Debug, Clone)]
pub struct Context {
    /// Name that the change set carries.
    pub actor: String,
    /// Milliseconds UTC.
    pub at: i64,
    /// Set by whoever cancels.
    pub cancel: Arc<AtomicBool>,
}

/// A file about to be read.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// File name.
    pub name: String,
    /// Where it lies.
    pub path: String,
    /// `customers` or `addresses`.
    pub kind: &'static str,
    /// Size on disk.
    pub bytes: u64,
    /// How it is written, for people.
    pub dialect: String,
    /// Its columns, in the order of the batches.
    pub columns: Vec<Column>,
}

/// What an import did.
#[derive(Debug, Clone)]
pub struct ImportOutcome {
    /// The change set; none when nothing changed.
    pub change_set: Option<i64>,
    /// Counts.
    pub plan: Plan,
}

/// A running import. Its statements go away before the connection does that they belong to.
pub struct Import {
    customers: Option<customer::Customers>,
    addresses: Option<address::Addresses>,
    findings: finding::Findings,
    changes: change::Changes,
    learned: learn::Learned,
    keys: Keys,
    /// Into an empty workspace alone.
    loading: Option<Loading>,
    sources: Vec<Source>,
    plan: Plan,
    context: Context,
    change_set: i64,
    import_id: i64,
    before: Before,
    /// Whether any address waits for its customer, and whether some were given to theirs here.
    waiting: bool,
    attached: bool,
    store: Store,
    writer: Writer,
}

/// What the workspace held before.
#[derive(Debug, Clone, Copy)]
struct Before {
    customers: bool,
    joined_addresses: bool,
    waiting_addresses: bool,
}

impl Before {
    fn is_empty(self) -> bool {
        !self.customers && !self.joined_addresses && !self.waiting_addresses
    }
}

/// A file of this import.
struct Source {
    id: i64,
    new: NewSource,
    end: SourceEnd,
    counts: Counts,
}

/// What is known of a file once it was read.
#[derive(Debug, Clone, Default)]
pub struct SourceEnd {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Data rows, refused ones included.
    pub rows: u64,
    /// What was seen in each custom attribute.
    pub profiles: Vec<(String, Profile)>,
    /// Filled cells of each column.
    pub filled: Vec<(String, u64)>,
    /// Findings about columns or the whole file.
    pub findings: Vec<Finding>,
}

const DROP_INDEXES: &str = "DROP INDEX customer_email_website; DROP INDEX address_customer; DROP INDEX address_alone; \
                            DROP INDEX finding_customer";
const MAKE_INDEXES: &str = include_str!("../../../../migrations/sqlite/0002_indexes.sql");

impl Store {
    /// Begins an import. It holds the write lock until it is committed or dropped.
    ///
    /// # Errors
    /// When another program is writing, or the workspace cannot be written.
    pub async fn begin_import(&self, context: Context) -> Result<Import, StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let before = before(&mut writer).await?;
        if before.is_empty() {
            sqlx::raw_sql(DROP_INDEXES).execute(&mut *writer).await?;
        }
        let change_set = change_set::next_id(&mut writer).await?;
        let import_id = sqlx::query("SELECT coalesce(max(import_id), 0) + 1 FROM source")
            .fetch_one(&mut *writer)
            .await?
            .get(0);
        let mut keys = Keys::default();
        if before.customers {
            load_keys(&mut writer, &mut keys).await?;
        }
        Ok(Import {
            customers: None,
            addresses: None,
            findings: finding::Findings::prepare(&mut writer, change_set).await?,
            changes: change::Changes::prepare(&mut writer, change_set).await?,
            learned: learn::Learned::load(&mut writer, change_set).await?,
            keys,
            loading: before.is_empty().then(Loading::start),
            sources: Vec::new(),
            plan: Plan::default(),
            context,
            change_set,
            import_id,
            before,
            waiting: before.waiting_addresses,
            attached: false,
            store: self.clone(),
            writer,
        })
    }
}

impl Import {
    /// Announces a file, learning the attributes among its columns. Rows that follow are of this file.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn source(&mut self, new: NewSource) -> Result<(), StoreError> {
        let id = match self.sources.last() {
            Some(source) => source.id + 1,
            None => sqlx::query("SELECT coalesce(max(id), 0) + 1 FROM source")
                .fetch_one(&mut *self.writer)
                .await?
                .get(0),
        };
        let names = self.learned.attributes(&mut self.writer, &new.columns).await?;
        if new.kind == "customers" {
            self.customers = Some(
                customer::Customers::prepare(&mut self.writer, &new.columns, &names, self.customers.take())
                    .await?,
            );
        } else {
            self.attach().await?;
            self.addresses = Some(
                address::Addresses::prepare(&mut self.writer, &new.columns, &names, self.addresses.take())
                    .await?,
            );
        }
        self.sources.push(Source { id, new, end: SourceEnd::default(), counts: Counts::default() });
        Ok(())
    }

    /// Ends the file announced last.
    ///
    /// # Errors
    /// What the database reports.
    pub fn source_done(&mut self, end: SourceEnd) -> Result<(), StoreError> {
        let Some(source) = self.sources.last_mut() else { return Ok(()) };
        self.learned.infer(source.new.kind, &end.profiles)?;
        self.findings.add(source.id, &end.findings, &[])?;
        source.end = end;
        Ok(())
    }

    /// Findings of these files so far, by code.
    #[must_use]
    pub fn finding_kinds(&self) -> Vec<(Code, u64)> {
        self.findings.kinds.iter().map(|(code, count)| (*code, *count)).collect()
    }

    /// Whether customers may have addresses that this import did not bring.
    fn has_joined(&self) -> bool {
        self.before.joined_addresses || self.attached
    }

    fn source_id(&self) -> i64 {
        self.sources.last().map_or(0, |source| source.id)
    }

    /// Counts for the history line of the file.
    fn count(&mut self, count: impl FnOnce(&mut Counts)) {
        if let Some(source) = self.sources.last_mut() {
            count(&mut source.counts);
        }
    }

    fn check_cancelled(&self) -> Result<(), StoreError> {
        if self.context.cancel.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
    }
}

async fn before(connection: &mut SqliteConnection) -> Result<Before, StoreError> {
    let row = sqlx::query(
        "SELECT EXISTS (SELECT 1 FROM customer), \
                EXISTS (SELECT 1 FROM address WHERE customer_id IS NOT NULL), \
                EXISTS (SELECT 1 FROM address WHERE customer_id IS NULL)",
    )
    .fetch_one(connection)
    .await?;
    let is = |index: usize| row.get::<i64, _>(index) != 0;
    Ok(Before { customers: is(0), joined_addresses: is(1), waiting_addresses: is(2) })
}

async fn load_keys(connection: &mut SqliteConnection, keys: &mut Keys) -> Result<(), StoreError> {
    let mut customers =
        Statement::prepare(connection, "SELECT id, website_id, email FROM customer ORDER BY id").await?;
    customers.each(&[], |row| {
        if let [id, Value::Integer(website), email] = row {
            keys.add(*website, email.text(), id.key());
        }
        Ok(())
    })
}
