//! Address rows: joined to their customers, made, or put in the place of those that are there.

use std::collections::HashMap;

use clientele_domain::attribute::Entity;
use clientele_domain::batch::{Batch, Part};
use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use super::change::{Differences, Kept, by_name};
use super::fetch::{Fetch, cell_value};
use super::finding::{Outcome, finding_of};
use super::insert::NewRows;
use super::matching::{Here, Owner, Relation, Waiting};
use super::plan::{Fate, Subject};
use super::raw::{FileRow, RawCells};
use super::{Import, RAW};
use crate::StoreError;
use crate::engine::Value;
use crate::keys::Found;
use crate::record::ADDRESS;

/// Columns that the store adds to those of the file.
const OWN: [&str; 10] = [
    "id",
    "customer_id",
    "website_code",
    "email",
    "source_id",
    "line",
    "row",
    "change_set_id",
    "is_billing",
    "is_shipping",
];

/// What is looked at of an address besides the file's columns, behind them.
const BESIDES: [&str; 3] = ["is_billing", "is_shipping", "source_id"];

/// The addresses of a file, on their way into the store.
pub(super) struct Addresses {
    pub(super) kind: Kind,
    pub(super) columns: Vec<Column>,
    pub(super) kept: Vec<Kept>,
    /// Where the cells of the kept columns stand.
    pub(super) cells: Vec<usize>,
    pub(super) places: Places,
    pub(super) fetch: Fetch,
    pub(super) waiting: Waiting,
    pub(super) raw: RawCells,
    insert: NewRows,
}

/// Where the cells that are looked at stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) email: usize,
    pub(super) website: Option<usize>,
    pub(super) entity_id: Option<usize>,
    billing: Option<usize>,
    shipping: Option<usize>,
}

/// Whether a file of customers has addresses too.
pub(super) fn has_any(columns: &[Column]) -> bool {
    columns.iter().any(is_of_address)
}

/// Whether a column is one of the address's.
pub(super) fn is_of_address(column: &Column) -> bool {
    matches!(column, Column::Address(_) | Column::Attribute(Entity::Address, _))
}

/// The store's column of a column of the file; none of the owner's key.
fn stored_name(column: &Column, attributes: &HashMap<Column, String>) -> Option<String> {
    match column {
        Column::Address(AddressColumn::Website | AddressColumn::Email) => None,
        Column::Address(AddressColumn::EntityId) => Some("entity_id".to_owned()),
        Column::Address(AddressColumn::DefaultBilling) => Some("default_billing".to_owned()),
        Column::Address(AddressColumn::DefaultShipping) => Some("default_shipping".to_owned()),
        Column::Address(column) => Some(column.code().to_owned()),
        other => attributes.get(other).cloned(),
    }
}

impl Places {
    fn of(columns: &[Column]) -> Self {
        let at = |column: Column| columns.iter().position(|other| *other == column);
        let address = |column| at(Column::Address(column));
        let customer = |column| at(Column::Customer(column));
        let email = address(AddressColumn::Email).or_else(|| customer(CustomerColumn::Email));
        let website = address(AddressColumn::Website).or_else(|| customer(CustomerColumn::Website));
        Self {
            email: email.unwrap_or(0),
            website: website.or_else(|| customer(CustomerColumn::WebsiteName)),
            entity_id: address(AddressColumn::EntityId),
            billing: address(AddressColumn::DefaultBilling),
            shipping: address(AddressColumn::DefaultShipping),
        }
    }
}

