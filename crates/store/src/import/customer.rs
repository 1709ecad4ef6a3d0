//! Customer rows: inserted, or put in the place of those that are there.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::column::{Column, CustomerColumn};
use clientele_domain::finding::{Code, Finding};
use sqlx::SqliteConnection;

use super::Import;
use super::change::{Differences, FileRow, Update};
use super::finding::{Fate, Kept, finding_of};
use super::insert::{Insert, next_id};
use super::raw::RawCells;
use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::record::CUSTOMER;

/// Columns that the account of a new customer cannot do without (data-formats.md 5.3 rule 2).
const REQUIRED: [CustomerColumn; 3] =
    [CustomerColumn::Firstname, CustomerColumn::Lastname, CustomerColumn::GroupId];

/// Columns that the store adds to those of the file.
const OWN: [&str; 6] = ["id", "website_id", "source_id", "line", "row", "change_set_id"];

/// The customers of a file, on their way into the store.
pub(super) struct Customers {
    columns: Vec<Column>,
    /// Columns of the batch that the store has a place for, in the statements' order.
    stored: Vec<usize>,
    places: Places,
    missing_column: Option<&'static str>,
    insert: Insert,
    select: Statement,
    update: Update,
    raw: RawCells,
    next_id: u32,
}

/// Where the cells that are looked at stand.
#[derive(Clone, Copy, Default)]
struct Places {
    email: usize,
    website: usize,
    store: Option<usize>,
    website_id: Option<usize>,
    store_id: Option<usize>,
    created_in: Option<usize>,
    group: Option<usize>,
}

impl Customers {
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        columns: &[Column],
        attributes: &HashMap<String, String>,
        previous: Option<Self>,
    ) -> Result<Self, StoreError> {
        let at = |column: CustomerColumn| columns.iter().position(|other| *other == Column::Customer(column));
        let places = Places {
            email: at(CustomerColumn::Email).unwrap_or(0),
            website: at(CustomerColumn::Website).unwrap_or(0),
            store: at(CustomerColumn::Store),
            website_id: at(CustomerColumn::WebsiteId),
            store_id: at(CustomerColumn::StoreId),
            created_in: at(CustomerColumn::CreatedIn),
            group: at(CustomerColumn::GroupId),
        };
        let stored: Vec<usize> = (0..columns.len()).filter(|&index| index != places.website).collect();
        let names: Vec<String> =
            stored.iter().map(|&index| stored_name(&columns[index], attributes)).collect();
        let next_id = match previous {
            Some(previous) => previous.next_id,
            None => next_id(connection, "customer").await?,
        };
        let select = format!("SELECT {} FROM customer WHERE id = ?", names.join(", "));
        let named: Vec<_> = stored.iter().copied().zip(names.iter().cloned()).collect();
        Ok(Self {
            columns: columns.to_vec(),
            stored,
            places,
            missing_column: REQUIRED
                .into_iter()
                .find(|&column| at(column).is_none())
                .map(CustomerColumn::code),
            insert: Insert::prepare(connection, "customer", &OWN, &names).await?,
            select: Statement::prepare(connection, &select).await?,
            update: Update::prepare(connection, CUSTOMER, named).await?,
            raw: RawCells::prepare(connection, "customer").await?,
            next_id,
        })
    }
}

/// The store's column of a column of the file.
fn stored_name(column: &Column, attributes: &HashMap<String, String>) -> String {
    match column {
        Column::Customer(CustomerColumn::Store) => "default_store_code".to_owned(),
        Column::Customer(CustomerColumn::WebsiteId) => "shop_website_id".to_owned(),
        Column::Attribute(_, code) => attributes.get(code).cloned().unwrap_or_default(),
        other => other.code().to_owned(),
    }
}

/// A cell as the store keeps it.
pub(super) fn value(batch: &Batch, cell: Cell) -> Value<'_> {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::Integer(number),
        Cell::Text { .. } => Value::Text(batch.str(cell).unwrap_or_default()),
    }
}

/// Absent and empty are the same to a file that has the column.
pub(super) fn same(kept: Value<'_>, new: Value<'_>) -> bool {
    kept == new || matches!((kept, new), (Value::Null, Value::Text("")) | (Value::Text(""), Value::Null))
}

impl Import {
    /// Takes rows of the customers file announced last.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled. The import cannot go on then.
    pub fn customers(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.check_cancelled()?;
        let Some(mut customers) = self.customers.take() else { return Ok(()) };
        let result = self.customer_rows(&mut customers, batch);
        self.customers = Some(customers);
        result
    }

    fn customer_rows(&mut self, customers: &mut Customers, batch: &Batch) -> Result<(), StoreError> {
        let mut kept = vec![Kept::default(); batch.len()];
        let mut found = Vec::new();
        for (row, kept) in kept.iter_mut().enumerate() {
            if batch.places[row].refused {
                self.refuse_customer();
            } else {
                *kept = self.customer(customers, batch, row, &mut found)?;
            }
        }
        customers
            .raw
            .write(batch, &customers.columns, |row| kept[row].customer.filter(|_| kept[row].is_new()))?;
        self.keep_findings(batch, &found, &kept)
    }

