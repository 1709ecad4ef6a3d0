//! Fields of a customer (groups-segments.md 14.2, 14.3; customers.md 3.3) and where the store keeps them.

use std::borrow::Cow;

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_domain::column::{AddressColumn, CustomerColumn, Storage};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::ReadError;
use super::directory::{Attribute, Directory, Group, Website};
use super::text::join;
use crate::engine::Row;

/// A value as the store has it. Choices are labels, dates `YYYY-MM-DD`, attributes their text whatever their type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// No value.
    Null,
    /// Text, a label or a date.
    Text(String),
    /// A whole number; 1 of an existing default address or a required confirmation.
    Integer(i64),
    /// Milliseconds UTC.
    Instant(i64),
}

/// A [`Cell`] while its row is read. Empty text is no value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    None,
    Text(&'a str),
    Integer(i64),
    Instant(i64),
}

impl From<Value<'_>> for Cell {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::None => Self::Null,
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Integer(number) => Self::Integer(number),
            Value::Instant(at) => Self::Instant(at),
        }
    }
}

/// A record of a customer's row: the account, or one of its default addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Account,
    Billing,
    Shipping,
}

impl Of {
    /// Its name in statements.
    pub(super) const fn alias(self) -> &'static str {
        match self {
            Self::Account => "c",
            Self::Billing => "b",
            Self::Shipping => "s",
        }
    }

    /// The column of an address that says it is this one.
    pub(super) const fn flag(self) -> Option<&'static str> {
        match self {
            Self::Account => None,
            Self::Billing => Some("is_billing"),
            Self::Shipping => Some("is_shipping"),
        }
    }
}

