//! The end of an import: what is missing, indexes, the log and the seal.

use roaring::RoaringBitmap;
use serde_json::json;

use super::{Import, ImportOutcome, MAKE_INDEXES, Plan, count_kinds, forget_learned};
use crate::bind::{Statement, Value};
use crate::change_set::{self, Draft};
use crate::digest::Loaded;
use crate::log::Log;
use crate::{StoreError, record};

impl Import {
    /// Ends reading and tells the plan. Nothing is kept before [`Import::commit`].
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled.
    pub async fn finish(&mut self) -> Result<Plan, StoreError> {
        self.check_cancelled()?;
        self.learned.tell(&mut self.plan);
        self.learned.keep()?;
        self.attach().await?;
        self.choose_defaults().await?;
        if self.before.customers {
            self.count_missing().await?;
        }
        self.plan.findings = self.findings.kinds.values().sum();
        self.plan.needs_review = self.needs_review();
        Ok(self.plan.clone())
    }

    /// Nothing that is here changes unseen; only the addresses file that was missing comes in beside it.
    fn needs_review(&self) -> bool {
        let changed_rows = |source: &super::Source| source.counts.changed;
        let changes = self.sources.iter().map(changed_rows).sum::<u64>() > 0;
        let new_customers = self.before.customers && self.plan.customers.created > 0;
        let new_addresses =
            self.before.customers && self.before.joined_addresses && self.plan.addresses.created > 0;
        changes || new_customers || new_addresses
    }

    /// Keeps what was read, in one transaction and one change set. What changed nothing leaves a line in the history,
    /// what needs a review and was not `reviewed` leaves nothing.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled; the workspace is as before then.
    pub async fn commit(mut self, reviewed: bool) -> Result<ImportOutcome, StoreError> {
        let applies = reviewed || !self.plan.needs_review;
        let written = self.plan.customers.created + self.plan.addresses.created + self.changes.count;
        let changed = applies && written > 0;
        if applies {
            self.complete(changed).await?;
        }
        let Self {
            writer, store, plan, change_set, customers, addresses, findings, changes, learned, ..
        } = self;
        // A statement left open would keep the connection from being closed.
        drop((customers, addresses, findings, changes, learned));
        if !applies {
            writer.roll_back().await?;
        } else {
            writer.commit().await?;
            store.use_wal().await;
        }
        Ok(ImportOutcome { change_set: changed.then_some(change_set), plan })
    }

    async fn complete(&mut self, changed: bool) -> Result<(), StoreError> {
        if self.before.is_empty() {
            sqlx::raw_sql(MAKE_INDEXES).execute(&mut *self.writer).await?;
        }
        self.write_sources(changed).await?;
        if changed {
            self.write_log().await?;
            self.seal().await?;
        } else {
            forget_learned(&mut self.writer, self.change_set).await?;
            self.forget_repeated_findings().await?;
        }
        count_kinds(&mut self.writer).await?;
        self.check_cancelled()
    }

    /// What is wrong with a file that brought nothing is kept only where nothing else is told.
    async fn forget_repeated_findings(&mut self) -> Result<(), StoreError> {
        if let Some(first) = self.sources.first().filter(|_| !self.before.is_empty()) {
            let sql = "DELETE FROM finding WHERE source_id >= ?";
            sqlx::query(sql).bind(first.id).execute(&mut *self.writer).await?;
        }
        Ok(())
    }

    async fn seal(&mut self) -> Result<(), StoreError> {
        let summary = self.summary().to_string();
        let draft = Draft {
            id: self.change_set,
            kind: "import",
            actor: &self.context.actor,
            at: self.context.at,
            summary: &summary,
            undoes: None,
        };
        change_set::seal(&mut self.writer, &draft).await
    }

    fn summary(&self) -> serde_json::Value {
        let source = |source: &super::Source| json!({ "name": source.new.name, "sha256": hexadecimal(&source.end.sha256) });
        let (customers, addresses) = (self.plan.customers, self.plan.addresses);
        json!({
            "sources": self.sources.iter().map(source).collect::<Vec<_>>(),
            "customers": { "created": customers.created, "changed": customers.changed },
            "addresses": { "created": addresses.created, "changed": addresses.changed },
        })
    }