    fn refuse_customer(&mut self) {
        self.plan.customers.refused += 1;
        self.count(|counts| counts.refused += 1);
    }

    /// Takes one row. Returns the customer it became or was found to be; none when it is refused.
    fn customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        row: usize,
        found: &mut Vec<Finding>,
    ) -> Result<Kept, StoreError> {
        let cells = batch.row(row);
        let text = |index: usize| batch.str(cells[index]).unwrap_or_default();
        let (email, code) = (text(customers.places.email), text(customers.places.website));
        let known = self.learned.known_website(code).and_then(|website| self.keys.find(website, email));
        let refusal = match (known, customers.missing_column) {
            (Some(known), _) if self.plan.matched.contains(known.customer) => {
                Some((Code::DuplicateEmailSite, "email", email))
            }
            (None, Some(column)) => Some((Code::ValueIsRequired, column, "")),
            _ => None,
        };
        if let Some((code, column, value)) = refusal {
            found.push(finding_of(code, batch, row, column, value));
            self.refuse_customer();
            return Ok(Kept::default());
        }
        let website = self.learned.website(code)?;
        self.plan.websites.insert(u32::try_from(website).unwrap_or(u32::MAX));
        self.learn(customers.places, batch, row, website, found)?;
        let (id, fate) = match known {
            Some(known) => {
                if !known.same_case {
                    found.push(finding_of(Code::EmailCaseDiffers, batch, row, "email", email));
                }
                (known.customer, self.known_customer(customers, batch, row, known.customer)?)
            }
            None => (self.new_customer(customers, batch, row, website)?, Fate::Created),
        };
        self.plan.matched.insert(id);
        Ok(Kept { customer: Some(id), address: None, fate })
    }

    /// Learns store view and group of a row.
    fn learn(
        &mut self,
        places: Places,
        batch: &Batch,
        row: usize,
        website: i64,
        found: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        let cells = batch.row(row);
        let text = |index: Option<usize>| index.and_then(|index| batch.str(cells[index])).unwrap_or_default();
        let integer = |index: Option<usize>| index.and_then(|index| value(batch, cells[index]).integer());
        let store = text(places.store);
        if !store.is_empty() && self.learned.store_code(website, store) {
            found.push(finding_of(Code::StoreOutsideWebsite, batch, row, "_store", store));
        }
        if let Some(group) = integer(places.group)
            && self.learned.group(group)?
        {
            found.push(finding_of(Code::GroupUnknown, batch, row, "group_id", &group.to_string()));
        }
        if let Some(store_id) = integer(places.store_id) {
            self.learned.view(website, store_id, text(places.created_in));
        }
        if let Some(shop_id) = integer(places.website_id) {
            self.learned.shop_id(website, shop_id);
        }
        Ok(())
    }

    /// Inserts a new customer.
    fn new_customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        row: usize,
        website: i64,
    ) -> Result<u32, StoreError> {
        let id = customers.next_id;
        customers.next_id += 1;
        self.keys.add(website, batch.str(batch.row(row)[customers.places.email]).unwrap_or_default(), id);
        self.plan.customers.created += 1;
        self.plan.created.insert(id);
        self.count(|counts| counts.created += 1);
        self.insert_customer(customers, batch, row, id, website)?;
        Ok(id)
    }

    fn insert_customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        row: usize,
        id: u32,
        website: i64,
    ) -> Result<(), StoreError> {
        let (cells, place) = (batch.row(row), batch.places[row]);
        let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        let mut values = Vec::with_capacity(OWN.len() + customers.stored.len());
        values.extend([
            Value::Integer(i64::from(id)),
            Value::Integer(website),
            Value::Integer(self.source_id()),
        ]);
        values.extend([number(place.line), number(place.row), Value::Integer(self.change_set)]);
        values.extend(customers.stored.iter().map(|&index| value(batch, cells[index])));
        if let Some(loading) = &mut self.loading {
            loading.customer(|bytes| customers.insert.write(bytes, &values));
        }
        customers.insert.run(&values)
    }

    /// Makes a customer who is here what the row says.
    fn known_customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        row: usize,
        id: u32,
    ) -> Result<Fate, StoreError> {
        let Customers { columns, select, update, raw, .. } = customers;
        let file = FileRow { batch, row, columns };
        let mut differences = Differences::new();
        select.each(&[Value::Integer(i64::from(id))], |kept| {
            differences = update.differences(kept, file);
            Ok(())
        })?;
        if differences.is_empty() && !raw.differ(id, file)? {
            self.count(|counts| counts.unchanged += 1);
            return Ok(Fate::Unchanged);
        }
        let values = update.apply(id, differences, file, raw)?;
        self.changes.add((CUSTOMER, id), (self.source_id(), batch.places[row].line), values)?;
        self.findings.replace_of_customer(id)?;
        self.plan.changed.insert(id);
        self.count(|counts| counts.changed += 1);
        Ok(Fate::Changed)
    }
}
