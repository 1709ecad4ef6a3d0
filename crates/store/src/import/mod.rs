//! An import: files make of a workspace what they say, in one transaction and one change set.
//!
//! Into a workspace without customers rows are inserted as they come, their indexes made afterwards. Beside one with
//! customers a [`Planned`] import is made, which staff look at before they apply it. Dropping an import at any time leaves
//! the workspace as before.

mod address;
mod apply;
mod attach;
mod attach_listed;
mod change;
mod commit;
mod customer;
mod default_address;
mod delete;
mod fetch;
mod finding;
mod finish;
mod insert;
mod join;
mod learn;
mod listed;
mod matching;
mod plan;
mod planned;
mod raw;
mod review;
mod survey;
mod target;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clientele_domain::attribute::Profile;
use clientele_domain::batch::{Batch, Place};
use clientele_domain::column::Column;
use clientele_domain::file::{Behavior, Kind};
use clientele_domain::finding::{Code, Finding};
use roaring::RoaringBitmap;

use crate::digest::Loading;
use crate::engine::{Insert, Session};
use crate::keys::Keys;
use crate::log::{Hash, Randomness};
use crate::read::text::join;
use crate::writer::Writer;
use crate::{Store, StoreError, change_set};

use change::Origin;
use finding::Outcome;
pub(crate) use insert::next_id;
use plan::{List, Seen};
use target::{PlanFile, Reading, Target};

pub(crate) use change::{RAW, json_of};
pub(crate) use commit::{drop_indexes, make_indexes};
pub(crate) use finding::count_kinds;
pub(crate) use learn::{forget_learned, type_name};
pub use plan::{Counts, Entry, Fate, Plan, Subject};
pub use planned::Planned;
pub use review::{PlanFilter, PlanRow, RecordChange};
pub use survey::{NameQuestion, NamesTold, Survey};

/// Who imports, when, and how to stop it.
#[derive(Debug, Clone)]
pub struct Context {
    /// Name that the change set carries.
    pub actor: String,
    /// Milliseconds UTC.
    pub at: i64,
    /// Set by whoever cancels.
    pub cancel: Arc<AtomicBool>,
    /// A folder for files that are needed for a while.
    pub scratch: PathBuf,
    /// Where the secrets of the log come from.
    pub randomness: Randomness,
}

impl Context {
    /// With secrets from the system.
    #[must_use]
    pub fn new(actor: String, at: i64, cancel: Arc<AtomicBool>, scratch: PathBuf) -> Self {
        Self { actor, at, cancel, scratch, randomness: system_randomness }
    }
}

fn system_randomness() -> std::io::Result<Hash> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(std::io::Error::other)?;
    Ok(secret)
}

/// When an import is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Apply {
    /// As it comes into an empty workspace; beside customers a plan waits for review.
    #[default]
    AfterReview,
    /// As soon as it is planned: nobody else writes meanwhile.
    AtOnce,
    /// Never: a plan is wanted, whatever is there.
    Never,
}

/// What is chosen about an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// What the rows do.
    pub behavior: Behavior,
    /// Delete the customers that the files' websites have and the files lack.
    pub delete_missing: bool,
    /// When it is applied.
    pub apply: Apply,
}

impl Default for Choices {
    fn default() -> Self {
        Self { behavior: Behavior::AddUpdate, delete_missing: false, apply: Apply::default() }
    }
}

/// A file about to be read.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// File name.
    pub name: String,
    /// Where it lies.
    pub path: String,
    /// What it is.
    pub kind: Kind,
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
    /// Findings of the files by code.
    pub kinds: Vec<(Code, u64)>,
}

/// How reading ended.
#[expect(clippy::large_enum_variant, reason = "there is one of them at a time")]
pub enum Ended {
    /// Rows are where they belong, to be kept by [`Import::commit`].
    Loaded(Import),
    /// It waits to be applied or dropped.
    Planned(Planned),
}