impl Addresses {
    pub(super) async fn prepare(
        import: &mut Import,
        kind: Kind,
        columns: &[Column],
    ) -> Result<Self, StoreError> {
        let attributes = import.learned.attributes(columns);
        let (mut kept, mut cells) = (Vec::new(), Vec::new());
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| is_of_address(column)) {
            if let Some(name) = stored_name(column, &attributes) {
                kept.push(Kept { column: column.clone(), name });
                cells.push(index);
            }
        }
        let names: Vec<String> = kept.iter().map(|kept| kept.name.clone()).collect();
        let own: Vec<&str> = OWN.into_iter().chain(names.iter().map(String::as_str)).collect();
        let wanted: Vec<String> =
            names.iter().cloned().chain(BESIDES.into_iter().map(ToOwned::to_owned)).collect();
        import.learned.add_columns(import.target.new_records()).await?;
        let raw = import.raw_insert().await?;
        Ok(Self {
            kind,
            columns: columns.to_vec(),
            kept,
            cells,
            places: Places::of(columns),
            insert: NewRows::prepare(import.target.new_records(), ADDRESS, &own).await?,
            fetch: Fetch::prepare(import.target.existing(), ADDRESS, "customer_id", &wanted).await?,
            waiting: Waiting::prepare(import.target.existing(), &wanted).await?,
            raw: RawCells::prepare(import.target.existing(), raw, ADDRESS).await?,
        })
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()?;
        self.raw.flush()
    }

    /// The values of a row in the order of the kept columns.
    pub(super) fn values<'a>(&self, batch: &'a Batch, row: usize) -> Vec<Value<'a>> {
        let cells = batch.row(row);
        self.cells.iter().map(|&index| cell_value(batch, cells[index])).collect()
    }

    /// E-mail and website of a row's owner, as the file names them.
    pub(super) fn key<'a>(&self, batch: &'a Batch, row: usize) -> (&'a str, &'a str) {
        let cells = batch.row(row);
        let text = |index: usize| batch.str(cells[index]).unwrap_or_default();
        (text(self.places.email), self.places.website.map_or("", text))
    }

    pub(super) fn entity_id(&self, batch: &Batch, row: usize) -> Option<i64> {
        self.places.entity_id.and_then(|index| cell_value(batch, batch.row(row)[index]).integer())
    }

    /// Whether a row says that it is the default billing and shipping address.
    fn flags(&self, batch: &Batch, row: usize) -> [bool; 2] {
        let cells = batch.row(row);
        let is = |index: Option<usize>| index.is_some_and(|index| batch.str(cells[index]) == Some("1"));
        [is(self.places.billing), is(self.places.shipping)]
    }

    /// Where flag `place` (billing, shipping) stands among what is fetched, and the file behind.
    pub(super) fn beside(&self, place: usize) -> usize {
        self.kept.len() + place
    }
}

impl Import {
    /// Takes the addresses of a batch, whose customers are told by `outcomes` where the rows hold both.
    pub(super) fn address_rows(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        outcomes: &mut [Outcome],
        found: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        let owners = self.owners(addresses, batch, outcomes);
        let here = self.addresses_here(addresses, batch, &owners)?;
        for (row, owner) in owners.into_iter().enumerate() {
            let Some(owner) = owner else { continue };
            let outcome = match owner {
                Whose::Refused => self.refuse_address(batch, row)?,
                Whose::Orphan => {
                    found.push(finding_of(
                        Code::RowIsOrphan,
                        batch,
                        row,
                        "email",
                        addresses.key(batch, row).0,
                    ));
                    self.refuse_address(batch, row)?
                }
                Whose::Customer(key) => self.address(addresses, (batch, row), key, &here, found)?,
            };
            merge(&mut outcomes[row], outcome);
        }
        Ok(())
    }

    /// Whose address each row is; nothing of a row that holds none.
    fn owners(&self, addresses: &Addresses, batch: &Batch, outcomes: &[Outcome]) -> Vec<Option<Whose>> {
        let mut group: Option<Outcome> = None;
        let mut whose = |row: usize| {
            let place = batch.places[row];
            if place.part != Part::Address {
                group = Some(outcomes[row]);
            }
            if place.part == Part::Customer && addresses.kind != Kind::Addresses {
                return None;
            }
            if place.refused {
                return Some(Whose::Refused);
            }
            if addresses.kind == Kind::Addresses {
                let (email, website) = addresses.key(batch, row);
                let website = self.learned.known_website(website);
                return Some(Whose::Customer(website.and_then(|website| self.keys.find(website, email))));
            }
            match group {
                Some(Outcome { customer: Some(customer), fate, .. }) if fate != Fate::Deleted => {
                    Some(Whose::Customer(Some(Found { customer, same_case: true })))
                }
                // A customer shown again, or deleted: his addresses are none of this row's business.
                Some(Outcome { fate: Fate::Unchanged | Fate::Deleted, .. }) => None,
                Some(_) if place.part == Part::Both => Some(Whose::Refused),
                _ => Some(Whose::Orphan),
            }
        };
        (0..batch.len()).map(&mut whose).collect()
    }

    fn refuse_address(&mut self, batch: &Batch, row: usize) -> Result<Outcome, StoreError> {
        if batch.places[row].part == Part::Both {
            // Its row is listed with the customer.
            self.plan.addresses.refused += 1;
            return Ok(Outcome { fate: Fate::Refused, ..Outcome::default() });
        }
        self.refuse(Subject::Address, batch, row)
    }

