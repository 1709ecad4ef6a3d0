//! Addresses that waited for a customer who comes now.

use std::collections::HashMap;

use serde_json::json;

use super::Import;
use super::change::{Origin, Values};
use super::default_address::FLAGS;
use super::plan::Subject;
use crate::StoreError;
use crate::record::ADDRESS;

/// An address and its customer.
struct Found {
    address: u32,
    customer: u32,
    flags: [bool; 2],
}

impl Import {
    /// Gives addresses that wait for a customer who comes with this import to him.
    pub(super) async fn attach(&mut self) -> Result<(), StoreError> {
        if !self.before.waiting_addresses || self.seen.created.is_empty() {
            return Ok(());
        }
        let found = self.find_owners().await?;
        // The last address whose flag is 1 is the default (data-formats.md 6.3); those of the files come after all that wait.
        let mut last: HashMap<(usize, u32), u32> = HashMap::new();
        for found in &found {
            for place in (0..2).filter(|place| found.flags[*place]) {
                if self.address_seen.defaults.holder(place, found.customer).is_none() {
                    last.insert((place, found.customer), found.address);
                }
            }
        }
        for Found { address, customer, .. } in found {
            let entry = self.list.of(Subject::Customer, customer);
            let mut before = Values::from_iter([("customer_id".to_owned(), json!(null))]);
            let mut after = Values::from_iter([("customer_id".to_owned(), json!(customer))]);
            for place in (0..2).filter(|place| last.get(&(*place, customer)) == Some(&address)) {
                before.insert(FLAGS[place].to_owned(), json!(0));
                after.insert(FLAGS[place].to_owned(), json!(1));
            }
            let origin = Origin { source: 0, line: 0, entry: entry.unwrap_or(0) };
            self.changes.add((ADDRESS, address), origin, Some(before), Some(after))?;
            self.seen.attached.insert(customer);
        }
        Ok(())
    }

    /// Waiting addresses with the customer of their e-mail and website.
    async fn find_owners(&mut self) -> Result<Vec<Found>, StoreError> {
        let sql = "SELECT id, website_code, email, default_billing, default_shipping FROM address \
                   WHERE customer_id IS NULL ORDER BY id";
        let mut found = Vec::new();
        let (learned, keys) = (&self.learned, &self.keys);
        self.target.existing().statement(sql).await?.each(&[], |row| {
            let text = |column| row.text(column).unwrap_or_default();
            let website = learned.known_website(text(1)).or_else(|| learned.named_website(text(1)));
            let key = website.and_then(|website| keys.find(website, text(2)));
            let flags = [text(3) == "1", text(4) == "1"];
            found.extend(key.map(|key| Found { address: row.id(0), customer: key.customer, flags }));
            Ok(())
        })?;
        Ok(found)
    }
}