    /// Customers of the file's websites that the file lacks, and addresses of the customers it lists.
    async fn count_missing(&mut self) -> Result<(), StoreError> {
        let read_customers = self.sources.iter().any(|source| source.new.kind == "customers");
        if read_customers {
            let mut there = RoaringBitmap::new();
            let mut statement =
                Statement::prepare(&mut self.writer, "SELECT id, website_id FROM customer").await?;
            let websites = &self.plan.websites;
            statement.each(&[], |row| {
                if websites.contains(row[1].key()) {
                    there.insert(row[0].key());
                }
                Ok(())
            })?;
            self.plan.customers.missing = (&there - &self.plan.matched).len();
        }
        if !self.plan.listed.is_empty() {
            let mut there = 0;
            let mut statement = Statement::prepare(
                &mut self.writer,
                "SELECT customer_id FROM address WHERE customer_id IS NOT NULL AND change_set_id < ?",
            )
            .await?;
            let listed = &self.plan.listed;
            statement.each(&[Value::Integer(self.change_set)], |row| {
                there += u64::from(listed.contains(row[0].key()));
                Ok(())
            })?;
            self.plan.addresses.missing = there.saturating_sub(self.plan.matched_addresses);
        }
        let created = self.plan.customers.created;
        let all =
            if read_customers { &self.plan.matched | &self.plan.changed } else { self.plan.changed.clone() };
        self.plan.customers.changed = self.plan.changed.len();
        self.plan.customers.unchanged =
            all.len().saturating_sub(created).saturating_sub(self.plan.customers.changed);
        Ok(())
    }

    async fn write_sources(&mut self, changed: bool) -> Result<(), StoreError> {
        let sql = "INSERT INTO source (id, import_id, name, path, kind, sha256, bytes, columns, dialect, rows, created, changed, unchanged, refused, \
                   actor, at, change_set_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        for source in &self.sources {
            let columns: serde_json::Map<_, _> =
                source.end.filled.iter().map(|(code, filled)| (code.clone(), json!(filled))).collect();
            sqlx::query(sql)
                .bind(source.id)
                .bind(self.import_id)
                .bind(source.new.name.clone())
                .bind(source.new.path.clone())
                .bind(source.new.kind)
                .bind(hexadecimal(&source.end.sha256))
                .bind(number(source.new.bytes))
                .bind(json!(columns).to_string())
                .bind(source.new.dialect.clone())
                .bind(number(source.end.rows))
                .bind(number(source.counts.created))
                .bind(number(source.counts.changed))
                .bind(number(source.counts.unchanged))
                .bind(number(source.counts.refused))
                .bind(self.context.actor.clone())
                .bind(self.context.at)
                .bind(changed.then_some(self.change_set))
                .execute(&mut *self.writer)
                .await?;
        }
        Ok(())
    }

    /// Logs every customer that came or got addresses here, and the addresses that wait, as they are now.
    async fn write_log(&mut self) -> Result<(), StoreError> {
        let mut log = Log::prepare(&mut self.writer, self.change_set).await?;
        if let Some(loading) = self.loading.take() {
            return self.log_loaded(&mut log, &loading.finish());
        }
        let touched = &self.plan.created | &self.plan.changed;
        if let (Some(first), Some(last)) = (touched.min(), touched.max()) {
            let mut customers = record::Customers::prepare(&mut self.writer).await?;
            log.write(&mut customers, (first, last), |id| touched.contains(id))?;
        }
        if self.waiting {
            let came = self.addresses.as_ref().map_or(u32::MAX, |addresses| addresses.first_id);
            let changed = &self.plan.changed_waiting;
            let mut waiting = record::Waiting::prepare(&mut self.writer).await?;
            let first = changed.min().unwrap_or(came);
            log.write(&mut waiting, (first, u32::MAX), |id| id >= came || changed.contains(id))?;
        }
        if self.changes.count > 0 {
            let mut changes = record::Changes::prepare(&mut self.writer).await?;
            log.write(&mut changes, self.changes.keys(), |_| true)?;
        }
        Ok(())
    }

    fn log_loaded(&self, log: &mut Log, loaded: &Loaded) -> Result<(), StoreError> {
        let mut customers = loaded.customers(|customer, address| {
            self.addresses.as_ref().map_or((false, false), |addresses| addresses.defaults(customer, address))
        });
        log.write(&mut customers, (1, loaded.last_customer()), |_| true)?;
        log.write(&mut loaded.waiting(), (1, u32::MAX), |_| true)
    }
}

/// Lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
