//! Customer rows: what each makes, changes or deletes.

use std::collections::HashMap;

use clientele_domain::batch::{Batch, Part};
use clientele_domain::column::{Column, CustomerColumn};
use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use super::change::{Kept, by_name, differences};
use super::fetch::{Fetch, Fetched, cell_value};
use super::finding::{Outcome, finding_of};
use super::insert::NewRows;
use super::plan::{Fate, Subject};
use super::raw::{FileRow, RawCells};
use super::{Import, RAW};
use crate::StoreError;
use crate::engine::Value;
use crate::record::CUSTOMER;

/// Columns that the account of a new customer cannot do without (data-formats.md 5.3 rule 2).
const REQUIRED: [CustomerColumn; 3] =
    [CustomerColumn::Firstname, CustomerColumn::Lastname, CustomerColumn::GroupId];

/// Columns that the store adds to those of the file.
const OWN: [&str; 6] = ["id", "website_id", "source_id", "line", "row", "change_set_id"];

/// The customers of a file, on their way into the store.
pub(super) struct Customers {
    kind: Kind,
    columns: Vec<Column>,
    /// Columns that the store has a place for, with where their cells stand; none of a group known by its name.
    kept: Vec<Kept>,
    cells: Vec<Option<usize>>,
    places: Places,
    missing_column: Option<&'static str>,
    insert: NewRows,
    fetch: Fetch,
    raw: RawCells,
}

/// Where the cells that are looked at stand.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    email: usize,
    website: Option<usize>,
    website_name: Option<usize>,
    store: Option<usize>,
    website_id: Option<usize>,
    store_id: Option<usize>,
    created_in: Option<usize>,
    group: Option<usize>,
    group_name: Option<usize>,
}

impl Places {
    fn of(columns: &[Column]) -> Self {
        let at = |column: CustomerColumn| columns.iter().position(|other| *other == Column::Customer(column));
        Self {
            email: at(CustomerColumn::Email).unwrap_or(0),
            website: at(CustomerColumn::Website),
            website_name: at(CustomerColumn::WebsiteName),
            store: at(CustomerColumn::Store),
            website_id: at(CustomerColumn::WebsiteId),
            store_id: at(CustomerColumn::StoreId),
            created_in: at(CustomerColumn::CreatedIn),
            group: at(CustomerColumn::GroupId),
            group_name: at(CustomerColumn::GroupName),
        }
    }
}

/// What is known of a row before it is compared.
enum Judged {
    Refused(Code, &'static str, String),
    /// A row of a grid that shows a customer again, once for each of his companies.
    Again,
    Delete(u32),
    New(u32, i64, Option<i64>),
    Known(u32, Option<i64>),
}

/// Whether a column is one of the customer's.
pub(super) fn is_of_customer(column: &Column) -> bool {
    matches!(
        column,
        Column::Customer(_)
            | Column::Attribute(clientele_domain::attribute::Entity::Customer, _)
            | Column::Labelled(_)
    )
}

impl Customers {
    pub(super) async fn prepare(
        import: &mut Import,
        kind: Kind,
        columns: &[Column],
    ) -> Result<Self, StoreError> {
        let attributes = import.learned.attributes(columns);
        let places = Places::of(columns);
        let (mut kept, mut cells) = (Vec::new(), Vec::new());
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| is_of_customer(column)) {
            if let Some(name) = stored_name(column, &attributes) {
                kept.push(Kept { column: column.clone(), name });
                cells.push(Some(index));
            }
        }
        if places.group.is_none() && places.group_name.is_some() {
            kept.push(Kept {
                column: Column::Customer(CustomerColumn::GroupId),
                name: "group_id".to_owned(),
            });
            cells.push(None);
        }
        let names: Vec<String> = kept.iter().map(|kept| kept.name.clone()).collect();
        let own: Vec<&str> = OWN.into_iter().chain(names.iter().map(String::as_str)).collect();
        let strict = matches!(kind, Kind::Customers | Kind::Composite);
        let missing = |column: &CustomerColumn| !columns.contains(&Column::Customer(*column));
        let missing_column = REQUIRED.into_iter().find(|column| strict && missing(column));
        import.learned.add_columns(import.target.new_records()).await?;
        let raw = import.raw_insert().await?;
        Ok(Self {
            kind,
            columns: columns.to_vec(),
            kept,
            cells,
            places,
            missing_column: missing_column.map(CustomerColumn::code),
            insert: NewRows::prepare(import.target.new_records(), CUSTOMER, &own).await?,
            fetch: Fetch::prepare(import.target.existing(), CUSTOMER, "id", &names).await?,
            raw: RawCells::prepare(import.target.existing(), raw, CUSTOMER).await?,
        })
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()?;
        self.raw.flush()
    }

