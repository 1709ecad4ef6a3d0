//! An import: one transaction, one change set.
//!
//! Into a workspace without customers rows are inserted as they come, their indexes made afterwards. Into one with
//! customers rows are compared; only the addresses file that was missing is inserted. [`Import::finish`] tells the
//! plan; dropping an import at any time leaves the workspace as before.

mod address;
mod customer;
mod finding;
mod finish;
mod learn;
mod plan;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clientele_domain::attribute::Profile;
use clientele_domain::batch::Batch;
use clientele_domain::column::Column;
use clientele_domain::finding::{Code, Finding};
use sqlx::{Row as _, Sqlite, SqliteConnection, Transaction};

use crate::bind::{Statement, Value};
use crate::keys::Keys;
use crate::{Store, StoreError, change_set};

pub(crate) use learn::type_name;
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

/// A running import. Its statements go away before its transaction does.
pub struct Import {
    customers: Option<customer::Customers>,
    addresses: Option<address::Addresses>,
    findings: finding::Findings,
    learned: learn::Learned,
    keys: Keys,
    sources: Vec<Source>,
    plan: Plan,
    context: Context,
    change_set: i64,
    import_id: i64,
    before: Before,
    store: Store,
    transaction: Transaction<'static, Sqlite>,
}

/// What the workspace held before.
#[derive(Debug, Clone, Copy)]
struct Before {
    customers: bool,
    joined_addresses: bool,
    lone_addresses: bool,
}

impl Before {
    fn is_empty(self) -> bool {
        !self.customers && !self.joined_addresses && !self.lone_addresses
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

const INSERT_RAW: &str =
    "INSERT OR REPLACE INTO raw_cell (entity, record_id, column_code, text) VALUES (?, ?, ?, ?)";

impl Store {
    /// Begins an import. It holds the write lock until it is committed or dropped.
    ///
    /// # Errors
    /// When another program is writing, or the workspace cannot be written.
    pub async fn begin_import(&self, context: Context) -> Result<Import, StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        stop_on_cancel(&mut transaction, Arc::clone(&context.cancel)).await?;
        let before = before(&mut transaction).await?;
        if before.is_empty() {
            sqlx::raw_sql(DROP_INDEXES).execute(&mut *transaction).await?;
        }
        let change_set = change_set::next_id(&mut transaction).await?;
        let import_id = sqlx::query("SELECT coalesce(max(import_id), 0) + 1 FROM source")
            .fetch_one(&mut *transaction)
            .await?
            .get(0);
        let mut keys = Keys::default();
        if before.customers {
            load_keys(&mut transaction, &mut keys).await?;
        }
        Ok(Import {
            customers: None,
            addresses: None,
            findings: finding::Findings::prepare(&mut transaction).await?,
            learned: learn::Learned::load(&mut transaction, change_set).await?,
            keys,
            sources: Vec::new(),
            plan: Plan::default(),
            context,
            change_set,
            import_id,
            before,
            store: self.clone(),
            transaction,
        })
    }
}

impl Import {
    /// Announces a file, learning the attributes among its columns. Rows that follow are of this file.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn source(&mut self, new: NewSource) -> Result<(), StoreError> {
        let last =
            sqlx::query("SELECT coalesce(max(id), 0) FROM source").fetch_one(&mut *self.transaction).await?;
        let id = last.get::<i64, _>(0) + 1 + i64::try_from(self.sources.len()).unwrap_or(i64::MAX);
        let names = self.learned.attributes(&mut self.transaction, &new.columns).await?;
        if new.kind == "customers" {
            self.customers = Some(
                customer::Customers::prepare(
                    &mut self.transaction,
                    &new.columns,
                    &names,
                    self.customers.take(),
                )
                .await?,
            );
        } else {
            self.addresses = Some(
                address::Addresses::prepare(
                    &mut self.transaction,
                    &new.columns,
                    &names,
                    self.addresses.take(),
                )
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
        let writes = self.inserts();
        let Some(source) = self.sources.last_mut() else { return Ok(()) };
        self.learned.infer(source.new.kind, &end.profiles)?;
        self.findings.add(source.id, &end.findings, &[], writes)?;
        source.end = end;
        Ok(())
    }

    /// Findings of these files so far, by code.
    #[must_use]
    pub fn finding_kinds(&self) -> Vec<(Code, u64)> {
        self.findings.kinds.iter().map(|(code, count)| (*code, *count)).collect()
    }

    /// Whether rows are inserted rather than compared.
    fn inserts(&self) -> bool {
        !self.before.customers || !self.before.joined_addresses
    }

    fn check_cancelled(&self) -> Result<(), StoreError> {
        if self.context.cancel.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
    }
}

/// Makes SQLite look at the flag every few milliseconds, so that an index or a commit can be cancelled too.
pub(crate) async fn stop_on_cancel(
    connection: &mut SqliteConnection,
    cancel: Arc<AtomicBool>,
) -> Result<(), StoreError> {
    connection.lock_handle().await?.set_progress_handler(100_000, move || !cancel.load(Ordering::Relaxed));
    Ok(())
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
    Ok(Before { customers: is(0), joined_addresses: is(1), lone_addresses: is(2) })
}

/// A finding about a row of a batch.
fn finding_of(code: Code, batch: &Batch, row: usize, column: &str, value: &str) -> Finding {
    let place = batch.places[row];
    Finding {
        code,
        row_in_batch: u32::try_from(row).ok(),
        line: place.line,
        row: place.row,
        column: Some(column.to_owned()),
        value: Some(value.chars().take(200).collect()),
    }
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