    /// Takes one row. Tells what it became.
    fn address(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        key: Option<Found>,
        here: &Here,
        found: &mut Vec<Finding>,
    ) -> Result<Outcome, StoreError> {
        let customer = key.map(|key| key.customer);
        let (email, website) = addresses.key(batch, row);
        let mut complain =
            |code: Code, column: &str, value: &str| found.push(finding_of(code, batch, row, column, value));
        let owner = self.address_seen.contents.owner(customer, website, email);
        let entity_id = addresses.entity_id(batch, row);
        if self.deletes(batch.places[row]) {
            return self.delete_address(addresses, (batch, row), customer, here, found);
        }
        let first_owner = entity_id.and_then(|id| self.address_seen.first_owner(id, owner));
        let id_text = || entity_id.unwrap_or_default().to_string();
        if first_owner == Some(owner) {
            complain(Code::DuplicateAddressId, "_entity_id", &id_text());
            return self.refuse_address(batch, row);
        }
        if first_owner.is_some() {
            complain(Code::AddressIdOfOther, "_entity_id", &id_text());
        }
        if addresses.kind == Kind::Addresses {
            match key {
                None => complain(Code::CustomerNotFound, "_email", email),
                Some(key) if !key.same_case => complain(Code::EmailCaseDiffers, "_email", email),
                Some(_) => {}
            }
        }
        if !self.address_seen.contents.add(owner, &addresses.columns, batch, batch.row(row)) {
            complain(Code::AddressTwice, "street", "");
        }
        let relation = self.relation(addresses, (batch, row), customer, here)?;
        if addresses.kind == Kind::Addresses {
            self.seen.listed.extend(customer);
        }
        self.keep_address(addresses, (batch, row), customer, relation, here)
    }

    /// Makes an address, or writes down what a row makes of it.
    fn keep_address(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        relation: Relation,
        here: &Here,
    ) -> Result<Outcome, StoreError> {
        let (id, fate) = match &relation {
            Relation::Unchanged(id) => (*id, Fate::Unchanged),
            Relation::Changed(id, _) => (*id, Fate::Changed),
            Relation::New => (self.next_address(), Fate::Created),
        };
        self.count_address(addresses, fate);
        let line = batch.places[row].line;
        let entry = match customer {
            Some(customer) if fate != Fate::Unchanged && !self.seen.created.contains(customer) => {
                self.seen.changed.insert(customer);
                self.enter(Subject::Customer, customer, Fate::Changed, line)
            }
            Some(customer) => self.list.of(Subject::Customer, customer),
            None => self.enter(Subject::Address, id, fate, line),
        };
        match relation {
            Relation::Unchanged(_) => {}
            Relation::Changed(id, differences) => {
                self.change_address(addresses, (batch, row), customer, (id, differences), entry, here)?;
            }
            Relation::New => self.new_address(addresses, (batch, row), customer, (id, entry), here)?,
        }
        if fate != Fate::Created {
            self.seen.matched_addresses.insert(id);
            if customer.is_none() && fate == Fate::Changed {
                self.seen.changed_waiting.insert(id);
            }
        }
        Ok(Outcome { customer, address: Some(id), fate, entry })
    }

    fn count_address(&mut self, addresses: &Addresses, fate: Fate) {
        let count = |counts: &mut super::Counts| match fate {
            Fate::Created => counts.created += 1,
            Fate::Changed => counts.changed += 1,
            _ => counts.unchanged += 1,
        };
        count(&mut self.plan.addresses);
        // The history line of a file with customers counts those.
        if addresses.kind == Kind::Addresses {
            self.count(count);
        }
    }

    fn change_address(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        (id, differences): (u32, Differences),
        entry: Option<u32>,
        here: &Here,
    ) -> Result<(), StoreError> {
        let (mut before, mut after) = by_name(&addresses.kept, differences);
        let file = FileRow { batch, row, columns: &addresses.columns, of_record: is_of_address };
        if let Some((was, is)) = addresses.raw.replaced(id, file)? {
            before.insert(RAW.to_owned(), was.into());
            after.insert(RAW.to_owned(), is.into());
        }
        let origin = self.origin(batch.places[row].line, entry);
        if !before.is_empty() {
            self.changes.add((ADDRESS, id), origin, Some(before), Some(after))?;
        }
        if let Some(customer) = customer {
            self.replaced.addresses.push((customer, id));
            let flags = addresses.flags(batch, row);
            self.make_default(addresses, (customer, id), flags, here, origin)?;
        }
        Ok(())
    }