/// A running import. Its statements go away before the sessions do that they belong to.
pub struct Import {
    customers: Option<customer::Customers>,
    addresses: Option<address::Addresses>,
    listed: Option<listed::Listed>,
    joined: Option<join::Joined>,
    /// Whether a file lists customers, so that others are missing from it.
    lists_customers: bool,
    findings: finding::Findings,
    changes: change::Changes,
    learned: learn::Learned,
    keys: Keys,
    /// Digests of what goes into an empty workspace.
    loading: Option<Loading>,
    sources: Vec<Source>,
    plan: Plan,
    seen: Seen,
    list: List,
    /// Into a plan alone.
    refused: Option<Insert>,
    address_seen: address::AddressesSeen,
    listed_seen: listed::ListedSeen,
    /// Files here and before that showed customers with one address without a number.
    list_sources: HashSet<i64>,
    doomed: Doomed,
    replaced: Replaced,
    context: Context,
    choices: Choices,
    change_set: i64,
    import_id: i64,
    first_source: i64,
    next: Next,
    before: Before,
    /// Changes of records, without those of websites and groups.
    record_changes: u64,
    revision: u64,
    store: Store,
    target: Target,
}

/// What the workspace held before.
#[derive(Debug, Clone, Copy)]
struct Before {
    customers: bool,
    joined_addresses: bool,
    waiting_addresses: bool,
    /// Customers of a file that holds them whole.
    main: bool,
    /// Subscriptions, orders, balances.
    listed: [bool; 3],
}

/// The keys of the next records, and of the first addresses that come here.
#[derive(Debug, Clone, Copy)]
struct Next {
    customer: u32,
    address: u32,
    first_address: u32,
    /// Subscriptions, orders, balances.
    listed: [u32; 3],
}

/// Records to be deleted, with the rows that say so.
#[derive(Default)]
struct Doomed {
    customers: Vec<(u32, Origin)>,
    addresses: Vec<(u32, Origin)>,
}

/// Records whose findings no longer hold.
#[derive(Default)]
struct Replaced {
    customers: RoaringBitmap,
    /// With their customers, by which they are found.
    addresses: Vec<(u32, u32)>,
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
    /// What was seen in each custom attribute, by its code or label.
    pub profiles: Vec<(String, Profile)>,
    /// Filled cells of each column.
    pub filled: Vec<(String, u64)>,
    /// Findings about columns or the whole file.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Begins an import of files of these kinds. Into an empty workspace, or one that is applied at once, it holds the write
    /// lock until it is committed or dropped.
    ///
    /// # Errors
    /// When another program is writing, or the workspace cannot be written.
    pub async fn begin_import(
        &self,
        context: Context,
        choices: Choices,
        kinds: &[Kind],
    ) -> Result<Import, StoreError> {
        let waits = match choices.apply {
            Apply::AfterReview => self.is_filled().await?,
            Apply::AtOnce => false,
            Apply::Never => true,
        };
        if waits {
            let reading = Reading::Snapshot(self.snapshot().await?);
            return Import::beside(self, reading, context, choices).await;
        }
        let mut writer = Writer::begin(self, &context.cancel).await?;
        // What a grid tells of customers goes into their rows, so these are not sealed as they come.
        let joins = kinds.iter().any(|kind| kind.is_grid()) && kinds.iter().any(|kind| is_main(*kind));
        if before(&mut writer).await?.is_empty() && !joins {
            commit::drop_indexes(&mut writer).await?;
            return Import::begin(self, Target::Workspace(writer), context, choices).await;
        }
        Import::beside(self, Reading::Locked(writer), context, choices).await
    }
}

impl Import {
    /// Plans an import beside what is here.
    async fn beside(
        store: &Store,
        mut reading: Reading,
        context: Context,
        choices: Choices,
    ) -> Result<Self, StoreError> {
        let learned = learn::Learned::load(reading.session()).await?;
        let plan = PlanFile::create(&context.scratch, &learned.attribute_columns()).await?;
        Self::begin(store, Target::Plan { reading, plan }, context, choices).await
    }

