//! Address rows: joined to their customers, inserted, or put in the place of those that are there.

use std::collections::HashMap;

use clientele_domain::batch::Batch;
use clientele_domain::column::{AddressColumn, Column};
use clientele_domain::finding::{Code, Finding};
use hashbrown::HashMap as FastMap;
use sqlx::SqliteConnection;

use super::Import;
use super::change::{Differences, FileRow, Update};
use super::customer::value;
use super::default_address::DefaultAddresses;
use super::finding::{Fate, Kept, finding_of};
use super::insert::{Insert, next_id};
use super::matching::{Contents, Matching, Owner, Relation};
use super::raw::RawCells;
use crate::StoreError;
use crate::bind::Value;
use crate::record::ADDRESS;

/// Columns that the store adds to those of the file.
const OWN: [&str; 8] =
    ["id", "customer_id", "source_id", "line", "row", "change_set_id", "is_billing", "is_shipping"];

/// The addresses of a file, on their way into the store.
pub(super) struct Addresses {
    pub(super) columns: Vec<Column>,
    pub(super) places: Places,
    pub(super) matching: Matching,
    pub(super) raw: RawCells,
    pub(super) update: Update,
    insert: Insert,
    defaults: DefaultAddresses,
    seen: Seen,
    /// The first key of those that this import makes, and the next.
    pub(super) first_id: u32,
    next_id: u32,
}

/// Where the cells that are looked at stand.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) email: usize,
    pub(super) website: usize,
    pub(super) entity_id: usize,
    billing: Option<usize>,
    shipping: Option<usize>,
}

/// What this import saw, to notice repetitions.
#[derive(Default)]
struct Seen {
    ids: FastMap<i64, Owner>,
    contents: Contents,
    billing: Defaults,
    shipping: Defaults,
}

/// A default address of customers, by customer: the last row whose flag is 1 (data-formats.md 6.3).
#[derive(Default)]
struct Defaults(Vec<u32>);

impl Defaults {
    /// Makes an address the default. Returns the one that was.
    fn replace(&mut self, customer: u32, address: u32) -> Option<u32> {
        let index = customer as usize;
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        Some(std::mem::replace(&mut self.0[index], address)).filter(|&before| before != 0)
    }

    fn is(&self, customer: u32, address: u32) -> bool {
        self.0.get(customer as usize) == Some(&address)
    }
}

impl Addresses {
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        columns: &[Column],
        attributes: &HashMap<String, String>,
        previous: Option<Self>,
    ) -> Result<Self, StoreError> {
        let at = |column: AddressColumn| columns.iter().position(|other| *other == Column::Address(column));
        let places = Places {
            email: at(AddressColumn::Email).unwrap_or(0),
            website: at(AddressColumn::Website).unwrap_or(0),
            entity_id: at(AddressColumn::EntityId).unwrap_or(0),
            billing: at(AddressColumn::DefaultBilling),
            shipping: at(AddressColumn::DefaultShipping),
        };
        let names: Vec<String> = columns.iter().map(|column| stored_name(column, attributes)).collect();
        let (first_id, next_id, seen, matched) = match previous {
            Some(previous) => (previous.first_id, previous.next_id, previous.seen, previous.matching.matched),
            None => {
                let next = next_id(connection, "address").await?;
                (next, next, Seen::default(), roaring::RoaringBitmap::new())
            }
        };
        Ok(Self {
            columns: columns.to_vec(),
            places,
            matching: Matching::prepare(connection, &names.join(", "), matched).await?,
            raw: RawCells::prepare(connection, "address").await?,
            update: Update::prepare(connection, ADDRESS, names.iter().cloned().enumerate()).await?,
            insert: Insert::prepare(connection, "address", &OWN, &names).await?,
            defaults: DefaultAddresses::prepare(connection).await?,
            seen,
            first_id,
            next_id,
        })
    }
}