/// How a stored column is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, a label or a date.
    Text,
    /// A whole number.
    Integer,
    /// Milliseconds UTC.
    Instant,
    /// A whole number or nothing: 1 where there is one.
    Set,
    /// Text that means a whole number or a decimal one.
    NumberText,
    /// Text that begins with a calendar day.
    DateText,
    /// Labels joined by commas.
    Options,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// One column.
    Plain { of: Of, column: Cow<'static, str>, kind: Kind },
    /// Prefix, first, middle, last name and suffix, or else the whole name.
    Name,
    /// An address on one line.
    Full(Of),
    /// The group's name.
    Group,
    /// The website's name.
    Website,
    /// The store view's code.
    Store,
    /// Until when sign-in is locked, milliseconds UTC; without end where a grid says only that it is.
    Locked,
    /// The month of an instant in the website's zone, as months since the year 0.
    Month(&'static str),
}

/// The parts of a name in their order, then the whole of one whose parts are not known.
pub(super) const NAME: [&str; 6] = ["prefix", "firstname", "middlename", "lastname", "suffix", "name"];
const FULL: &[&str] = &["street", "city", "region", "postcode", "country_id"];

impl Field {
    /// The field of that name or alias.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn named(name: &str, directory: &Directory) -> Result<Self, ReadError> {
        Self::find(name, directory).ok_or_else(|| ReadError::UnknownField(name.to_owned()))
    }

    fn find(name: &str, directory: &Directory) -> Option<Self> {
        if let Some(code) = name.strip_prefix("attr.") {
            return directory.attribute(Entity::Customer, code).map(Self::attribute);
        }
        if let Some(part) = name.strip_prefix("billing_") {
            return Self::address(Of::Billing, part);
        }
        if let Some(part) = name.strip_prefix("shipping_") {
            return Self::address(Of::Shipping, part);
        }
        let account =
            |column, kind| Some(Self::Plain { of: Of::Account, column: Cow::Borrowed(column), kind });
        match name {
            "name" => Some(Self::Name),
            "group" | "group_id" => Some(Self::Group),
            "website" | "website_id" => Some(Self::Website),
            "store" => Some(Self::Store),
            "customer_since" | "created_at" => account("created_at", Kind::Instant),
            "lock" | "lock_expires" => account("lock_expires", Kind::Instant),
            "entity_id" => account("entity_id", Kind::Integer),
            "confirmation" => account("confirmation", Kind::Integer),
            "default_billing" => Some(Self::exists(Of::Billing)),
            "default_shipping" => Some(Self::exists(Of::Shipping)),
            "store_id" => None,
            _ => CustomerColumn::from_code(name)
                .filter(|column| column.is_of_main_file() && !column.code().starts_with('_'))
                .and_then(|column| account(column.code(), kind(column.storage()))),
        }
    }

    /// The field whose raw value is the whole number in a column of a customer.
    pub(super) fn of_numbers(column: &'static str) -> Option<Self> {
        match column {
            "group_id" => Some(Self::Group),
            "website_id" => Some(Self::Website),
            "store_id" => None,
            _ => CustomerColumn::from_code(column).map(|of| Self::Plain {
                of: Of::Account,
                column: Cow::Borrowed(column),
                kind: kind(of.storage()),
            }),
        }
    }

    /// A custom attribute, of whichever record it describes.
    pub(super) fn attribute(attribute: &Attribute) -> Self {
        let kind = attribute_kind(attribute.kind);
        Self::Plain { of: Of::Account, column: Cow::Owned(attribute.column()), kind }
    }

    fn exists(of: Of) -> Self {
        Self::Plain { of, column: Cow::Borrowed("id"), kind: Kind::Set }
    }

    /// A column of an address by its name in conditions.
    pub(super) fn address(of: Of, part: &str) -> Option<Self> {
        let code = match part {
            "full" => return Some(Self::Full(of)),
            "country" => "country_id",
            other => other,
        };
        let column = AddressColumn::from_code(code).filter(|column| !column.code().starts_with('_'))?;
        Some(Self::Plain { of, column: Cow::Borrowed(column.code()), kind: kind(column.storage()) })
    }

    fn columns(&self) -> (Of, Vec<&str>) {
        match self {
            Self::Plain { of, column, .. } => (*of, vec![column]),
            Self::Name => (Of::Account, NAME.to_vec()),
            Self::Full(of) => (*of, FULL.to_vec()),
            Self::Group => (Of::Account, vec!["group_id"]),
            Self::Website => (Of::Account, vec!["website_id"]),
            Self::Store => (Of::Account, vec!["website_id", "store_id"]),
            Self::Locked => (Of::Account, vec!["lock_expires", "is_locked"]),
            Self::Month(column) => (Of::Account, vec![column, "website_id"]),
        }
    }

    /// The columns of its record that it is read from, in their order.
    pub(super) fn names(&self) -> Vec<&str> {
        self.columns().1
    }

    /// Number of columns that [`select`] reads for it.
    pub(super) fn width(&self) -> usize {
        self.columns().1.len()
    }

    /// The value in a row whose columns from `at` on are this field's. `scratch` holds text put together.
    pub(super) fn read<'a>(
        &self,
        row: Row<'a>,
        at: usize,
        directory: &'a Directory,
        scratch: &'a mut String,
    ) -> Value<'a> {
        match self {
            Self::Plain { kind: Kind::Integer, .. } => row.integer(at).map_or(Value::None, Value::Integer),
            Self::Plain { kind: Kind::Instant, .. } => row.integer(at).map_or(Value::None, Value::Instant),
            Self::Plain { kind: Kind::Set, .. } => row.integer(at).map_or(Value::None, |_| Value::Integer(1)),
            Self::Plain { .. } => text(row.text(at)),
            Self::Name => name(row, at, scratch),
            Self::Full(_) => full(row, at, scratch),
            Self::Group => match row.integer(at) {
                Some(id) => directory.group_label(id).map_or(Value::Integer(id), Value::Text),
                None => Value::None,
            },
            Self::Website => {
                text(row.integer(at).and_then(|id| directory.website(id)).map(|website| website.label()))
            }
            Self::Store => {
                let view = row.integer(at).zip(row.integer(at + 1));
                text(view.and_then(|(website, store)| directory.store_view_key(website, store)))
            }
            Self::Locked => match (row.integer(at), row.integer(at + 1)) {
                (Some(until), _) => Value::Integer(until),
                (None, Some(1)) => Value::Integer(i64::MAX),
                _ => Value::None,
            },
            Self::Month(_) => {
                let zone = row.integer(at + 1).and_then(|website| directory.website(website));
                let month = row.integer(at).and_then(|at| month(at, &zone?.time_zone));
                month.map_or(Value::None, Value::Integer)
            }
        }
    }

    /// [`Self::read`], with the number of a group, website or store view instead of its name.
    pub(super) fn read_raw<'a>(
        &self,
        row: Row<'a>,
        at: usize,
        directory: &'a Directory,
        scratch: &'a mut String,
    ) -> Value<'a> {
        match self {
            Self::Group | Self::Website => row.integer(at).map_or(Value::None, Value::Integer),
            Self::Store => match row.integer(at).zip(row.integer(at + 1)) {
                Some((website, store)) => Value::Integer(website << 32 | store),
                None => Value::None,
            },
            other => other.read(row, at, directory, scratch),
        }
    }

    /// The column of an instant by its name in conditions.
    pub(super) fn instant(name: &str) -> Option<&'static str> {
        match name {
            "customer_since" => Some("created_at"),
            "lock" => Some("lock_expires"),
            _ => CustomerColumn::from_code(name).map(CustomerColumn::code),
        }
    }

    /// What a condition compares with instead of a label: a website by its code, a group without a name by its number.
    pub(super) fn compared(&self, number: i64, label: &str, directory: &Directory) -> String {
        let named = |group: &&Group| group.id == number && group.name.is_some();
        match self {
            Self::Website => directory.website(number).map_or(label, Website::key).to_owned(),
            Self::Group if !directory.groups.iter().any(|group| named(&group)) => number.to_string(),
            _ => label.to_owned(),
        }
    }

    /// Whether [`Self::label`] tells what a number stands for.
    pub(super) fn has_labels(&self) -> bool {
        matches!(self, Self::Group | Self::Website | Self::Store)
    }

    /// The name of a group, website or store view by the number of [`Self::read_raw`], as [`Self::read`] tells it.
    pub(super) fn label(&self, number: i64, directory: &Directory) -> Option<String> {
        let label = match self {
            Self::Group => {
                return Some(directory.group_label(number).map_or_else(|| number.to_string(), str::to_owned));
            }
            Self::Website => directory.website(number).map(Website::label),
            Self::Store => directory.store_view_key(number >> 32, number & 0xFFFF_FFFF),
            _ => None,
        };
        label.filter(|label| !label.is_empty()).map(str::to_owned)
    }

    /// The record that it is read from.
    pub(super) fn of(&self) -> Of {
        self.columns().0
    }

    /// How its column is read; what is put together is text.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Plain { kind, .. } => *kind,
            Self::Name | Self::Full(_) => Kind::Text,
            Self::Group | Self::Website | Self::Store | Self::Locked | Self::Month(_) => Kind::Integer,
        }
    }

    /// The table whose scan gives the field for every customer that has it.
    pub(super) fn table(&self) -> &'static str {
        if self.of() == Of::Account { "customer" } else { "address" }
    }
}