    async fn begin(
        store: &Store,
        mut target: Target,
        context: Context,
        choices: Choices,
    ) -> Result<Self, StoreError> {
        let is_plan = target.is_plan();
        let existing = target.existing();
        let before = before(existing).await?;
        let change_set = change_set::next_id(existing).await?;
        let ids = "SELECT coalesce(max(import_id), 0) + 1, coalesce(max(id), 0) + 1 FROM source";
        let ids = existing.one(ids, &[]).await?;
        let mut keys = Keys::default();
        if before.customers {
            load_keys(existing, &mut keys).await?;
        }
        let next = Next {
            customer: next_id(existing, "customer").await?,
            address: next_id(existing, "address").await?,
            first_address: next_id(existing, "address").await?,
            listed: [
                next_id(existing, Subject::Subscription.table()).await?,
                next_id(existing, Subject::Order.table()).await?,
                next_id(existing, Subject::Balance.table()).await?,
            ],
        };
        let learned = learn::Learned::load(existing).await?;
        let list_sources = list_sources(existing).await?;
        let new = target.new_records();
        // Those of a plan are numbered once it is applied.
        let (finding, change) =
            if is_plan { (1, 1) } else { (next_id(new, "finding").await?, next_id(new, "change").await?) };
        Ok(Self {
            customers: None,
            addresses: None,
            listed: None,
            joined: None,
            lists_customers: false,
            findings: finding::Findings::prepare(new, finding, is_plan).await?,
            changes: change::Changes::prepare(new, change_set, change, is_plan).await?,
            learned,
            keys,
            loading: (!is_plan).then(Loading::start),
            sources: Vec::new(),
            plan: Plan::default(),
            seen: Seen::default(),
            list: List::default(),
            refused: if is_plan {
                Some(new.insert("refused", ["entry", "name", "email"]).await?)
            } else {
                None
            },
            address_seen: address::AddressesSeen::default(),
            listed_seen: listed::ListedSeen::default(),
            list_sources,
            doomed: Doomed::default(),
            replaced: Replaced::default(),
            context,
            choices,
            change_set,
            import_id: ids.number(0),
            first_source: ids.number(1),
            next,
            before,
            record_changes: 0,
            revision: u64::try_from(change_set - 1).unwrap_or(0),
            store: store.clone(),
            target,
        })
    }

