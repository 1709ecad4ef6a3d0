//! Address rows: joined to their customers, inserted or compared.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::column::{AddressColumn, Column};
use clientele_domain::finding::{Code, Finding};
use hashbrown::{DefaultHashBuilder, HashMap as FastMap, HashSet};
use roaring::RoaringBitmap;
use sqlx::{Row as _, SqliteConnection};

use super::Import;
use super::customer::{same, value};
use super::finding::Kept;
use crate::StoreError;
use crate::bind::{Statement, Value};

/// The addresses of a file, on their way into the store.
pub(super) struct Addresses {
    columns: Vec<Column>,
    stored: Vec<usize>,
    /// Index in `stored` of `_entity_id`.
    stored_id: usize,
    places: Places,
    statements: Statements,
    seen: Seen,
    next_id: u32,
}

#[derive(Clone, Copy, Default)]
struct Places {
    email: usize,
    website: usize,
    entity_id: usize,
    billing: Option<usize>,
    shipping: Option<usize>,
}

struct Statements {
    insert: Statement,
    /// Addresses of a customer, and addresses without one.
    of_customer: Statement,
    alone: Statement,
    raw: Statement,
    not_billing: Statement,
    not_shipping: Statement,
}

/// What this import saw, to notice repetitions.
#[derive(Default)]
pub(super) struct Seen {
    hasher: DefaultHashBuilder,
    owners: FastMap<i64, u32>,
    contents: HashSet<u64>,
    matched: RoaringBitmap,
    pub(super) defaults: Defaults,
}

/// The default addresses of customers, by customer: the last row whose flag is 1.
#[derive(Default)]
pub(super) struct Defaults {
    billing: Vec<u32>,
    shipping: Vec<u32>,
}

impl Defaults {
    /// Makes an address the default. Returns the one that was.
    fn replace(list: &mut Vec<u32>, customer: u32, address: u32) -> Option<u32> {
        let index = customer as usize;
        if list.len() <= index {
            list.resize(index + 1, 0);
        }
        Some(std::mem::replace(&mut list[index], address)).filter(|&before| before != 0)
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
        let stored: Vec<usize> = (0..columns.len()).collect();
        let list = stored
            .iter()
            .map(|&index| stored_name(&columns[index], attributes))
            .collect::<Vec<_>>()
            .join(", ");
        let (next_id, seen) = match previous {
            Some(previous) => (previous.next_id, previous.seen),
            None => {
                let next = sqlx::query("SELECT coalesce(max(id), 0) + 1 FROM address")
                    .fetch_one(&mut *connection)
                    .await?;
                (next.get(0), Seen::default())
            }
        };
        let marks = vec!["?"; columns.len() + 7].join(", ");
        let insert = format!(
            "INSERT INTO address (id, customer_id, source_id, line, row, change_set_id, is_billing, is_shipping, {list}) VALUES (?, {marks})"
        );
        let of_customer = format!("SELECT id, {list} FROM address WHERE customer_id = ? ORDER BY id");
        let alone = format!(
            "SELECT id, {list} FROM address WHERE customer_id IS NULL AND email = ? COLLATE NOCASE AND website_code = ? ORDER BY id"
        );
        Ok(Self {
            columns: columns.to_vec(),
            stored_id: places.entity_id,
            stored,
            places,
            statements: Statements {
                insert: Statement::prepare(connection, &insert).await?,
                of_customer: Statement::prepare(connection, &of_customer).await?,
                alone: Statement::prepare(connection, &alone).await?,
                raw: Statement::prepare(connection, super::INSERT_RAW).await?,
                not_billing: Statement::prepare(connection, "UPDATE address SET is_billing = 0 WHERE id = ?")
                    .await?,
                not_shipping: Statement::prepare(
                    connection,
                    "UPDATE address SET is_shipping = 0 WHERE id = ?",
                )
                .await?,
            },
            seen,
            next_id,
        })
    }
}

fn stored_name(column: &Column, attributes: &HashMap<String, String>) -> String {
    match column {
        Column::Address(AddressColumn::Website) => "website_code".to_owned(),
        Column::Address(AddressColumn::Email) => "email".to_owned(),
        Column::Address(AddressColumn::EntityId) => "entity_id".to_owned(),
        Column::Address(AddressColumn::DefaultBilling) => "default_billing".to_owned(),
        Column::Address(AddressColumn::DefaultShipping) => "default_shipping".to_owned(),
        Column::Attribute(code) => attributes.get(code).cloned().unwrap_or_default(),
        other => other.code().to_owned(),
    }
}