/// `SELECT <head>, <fields> FROM customer c`, with the default addresses that the fields need; the head names columns
/// of the account.
pub(super) fn select<'a>(
    head: &[&'static str],
    fields: impl IntoIterator<Item = &'a Field>,
) -> SelectStatement {
    let mut query = Query::select();
    query.columns(head.iter().map(|column| ("c", *column))).from_as("customer", "c");
    let mut joined = Vec::new();
    for field in fields {
        let (of, columns) = field.columns();
        query.columns(columns.into_iter().map(|column| (of.alias(), column.to_owned())));
        if let Some(flag) = of.flag().filter(|_| !joined.contains(&of)) {
            joined.push(of);
            let owner = Expr::col((of.alias(), "customer_id")).equals(("c", "id"));
            let found = owner.and(Expr::col((of.alias(), flag)).eq(1));
            query.join_as(sea_query::JoinType::LeftJoin, "address", of.alias(), found);
        }
    }
    query
}

/// How an attribute's column is read.
fn attribute_kind(kind: AttributeType) -> Kind {
    match kind {
        AttributeType::Integer | AttributeType::Decimal => Kind::NumberText,
        AttributeType::Date => Kind::DateText,
        AttributeType::Text | AttributeType::YesNo | AttributeType::Choice => Kind::Text,
        AttributeType::MultiSelect => Kind::Options,
    }
}

fn kind(storage: Storage) -> Kind {
    match storage {
        Storage::Text | Storage::Date => Kind::Text,
        Storage::Integer | Storage::Filled | Storage::Flag | Storage::Money => Kind::Integer,
        Storage::Instant => Kind::Instant,
    }
}

/// The month in which an instant lies in a zone, as months since the year 0.
pub(super) fn month(at: i64, zone: &TimeZone) -> Option<i64> {
    let day = zone.to_datetime(Timestamp::from_millisecond(at).ok()?);
    Some(i64::from(day.year()) * 12 + i64::from(day.month()) - 1)
}

/// `2025-06`.
pub(super) fn month_text(months: i64) -> String {
    format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

fn text(text: Option<&str>) -> Value<'_> {
    text.filter(|text| !text.is_empty()).map_or(Value::None, Value::Text)
}

/// Puts a name together of the columns of [`NAME`].
pub(super) fn join_name<'a>(columns: impl IntoIterator<Item = Option<&'a str>>, out: &mut String) {
    let mut columns = columns.into_iter();
    join(columns.by_ref().take(NAME.len() - 1), out);
    if out.is_empty() {
        out.push_str(columns.next().flatten().unwrap_or_default());
    }
}

/// The parts of which a customer's full name is put together.
pub(super) fn name_parts(row: Row<'_>, at: usize) -> impl Iterator<Item = &str> {
    let part = move |part: usize| row.text(at + part).filter(|text| !text.is_empty());
    let last = NAME.len() - 1;
    let mut parts = (0..last).filter_map(part).peekable();
    let instead = if parts.peek().is_none() { part(last) } else { None };
    parts.chain(instead)
}

/// A customer's full name: what is filled of its parts, with blanks between.
fn name<'a>(row: Row<'a>, at: usize, scratch: &'a mut String) -> Value<'a> {
    join_name((0..NAME.len()).map(|part| row.text(at + part)), scratch);
    text(Some(scratch))
}

/// The address template “Text One Line” without the name (customers.md 6.4).
fn full<'a>(row: Row<'a>, at: usize, scratch: &'a mut String) -> Value<'a> {
    scratch.clear();
    let part = |index: usize| row.text(at + index).unwrap_or_default();
    scratch.push_str(&part(0).replace('\n', ", "));
    append(part(1), ", ", scratch);
    append(part(2), ", ", scratch);
    append(part(3), if part(2).is_empty() { ", " } else { " " }, scratch);
    append(part(4), ", ", scratch);
    text(Some(scratch))
}

fn append(part: &str, separator: &str, out: &mut String) {
    if part.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str(separator);
    }
    out.push_str(part);
}
