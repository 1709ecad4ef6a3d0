//! Customer rows: inserted, or compared with those that are there.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::column::{Column, CustomerColumn};
use clientele_domain::finding::{Code, Finding};
use sqlx::{Row as _, SqliteConnection};

use super::Import;
use super::finding::Kept;
use crate::StoreError;
use crate::bind::{Statement, Value};

/// Columns that the account of a new customer cannot do without (data-formats.md 5.3 rule 2).
const REQUIRED: [CustomerColumn; 3] =
    [CustomerColumn::Firstname, CustomerColumn::Lastname, CustomerColumn::GroupId];

/// The customers of a file, on their way into the store.
pub(super) struct Customers {
    columns: Vec<Column>,
    /// Columns of the batch that the store has a place for, in the statements' order.
    stored: Vec<usize>,
    places: Places,
    missing_column: Option<&'static str>,
    insert: Statement,
    select: Statement,
    raw: Statement,
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
            None => sqlx::query("SELECT coalesce(max(id), 0) + 1 FROM customer")
                .fetch_one(&mut *connection)
                .await?
                .get(0),
        };
        let marks = vec!["?"; names.len() + 6].join(", ");
        let list = names.join(", ");
        let insert = format!(
            "INSERT INTO customer (id, website_id, source_id, line, row, change_set_id, {list}) VALUES ({marks})"
        );
        let select = format!("SELECT {list} FROM customer WHERE id = ?");
        Ok(Self {
            columns: columns.to_vec(),
            stored,
            places,
            missing_column: REQUIRED
                .into_iter()
                .find(|&column| at(column).is_none())
                .map(CustomerColumn::code),
            insert: Statement::prepare(connection, &insert).await?,
            select: Statement::prepare(connection, &select).await?,
            raw: Statement::prepare(connection, super::INSERT_RAW).await?,
            next_id,
        })
    }
}

/// The store's column of a column of the file.
fn stored_name(column: &Column, attributes: &HashMap<String, String>) -> String {
    match column {
        Column::Customer(CustomerColumn::Store) => "default_store_code".to_owned(),
        Column::Customer(CustomerColumn::WebsiteId) => "shop_website_id".to_owned(),
        Column::Attribute(code) => attributes.get(code).cloned().unwrap_or_default(),
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
        let mut kept = vec![Kept::default(); batch.len()];
        let mut found = Vec::new();
        let mut result = Ok(());
        for (row, kept) in kept.iter_mut().enumerate() {
            if batch.places[row].refused {
                self.count_refused();
                continue;
            }
            match self.customer(&mut customers, batch, row, &mut found) {
                Ok(customer) => kept.customer = customer,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        if result.is_ok() {
            result = self.raw_cells(&mut customers, batch, &kept);
        }
        self.customers = Some(customers);
        result?;
        let (source, write) = (self.sources.last().map_or(0, |source| source.id), !self.before.customers);
        self.findings.add(source, &batch.findings, &kept, write)?;
        self.findings.add(source, &found, &kept, write)
    }

    fn count_refused(&mut self) {
        self.plan.customers.refused += 1;
        if let Some(source) = self.sources.last_mut() {
            source.counts.refused += 1;
        }
    }

    /// Keeps one row. Returns the customer it became or was found to be.
    fn customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        row: usize,
        found: &mut Vec<Finding>,
    ) -> Result<Option<u32>, StoreError> {
        let cells = batch.row(row);
        let places = customers.places;
        let text = |index: Option<usize>| index.and_then(|index| batch.str(cells[index])).unwrap_or_default();
        let integer = |index: Option<usize>| index.and_then(|index| value(batch, cells[index]).integer());
        let mut complain = |code: Code, column: &str, value: &str| {
            found.push(super::finding_of(code, batch, row, column, value))
        };
        let (email, website_code) = (text(Some(places.email)), text(Some(places.website)));
        let known = self
            .learned
            .known_website(website_code)
            .and_then(|website| Some((website, self.keys.find(website, email)?)));
        if let Some((website, key)) = known {
            if self.plan.matched.contains(key.customer) {
                complain(Code::DuplicateEmailSite, "email", email);
                self.count_refused();
                return Ok(None);
            }
            if !key.same_case {
                complain(Code::EmailCaseDiffers, "email", email);
            }
            self.plan.matched.insert(key.customer);
            self.plan.websites.insert(u32::try_from(website).unwrap_or(u32::MAX));
            self.compare_customer(customers, batch, cells, key.customer)?;
            return Ok(Some(key.customer));
        }
        if let Some(column) = customers.missing_column {
            complain(Code::ValueIsRequired, column, "");
            self.count_refused();
            return Ok(None);
        }
        let website = self.learned.website(website_code)?;
        let store = text(places.store);
        if !store.is_empty() && self.learned.store_code(website, store) {
            complain(Code::StoreOutsideWebsite, "_store", store);
        }
        if let Some(group) = integer(places.group)
            && self.learned.group(group)?
        {
            complain(Code::GroupUnknown, "group_id", &group.to_string());
        }
        if let Some(store_id) = integer(places.store_id) {
            self.learned.view(website, store_id, text(places.created_in));
        }
        if let Some(shop_id) = integer(places.website_id) {
            self.learned.shop_id(website, shop_id);
        }
        let id = customers.next_id;
        customers.next_id += 1;
        self.keys.add(website, email, id);
        self.plan.matched.insert(id);
        self.plan.customers.created += 1;
        self.plan.websites.insert(u32::try_from(website).unwrap_or(u32::MAX));
        self.count(|counts| counts.created += 1);
        if self.before.customers {
            return Ok(Some(id));
        }
        self.insert_customer(customers, batch, row, id, website)?;
        Ok(Some(id))
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
        let source = self.sources.last().map_or(0, |source| source.id);
        let mut values = Vec::with_capacity(customers.stored.len() + 6);
        values.extend([Value::Integer(i64::from(id)), Value::Integer(website), Value::Integer(source)]);
        values.extend([number(place.line), number(place.row), Value::Integer(self.change_set)]);
        values.extend(customers.stored.iter().map(|&index| value(batch, cells[index])));
        customers.insert.run(&values)
    }

    fn compare_customer(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        cells: &[Cell],
        id: u32,
    ) -> Result<(), StoreError> {
        let (stored, email) = (&customers.stored, customers.places.email);
        let mut differs = false;
        customers.select.each(&[Value::Integer(i64::from(id))], |kept| {
            differs = stored
                .iter()
                .zip(kept)
                .any(|(&index, &kept)| index != email && !same(kept, value(batch, cells[index])));
            Ok(())
        })?;
        if differs {
            self.plan.changed.insert(id);
        }
        self.count(|counts| if differs { counts.changed += 1 } else { counts.unchanged += 1 });
        Ok(())
    }

    fn raw_cells(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        kept: &[Kept],
    ) -> Result<(), StoreError> {
        if self.before.customers {
            return Ok(());
        }
        for raw in &batch.raw {
            let Some(id) = kept[raw.row as usize].customer else { continue };
            let column = customers.columns[raw.column as usize].code();
            customers.raw.run(&[
                Value::Text("customer"),
                Value::Integer(i64::from(id)),
                Value::Text(column),
                Value::Text(batch.raw_str(*raw)),
            ])?;
        }
        Ok(())
    }

    /// Counts for the history line of the file.
    pub(super) fn count(&mut self, count: impl FnOnce(&mut super::Counts)) {
        if let Some(source) = self.sources.last_mut() {
            count(&mut source.counts);
        }
    }
}
