//! The values of columns with the number of customers that have each.

use std::collections::HashMap;
use std::sync::Arc;

use clientele_columns::{Column, Entry};
use clientele_query::{DateValue, FieldType, Node, Operator, Scope, Value as Literal};
use jiff::civil::Date;
use roaring::RoaringBitmap;

use super::directory::Directory;
use super::field::{Field, Kind, month_text};
use super::snapshot::Snapshot;
use super::text::{day, fold, lower};
use super::view::ViewRequest;
use super::{ReadError, Reader, SUBSCRIPTION_STATES};

/// A column to count.
#[derive(Debug, Clone)]
pub struct FacetRequest {
    /// Field name or alias.
    pub column: String,
    /// The customers among whom to count.
    pub view: ViewRequest,
    /// Only values whose label holds this, without regard to case and accents; blank for all.
    pub matching: String,
}

/// The values of a column, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Different values that these customers have.
    pub distinct: u64,
    /// Those that match; customers without a value are one entry at its place, unless a text must match.
    pub values: Vec<FacetValue>,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// What a condition compares with, a month of an instant, 1 or 0 for yes or no; `None` for no value.
    pub value: Option<String>,
    /// What a person reads.
    pub label: String,
    /// Customers with it.
    pub count: u64,
}

impl Reader {
    /// Counts the values of columns. Values that conditions do not tell apart, because they ignore case, are one.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn facets(&self, requests: &[FacetRequest]) -> Result<Vec<Facet>, ReadError> {
        self.settled(|snapshot| async move { snapshot.facets(requests).await }).await
    }
}

/// The condition that holds of exactly the customers with a value of a field, `None` for no value; `None` where the
/// language cannot say it.
#[must_use]
pub fn condition_of(field: &clientele_query::Field, value: Option<&str>) -> Option<Node> {
    let leaf = |op, v| Some(Node::Leaf { f: field.name.to_string(), op, v });
    let Some(value) = value else { return leaf(Operator::NotSet, None) };
    match field.kind {
        FieldType::Text | FieldType::Select | FieldType::MultiSelect => {
            leaf(Operator::Eq, Some(Literal::Text(value.to_owned())))
        }
        FieldType::YesNo => match value {
            "1" | "0" => leaf(Operator::Eq, Some(Literal::Bool(value == "1"))),
            _ => None,
        },
        FieldType::Number => leaf(Operator::Eq, Some(Literal::Number(value.parse().ok()?))),
        FieldType::Date => leaf(Operator::Eq, Some(Literal::Date(DateValue::Day(day(value)?.parse().ok()?)))),
        FieldType::Instant => {
            let first: Date = format!("{value}-01").parse().ok()?;
            let days = [first, first.last_of_month()].map(|day| Literal::Date(DateValue::Day(day)));
            leaf(Operator::Between, Some(Literal::List(days.to_vec())))
        }
        FieldType::Existence => None,
    }
}

/// How a column is counted.
struct Counting {
    field: clientele_query::Field,
    source: Source,
}

/// Where the values come from.
enum Source {
    /// One value a customer.
    Column(Field),
    /// Rows of another table, each with a value and a customer.
    Rows(&'static str),
    /// Months of orders.
    Orders,
}

impl Counting {
    fn new(column: &str, directory: &Directory) -> Result<Self, ReadError> {
        let field = directory.catalogue().find(Scope::Customer, column).cloned();
        let field = field.ok_or_else(|| ReadError::UnknownField(column.to_owned()))?;
        let source = match (&*field.name, field.kind) {
            ("locked", _) => Source::Column(Field::Locked),
            ("newsletter", _) => Source::Rows("SELECT DISTINCT status FROM subscription WHERE status <> ''"),
            ("finding", _) => Source::Rows("SELECT code FROM finding_kind"),
            ("finding_severity", _) => Source::Rows("SELECT DISTINCT severity FROM finding_kind"),
            ("order_date", _) => Source::Orders,
            ("change_set", _) => return Err(ReadError::Unanswerable(column.to_owned())),
            (name, FieldType::Instant) => match Field::instant(name) {
                Some(column) => Source::Column(Field::Month(column)),
                None => return Err(ReadError::Unanswerable(column.to_owned())),
            },
            (name, _) => Source::Column(Field::named(name, directory)?),
        };
        Ok(Self { field, source })
    }
}

impl Counting {
    /// Whether its values are yes and no.
    fn is_flag(&self) -> bool {
        matches!(self.field.kind, FieldType::YesNo | FieldType::Existence)
    }
}

impl Snapshot {
    async fn facets(self: &Arc<Self>, requests: &[FacetRequest]) -> Result<Vec<Facet>, ReadError> {
        let directory = self.directory().await?;
        let counting = requests
            .iter()
            .map(|request| Counting::new(&request.column, &directory))
            .collect::<Result<Vec<_>, _>>()?;
        let columns = counting.iter().filter_map(|counting| match &counting.source {
            Source::Column(field) => Some(field.clone()),
            Source::Rows(_) | Source::Orders => None,
        });
        // In one scan what is not in memory yet.
        self.columns_of(&columns.collect::<Vec<_>>()).await?;
        let mut facets = Vec::with_capacity(requests.len());
        for (request, counting) in requests.iter().zip(&counting) {
            facets.push(Box::pin(self.facet(request, counting, &directory)).await?);
        }
        Ok(facets)
    }

