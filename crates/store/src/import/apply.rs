//! A plan carried out: its rows go where they belong, its changes are made, in one transaction and one change set.

use std::sync::atomic::{AtomicBool, Ordering};

use roaring::RoaringBitmap;

use super::commit::{drop_indexes, indexes, log_loaded, make_indexes, seal, write_sources};
use super::insert::{NewRows, next_id};
use super::plan::{Entry, Fate, Plan, Subject};
use super::planned::Planned;
use super::target::Reading;
use super::{ImportOutcome, count_kinds, finding};
use crate::change_set;
use crate::digest::Loading;
use crate::engine::{Engine, Row, Session, Value};
use crate::log::Log;
use crate::record::{ADDRESS, CHANGE, CUSTOMER, Records, Shape};
use crate::replay::{Change, Replay};
use crate::writer::Writer;
use crate::{Context, StoreError};

/// From so many new rows on a file's indexes are made anew rather than kept.
const MANY: u64 = 50_000;

/// What a person takes out of a plan, by kind of record.
#[derive(Default)]
struct LeftOut {
    entries: RoaringBitmap,
    customers: RoaringBitmap,
    addresses: RoaringBitmap,
    others: [RoaringBitmap; 3],
}

impl LeftOut {
    fn of(entries: &[Entry], rows: &RoaringBitmap) -> Self {
        let mut out = Self { entries: rows.clone(), ..Self::default() };
        for row in rows {
            let Some(entry) = entries.get(row as usize).filter(|entry| entry.id != 0) else { continue };
            match entry.subject {
                Subject::Customer => out.customers.insert(entry.id),
                Subject::Address => out.addresses.insert(entry.id),
                Subject::Subscription => out.others[0].insert(entry.id),
                Subject::Order => out.others[1].insert(entry.id),
                Subject::Balance => out.others[2].insert(entry.id),
            };
        }
        out
    }

    /// Whether a new record is left out: by its own row, or with its customer.
    fn takes(&self, subject: Subject, id: u32, customer: Option<u32>) -> bool {
        let with_customer = customer.is_some_and(|customer| self.customers.contains(customer));
        match subject {
            Subject::Customer => self.customers.contains(id),
            Subject::Address => with_customer || self.addresses.contains(id),
            Subject::Subscription => self.others[0].contains(id),
            Subject::Order => self.others[1].contains(id),
            Subject::Balance => self.others[2].contains(id),
        }
    }
}

impl Planned {
    /// Carries the plan out, without the rows left out. What changes nothing leaves a line in the history. After a failure
    /// the workspace is as before, and the plan still waits.
    ///
    /// # Errors
    /// [`StoreError::PlanStale`] when the workspace changed since it was made; what the database reports; that someone
    /// cancelled.
    pub async fn apply(
        &mut self,
        left_out: &RoaringBitmap,
        context: &Context,
    ) -> Result<ImportOutcome, StoreError> {
        let mut writer = match self.reading.take() {
            Some(Reading::Locked(writer)) => writer,
            _ => Writer::begin(&self.store, &context.cancel).await?,
        };
        if change_set::next_id(&mut writer).await? != self.change_set {
            return Err(StoreError::PlanStale);
        }
        let left = LeftOut::of(&self.entries, left_out);
        let applied = self.write(&mut writer, &left, context).await?;
        cancelled(&context.cancel)?;
        writer.commit(applied.change_set).await?;
        self.store.use_wal().await;
        Ok(applied)
    }

    async fn write(
        &mut self,
        writer: &mut Session,
        left: &LeftOut,
        context: &Context,
    ) -> Result<ImportOutcome, StoreError> {
        let acts = |(row, entry): (u32, &Entry)| entry.fate.acts() && !left.entries.contains(row);
        let changed = (0..).zip(&self.entries).any(acts) || self.changes > self.record_changes;
        let change_set = changed.then_some(self.change_set);
        write_sources(writer, &self.sources, self.import_id, context, change_set).await?;
        if changed {
            self.learned.add_columns(writer).await?;
            self.learned.keep(writer, self.change_set).await?;
            let created = self.plan.customers.created + self.plan.addresses.created;
            let anew = writer.engine() == Engine::Sqlite && created > MANY;
            if anew {
                drop_indexes(writer).await?;
            }
            let mut loading = Loading::start();
            let whole = left.entries.is_empty() && writer.engine() == Engine::Sqlite;
            if whole {
                self.insert_all(writer, anew, &mut loading, &context.cancel).await?;
            } else {
                for subject in Subject::ALL {
                    self.insert(writer, subject, left, &mut loading, &context.cancel).await?;
                }
                self.insert_raw(writer, left).await?;
                if anew {
                    make_indexes(writer).await?;
                }
            }
            let changes = self.change(writer, left, &context.cancel).await?;
            self.replace_findings(writer, left).await?;
            if whole {
                self.insert_all_findings(writer).await?;
            } else {
                self.insert_findings(writer, left).await?;
            }
            self.log(writer, left, loading, changes, context).await?;
            let plan = self.plan_without(left);
            seal(writer, self.change_set, &self.sources, &plan, context).await?;
            count_kinds(writer).await?;
        }
        Ok(ImportOutcome { change_set, plan: self.plan_without(left), kinds: self.kinds.clone() })
    }

