//! Subscribers, orders and balances of a file: records of their own, which join customers where they can.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use clientele_domain::batch::Batch;
use clientele_domain::column::{Column, FinanceColumn, OrderColumn, SubscriberColumn};
use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};
use hashbrown::{DefaultHashBuilder, HashSet};
use serde_json::{Map, json};

use super::Import;
use super::change::{Kept, Origin, RAW, Values, by_name, differences, json_of};
use super::fetch::{Fetched, cell_value};
use super::finding::{Outcome, finding_of};
use super::insert::NewRows;
use super::plan::{Fate, Subject};
use super::raw::{FileRow, RawCells};
use crate::StoreError;
use crate::engine::{Statement, Value};

/// Columns that the store adds to those of the file.
const OWN: [&str; 5] = ["id", "source_id", "line", "row", "change_set_id"];
/// Keys asked for at once.
const TOGETHER: usize = 200;
/// Whoever has no account: the type of such a subscriber, and the group of such an order, in old releases by its number.
const GUESTS: [&str; 3] = ["Guest", "NOT LOGGED IN", "0"];

/// The records of a file, on their way into the store.
pub(super) struct Listed {
    subject: Subject,
    columns: Vec<Column>,
    /// Columns that the store has a place for; behind them what is told beside them: columns of modules, website, customer.
    kept: Vec<Kept>,
    cells: Vec<Option<usize>>,
    others: Vec<usize>,
    /// Columns that tell records apart, as places among the kept; by the first they are looked for.
    key: Vec<usize>,
    places: Places,
    insert: NewRows,
    find: Statement,
    raw: RawCells,
}

/// Where the cells that are looked at stand.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    email: Option<usize>,
    website_code: Option<usize>,
    website_name: Option<usize>,
    purchase_point: Option<usize>,
    finance_website: Option<usize>,
    kind: Option<usize>,
    group: Option<usize>,
}

impl Places {
    fn of(columns: &[Column]) -> Self {
        let at = |wanted: &[Column]| columns.iter().position(|column| wanted.contains(column));
        Self {
            email: at(&[
                Column::Subscriber(SubscriberColumn::Email),
                Column::Order(OrderColumn::CustomerEmail),
                Column::Finance(FinanceColumn::Email),
            ]),
            website_code: at(&[Column::Finance(FinanceColumn::Website)]),
            website_name: at(&[Column::Subscriber(SubscriberColumn::WebsiteName)]),
            purchase_point: at(&[Column::Order(OrderColumn::PurchasePoint)]),
            finance_website: at(&[Column::Finance(FinanceColumn::FinanceWebsite)]),
            kind: at(&[Column::Subscriber(SubscriberColumn::Type)]),
            group: at(&[Column::Order(OrderColumn::CustomerGroup)]),
        }
    }
}

/// The subject of a kind of file that lists no customers.
pub(super) fn subject_of(kind: Kind) -> Option<Subject> {
    match kind {
        Kind::Subscribers => Some(Subject::Subscription),
        Kind::Orders => Some(Subject::Order),
        Kind::Finances => Some(Subject::Balance),
        _ => None,
    }
}

/// Columns that tell records apart, by the store's names; the first of these that the file has whole.
fn keys_of(subject: Subject) -> &'static [&'static [&'static str]] {
    match subject {
        Subject::Subscription => &[&["subscriber_id"], &["email", "store_view_name"], &["email"]],
        Subject::Order => &[&["increment_id"]],
        _ => &[&["email", "website_code", "finance_website"]],
    }
}

/// The store's column of a column of the file; none of what is gathered.
fn stored_name(column: &Column) -> Option<&'static str> {
    match column {
        Column::Subscriber(column) => Some(column.code()),
        Column::Order(column) => Some(column.code()),
        Column::Finance(FinanceColumn::Email) => Some("email"),
        Column::Finance(FinanceColumn::Website) => Some("website_code"),
        Column::Finance(FinanceColumn::FinanceWebsite) => Some("finance_website"),
        Column::Finance(column) => Some(column.code()),
        _ => None,
    }
}

/// Whether the type of a subscriber, or the group of an order, is that of whoever has no account (data-formats.md 11).
pub(super) fn is_guest(kind: &str) -> bool {
    GUESTS.contains(&kind)
}

fn is_listed(column: &Column) -> bool {
    stored_name(column).is_some()
}

/// Records of this import and of those that are here, to notice one that comes twice.
#[derive(Default)]
pub(super) struct ListedSeen {
    hasher: DefaultHashBuilder,
    keys: HashSet<u64>,
}

impl ListedSeen {
    /// Tells whether it is the first time.
    fn add(&mut self, subject: Subject, key: &str) -> bool {
        self.keys.insert(self.hasher.hash_one((subject, key)))
    }
}

