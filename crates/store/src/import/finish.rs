//! The end of reading: what is missing, what goes, what all of it comes to.

use roaring::RoaringBitmap;

use clientele_domain::file::Kind;

use super::change::Origin;
use super::default_address::FLAGS;
use super::plan::{Fate, Subject};
use super::planned::Planned;
use super::target::Target;
use super::{Ended, Import};
use crate::StoreError;
use crate::engine::Value;

impl Import {
    /// Ends reading.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled.
    pub async fn finish(mut self) -> Result<Ended, StoreError> {
        self.check_cancelled()?;
        self.flush()?;
        self.forget_file();
        self.give_up_defaults().await?;
        self.attach().await?;
        if !self.seen.created.is_empty() {
            self.learn_names_of_lists().await?;
        }
        self.attach_listed().await?;
        if self.target.is_plan() {
            self.replace_list_addresses().await?;
            self.count_missing().await?;
            self.delete_doomed().await?;
        }
        self.record_changes = self.changes.count;
        let origin = Origin { source: self.source_id(), line: 0, entry: u32::MAX };
        for (table, id, before, after) in self.learned.changes() {
            let id = i32::try_from(id).unwrap_or(0).cast_unsigned();
            self.changes.add((table, id), origin, Some(before), Some(after))?;
        }
        self.flush()?;
        self.learned.tell(&mut self.plan);
        self.plan.findings = self.findings.kinds.values().sum();
        self.settle_counts();
        self.plan.needs_review = self.needs_review();
        match self.target {
            Target::Workspace(_) => Ok(Ended::Loaded(self)),
            Target::Plan { .. } => Planned::of(self).await.map(Ended::Planned),
        }
    }

    /// Nothing that is here changes unseen; only the addresses file that was missing comes in beside it.
    fn needs_review(&self) -> bool {
        let new_customers = self.before.customers && self.plan.customers.created > 0;
        let new_addresses =
            self.before.customers && self.before.joined_addresses && self.plan.addresses.created > 0;
        let others = [self.plan.subscriptions, self.plan.orders, self.plan.balances];
        let others =
            others.iter().zip(self.before.listed).any(|(counts, before)| before && counts.created > 0);
        let is_anyone = self.before.customers || self.before.listed != [false; 3];
        new_customers || new_addresses || others || (self.record_changes > 0 && is_anyone)
    }

    /// Default addresses that came here and gave way to later ones.
    async fn give_up_defaults(&mut self) -> Result<(), StoreError> {
        let gave_up = std::mem::take(&mut self.address_seen.defaults.gave_up);
        if gave_up.is_empty() {
            return Ok(());
        }
        let session = self.target.new_records();
        let mut statements = Vec::with_capacity(FLAGS.len());
        for flag in FLAGS {
            statements.push(session.statement(&format!("UPDATE address SET {flag} = 0 WHERE id = ?")).await?);
        }
        for (place, address) in gave_up {
            statements[place].run(&[address.into()])?;
            if let Some(loading) = &mut self.loading {
                loading.give_up(place, address);
            }
        }
        Ok(())
    }

    /// The one address without a number that a grid or a list showed goes when the addresses file lists what there is
    /// (data-formats.md section 9).
    async fn replace_list_addresses(&mut self) -> Result<(), StoreError> {
        let brings_addresses = self.sources.iter().any(|source| source.new.kind == Kind::Addresses);
        if !brings_addresses || self.list_sources.is_empty() {
            return Ok(());
        }
        let sql = "SELECT id, customer_id, source_id FROM address WHERE customer_id IS NOT NULL ORDER BY id";
        let mut replaced = Vec::new();
        let (seen, lists) = (&self.seen, &self.list_sources);
        self.target.existing().statement(sql).await?.each(&[], |row| {
            let (id, customer) = (row.id(0), row.id(1));
            let is_replaced = lists.contains(&row.integer(2).unwrap_or(0))
                && seen.listed.contains(customer)
                && !seen.matched_addresses.contains(id);
            if is_replaced {
                replaced.push((id, customer));
            }
            Ok(())
        })?;
        for (id, customer) in replaced {
            self.seen.matched_addresses.insert(id);
            self.seen.changed.insert(customer);
            let entry = self.enter(Subject::Customer, customer, Fate::Changed, 0);
            self.doomed.addresses.push((id, self.origin(0, entry)));
        }
        Ok(())
    }

    /// Customers of the file's websites that the file lacks, and addresses of the customers it lists.
    async fn count_missing(&mut self) -> Result<(), StoreError> {
        if self.lists_customers && self.before.customers {
            let mut there = RoaringBitmap::new();
            let websites = &self.seen.websites;
            let sql = "SELECT id, website_id FROM customer";
            self.target.existing().statement(sql).await?.each(&[], |row| {
                if websites.contains(row.id(1)) {
                    there.insert(row.id(0));
                }
                Ok(())
            })?;
            let missing = there - &self.seen.matched - &self.seen.deleted;
            self.miss(&missing);
        }
        if !self.seen.listed.is_empty() {
            let mut missing = 0;
            let sql = "SELECT id, customer_id FROM address WHERE customer_id IS NOT NULL AND id < ?";
            let (seen, first) = (&self.seen, Value::from(self.next.first_address));
            self.target.existing().statement(sql).await?.each(&[first], |row| {
                let is_missing =
                    seen.listed.contains(row.id(1)) && !seen.matched_addresses.contains(row.id(0));
                missing += u64::from(is_missing);
                Ok(())
            })?;
            self.plan.addresses.missing = missing;
        }
        Ok(())
    }

    /// Lists customers that the files lack: they stay, unless someone chose that they go.
    fn miss(&mut self, missing: &RoaringBitmap) {
        let goes = self.choices.delete_missing;
        if !goes {
            self.plan.customers.missing = missing.len();
        }
        for id in missing {
            let entry =
                self.enter(Subject::Customer, id, if goes { Fate::Deleted } else { Fate::Missing }, 0);
            if goes {
                self.doomed.customers.push((id, self.origin(0, entry)));
            }
        }
    }

    fn settle_counts(&mut self) {
        let Self { plan, seen, .. } = self;
        plan.customers.changed = (&seen.changed - &seen.deleted).len();
        let read = (&seen.matched | &seen.joined) - &seen.created - &seen.changed - &seen.deleted;
        plan.customers.unchanged = read.len();
    }
}
