//! The values of columns with the number of customers that have each.

use std::collections::HashMap;
use std::sync::Arc;

use clientele_query::{DateValue, FieldType, Node, Operator, Scope, Value as Literal};
use jiff::Timestamp;
use jiff::civil::Date;

use super::directory::Directory;
use super::field::{Field, Kind, Value};
use super::marks::Marks;
use super::snapshot::Snapshot;
use super::text::{fold, lower};
use super::view::ViewRequest;
use super::{ReadError, Reader};
use crate::engine::{Cursor, Row};

/// A column to count.
#[derive(Debug, Clone)]
pub struct FacetRequest {
    /// Field name or alias.
    pub column: String,
    /// The customers among whom to count.
    pub view: ViewRequest,
    /// Only values whose label holds this, without regard to case and accents.
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
    /// Counts the values of a column. Values that conditions do not tell apart, because they ignore case, are one.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn facet(&self, request: &FacetRequest) -> Result<Facet, ReadError> {
        self.settled(|snapshot| async move { snapshot.facet(request).await }).await
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
        FieldType::Date => {
            leaf(Operator::Eq, Some(Literal::Date(DateValue::Day(super::text::day(value)?.parse().ok()?))))
        }
        FieldType::Instant => {
            let first: Date = format!("{value}-01").parse().ok()?;
            let days = [first, first.last_of_month()].map(|day| Literal::Date(DateValue::Day(day)));
            leaf(Operator::Between, Some(Literal::List(days.to_vec())))
        }
        FieldType::Existence => None,
    }
}

impl Snapshot {
    async fn facet(self: &Arc<Self>, request: &FacetRequest) -> Result<Facet, ReadError> {
        let directory = self.directory().await?;
        let field = Field::named(&request.column, &directory)?;
        let members = self.members(&request.view).await?;
        let total = match &members {
            Some(members) => members.len(),
            None => self.everyone().await?.len() as u64,
        };
        let yes_no = directory
            .catalogue()
            .find(Scope::Customer, &request.column)
            .is_some_and(|field| field.kind == FieldType::YesNo);
        let counting = Counting { field: field.clone(), yes_no, directory: Arc::clone(&directory) };
        let work = {
            let members = members.map(|members| Arc::new(Marks::from(&members)));
            move |cursor: &mut Cursor| counting.read(cursor, members.as_deref())
        };
        let select = |range: std::ops::RangeInclusive<u32>| {
            let mut query = field.scan(&range);
            if field.kind() == Kind::Instant {
                query.column((field.of().alias(), "website_id"));
            }
            query
        };
        let mut counted = Counted::default();
        for part in self.in_parts(field.table(), select, work).await? {
            counted.add(&part);
        }
        let matching = fold(&request.matching);
        let mut values = counted.values(&field, &directory);
        let distinct = values.len() as u64;
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
}

/// How a column is counted.
#[derive(Clone)]
struct Counting {
    field: Field,
    yes_no: bool,
    directory: Arc<Directory>,
}

impl Counting {
    fn read(&self, cursor: &mut Cursor, members: Option<&Marks>) -> Result<Counted, ReadError> {
        let mut counted = Counted::default();
        let mut scratch = String::new();
        while let Some(row) = cursor.next()? {
            if members.is_none_or(|members| members.contains(row.id(0))) {
                self.count(row, &mut scratch, &mut counted);
            }
        }
        Ok(counted)
    }

    fn count(&self, row: Row<'_>, scratch: &mut String, counted: &mut Counted) {
        match self.field.read(row, 1, &self.directory, scratch) {
            Value::None => return,
            Value::Text(text) if self.field.has_options() => {
                let mut options: Vec<&str> = text.split(',').map(str::trim).collect();
                options.sort_unstable();
                options.dedup();
                options.into_iter().for_each(|option| counted.count(option, 1));
            }
            Value::Text(text) if self.yes_no => counted.count(
                match text {
                    text if text.eq_ignore_ascii_case("yes") => "1",
                    text if text.eq_ignore_ascii_case("no") => "0",
                    text => text,
                },
                1,
            ),
            Value::Text(text) => counted.count(text, 1),
            Value::Integer(number) => counted.count(&number.to_string(), 1),
            Value::Instant(at) => {
                let zone = row.integer(2).and_then(|website| self.directory.website(website));
                let zone = zone.map_or(jiff::tz::TimeZone::UTC, |website| website.time_zone.clone());
                let day = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned_datetime(zone).date();
                counted.count(&day.strftime("%Y-%m").to_string(), 1);
            }
        }
        counted.filled += 1;
    }
}

/// Customers by label.
#[derive(Default)]
struct Counted {
    labels: HashMap<String, u64>,
    /// Customers with a value; with several labels each counts once here.
    filled: u64,
}

impl Counted {
    /// Looked up before inserted: an entry would copy the label of every row.
    fn count(&mut self, label: &str, customers: u64) {
        match self.labels.get_mut(label) {
            Some(count) => *count += customers,
            None => drop(self.labels.insert(label.to_owned(), customers)),
        }
    }

    fn add(&mut self, part: &Self) {
        self.filled += part.filled;
        part.labels.iter().for_each(|(label, customers)| self.count(label, *customers));
    }

    fn values(&self, field: &Field, directory: &Directory) -> Vec<FacetValue> {
        let mut merged: HashMap<String, FacetValue> = HashMap::new();
        let mut labels: Vec<(&String, &u64)> = self.labels.iter().collect();
        labels.sort_unstable_by(|one, other| other.1.cmp(one.1).then_with(|| one.0.cmp(other.0)));
        for (label, count) in labels {
            let value = compared(label, field, directory);
            let entry = merged.entry(lower(&value)).or_insert_with(|| FacetValue {
                value: Some(value),
                label: label.clone(),
                count: 0,
            });
            entry.count += count;
        }
        merged.into_values().collect()
    }
}

/// What a condition compares with instead of a label: a website by its code, a group without a name by its number.
fn compared(label: &str, field: &Field, directory: &Directory) -> String {
    let known = match field {
        Field::Website => directory
            .websites
            .iter()
            .find(|website| website.label() == label)
            .map(|website| website.key().to_owned()),
        Field::Group => directory
            .groups
            .iter()
            .find(|group| group.name.is_none() && group.label() == label)
            .map(|group| group.id.to_string()),
        _ => None,
    };
    known.unwrap_or_else(|| label.to_owned())
}