    /// The values of a row in the order of the kept columns.
    fn values<'a>(&self, batch: &'a Batch, row: usize, group: Option<i64>) -> Vec<Value<'a>> {
        let cells = batch.row(row);
        let value = |cell: &Option<usize>| cell.map_or(group.into(), |index| cell_value(batch, cells[index]));
        self.cells.iter().map(value).collect()
    }
}

/// The store's column of a column of the file; none of what is looked up.
fn stored_name(column: &Column, attributes: &HashMap<Column, String>) -> Option<String> {
    match column {
        Column::Customer(
            CustomerColumn::Website | CustomerColumn::WebsiteName | CustomerColumn::GroupName,
        ) => None,
        Column::Customer(CustomerColumn::Store) => Some("default_store_code".to_owned()),
        Column::Customer(CustomerColumn::WebsiteId) => Some("shop_website_id".to_owned()),
        Column::Customer(column) => Some(column.code().to_owned()),
        other => attributes.get(other).cloned(),
    }
}

impl Import {
    /// Takes the customers of a batch. Tells what its rows became.
    pub(super) fn customer_rows(
        &mut self,
        customers: &mut Customers,
        batch: &Batch,
        found: &mut Vec<Finding>,
    ) -> Result<Vec<Outcome>, StoreError> {
        let rows: Vec<Option<Judged>> =
            (0..batch.len()).map(|row| self.judge(customers, batch, row, found)).collect();
        let mut known: Vec<u32> = rows
            .iter()
            .filter_map(|row| if let Some(Judged::Known(id, _)) = row { Some(*id) } else { None })
            .collect();
        known.sort_unstable();
        let here = customers.fetch.of(&known)?;
        let mut outcomes = Vec::with_capacity(rows.len());
        for (row, judged) in rows.into_iter().enumerate() {
            outcomes.push(self.customer_row(customers, (batch, row), judged, &here, found)?);
        }
        Ok(outcomes)
    }

    /// What a row is about; nothing where it holds no customer.
    fn judge(
        &mut self,
        customers: &Customers,
        batch: &Batch,
        row: usize,
        found: &mut Vec<Finding>,
    ) -> Option<Judged> {
        let (place, cells, places) = (batch.places[row], batch.row(row), customers.places);
        if place.part == Part::Address || place.refused {
            return None;
        }
        let text = |index: Option<usize>| index.and_then(|index| batch.str(cells[index])).unwrap_or_default();
        let email = text(Some(places.email));
        let (code, name) = (text(places.website), text(places.website_name).trim());
        let find = |website: i64| self.keys.find(website, email);
        let known = match (places.website, name) {
            (Some(_), _) => self.learned.known_website(code).and_then(find),
            (None, "") => self.learned.only(find).map(|(_, known)| known),
            (None, name) => self.learned.named_website(name).and_then(find),
        };
        if self.deletes(place) {
            return Some(match known {
                Some(known) if self.seen.deleted.insert(known.customer) => Judged::Delete(known.customer),
                Some(_) => Judged::Refused(Code::DuplicateEmailSite, "email", email.to_owned()),
                None => Judged::Refused(Code::CustomerNotFound, "email", email.to_owned()),
            });
        }
        match (known, customers.missing_column) {
            (Some(known), _) if self.seen.matched.contains(known.customer) => {
                return Some(if customers.kind.is_grid() {
                    Judged::Again
                } else {
                    Judged::Refused(Code::DuplicateEmailSite, "email", email.to_owned())
                });
            }
            (None, Some(column)) => {
                return Some(Judged::Refused(Code::ValueIsRequired, column, String::new()));
            }
            _ => {}
        }
        let website = match (places.website, name) {
            (Some(_), _) => self.learned.website(code),
            (None, "") => self.learned.sole_website(),
            (None, name) => self.learned.website_by_name(name),
        };
        self.seen.websites.insert(u32::try_from(website).unwrap_or(u32::MAX));
        let group = self.learn(places, batch, row, website, found);
        Some(match known {
            Some(known) => {
                if !known.same_case {
                    found.push(finding_of(Code::EmailCaseDiffers, batch, row, "email", email));
                }
                self.seen.matched.insert(known.customer);
                Judged::Known(known.customer, group)
            }
            None => {
                let id = self.next_customer();
                self.keys.add(website, email, id);
                self.seen.matched.insert(id);
                self.seen.created.insert(id);
                Judged::New(id, website, group)
            }
        })
    }