    fn new_address(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        (id, entry): (u32, Option<u32>),
        here: &Here,
    ) -> Result<(), StoreError> {
        let place = batch.places[row];
        let flags = match customer {
            Some(customer) => {
                let (flags, origin) = (addresses.flags(batch, row), self.origin(place.line, entry));
                self.make_default(addresses, (customer, id), flags, here, origin)?;
                flags
            }
            None => [false; 2],
        };
        let (email, website) = addresses.key(batch, row);
        let mut values = Vec::with_capacity(OWN.len() + addresses.kept.len());
        let source = Value::from(self.source_id());
        values.extend([Value::from(id), customer.into(), website.into(), email.into(), source]);
        values.extend([Value::from(place.line), place.row.into(), self.change_set.into()]);
        values.extend(flags.map(|flag| Value::Integer(i64::from(flag))));
        values.extend(addresses.values(batch, row));
        if let Some(loading) = &mut self.loading {
            loading.address(id, customer, flags, |bytes| addresses.insert.write(bytes, &values));
        }
        addresses.insert.run(&values)?;
        let file = FileRow { batch, row, columns: &addresses.columns, of_record: is_of_address };
        addresses.raw.write(id, file)
    }

    fn delete_address(
        &mut self,
        addresses: &Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        here: &Here,
        found: &mut Vec<Finding>,
    ) -> Result<Outcome, StoreError> {
        let entity_id = addresses.entity_id(batch, row);
        let (email, _) = addresses.key(batch, row);
        let known = customer.zip(entity_id).and_then(|(customer, id)| here.numbered(addresses, customer, id));
        let refusal = match (customer, entity_id, known) {
            (None, ..) => Some((Code::CustomerNotFound, "_email", email.to_owned())),
            (_, None, _) => Some((Code::AddressIdIsEmpty, "_entity_id", String::new())),
            (_, Some(id), None) => Some((Code::AddressNotFound, "_entity_id", id.to_string())),
            (_, Some(id), Some(known)) if !self.seen.matched_addresses.insert(known) => {
                Some((Code::DuplicateAddressId, "_entity_id", id.to_string()))
            }
            _ => None,
        };
        if let Some((code, column, value)) = refusal {
            found.push(finding_of(code, batch, row, column, &value));
            return self.refuse_address(batch, row);
        }
        let line = batch.places[row].line;
        let entry = customer.and_then(|customer| {
            self.seen.changed.insert(customer);
            self.enter(Subject::Customer, customer, Fate::Changed, line)
        });
        self.doomed.addresses.extend(known.map(|id| (id, self.origin(line, entry))));
        Ok(Outcome { customer, address: known, fate: Fate::Deleted, entry })
    }
}

/// Whose address a row is.
pub(super) enum Whose {
    /// A customer's, or of one who is not here.
    Customer(Option<Found>),
    /// The reader refuses the row, or the customer in it was refused.
    Refused,
    /// Of a customer whose row was refused.
    Orphan,
}

/// What a row that holds both became.
fn merge(outcome: &mut Outcome, address: Outcome) {
    let customer = *outcome;
    *outcome = Outcome {
        customer: address.customer.or(customer.customer),
        entry: address.entry.or(customer.entry),
        // A finding stays where either of them came or changed.
        fate: match (customer.customer.is_some(), customer.fate) {
            (true, Fate::Unchanged) | (false, _) => address.fate,
            (true, fate) => fate,
        },
        address: address.address,
    };
}

/// What this import saw of addresses, to notice repetitions.
#[derive(Default)]
pub(super) struct AddressesSeen {
    ids: hashbrown::HashMap<i64, Owner>,
    pub(super) contents: super::matching::Contents,
    pub(super) defaults: super::default_address::Defaults,
}

impl AddressesSeen {
    /// Whose address the number was before, if anyone's.
    fn first_owner(&mut self, id: i64, owner: Owner) -> Option<Owner> {
        match self.ids.entry(id) {
            hashbrown::hash_map::Entry::Occupied(first) => Some(*first.get()),
            hashbrown::hash_map::Entry::Vacant(vacant) => {
                vacant.insert(owner);
                None
            }
        }
    }
}