impl Addresses {
    /// Whether a row says that it is the default billing and shipping address.
    fn flags(&self, batch: &Batch, row: usize) -> [bool; 2] {
        let cells = batch.row(row);
        let is = |index: Option<usize>| index.is_some_and(|index| batch.str(cells[index]) == Some("1"));
        [is(self.places.billing), is(self.places.shipping)]
    }

    /// Whether an address that was inserted here is the default billing and shipping address of a customer.
    pub(super) fn defaults(&self, customer: u32, address: u32) -> (bool, bool) {
        (self.seen.billing.is(customer, address), self.seen.shipping.is(customer, address))
    }
}

/// The store's column of a column of the file.
fn stored_name(column: &Column, attributes: &HashMap<String, String>) -> String {
    match column {
        Column::Address(AddressColumn::Website) => "website_code".to_owned(),
        Column::Address(AddressColumn::Email) => "email".to_owned(),
        Column::Address(AddressColumn::EntityId) => "entity_id".to_owned(),
        Column::Address(AddressColumn::DefaultBilling) => "default_billing".to_owned(),
        Column::Address(AddressColumn::DefaultShipping) => "default_shipping".to_owned(),
        Column::Attribute(_, code) => attributes.get(code).cloned().unwrap_or_default(),
        other => other.code().to_owned(),
    }
}

impl Import {
    /// Takes rows of the addresses file announced last.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled. The import cannot go on then.
    pub fn addresses(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.check_cancelled()?;
        let Some(mut addresses) = self.addresses.take() else { return Ok(()) };
        let result = self.address_rows(&mut addresses, batch);
        self.addresses = Some(addresses);
        result
    }

    fn address_rows(&mut self, addresses: &mut Addresses, batch: &Batch) -> Result<(), StoreError> {
        let mut kept = vec![Kept::default(); batch.len()];
        let mut found = Vec::new();
        for (row, kept) in kept.iter_mut().enumerate() {
            if batch.places[row].refused {
                self.refuse_address();
            } else {
                *kept = self.address(addresses, batch, row, &mut found)?;
            }
        }
        addresses
            .raw
            .write(batch, &addresses.columns, |row| kept[row].address.filter(|_| kept[row].is_new()))?;
        self.keep_findings(batch, &found, &kept)
    }

    fn refuse_address(&mut self) {
        self.plan.addresses.refused += 1;
        self.count(|counts| counts.refused += 1);
    }

    /// Takes one row. Returns what it became; nothing when it is refused.
    fn address(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        found: &mut Vec<Finding>,
    ) -> Result<Kept, StoreError> {
        let (cells, places) = (batch.row(row), addresses.places);
        let text = |index: usize| batch.str(cells[index]).unwrap_or_default();
        let (email, website) = (text(places.email), text(places.website));
        let mut complain =
            |code: Code, column: &str, value: &str| found.push(finding_of(code, batch, row, column, value));
        let key = self.learned.known_website(website).and_then(|website| self.keys.find(website, email));
        let customer = key.map(|key| key.customer);
        let owner = addresses.seen.contents.owner(customer, website, email);
        let entity_id = value(batch, cells[places.entity_id]).integer();
        let first_owner = entity_id.and_then(|id| {
            addresses.seen.ids.get(&id).copied().or_else(|| {
                addresses.seen.ids.insert(id, owner);
                None
            })
        });
        let id_text = || entity_id.unwrap_or_default().to_string();
        if first_owner == Some(owner) {
            complain(Code::DuplicateAddressId, "_entity_id", &id_text());
            self.refuse_address();
            return Ok(Kept::default());
        }
        if first_owner.is_some() {
            complain(Code::AddressIdOfOther, "_entity_id", &id_text());
        }
        match key {
            None => complain(Code::CustomerNotFound, "_email", email),
            Some(key) if !key.same_case => complain(Code::EmailCaseDiffers, "_email", email),
            Some(_) => {}
        }
        if !addresses.seen.contents.add(owner, &addresses.columns, batch, cells) {
            complain(Code::AddressTwice, "street", "");
        }
        let relation = self.relation(addresses, batch, row, customer)?;
        self.plan.listed.extend(customer);
        self.keep_address(addresses, batch, row, customer, relation)
    }