/// Records that are here and may be those of a batch.
#[derive(Default)]
struct Here {
    records: Fetched,
    /// Keys and places by what tells records apart.
    by_key: HashMap<String, (u32, usize)>,
}

/// Whose a record is.
#[derive(Debug, Clone, Copy, Default)]
struct Whose {
    website: Option<i64>,
    customer: Option<u32>,
    /// Nobody's, and that is known.
    is_guest: bool,
}

impl Listed {
    pub(super) async fn prepare(
        import: &mut Import,
        subject: Subject,
        columns: &[Column],
    ) -> Result<Self, StoreError> {
        let table = subject.table();
        let (mut kept, mut cells) = (Vec::new(), Vec::new());
        for (index, column) in columns.iter().enumerate() {
            if let Some(name) = stored_name(column) {
                kept.push(Kept { column: column.clone(), name: name.to_owned() });
                cells.push(Some(index));
            }
        }
        // A file that deletes need not have them.
        for column in [FinanceColumn::StoreCredit, FinanceColumn::RewardPoints].map(Column::Finance) {
            if subject == Subject::Balance && !columns.contains(&column) {
                kept.push(Kept { name: column.code().to_owned(), column });
                cells.push(None);
            }
        }
        let is_other = |(_, column): &(usize, &Column)| matches!(column, Column::Other(_));
        let others: Vec<usize> =
            columns.iter().enumerate().filter(is_other).map(|(index, _)| index).collect();
        let place = |name: &&str| kept.iter().position(|kept| kept.name == *name);
        let whole = |names: &&[&str]| names.iter().map(place).collect::<Option<Vec<usize>>>();
        let key = keys_of(subject).iter().find_map(whole).unwrap_or_default();
        let beside = [
            (!others.is_empty(), "other"),
            (subject != Subject::Balance, "website_id"),
            (true, "customer_id"),
        ];
        for (_, name) in beside.into_iter().filter(|(is, _)| *is) {
            kept.push(Kept { column: Column::Other(name.to_owned()), name: name.to_owned() });
        }
        let names: Vec<&str> = kept.iter().map(|kept| kept.name.as_str()).collect();
        let own: Vec<&str> = OWN.into_iter().chain(names.iter().copied()).collect();
        let first = key.first().map_or("id", |&place| names[place]);
        let folded = first == "email";
        let mark = if folded { "FOLD(?)" } else { "?" };
        let looked_for = if folded { "FOLD(email)" } else { first };
        let marks = vec![mark; TOGETHER].join(", ");
        let sql = format!(
            "SELECT id, {} FROM {table} WHERE {looked_for} IN ({marks}) ORDER BY id",
            names.join(", ")
        );
        let raw = import.raw_insert().await?;
        Ok(Self {
            subject,
            columns: columns.to_vec(),
            cells,
            others,
            key,
            places: Places::of(columns),
            insert: NewRows::prepare(import.target.new_records(), table, &own).await?,
            find: import.target.existing().statement(&sql).await?,
            raw: RawCells::prepare(import.target.existing(), raw, table).await?,
            kept,
        })
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()?;
        self.raw.flush()
    }