/// How a row relates to the addresses that are there.
enum Relation {
    Unchanged(u32),
    Changed(u32),
    New,
}

impl Import {
    /// Takes rows of the addresses file announced last.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled. The import cannot go on then.
    pub fn addresses(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.check_cancelled()?;
        let Some(mut addresses) = self.addresses.take() else { return Ok(()) };
        let mut kept = vec![Kept::default(); batch.len()];
        let mut found = Vec::new();
        let mut result = Ok(());
        for (row, kept) in kept.iter_mut().enumerate() {
            if batch.places[row].refused {
                self.count_refused_address();
                continue;
            }
            match self.address(&mut addresses, batch, row, &mut found) {
                Ok(address) => *kept = address,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        if result.is_ok() && self.inserts() {
            result = raw_cells(&mut addresses, batch, &kept);
        }
        self.addresses = Some(addresses);
        result?;
        let (source, write) = (self.sources.last().map_or(0, |source| source.id), self.inserts());
        self.findings.add(source, &batch.findings, &kept, write)?;
        self.findings.add(source, &found, &kept, write)
    }

    fn count_refused_address(&mut self) {
        self.plan.addresses.refused += 1;
        self.count(|counts| counts.refused += 1);
    }

    fn address(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        found: &mut Vec<Finding>,
    ) -> Result<Kept, StoreError> {
        let cells = batch.row(row);
        let places = addresses.places;
        let text = |index: usize| batch.str(cells[index]).unwrap_or_default();
        let entity_id = value(batch, cells[places.entity_id]).integer();
        let (email, website) = (text(places.email), text(places.website));
        let mut complain = |code: Code, column: &str, value: &str| {
            found.push(super::finding_of(code, batch, row, column, value))
        };
        let key = self.learned.known_website(website).and_then(|website| self.keys.find(website, email));
        let customer = key.map(|key| key.customer);
        match key {
            None => complain(Code::CustomerNotFound, "_email", email),
            Some(key) if !key.same_case => complain(Code::EmailCaseDiffers, "_email", email),
            Some(_) => {}
        }
        let owner = customer.unwrap_or(0);
        if let Some(entity_id) = entity_id {
            match addresses.seen.owners.get(&entity_id) {
                Some(&other) if other == owner => {
                    complain(Code::DuplicateAddressId, "_entity_id", &entity_id.to_string());
                    self.count_refused_address();
                    return Ok(Kept::default());
                }
                Some(_) => complain(Code::AddressIdOfOther, "_entity_id", &entity_id.to_string()),
                None => drop(addresses.seen.owners.insert(entity_id, owner)),
            }
        }
        if !addresses.seen.contents.insert(content(addresses, batch, cells, owner, email)) {
            complain(Code::AddressTwice, "street", "");
        }
        let relation = self.relation(addresses, batch, cells, customer, entity_id)?;
        if let Some(customer) = customer {
            self.plan.listed.insert(customer);
        }
        Ok(Kept { customer, address: Some(self.keep_address(addresses, batch, row, customer, &relation)?) })
    }

    /// Counts a row, and inserts it where addresses may be inserted. Returns its address.
    fn keep_address(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        customer: Option<u32>,
        relation: &Relation,
    ) -> Result<u32, StoreError> {
        match *relation {
            Relation::Unchanged(id) => {
                self.plan.addresses.unchanged += 1;
                self.plan.matched_addresses += 1;
                self.count(|counts| counts.unchanged += 1);
                Ok(id)
            }
            Relation::Changed(id) => {
                self.plan.addresses.changed += 1;
                self.plan.matched_addresses += 1;
                self.plan.changed.extend(customer);
                self.count(|counts| counts.changed += 1);
                Ok(id)
            }
            Relation::New => {
                self.plan.addresses.created += 1;
                self.count(|counts| counts.created += 1);
                if self.before.customers {
                    self.plan.changed.extend(customer);
                }
                let id = addresses.next_id;
                addresses.next_id += 1;
                if self.inserts() {
                    self.insert_address(addresses, batch, row, customer, id)?;
                }
                Ok(id)
            }
        }
    }

    /// Existing addresses are looked at where there can be any: those of customers here before, those without one.
    fn relation(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        cells: &[Cell],
        customer: Option<u32>,
        entity_id: Option<i64>,
    ) -> Result<Relation, StoreError> {
        let Addresses { statements, stored, stored_id, seen, places, .. } = addresses;
        let mut relation = Relation::New;
        let mut judge = |kept: &[Value<'_>]| {
            let id = kept[0].key();
            let same_id = entity_id.is_some() && kept[1 + *stored_id].integer() == entity_id;
            if seen.matched.contains(id) || matches!(relation, Relation::Changed(_)) {
                return Ok(());
            }
            let equal = stored.iter().zip(&kept[1..]).all(|(&index, &kept)| {
                index == places.entity_id || index == places.email || same(kept, value(batch, cells[index]))
            });
            match (same_id, equal, &relation) {
                (true, true, _) => relation = Relation::Unchanged(id),
                (true, false, _) => relation = Relation::Changed(id),
                (false, true, Relation::New) => relation = Relation::Unchanged(id),
                _ => {}
            }
            Ok(())
        };
        match customer {
            Some(customer) if self.before.joined_addresses => {
                statements.of_customer.each(&[Value::Integer(i64::from(customer))], &mut judge)?;
            }
            None if self.before.lone_addresses => {
                let key = [value(batch, cells[places.email]), value(batch, cells[places.website])];
                statements.alone.each(&key, &mut judge)?;
            }
            _ => {}
        }
        if let Relation::Unchanged(id) | Relation::Changed(id) = relation {
            seen.matched.insert(id);
        }
        Ok(relation)
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
        let flag = |index: Option<usize>| {
            customer.is_some() && index.is_some_and(|index| batch.str(cells[index]) == Some("1"))
        };
        let (billing, shipping) = (flag(addresses.places.billing), flag(addresses.places.shipping));
        let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        let source = self.sources.last().map_or(0, |source| source.id);
        let mut values = Vec::with_capacity(addresses.stored.len() + 8);
        values.push(Value::Integer(i64::from(id)));
        values.push(customer.map_or(Value::Null, |customer| Value::Integer(i64::from(customer))));
        values.extend([
            Value::Integer(source),
            number(place.line),
            number(place.row),
            Value::Integer(self.change_set),
        ]);
        values.extend([Value::Integer(i64::from(billing)), Value::Integer(i64::from(shipping))]);
        values.extend(addresses.stored.iter().map(|&index| value(batch, cells[index])));
        addresses.statements.insert.run(&values)?;
        let customer = customer.unwrap_or(0);
        let Addresses { statements, seen, .. } = addresses;
        if billing && let Some(before) = Defaults::replace(&mut seen.defaults.billing, customer, id) {
            statements.not_billing.run(&[Value::Integer(i64::from(before))])?;
        }
        if shipping && let Some(before) = Defaults::replace(&mut seen.defaults.shipping, customer, id) {
            statements.not_shipping.run(&[Value::Integer(i64::from(before))])?;
        }
        Ok(())
    }
}

/// What the address says, without its number and flags, for one owner.
fn content(addresses: &Addresses, batch: &Batch, cells: &[Cell], owner: u32, email: &str) -> u64 {
    let mut hasher = addresses.seen.hasher.build_hasher();
    (owner, if owner == 0 { email } else { "" }).hash(&mut hasher);
    for (column, &cell) in addresses.columns.iter().zip(cells) {
        let told = !matches!(
            column,
            Column::Address(
                AddressColumn::EntityId
                    | AddressColumn::Email
                    | AddressColumn::DefaultBilling
                    | AddressColumn::DefaultShipping
            )
        );
        if told {
            batch.str(cell).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn raw_cells(addresses: &mut Addresses, batch: &Batch, kept: &[Kept]) -> Result<(), StoreError> {
    for raw in &batch.raw {
        let Some(id) = kept[raw.row as usize].address else { continue };
        let column = addresses.columns[raw.column as usize].code();
        addresses.statements.raw.run(&[
            Value::Text("address"),
            Value::Integer(i64::from(id)),
            Value::Text(column),
            Value::Text(batch.raw_str(*raw)),
        ])?;
    }
    Ok(())
}