    /// Inserts a row, or makes the address that it is what it says.
    fn keep_address(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        customer: Option<u32>,
        relation: Relation,
    ) -> Result<Kept, StoreError> {
        let (id, fate) = match relation {
            Relation::Unchanged(id) => {
                self.plan.addresses.unchanged += 1;
                self.count(|counts| counts.unchanged += 1);
                (id, Fate::Unchanged)
            }
            Relation::Changed(id, differences) => {
                self.plan.addresses.changed += 1;
                self.count(|counts| counts.changed += 1);
                self.change_address(addresses, (batch, row), customer, (id, differences))?;
                (id, Fate::Changed)
            }
            Relation::New => {
                self.plan.addresses.created += 1;
                self.count(|counts| counts.created += 1);
                let id = addresses.next_id;
                addresses.next_id += 1;
                self.insert_address(addresses, batch, row, customer, id)?;
                (id, Fate::Created)
            }
        };
        match customer {
            Some(customer) if fate != Fate::Unchanged && !self.plan.created.contains(customer) => {
                self.plan.changed.insert(customer);
            }
            None if fate == Fate::Changed => {
                self.plan.changed_waiting.insert(id);
            }
            _ => {}
        }
        self.plan.matched_addresses += u64::from(fate != Fate::Created && customer.is_some());
        Ok(Kept { customer, address: Some(id), fate })
    }

    /// Makes an address what the row says.
    fn change_address(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        (id, differences): (u32, Differences),
    ) -> Result<(), StoreError> {
        let Addresses { columns, update, raw, .. } = addresses;
        let file = FileRow { batch, row, columns };
        let values = update.apply(id, differences, file, raw)?;
        let line = (self.source_id(), batch.places[row].line);
        self.changes.add((ADDRESS, id), line, values)?;
        if let Some(customer) = customer {
            self.findings.replace_of_address(customer, id)?;
            let flags = addresses.flags(batch, row);
            addresses.defaults.make((customer, id), flags, line, &mut self.changes)?;
        }
        Ok(())
    }

    fn insert_address(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        customer: Option<u32>,
        id: u32,
    ) -> Result<(), StoreError> {
        let (cells, place) = (batch.row(row), batch.places[row]);
        // Customers who are here may have default addresses already: those give way in a written change.
        let flags = if customer.is_some() { addresses.flags(batch, row) } else { [false; 2] };
        let known = customer.filter(|&of| self.before.joined_addresses && !self.plan.created.contains(of));
        let [billing, shipping] = if known.is_some() { [false; 2] } else { flags };
        let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        let key = |key: u32| Value::Integer(i64::from(key));
        let mut values = Vec::with_capacity(OWN.len() + cells.len());
        values.extend([key(id), customer.map_or(Value::Null, key), Value::Integer(self.source_id())]);
        values.extend([number(place.line), number(place.row), Value::Integer(self.change_set)]);
        values.extend([key(u32::from(billing)), key(u32::from(shipping))]);
        values.extend(cells.iter().map(|&cell| value(batch, cell)));
        if let Some(loading) = &mut self.loading {
            loading.address(customer, |bytes| addresses.insert.write(bytes, &values));
        }
        addresses.insert.run(&values)?;
        self.waiting |= customer.is_none();
        if let Some(customer) = known {
            let line = (self.source_id(), place.line);
            return addresses.defaults.make((customer, id), flags, line, &mut self.changes);
        }
        let (customer, seen) = (customer.unwrap_or(0), &mut addresses.seen);
        if billing && let Some(before) = seen.billing.replace(customer, id) {
            addresses.defaults.give_up(0, before)?;
        }
        if shipping && let Some(before) = seen.shipping.replace(customer, id) {
            addresses.defaults.give_up(1, before)?;
        }
        Ok(())
    }
}