    fn text<'a>(&self, batch: &'a Batch, row: usize, place: Option<usize>) -> &'a str {
        place.and_then(|index| batch.str(batch.row(row)[index])).unwrap_or_default()
    }

    /// The value of a row at a place among the kept that the file has.
    fn value<'a>(&self, batch: &'a Batch, row: usize, place: usize) -> Value<'a> {
        self.cells[place].map_or(Value::Null, |index| cell_value(batch, batch.row(row)[index]))
    }

    /// Columns of installed modules by their labels, as JSON.
    fn other(&self, batch: &Batch, row: usize) -> Option<String> {
        let cells = batch.row(row);
        let filled = self.others.iter().filter_map(|&index| {
            let text = batch.str(cells[index]).filter(|text| !text.is_empty())?;
            Some((self.columns[index].code().to_owned(), json!(text)))
        });
        let filled: Map<_, _> = filled.collect();
        (!filled.is_empty()).then(|| serde_json::Value::Object(filled).to_string())
    }

    /// The values of a row in the order of the kept columns.
    fn values<'a>(
        &self,
        batch: &'a Batch,
        row: usize,
        other: Option<&'a str>,
        whose: Whose,
    ) -> Vec<Value<'a>> {
        let cells = batch.row(row);
        let mut values: Vec<Value<'a>> = self
            .cells
            .iter()
            .map(|cell| cell.map_or(Value::Null, |index| cell_value(batch, cells[index])))
            .collect();
        if !self.others.is_empty() {
            values.push(other.into());
        }
        if self.subject != Subject::Balance {
            values.push(whose.website.into());
        }
        values.push(whose.customer.into());
        values
    }

    /// What tells a record from others.
    fn key_text<'a>(&self, value: impl Fn(usize) -> Value<'a>) -> String {
        let parts = self.key.iter().map(|&place| match value(place) {
            Value::Text(text) if self.kept[place].name == "email" => text.to_ascii_lowercase(),
            Value::Text(text) => text.to_owned(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        });
        parts.collect::<Vec<_>>().join("\u{1f}")
    }

    /// The records that are here and may be those of a batch.
    fn here(&mut self, batch: &Batch) -> Result<Here, StoreError> {
        let mut records = Fetched::of_width(self.kept.len());
        let Some(&first) = self.key.first() else { return Ok(Here::default()) };
        let rows = (0..batch.len()).filter(|&row| !batch.places[row].refused);
        let wanted: Vec<Value<'_>> = rows.map(|row| self.value(batch, row, first)).collect();
        for wanted in wanted.chunks(TOGETHER) {
            let padded: Vec<Value<'_>> =
                wanted.iter().copied().chain(std::iter::repeat(Value::Null)).take(TOGETHER).collect();
            self.find.each(&padded, |row| {
                records.push(0, row.id(0), (1..=records.width()).map(|column| row.value(column)));
                Ok(())
            })?;
        }
        let mut by_key = HashMap::new();
        for at in 0..records.len() {
            let key = self.key_text(|place| records.value(at, place));
            by_key.entry(key).or_insert((records.id(at), at));
        }
        Ok(Here { records, by_key })
    }
}