    async fn facet(
        self: &Arc<Self>,
        request: &FacetRequest,
        counting: &Counting,
        directory: &Directory,
    ) -> Result<Facet, ReadError> {
        let members = self.members(&request.view).await?;
        let total = match &members {
            Some(members) => members.len(),
            None => self.everyone().await?.len() as u64,
        };
        let mut counted = Counted::default();
        match &counting.source {
            Source::Column(field) => {
                let column = self.valued_column(field).await?;
                counted.column(counting, field, &column, members.as_deref(), request, directory);
                if *field == Field::Locked {
                    // Who has no lock is not locked.
                    counted.flag(false, total - counted.filled);
                    counted.filled = total;
                }
            }
            Source::Rows(values) => {
                let values = self.pool.query(values, &[]).await?;
                let values = values.iter().filter_map(|row| row.text(0)).map(state).collect();
                self.count_rows(&mut counted, values, counting, members.as_deref(), request).await?;
            }
            Source::Orders => {
                for (month, orders) in &*self.months_of_orders().await? {
                    let with = among(&orders.customers, members.as_deref());
                    counted.set(&month_text(*month), &with);
                }
            }
        }
        let mut values: Vec<FacetValue> = counted.values.into_values().collect();
        let distinct = values.len() as u64;
        let matching = fold(&request.matching);
        if !matching.is_empty() {
            values.retain(|value| fold(&value.label).contains(&matching));
        } else if counted.filled < total {
            values.push(FacetValue { value: None, label: String::new(), count: total - counted.filled });
        }
        values.sort_unstable_by(|one, other| {
            other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label))
        });
        Ok(Facet { distinct, values })
    }

    /// A customer with several rows counts once for each value.
    async fn count_rows(
        self: &Arc<Self>,
        counted: &mut Counted,
        values: Vec<String>,
        counting: &Counting,
        members: Option<&RoaringBitmap>,
        request: &FacetRequest,
    ) -> Result<(), ReadError> {
        for value in values {
            let Some(condition) = condition_of(&counting.field, Some(&value)) else { continue };
            let of_value =
                ViewRequest { condition: Some(condition), search: String::new(), ..request.view.clone() };
            if let Some(with) = self.members(&of_value).await? {
                counted.set(&value, &among(&with, members));
            }
        }
        Ok(())
    }
}

fn among(customers: &RoaringBitmap, members: Option<&RoaringBitmap>) -> RoaringBitmap {
    members.map_or_else(|| customers.clone(), |members| members & customers)
}

/// The state of a subscription by its name in conditions; other text stays.
fn state(listed: String) -> String {
    let known = SUBSCRIPTION_STATES.iter().find(|(_, state)| *state == listed);
    known.map_or(listed, |(name, _)| (*name).to_owned())
}

/// Customers by value.
#[derive(Default)]
struct Counted {
    /// By what conditions compare.
    values: HashMap<String, FacetValue>,
    /// Customers with a value; with several labels each counts once here.
    filled: u64,
    /// The same where customers have several rows.
    any: RoaringBitmap,
}

impl Counted {
    fn add(&mut self, value: &str, label: &str, count: u64) {
        if count == 0 {
            return;
        }
        let new = || FacetValue { value: Some(value.to_owned()), label: label.to_owned(), count: 0 };
        self.values.entry(lower(value)).or_insert_with(new).count += count;
    }

    /// A value and all who have it; what differs from one before in case alone has been found with that.
    fn set(&mut self, value: &str, customers: &RoaringBitmap) {
        if !self.values.contains_key(&lower(value)) {
            self.add(value, value, customers.len());
        }
        self.any |= customers;
        self.filled = self.any.len();
    }

    fn flag(&mut self, yes: bool, count: u64) {
        let (value, label) = if yes { ("1", "Yes") } else { ("0", "No") };
        self.add(value, label, count);
    }

    fn column(
        &mut self,
        counting: &Counting,
        field: &Field,
        column: &Column,
        members: Option<&RoaringBitmap>,
        request: &FacetRequest,
        directory: &Directory,
    ) {
        let now = request.view.as_of.as_millisecond();
        // Of values that differ in case alone the most frequent one names all.
        let mut entries: Vec<(Entry<'_>, u32)> =
            column.values().zip(column.counts(members)).filter(|(_, count)| *count > 0).collect();
        entries.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (entry, count) in entries {
            let count = u64::from(count);
            self.filled += count;
            match (field, entry) {
                (Field::Locked, Entry::Integer(until)) => {
                    self.flag(until > now, count);
                }
                (Field::Month(_), Entry::Integer(months)) => {
                    let month = month_text(months);
                    self.add(&month, &month, count);
                }
                (_, Entry::Integer(number)) if field.has_labels() => match field.label(number, directory) {
                    Some(label) => self.add(&field.compared(number, &label, directory), &label, count),
                    None => self.filled -= count,
                },
                (_, Entry::Integer(number @ (0 | 1))) if counting.is_flag() => self.flag(number == 1, count),
                (_, Entry::Integer(number)) => self.add(&number.to_string(), &number.to_string(), count),
                (_, Entry::Text(text)) if field.kind() == Kind::Options => {
                    let mut options: Vec<&str> = text.split(',').map(str::trim).collect();
                    options.sort_unstable_by_key(|option| lower(option));
                    options.dedup_by_key(|option| lower(option));
                    options.into_iter().for_each(|option| self.add(option, option, count));
                }
                (_, Entry::Text(text)) if counting.is_flag() => match lower(text).as_str() {
                    "1" | "yes" => self.flag(true, count),
                    "0" | "no" => self.flag(false, count),
                    _ => self.add(text, text, count),
                },
                (_, Entry::Text(text)) => self.add(text, text, count),
            }
        }
    }
}