    /// The counts of what is not left out.
    fn plan_without(&self, left: &LeftOut) -> Plan {
        let mut plan = self.plan.clone();
        for row in &left.entries {
            let Some(entry) = self.entries.get(row as usize) else { continue };
            let counts = match entry.subject {
                Subject::Customer => &mut plan.customers,
                Subject::Address => &mut plan.addresses,
                Subject::Subscription => &mut plan.subscriptions,
                Subject::Order => &mut plan.orders,
                Subject::Balance => &mut plan.balances,
            };
            let count = match entry.fate {
                Fate::Created => &mut counts.created,
                Fate::Changed => &mut counts.changed,
                Fate::Deleted => &mut counts.deleted,
                _ => continue,
            };
            *count = count.saturating_sub(1);
        }
        plan
    }

    /// Puts all new records in their place. SQLite takes them from file to file and makes the indexes, while what their
    /// digests are made of is read here: half the time of handing each row over.
    async fn insert_all(
        &mut self,
        writer: &mut Session,
        anew: bool,
        loading: &mut Loading,
        cancel: &AtomicBool,
    ) -> Result<(), StoreError> {
        let mut copy = String::new();
        for table in Subject::ALL.map(Subject::table).into_iter().chain(["raw_cell"]) {
            let columns = self.file.session.columns(table).await?;
            // Rows of tables with the same columns are handed over as they lie in the file.
            copy += &if columns == writer.columns(table).await? {
                format!("INSERT INTO main.{table} SELECT * FROM plan.{table}; ")
            } else {
                let columns = columns.join("\", \"");
                format!("INSERT INTO main.{table} (\"{columns}\") SELECT \"{columns}\" FROM plan.{table}; ")
            };
        }
        let path = self.file.share().await?;
        writer.execute("ATTACH DATABASE ? AS plan", &[path.as_str().into()]).await?;
        if anew {
            copy += indexes(Engine::Sqlite);
        }
        let read = async {
            self.read_digests(Subject::Customer, loading, cancel).await?;
            self.read_digests(Subject::Address, loading, cancel).await
        };
        tokio::try_join!(writer.script(&copy), read).map(drop)
    }

    /// Reads what the digests of new customers or addresses are made of.
    async fn read_digests(
        &mut self,
        subject: Subject,
        loading: &mut Loading,
        cancel: &AtomicBool,
    ) -> Result<(), StoreError> {
        let columns = self.file.session.columns(subject.table()).await?;
        let shape = Shape::of(columns.iter().map(String::as_str));
        let place = |name: &str| columns.iter().position(|column| column == name);
        let (id, customer) = (place("id").unwrap_or(0), place("customer_id"));
        let flags = ["is_billing", "is_shipping"].map(place);
        let sql = format!("SELECT \"{}\" FROM {} ORDER BY id", columns.join("\", \""), subject.table());
        let mut rows = 0_u32;
        self.file.session.statement(&sql).await?.each(&[], |row| {
            rows = rows.wrapping_add(1);
            if rows.is_multiple_of(1000) {
                cancelled(cancel)?;
            }
            let write = |bytes: &mut Vec<u8>| shape.write(bytes, |column| row.value(column));
            if subject == Subject::Customer {
                loading.customer(row.id(id), write);
            } else {
                let owner = customer.filter(|at| row.integer(*at).is_some()).map(|at| row.id(at));
                let is = |flag: Option<usize>| flag.is_some_and(|at| row.integer(at) == Some(1));
                loading.address(row.id(id), owner, flags.map(is), write);
            }
            Ok(())
        })
    }

