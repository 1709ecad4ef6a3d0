//! Subscriptions, orders and balances that find their customer or their website now.

use serde_json::json;

use super::Import;
use super::change::{Origin, Values};
use super::listed::is_guest;
use super::plan::Subject;
use crate::StoreError;

/// A record, and what is now known of it.
struct Found {
    id: u32,
    website: Option<(Option<i64>, i64)>,
    customer: Option<u32>,
}

impl Import {
    /// Joins records that belong to nobody yet, where customers came or names were learned.
    pub(super) async fn attach_listed(&mut self) -> Result<(), StoreError> {
        if self.seen.created.is_empty() && self.plan.names.is_empty() {
            return Ok(());
        }
        for subject in [Subject::Subscription, Subject::Order, Subject::Balance] {
            if subject.listed().is_some_and(|place| self.before.listed[place]) {
                for found in self.find(subject).await? {
                    self.attach_one(subject, &found)?;
                }
            }
        }
        Ok(())
    }

    /// Records that can be joined now.
    async fn find(&mut self, subject: Subject) -> Result<Vec<Found>, StoreError> {
        let sql = match subject {
            Subject::Subscription => "SELECT id, email, type, website_id, website_name FROM subscription",
            Subject::Order => {
                "SELECT id, customer_email, customer_group, website_id, purchase_point FROM sales_order"
            }
            _ => "SELECT id, email, NULL, NULL, website_code FROM balance",
        };
        let sql = format!("{sql} WHERE customer_id IS NULL ORDER BY id");
        let mut found = Vec::new();
        let (learned, keys) = (&self.learned, &self.keys);
        self.target.existing().statement(&sql).await?.each(&[], |row| {
            let text = |column| row.text(column).unwrap_or_default();
            let website = match subject {
                Subject::Order => row.integer(3).or_else(|| learned.website_of_purchase_point(text(4))),
                Subject::Balance => learned.known_website(text(4)),
                _ => row.integer(3).or_else(|| learned.named_website(text(4).trim())),
            };
            let key = website.filter(|_| !is_guest(text(2))).and_then(|website| keys.find(website, text(1)));
            let is_new = subject != Subject::Balance && website != row.integer(3);
            let website = website.filter(|_| is_new).map(|website| (row.integer(3), website));
            let customer = key.map(|key| key.customer);
            if website.is_some() || customer.is_some() {
                found.push(Found { id: row.id(0), website, customer });
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn attach_one(&mut self, subject: Subject, found: &Found) -> Result<(), StoreError> {
        let (mut before, mut after) = (Values::new(), Values::new());
        if let Some((was, is)) = found.website {
            before.insert("website_id".to_owned(), json!(was));
            after.insert("website_id".to_owned(), json!(is));
        }
        if let Some(customer) = found.customer {
            before.insert("customer_id".to_owned(), json!(null));
            after.insert("customer_id".to_owned(), json!(customer));
        }
        // It comes with its customer, or whatever is left out.
        let entry = found.customer.and_then(|customer| self.list.of(Subject::Customer, customer));
        let origin = Origin { source: 0, line: 0, entry: entry.unwrap_or(u32::MAX) };
        self.changes.add((subject.table(), found.id), origin, Some(before), Some(after))
    }
}
