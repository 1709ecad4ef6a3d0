//! The end of an import: what is missing, indexes, the log and the seal.

use roaring::RoaringBitmap;
use serde_json::json;

use super::{Import, ImportOutcome, MAKE_INDEXES, Plan};
use crate::bind::{Statement, Value};
use crate::change_set::{self, Draft};
use crate::record::{Chunk, Records};
use crate::{StoreError, open};

impl Import {
    /// Ends reading and tells the plan. Nothing is kept before [`Import::commit`].
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled.
    pub async fn finish(&mut self) -> Result<Plan, StoreError> {
        self.check_cancelled()?;
        self.learned.keep()?;
        self.plan.new_websites.clone_from(&self.learned.new_websites);
        self.plan.findings = self.findings.kinds.values().sum();
        if self.before.customers {
            self.count_missing().await?;
            let touched = self.plan.customers.created + self.plan.customers.changed;
            let inserted = self.inserts() && self.plan.customers.created == 0;
            let fields_differ = self.plan.addresses.changed > 0
                || self.sources.iter().any(|s| s.new.kind == "customers" && s.counts.changed > 0);
            self.plan.needs_review = if inserted {
                fields_differ
            } else {
                touched + self.plan.addresses.created + self.plan.addresses.changed > 0
            };
        } else {
            self.attach().await?;
        }
        Ok(self.plan.clone())
    }

    /// Keeps what was read, in one transaction and one change set. What changed nothing leaves a line in the history.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled; the workspace is as before then.
    pub async fn commit(mut self) -> Result<ImportOutcome, StoreError> {
        let counts = (self.plan.customers, self.plan.addresses);
        let changes = counts.0.created + counts.0.changed + counts.1.created + counts.1.changed > 0;
        let changed = changes && !self.plan.needs_review;
        if self.before.is_empty() {
            sqlx::raw_sql(MAKE_INDEXES).execute(&mut *self.transaction).await?;
        }
        self.write_sources(changed).await?;
        if changed {
            self.write_log().await?;
            let summary = self.summary().to_string();
            let draft = Draft {
                id: self.change_set,
                kind: "import",
                actor: &self.context.actor,
                at: self.context.at,
                summary: &summary,
                undoes: None,
            };
            change_set::seal(&mut self.transaction, &draft).await?;
        }
        self.check_cancelled()?;
        let Self { transaction, store, plan, change_set, customers, addresses, findings, learned, .. } = self;
        // A statement left open would keep the connection from being closed.
        drop((customers, addresses, findings, learned));
        commit(transaction).await?;
        store.use_wal().await?;
        Ok(ImportOutcome { change_set: changed.then_some(change_set), plan })
    }

    fn summary(&self) -> serde_json::Value {
        let source = |source: &super::Source| json!({ "name": source.new.name, "sha256": open::hexadecimal(&source.end.sha256) });
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
                Statement::prepare(&mut self.transaction, "SELECT id, website_id FROM customer").await?;
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
                &mut self.transaction,
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

    /// Gives addresses that waited for their customer to it.
    async fn attach(&mut self) -> Result<(), StoreError> {
        if !self.before.lone_addresses {
            return Ok(());
        }
        let mut waiting = Statement::prepare(
            &mut self.transaction,
            "SELECT id, website_code, email FROM address WHERE customer_id IS NULL ORDER BY id",
        )
        .await?;
        let mut joined = Vec::new();
        let (keys, learned) = (&self.keys, &self.learned);
        waiting.each(&[], |row| {
            let website = learned.known_website(row[1].text());
            if let Some(found) = website.and_then(|website| keys.find(website, row[2].text())) {
                joined.push((row[0].key(), found.customer));
            }
            Ok(())
        })?;
        drop(waiting);
        let mut attach =
            Statement::prepare(&mut self.transaction, "UPDATE address SET customer_id = ? WHERE id = ?")
                .await?;
        for (address, customer) in joined {
            attach.run(&[Value::Integer(i64::from(customer)), Value::Integer(i64::from(address))])?;
        }
        drop(attach);
        sqlx::raw_sql(
            "DELETE FROM finding WHERE code = 'customerNotFound' AND address_id IN (SELECT id FROM address WHERE customer_id IS NOT NULL)",
        )
        .execute(&mut *self.transaction)
        .await?;
        for flag in ["billing", "shipping"] {
            let sql = format!(
                "UPDATE address SET is_{flag} = 1 WHERE id IN (SELECT max(id) FROM address \
                 WHERE customer_id IS NOT NULL AND default_{flag} = '1' GROUP BY customer_id)"
            );
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *self.transaction).await?;
        }
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
                .bind(open::hexadecimal(&source.end.sha256))
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
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }

    /// Logs every customer that came or got addresses here, as it is now.
    async fn write_log(&mut self) -> Result<(), StoreError> {
        let ids: RoaringBitmap =
            if self.before.customers { self.plan.changed.clone() } else { self.plan.matched.clone() };
        let (Some(first), Some(last)) = (ids.min(), ids.max()) else { return Ok(()) };
        let mut records = Records::prepare(&mut self.transaction).await?;
        let mut insert = Statement::prepare(
            &mut self.transaction,
            "INSERT INTO change_log (change_set_id, chunk, entity, ids, secret, hashes) VALUES (?, ?, 'customer', ?, ?, ?)",
        )
        .await?;
        let (mut chunk, mut number) = (Chunk::new()?, 0);
        let mut write = |chunk: &Chunk, number: i64| {
            insert.run(&[
                Value::Integer(self.change_set),
                Value::Integer(number),
                Value::Blob(&chunk.ids),
                Value::Blob(&chunk.secret),
                Value::Blob(&chunk.hashes),
            ])
        };
        records.each(first, last, |id, record| {
            if ids.contains(id) {
                chunk.push(id, record);
            }
            if chunk.is_full() {
                number += 1;
                write(&std::mem::replace(&mut chunk, Chunk::new()?), number)?;
            }
            Ok(())
        })?;
        if chunk.ids.is_empty() { Ok(()) } else { write(&chunk, number + 1) }
    }
}

/// Commits, and takes the look at the cancel flag off the connection, which goes back to the pool.
async fn commit(mut transaction: sqlx::Transaction<'static, sqlx::Sqlite>) -> Result<(), StoreError> {
    transaction.lock_handle().await?.remove_progress_handler();
    transaction.commit().await?;
    Ok(())
}