    /// Learns store view and group of a row. Returns the number of a group that is told by its name.
    fn learn(
        &mut self,
        places: Places,
        batch: &Batch,
        row: usize,
        website: i64,
        found: &mut Vec<Finding>,
    ) -> Option<i64> {
        let cells = batch.row(row);
        let text = |index: Option<usize>| index.and_then(|index| batch.str(cells[index])).unwrap_or_default();
        let integer =
            |index: Option<usize>| index.and_then(|index| cell_value(batch, cells[index]).integer());
        let store = text(places.store);
        if !store.is_empty() && self.learned.store_code(website, store) {
            found.push(finding_of(Code::StoreOutsideWebsite, batch, row, "_store", store));
        }
        if let Some(group) = integer(places.group)
            && self.learned.group(group)
        {
            found.push(finding_of(Code::GroupUnknown, batch, row, "group_id", &group.to_string()));
        }
        if let Some(store_id) = integer(places.store_id) {
            self.learned.view(website, store_id, text(places.created_in));
        }
        if let Some(shop_id) = integer(places.website_id) {
            self.learned.shop_id(website, shop_id);
        }
        let name = text(places.group_name).trim();
        (places.group.is_none() && !name.is_empty()).then(|| self.learned.group_by_name(name))
    }

    fn customer_row(
        &mut self,
        customers: &mut Customers,
        (batch, row): (&Batch, usize),
        judged: Option<Judged>,
        here: &Fetched,
        found: &mut Vec<Finding>,
    ) -> Result<Outcome, StoreError> {
        let line = batch.places[row].line;
        let Some(judged) = judged else {
            let refused = batch.places[row].refused && batch.places[row].part != Part::Address;
            return if refused { self.refuse(Subject::Customer, batch, row) } else { Ok(Outcome::default()) };
        };
        let (id, fate) = match judged {
            Judged::Refused(code, column, value) => {
                found.push(finding_of(code, batch, row, column, &value));
                return self.refuse(Subject::Customer, batch, row);
            }
            Judged::Again => return Ok(Outcome { fate: Fate::Unchanged, ..Outcome::default() }),
            Judged::Delete(id) => {
                let entry = self.enter(Subject::Customer, id, Fate::Deleted, line);
                self.doomed.customers.push((id, self.origin(line, entry)));
                return Ok(Outcome { customer: Some(id), entry, fate: Fate::Deleted, ..Outcome::default() });
            }
            Judged::New(id, website, group) => {
                self.new_customer(customers, (batch, row), (id, website), group)?;
                (id, Fate::Created)
            }
            Judged::Known(id, group) => {
                (id, self.known_customer(customers, (batch, row), (id, group), here)?)
            }
        };
        let entry = match self.list.of(Subject::Customer, id) {
            Some(entry) => Some(entry),
            None => self.enter(Subject::Customer, id, fate, line),
        };
        Ok(Outcome { customer: Some(id), address: None, fate, entry })
    }

    /// Inserts a new customer.
    fn new_customer(
        &mut self,
        customers: &mut Customers,
        (batch, row): (&Batch, usize),
        (id, website): (u32, i64),
        group: Option<i64>,
    ) -> Result<(), StoreError> {
        self.plan.customers.created += 1;
        self.count(|counts| counts.created += 1);
        let place = batch.places[row];
        let mut values = Vec::with_capacity(OWN.len() + customers.kept.len());
        values.extend([Value::from(id), website.into(), self.source_id().into()]);
        values.extend([Value::from(place.line), place.row.into(), self.change_set.into()]);
        values.extend(customers.values(batch, row, group));
        if let Some(loading) = &mut self.loading {
            loading.customer(id, |bytes| customers.insert.write(bytes, &values));
        }
        customers.insert.run(&values)?;
        let file = FileRow { batch, row, columns: &customers.columns, of_record: is_of_customer };
        customers.raw.write(id, file)
    }

    /// Writes down what a row makes of a customer who is here.
    fn known_customer(
        &mut self,
        customers: &mut Customers,
        (batch, row): (&Batch, usize),
        (id, group): (u32, Option<i64>),
        here: &Fetched,
    ) -> Result<Fate, StoreError> {
        let Some((_, at)) = here.by(id).next() else {
            return Err(StoreError::Damaged(format!("customer {id} is not where it was")));
        };
        let new = customers.values(batch, row, group);
        let differences = differences(&customers.kept, here, at, &new);
        let file = FileRow { batch, row, columns: &customers.columns, of_record: is_of_customer };
        if differences.is_empty() && !customers.raw.differ(id, file)? {
            self.count(|counts| counts.unchanged += 1);
            return Ok(Fate::Unchanged);
        }
        let (mut before, mut after) = by_name(&customers.kept, differences);
        if let Some((was, is)) = customers.raw.replaced(id, file)? {
            before.insert(RAW.to_owned(), was.into());
            after.insert(RAW.to_owned(), is.into());
        }
        let line = batch.places[row].line;
        let entry = self.enter(Subject::Customer, id, Fate::Changed, line);
        self.changes.add((CUSTOMER, id), self.origin(line, entry), Some(before), Some(after))?;
        self.replaced.customers.insert(id);
        self.seen.changed.insert(id);
        self.count(|counts| counts.changed += 1);
        Ok(Fate::Changed)
    }
}