    /// Puts new records of one kind in their place.
    async fn insert(
        &mut self,
        writer: &mut Session,
        subject: Subject,
        left: &LeftOut,
        loading: &mut Loading,
        cancel: &AtomicBool,
    ) -> Result<(), StoreError> {
        let table = subject.table();
        let columns = self.file.session.columns(table).await?;
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let place = |name: &str| columns.iter().position(|column| *column == name);
        let (id_at, customer_at) = (place("id").unwrap_or(0), place("customer_id"));
        let flags = ["is_billing", "is_shipping"].map(place);
        let mut insert = NewRows::prepare(writer, table, &columns).await?;
        // Customers who do not come after all.
        let strangers = &left.customers & &self.seen.created;
        let sql = format!("SELECT \"{}\" FROM {table} ORDER BY id", columns.join("\", \""));
        let mut rows = 0_u32;
        self.file.session.statement(&sql).await?.each(&[], |row| {
            rows = rows.wrapping_add(1);
            if rows.is_multiple_of(1000) {
                cancelled(cancel)?;
            }
            let (id, customer) = (
                row.id(id_at),
                customer_at.and_then(|at| row.integer(at)).map(|_| row.id(customer_at.unwrap_or(0))),
            );
            if left.takes(subject, id, customer) {
                return Ok(());
            }
            let mut values: Vec<Value<'_>> = (0..columns.len()).map(|column| row.value(column)).collect();
            if let (Some(customer), Some(at), true) = (customer, customer_at, subject.listed().is_some())
                && strangers.contains(customer)
            {
                values[at] = Value::Null;
            }
            let is = |flag: Option<usize>| flag.is_some_and(|at| row.integer(at) == Some(1));
            match subject {
                Subject::Customer => loading.customer(id, |bytes| insert.write(bytes, &values)),
                Subject::Address => {
                    loading.address(id, customer, flags.map(is), |bytes| insert.write(bytes, &values));
                }
                _ => {}
            }
            insert.run(&values)
        })?;
        insert.flush()
    }

    async fn insert_raw(&mut self, writer: &mut Session, left: &LeftOut) -> Result<(), StoreError> {
        let sql = "SELECT r.entity, r.record_id, r.column_code, r.text, a.customer_id FROM raw_cell r \
                   LEFT JOIN address a ON r.entity = 'address' AND a.id = r.record_id";
        let columns = ["entity", "record_id", "column_code", "text"];
        let mut insert = writer.insert("raw_cell", columns).await?;
        self.file.session.statement(sql).await?.each(&[], |row| {
            let subject = Subject::of_table(row.text(0).unwrap_or_default()).unwrap_or(Subject::Customer);
            let customer = row.integer(4).map(|_| row.id(4));
            if left.takes(subject, row.id(1), customer) {
                return Ok(());
            }
            insert.run(&[row.value(0), row.value(1), row.value(2), row.value(3)])
        })?;
        insert.flush()
    }

    /// Makes the changes of records that are here, and writes them down. Returns the keys of what was written.
    async fn change(
        &mut self,
        writer: &mut Session,
        left: &LeftOut,
        cancel: &AtomicBool,
    ) -> Result<Vec<u32>, StoreError> {
        let mut next = next_id(writer, CHANGE).await?;
        let columns = ["id", "change_set_id", "entity", "record_id", "source_id", "line", "before", "after"];
        let mut insert = writer.insert(CHANGE, columns).await?;
        let mut replay = Replay::begin(writer).await?;
        let mut keys = Vec::new();
        let sql = "SELECT entity, record_id, source_id, line, before, after, entry FROM change ORDER BY id";
        let mut changes = self.file.session.statement(sql).await?;
        changes.start(&[])?;
        while changes.advance()? {
            let row = changes.row();
            cancelled(cancel)?;
            if row
                .integer(6)
                .and_then(|entry| u32::try_from(entry).ok())
                .is_some_and(|entry| left.entries.contains(entry))
            {
                continue;
            }
            let head = [next.into(), self.change_set.into()];
            let rest: Vec<Value<'_>> = (0..6).map(|column| row.value(column)).collect();
            insert.run(&[head.as_slice(), &rest].concat())?;
            replay.run(writer, &change_of(row)?, true).await?;
            keys.push(next);
            next += 1;
        }
        insert.flush()?;
        Ok(keys)
    }

    /// What was wrong with rows that changed no longer holds.
    async fn replace_findings(&mut self, writer: &mut Session, left: &LeftOut) -> Result<(), StoreError> {
        let change_set = Value::from(self.change_set);
        let of_customer = "UPDATE finding SET gone_with = ? WHERE gone_with IS NULL AND customer_id = ?";
        let mut of_row = writer.statement(&format!("{of_customer} AND address_id IS NULL")).await?;
        for id in &self.replaced.customers - &left.customers {
            of_row.run(&[change_set, id.into()])?;
        }
        let mut of_address = writer.statement(&format!("{of_customer} AND address_id = ?")).await?;
        for (customer, address) in &self.replaced.addresses {
            if !left.customers.contains(*customer) {
                of_address.run(&[change_set, (*customer).into(), (*address).into()])?;
            }
        }
        let mut of_all = writer.statement(of_customer).await?;
        for id in &self.seen.deleted - &left.customers {
            of_all.run(&[change_set, id.into()])?;
        }
        if !self.seen.attached.is_empty() {
            let found = "UPDATE finding SET gone_with = ? WHERE gone_with IS NULL AND code = 'customerNotFound' \
                         AND address_id IN (SELECT id FROM address WHERE customer_id IS NOT NULL)";
            writer.execute(found, &[change_set]).await?;
        }
        Ok(())
    }