    /// Announces a file, learning the attributes among its columns. Rows that follow are of this file.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn source(&mut self, new: NewSource) -> Result<(), StoreError> {
        self.flush()?;
        let id = self.first_source + i64::try_from(self.sources.len()).unwrap_or(0);
        let (kind, columns) = (new.kind, new.columns.clone());
        self.sources.push(Source { id, new, end: SourceEnd::default(), counts: Counts::default() });
        self.forget_file();
        if let Some(subject) = listed::subject_of(kind) {
            self.listed = Some(listed::Listed::prepare(self, subject, &columns).await?);
        }
        let mut others = self.sources.iter().rev().skip(1);
        let joins = kind.is_grid() && (self.before.main || others.any(|source| is_main(source.new.kind)));
        if joins {
            self.joined = Some(join::Joined::prepare(self, &columns).await?);
        } else if kind.lists_customers() {
            self.lists_customers = true;
            self.customers = Some(customer::Customers::prepare(self, kind, &columns).await?);
        }
        if kind == Kind::Addresses || (kind.lists_customers() && !joins && address::has_any(&columns)) {
            self.addresses = Some(address::Addresses::prepare(self, kind, &columns).await?);
        }
        Ok(())
    }

    /// Takes rows of the file announced last.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled. The import cannot go on then.
    pub fn rows(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.check_cancelled()?;
        let mut found = Vec::new();
        let mut outcomes = vec![Outcome::default(); batch.len()];
        if let Some(mut customers) = self.customers.take() {
            let result = self.customer_rows(&mut customers, batch, &mut found);
            self.customers = Some(customers);
            outcomes = result?;
        }
        if let Some(mut joined) = self.joined.take() {
            let result = self.joined_rows(&mut joined, batch, &mut found);
            self.joined = Some(joined);
            outcomes = result?;
        }
        if let Some(mut listed) = self.listed.take() {
            let result = self.listed_rows(&mut listed, batch, &mut found);
            self.listed = Some(listed);
            outcomes = result?;
        }
        if let Some(mut addresses) = self.addresses.take() {
            let result = self.address_rows(&mut addresses, batch, &mut outcomes, &mut found);
            self.addresses = Some(addresses);
            result?;
        }
        self.keep_findings(&batch.findings, &outcomes)?;
        self.keep_findings(&found, &outcomes)
    }

    /// Ends the file announced last.
    ///
    /// # Errors
    /// What the database reports.
    pub fn source_done(&mut self, end: SourceEnd) -> Result<(), StoreError> {
        self.learned.infer(&end.profiles);
        self.keep_findings(&end.findings, &[])?;
        if let Some(source) = self.sources.last_mut() {
            source.end = end;
        }
        Ok(())
    }

    fn keep_findings(&mut self, findings: &[Finding], outcomes: &[Outcome]) -> Result<(), StoreError> {
        let source = self.source_id();
        for finding in findings {
            let row = finding.row_in_batch.and_then(|row| outcomes.get(row as usize));
            let outcome = row.copied().unwrap_or_default();
            if let Some(entry) = outcome.entry {
                self.list.complain(entry, finding::severity(finding.code) == "error");
            }
            self.findings.add(source, finding, outcome)?;
        }
        Ok(())
    }

    /// Lets go of what the file announced last was taken by: statements may stand on rows.
    fn forget_file(&mut self) {
        (self.customers, self.addresses, self.listed, self.joined) = (None, None, None, None);
    }

    /// Sends what was gathered to where new records go.
    fn flush(&mut self) -> Result<(), StoreError> {
        if let Some(customers) = &mut self.customers {
            customers.flush()?;
        }
        if let Some(addresses) = &mut self.addresses {
            addresses.flush()?;
        }
        if let Some(listed) = &mut self.listed {
            listed.flush()?;
        }
        self.findings.flush()?;
        self.changes.flush()
    }

    /// Lists a row of the plan. Returns its place; none into an empty workspace, where nobody looks at a plan.
    fn enter(&mut self, subject: Subject, id: u32, fate: Fate, line: u64) -> Option<u32> {
        if !self.target.is_plan() {
            return None;
        }
        if let Some(entry) = self.list.of(subject, id) {
            self.list.set_fate(entry, fate);
            return Some(entry);
        }
        let source = u16::try_from(self.sources.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Some(self.list.add(Entry { id, line, source, subject, fate, findings: 0, errors: false }))
    }

    /// Refuses a row.
    fn refuse(&mut self, subject: Subject, batch: &Batch, row: usize) -> Result<Outcome, StoreError> {
        self.counts_of(subject).refused += 1;
        self.count(|counts| counts.refused += 1);
        let entry = self.enter(subject, 0, Fate::Refused, batch.places[row].line);
        if let Some(entry) = entry {
            let (name, email) = self.whom(batch, row);
            self.keep_refused(entry, (&name, email))?;
        }
        Ok(Outcome { fate: Fate::Refused, entry, ..Outcome::default() })
    }

    /// Name and e-mail that a row tells, as far as it does.
    fn whom<'a>(&self, batch: &'a Batch, row: usize) -> (String, &'a str) {
        let columns = self.sources.last().map_or(&[][..], |source| source.new.columns.as_slice());
        let cells = batch.row(row);
        let text = |code: &str| {
            let at = columns.iter().position(|column| column.code() == code);
            at.and_then(|at| cells.get(at)).and_then(|cell| batch.str(*cell)).unwrap_or_default()
        };
        let (mut name, parts) = (String::new(), ["firstname", "lastname"].map(|code| Some(text(code))));
        join(parts, &mut name);
        if name.is_empty() {
            name.push_str(text("name"));
        }
        let email =
            ["email", "_email", "customer_email"].map(text).into_iter().find(|email| !email.is_empty());
        (name, email.unwrap_or_default())
    }

    fn counts_of(&mut self, subject: Subject) -> &mut Counts {
        match subject {
            Subject::Customer => &mut self.plan.customers,
            Subject::Address => &mut self.plan.addresses,
            Subject::Subscription => &mut self.plan.subscriptions,
            Subject::Order => &mut self.plan.orders,
            Subject::Balance => &mut self.plan.balances,
        }
    }

    fn origin(&self, line: u64, entry: Option<u32>) -> Origin {
        Origin { source: self.source_id(), line, entry: entry.unwrap_or(0) }
    }

    /// Whether a row deletes what it names.
    fn deletes(&self, place: Place) -> bool {
        match self.choices.behavior {
            Behavior::AddUpdate => false,
            Behavior::Delete => true,
            Behavior::Custom => place.deletes,
        }
    }

    fn next_customer(&mut self) -> u32 {
        self.next.customer += 1;
        self.next.customer - 1
    }

    fn next_address(&mut self) -> u32 {
        self.next.address += 1;
        self.next.address - 1
    }

    fn next_listed(&mut self, subject: Subject) -> u32 {
        let next = subject.listed().map(|place| &mut self.next.listed[place]);
        next.map_or(0, |next| {
            *next += 1;
            *next - 1
        })
    }

    /// Keeps what a refused row says of whom it is about.
    fn keep_refused(&mut self, entry: u32, (name, email): (&str, &str)) -> Result<(), StoreError> {
        match &mut self.refused {
            Some(refused) => refused.run(&[entry.into(), name.into(), email.into()]),
            None => Ok(()),
        }
    }

    /// Rows for raw cells of new records.
    async fn raw_insert(&mut self) -> Result<Insert, StoreError> {
        let columns = ["entity", "record_id", "column_code", "text"];
        self.target.new_records().insert("raw_cell", columns).await
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

impl Before {
    fn is_empty(self) -> bool {
        !self.customers && !self.joined_addresses && !self.waiting_addresses && self.listed == [false; 3]
    }
}

async fn before(session: &mut Session) -> Result<Before, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM customer), \
                      EXISTS (SELECT 1 FROM address WHERE customer_id IS NOT NULL), \
                      EXISTS (SELECT 1 FROM address WHERE customer_id IS NULL), \
                      EXISTS (SELECT 1 FROM subscription), EXISTS (SELECT 1 FROM sales_order), EXISTS (SELECT 1 FROM balance)";
    let row = session.one(sql, &[]).await?;
    Ok(Before {
        main: row.is(0) && holds_main(session).await?,
        customers: row.is(0),
        joined_addresses: row.is(1),
        waiting_addresses: row.is(2),
        listed: [row.is(3), row.is(4), row.is(5)],
    })
}