impl Import {
    /// Takes the records of a batch. Tells what its rows became.
    pub(super) fn listed_rows(
        &mut self,
        listed: &mut Listed,
        batch: &Batch,
        found: &mut Vec<Finding>,
    ) -> Result<Vec<Outcome>, StoreError> {
        let is_here = listed.subject.listed().is_some_and(|place| self.before.listed[place]);
        let here = if is_here { listed.here(batch)? } else { Here::default() };
        let mut outcomes = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            let outcome = if batch.places[row].refused {
                self.refuse(listed.subject, batch, row)?
            } else {
                self.listed_row(listed, (batch, row), &here, found)?
            };
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    fn listed_row(
        &mut self,
        listed: &mut Listed,
        (batch, row): (&Batch, usize),
        here: &Here,
        found: &mut Vec<Finding>,
    ) -> Result<Outcome, StoreError> {
        let key = listed.key_text(|place| listed.value(batch, row, place));
        let email = listed.text(batch, row, listed.places.email);
        if !self.listed_seen.add(listed.subject, &key) {
            if listed.subject != Subject::Balance {
                return Ok(Outcome { fate: Fate::Unchanged, ..Outcome::default() });
            }
            found.push(finding_of(Code::DuplicateEmailSiteFinanceSite, batch, row, "_email", email));
            return self.refuse(listed.subject, batch, row);
        }
        let known = here.by_key.get(&key).copied();
        let deletes = listed.subject == Subject::Balance && self.deletes(batch.places[row]);
        if deletes && known.is_none() {
            found.push(finding_of(Code::CustomerNotFound, batch, row, "_email", email));
            return self.refuse(listed.subject, batch, row);
        }
        let whose = self.whose(listed, batch, row, found);
        let id = known.map_or_else(|| self.next_listed(listed.subject), |(id, _)| id);
        let entry = self.enter(listed.subject, id, Fate::Unchanged, batch.places[row].line);
        let fate = match known {
            Some((id, at)) => {
                let change = if deletes {
                    zero(listed, at, &here.records)
                } else {
                    difference(listed, (batch, row), (id, at), whose, &here.records)?
                };
                self.change_listed(listed.subject, id, self.origin(batch.places[row].line, entry), change)?
            }
            None => self.new_listed(listed, (batch, row), (id, whose))?,
        };
        let count = |counts: &mut super::Counts| match fate {
            Fate::Created => counts.created += 1,
            Fate::Changed => counts.changed += 1,
            _ => counts.unchanged += 1,
        };
        count(self.counts_of(listed.subject));
        self.count(count);
        if let Some(entry) = entry {
            self.list.set_fate(entry, fate);
        }
        Ok(Outcome { customer: whose.customer, address: None, fate, entry })
    }

    /// Which customer a row belongs to, and of which website it is.
    fn whose(&mut self, listed: &Listed, batch: &Batch, row: usize, found: &mut Vec<Finding>) -> Whose {
        let text = |place: Option<usize>| listed.text(batch, row, place);
        let places = listed.places;
        let email = text(places.email);
        let are_customers = self.before.customers || !self.seen.created.is_empty();
        if listed.subject == Subject::Balance {
            let code = text(places.website_code);
            self.learned.website(text(places.finance_website));
            let key = self.learned.known_website(code).and_then(|website| self.keys.find(website, email));
            match key {
                None => found.push(finding_of(Code::CustomerNotFound, batch, row, "_email", email)),
                Some(key) if !key.same_case => {
                    found.push(finding_of(Code::EmailCaseDiffers, batch, row, "_email", email));
                }
                Some(_) => {}
            }
            return Whose { customer: key.map(|key| key.customer), ..Whose::default() };
        }
        let is_guest = is_guest(text(places.kind)) || is_guest(text(places.group));
        let (website, key) = match (places.website_name, places.purchase_point) {
            (Some(_), _) => {
                let name = text(places.website_name).trim();
                let website = self.learned.website_named_beside_codes(name);
                (website, website.and_then(|website| self.keys.find(website, email)))
            }
            (None, Some(_)) => {
                let website = self.learned.website_of_purchase_point(text(places.purchase_point));
                (website, website.and_then(|website| self.keys.find(website, email)))
            }
            // A store with one website shows none.
            (None, None) => match self.learned.only(|website| self.keys.find(website, email)) {
                Some((website, key)) => (Some(website), Some(key)),
                None => (None, None),
            },
        };
        let customer = key.filter(|_| !is_guest).map(|key| key.customer);
        if customer.is_none() && !is_guest && are_customers && !email.is_empty() {
            self.plan.partnerless += 1;
            found.push(finding_of(Code::PartnerNotFound, batch, row, "email", email));
        }
        Whose { website, customer, is_guest }
    }

    fn new_listed(
        &mut self,
        listed: &mut Listed,
        (batch, row): (&Batch, usize),
        (id, whose): (u32, Whose),
    ) -> Result<Fate, StoreError> {
        let place = batch.places[row];
        let other = listed.other(batch, row);
        let mut values = vec![Value::from(id), self.source_id().into(), place.line.into()];
        values.extend([Value::from(place.row), self.change_set.into()]);
        values.extend(listed.values(batch, row, other.as_deref(), whose));
        listed.insert.run(&values)?;
        listed.raw.write(id, file_row(&listed.columns, batch, row))?;
        Ok(Fate::Created)
    }

    fn change_listed(
        &mut self,
        subject: Subject,
        id: u32,
        origin: Origin,
        (before, after): (Values, Values),
    ) -> Result<Fate, StoreError> {
        if before.is_empty() {
            return Ok(Fate::Unchanged);
        }
        self.changes.add((subject.table(), id), origin, Some(before), Some(after))?;
        Ok(Fate::Changed)
    }
}

fn file_row<'a>(columns: &'a [Column], batch: &'a Batch, row: usize) -> FileRow<'a> {
    FileRow { batch, row, columns, of_record: is_listed }
}

/// What a row says otherwise than a record that is here.
fn difference(
    listed: &mut Listed,
    (batch, row): (&Batch, usize),
    (id, at): (u32, usize),
    whose: Whose,
    here: &Fetched,
) -> Result<(Values, Values), StoreError> {
    let other = listed.other(batch, row);
    let new = listed.values(batch, row, other.as_deref(), whose);
    let mut differences = differences(&listed.kept, here, at, &new);
    // What cannot be found now was found when it could be.
    differences.retain(|(place, _, after)| {
        let is_join = ["customer_id", "website_id"].contains(&listed.kept[*place].name.as_str());
        !is_join || !after.is_null() || whose.is_guest
    });
    let file = file_row(&listed.columns, batch, row);
    if differences.is_empty() && !listed.raw.differ(id, file)? {
        return Ok((Values::new(), Values::new()));
    }
    let (mut before, mut after) = by_name(&listed.kept, differences);
    if let Some((was, is)) = listed.raw.replaced(id, file)? {
        before.insert(RAW.to_owned(), was.into());
        after.insert(RAW.to_owned(), is.into());
    }
    Ok((before, after))
}

/// Deleting a balance sets both of its numbers to 0 (data-formats.md section 8).
fn zero(listed: &Listed, at: usize, here: &Fetched) -> (Values, Values) {
    let is_number = |kept: &Kept| ["store_credit", "reward_points"].contains(&kept.name.as_str());
    let numbers = listed.kept.iter().enumerate().filter(|(_, kept)| is_number(kept));
    let differ = numbers.filter(|(place, _)| here.value(at, *place) != Value::Integer(0));
    let of = |(place, kept): (usize, &Kept)| (kept.name.clone(), json_of(here.value(at, place)));
    let before: Values = differ.map(of).collect();
    let after = before.keys().map(|name| (name.clone(), json!(0))).collect();
    (before, after)
}