    async fn insert_all_findings(&mut self, writer: &mut Session) -> Result<(), StoreError> {
        let columns = finding::COLUMNS[1..].join(", ");
        let sql = format!(
            "INSERT INTO main.finding (id, {columns}) SELECT id + ?, {columns} FROM plan.finding WHERE kept = 1"
        );
        let last = next_id(writer, "finding").await? - 1;
        writer.execute(&sql, &[last.into()]).await.map(drop)
    }

    async fn insert_findings(&mut self, writer: &mut Session, left: &LeftOut) -> Result<(), StoreError> {
        let mut next = next_id(writer, "finding").await?;
        let mut insert = writer.insert("finding", finding::COLUMNS).await?;
        let sql = "SELECT source_id, code, severity, line, row, column_code, value, customer_id, address_id, entry \
                   FROM finding WHERE kept = 1 ORDER BY id";
        self.file.session.statement(sql).await?.each(&[], |row| {
            if row.integer(9).is_some_and(|_| left.entries.contains(row.id(9))) {
                return Ok(());
            }
            let rest: Vec<Value<'_>> = (0..9).map(|column| row.value(column)).collect();
            insert.run(&[&[next.into()], rest.as_slice()].concat())?;
            next += 1;
            Ok(())
        })?;
        insert.flush()
    }

    /// Logs everything that came or changed here, as it is now.
    async fn log(
        &mut self,
        writer: &mut Session,
        left: &LeftOut,
        loading: Loading,
        changes: Vec<u32>,
        context: &Context,
    ) -> Result<(), StoreError> {
        let mut log = Log::prepare(writer, self.change_set, context.randomness).await?;
        let attached = &self.seen.attached;
        log_loaded(&mut log, &loading.finish(), |id| {
            self.seen.created.contains(id) && !attached.contains(id)
        })?;
        let touched = (&self.seen.changed | attached) - &self.seen.deleted - &left.customers;
        let mut records = Records::prepare(writer, CUSTOMER).await?;
        log.write(&mut records, &touched.iter().collect::<Vec<_>>())?;
        let waiting = &self.seen.changed_waiting - &left.addresses;
        let mut records = Records::prepare(writer, ADDRESS).await?;
        log.write(&mut records, &waiting.iter().collect::<Vec<_>>())?;
        for (subject, keys) in self.listed_touched(left).await? {
            let mut records = Records::prepare(writer, subject.table()).await?;
            log.write(&mut records, &keys)?;
        }
        let mut records = Records::prepare(writer, CHANGE).await?;
        log.write(&mut records, &changes)?;
        log.finish()
    }
}

impl Planned {
    /// Subscriptions, orders and balances that came or changed, in order of key.
    async fn listed_touched(&mut self, left: &LeftOut) -> Result<Vec<(Subject, Vec<u32>)>, StoreError> {
        let mut touched = Vec::new();
        for subject in [Subject::Subscription, Subject::Order, Subject::Balance] {
            let mut keys = RoaringBitmap::new();
            let is_made = |(row, entry): &(u32, &Entry)| {
                entry.subject == subject && entry.fate == Fate::Created && !left.entries.contains(*row)
            };
            keys.extend((0..).zip(&self.entries).filter(is_made).map(|(_, entry)| entry.id));
            let changed = "SELECT record_id, entry FROM change WHERE entity = ? AND after <> 'null'";
            self.file.session.statement(changed).await?.each(&[subject.table().into()], |row| {
                if !left.entries.contains(row.id(1)) {
                    keys.insert(row.id(0));
                }
                Ok(())
            })?;
            if !keys.is_empty() {
                touched.push((subject, keys.iter().collect()));
            }
        }
        Ok(touched)
    }
}

/// A line of the table of changes: entity, key, file, line, before, after.
fn change_of(row: Row<'_>) -> Result<Change, StoreError> {
    let values = |column: usize| {
        serde_json::from_str(row.text(column).unwrap_or("null"))
            .map_err(|error| StoreError::Damaged(format!("a change cannot be read: {error}")))
    };
    Ok(Change {
        entity: row.text(0).unwrap_or_default().to_owned(),
        id: row.id(1),
        before: values(4)?,
        after: values(5)?,
    })
}

fn cancelled(cancel: &AtomicBool) -> Result<(), StoreError> {
    if cancel.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
}