/// Whether a file holds customers whole, to whom a grid only adds (data-formats.md section 9).
fn is_main(kind: Kind) -> bool {
    matches!(kind, Kind::Customers | Kind::Composite)
}

/// Whether customers of a file that holds them whole are here.
async fn holds_main(session: &mut Session) -> Result<bool, StoreError> {
    let sources = session.query("SELECT id, kind FROM source", &[]).await?;
    let main = sources.iter().filter(|row| Kind::parse(row.value(1).text()).is_some_and(is_main));
    let main: Vec<String> = main.map(|row| row.number(0).to_string()).collect();
    if main.is_empty() {
        return Ok(false);
    }
    let sql = format!("SELECT EXISTS (SELECT 1 FROM customer WHERE source_id IN ({}))", main.join(", "));
    Ok(session.one(&sql, &[]).await?.is(0))
}

/// The files that showed customers with one address without a number.
async fn list_sources(session: &mut Session) -> Result<HashSet<i64>, StoreError> {
    let sources = session.query("SELECT id, kind FROM source", &[]).await?;
    let is_list = |kind: &str| Kind::parse(kind).is_some_and(|kind| kind.is_grid() || kind == Kind::People);
    Ok(sources.iter().filter(|row| is_list(row.value(1).text())).map(|row| row.number(0)).collect())
}

async fn load_keys(session: &mut Session, keys: &mut Keys) -> Result<(), StoreError> {
    let sql = "SELECT id, website_id, email FROM customer ORDER BY id";
    session.statement(sql).await?.each(&[], |row| {
        keys.add(row.integer(1).unwrap_or(0), row.text(2).unwrap_or_default(), row.id(0));
        Ok(())
    })
}
