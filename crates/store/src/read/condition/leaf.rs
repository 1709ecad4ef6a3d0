//! One field compared with a value, as SQL with bound values (groups-segments.md 6.2, 6.5 E6-E8, E14; 14.4).
//!
//! Only positive operators come here: a negative one is the complement (E6). A test may be NULL where there is no
//! value; that counts as false (E7).

use std::borrow::Cow;

use clientele_domain::region;
use clientele_query::{DateValue, FieldType, Operator, Value};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sea_query::{Alias, Expr, ExprTrait, Func};

use super::{Leaf, Resolver, Set, Table};
use crate::read::ReadError;
use crate::read::directory::Website;
use crate::read::field::{Field, Kind, NAME, Of};
use crate::read::text;

/// A leaf being compiled.
pub(super) struct Asked<'a> {
    pub(super) name: &'a str,
    pub(super) kind: FieldType,
    pub(super) table: Table,
    pub(super) resolver: &'a Resolver<'a>,
}

impl Asked<'_> {
    /// The rows for which it holds.
    pub(super) fn set(&self, field: &Field, op: Operator, value: Option<&Value>) -> Result<Set, ReadError> {
        match (op, value) {
            (Operator::Set, _) => Ok(self.leaf(filled(field, self.kind))),
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.set(field, Operator::Eq, Some(value)));
                Ok(self.united(sets.collect::<Result<_, _>>()?))
            }
            (op, Some(value)) => Ok(self.leaf(self.test(field, op, value)?)),
            (_, None) => Err(self.unanswerable()),
        }
    }

    fn leaf(&self, test: Expr) -> Set {
        Set::Leaf(Leaf { table: self.table, test })
    }

    /// One test for many values, but not too deep a one for SQLite, which allows a thousand levels.
    fn united(&self, sets: Vec<Set>) -> Set {
        const TOGETHER: usize = 100;
        let tests: Vec<Expr> = sets
            .into_iter()
            .filter_map(|set| match set {
                Set::Leaf(leaf) => Some(leaf.test),
                _ => None,
            })
            .collect();
        let parts = tests.chunks(TOGETHER).filter_map(|tests| tests.iter().cloned().reduce(Expr::or));
        Set::Any(parts.map(|test| self.leaf(test)).collect())
    }

    fn test(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        match (field, self.kind) {
            (Field::Group, _) => self.group(op, value),
            (Field::Website, _) => self.website(op, value),
            (Field::Store, _) => self.store(op, value),
            (_, FieldType::Text | FieldType::Select) => self.text(field, op, value),
            (_, FieldType::MultiSelect) => self.option(field, op, value),
            (_, FieldType::YesNo) => self.yes_no(field, op, value),
            (_, FieldType::Number) => self.number(field, op, value),
            (_, FieldType::Date) => self.date(field, op, value),
            (_, FieldType::Instant) => self.instant(&expression(field), op, value),
            (_, FieldType::Existence) => Err(self.unanswerable()),
        }
    }

    fn text(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let text = self.as_text(value)?;
        let function = match op {
            Operator::Eq if text.is_empty() => return Ok(Expr::value(false)),
            _ if text.is_empty() => return Ok(expression(field).ne("")),
            Operator::Eq => "text_eq",
            Operator::Contains => "text_contains",
            Operator::Starts => "text_starts",
            Operator::Ends => "text_ends",
            _ => return Err(self.unanswerable()),
        };
        Ok(call(function, &text, parts(field)))
    }

    /// One of the labels that a value holds, or the value as a whole: a label may hold a comma itself.
    fn option(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let text = self.as_text(value)?;
        match op {
            Operator::Eq | Operator::Contains if text.is_empty() => Ok(Expr::value(false)),
            Operator::Eq | Operator::Contains => Ok(call("text_option", &text, [expression(field)])),
            _ => Err(self.unanswerable()),
        }
    }

    /// Stored as 1 and 0, as the text of these, or as Yes and No.
    fn yes_no(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let (Operator::Eq, Value::Bool(wanted)) = (op, value) else { return Err(self.unanswerable()) };
        if field.kind() == Kind::Integer {
            return Ok(expression(field).eq(i64::from(*wanted)));
        }
        let (digit, word) = if *wanted { ("1", "yes") } else { ("0", "no") };
        Ok(expression(field).eq(digit).or(call("text_eq", word, [expression(field)])))
    }

    fn number(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let column = match field.kind() {
            Kind::NumberText => Func::cust("text_number").arg(expression(field)).into(),
            _ => expression(field),
        };
        compare(column, op, &self.operands(value, |value| self.as_number(value))?)
            .ok_or_else(|| self.unanswerable())
    }

    /// Calendar days, which no zone shifts. An attribute may hold a time behind the day, or no day at all.
    fn date(&self, field: &Field, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let today = self.today(&TimeZone::UTC);
        let day = |value: &Value| Ok(Expr::val(self.as_day(value)?.resolve(today).to_string()));
        let column = match field.kind() {
            Kind::DateText => Func::cust("text_date").arg(expression(field)).into(),
            _ => expression(field),
        };
        compare(column, op, &self.operands(value, day)?).ok_or_else(|| self.unanswerable())
    }

    /// Whole days of each customer's website (E14).
    fn instant(&self, field: &Expr, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let mut zones: Vec<(&TimeZone, Vec<i64>)> = Vec::new();
        for Website { id, time_zone, .. } in &self.resolver.directory.websites {
            match zones.iter_mut().find(|(zone, _)| *zone == time_zone) {
                Some((_, websites)) => websites.push(*id),
                None => zones.push((time_zone, vec![*id])),
            }
        }
        let single = zones.len() == 1;
        let mut tests = Vec::new();
        for (zone, websites) in zones {
            let test = self.days(field.clone(), op, value, zone)?;
            tests.push(if single { test } else { Expr::col("website_id").is_in(websites).and(test) });
        }
        Ok(tests.into_iter().reduce(Expr::or).unwrap_or_else(|| Expr::value(false)))
    }

    fn days(&self, field: Expr, op: Operator, value: &Value, zone: &TimeZone) -> Result<Expr, ReadError> {
        let today = self.today(zone);
        let start = |day: Date| start_of_day(day, zone);
        let end = |day: Date| day.tomorrow().map_or(i64::MAX, start);
        let days = self.operands(value, |value| Ok(self.as_day(value)?.resolve(today)))?;
        Ok(match (op, days.as_slice()) {
            (Operator::Eq, &[day]) => field.clone().gte(start(day)).and(field.lt(end(day))),
            (Operator::Gte, &[day]) => field.gte(start(day)),
            (Operator::Gt, &[day]) => field.gte(end(day)),
            (Operator::Lt, &[day]) => field.lt(start(day)),
            (Operator::Lte, &[day]) => field.lt(end(day)),
            (Operator::Between, &[first, last]) => field.clone().gte(start(first)).and(field.lt(end(last))),
            _ => return Err(self.unanswerable()),
        })
    }

    fn today(&self, zone: &TimeZone) -> Date {
        self.resolver.as_of.to_zoned_datetime(zone.clone()).date()
    }

    /// By name, by “Group 4”, or by number.
    fn group(&self, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let groups = self.resolver.directory.groups.iter();
        let found = self.chosen(
            op,
            value,
            groups.map(|group| (group.id, vec![group.label(), group.id.to_string()])),
        )?;
        Ok(Expr::col("group_id").is_in(found))
    }

    /// By code or name.
    fn website(&self, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let websites = self.resolver.directory.websites.iter();
        let names = |website: &Website| website.code.iter().chain(&website.name).cloned().collect();
        let found = self.chosen(op, value, websites.map(|website| (website.id, names(website))))?;
        Ok(Expr::col("website_id").is_in(found))
    }

    /// By code, name or number.
    fn store(&self, op: Operator, value: &Value) -> Result<Expr, ReadError> {
        let views = self.resolver.directory.store_views.iter().map(|view| {
            let names = view.code.iter().chain(&view.name).cloned().chain([view.store_id.to_string()]);
            ((view.website_id, view.store_id), names.collect())
        });
        let tests = self
            .chosen(op, value, views)?
            .into_iter()
            .map(|(website, store)| Expr::col("website_id").eq(website).and(Expr::col("store_id").eq(store)));
        Ok(tests.reduce(Expr::or).unwrap_or_else(|| Expr::value(false)))
    }

    /// The choices of which a name passes. One that is asked for by name must be there (E20).
    fn chosen<K>(
        &self,
        op: Operator,
        value: &Value,
        choices: impl Iterator<Item = (K, Vec<String>)>,
    ) -> Result<Vec<K>, ReadError> {
        let asked = self.as_text(value)?;
        let pattern = text::lower(&asked);
        let passes = match op {
            Operator::Eq => text::equals,
            Operator::Contains => text::contains,
            Operator::Starts => text::starts,
            Operator::Ends => text::ends,
            _ => return Err(self.unanswerable()),
        };
        let found: Vec<K> = choices
            .filter(|(_, names)| names.iter().any(|name| passes(name, &pattern)))
            .map(|(choice, _)| choice)
            .collect();
        if found.is_empty() && op == Operator::Eq {
            return Err(ReadError::UnknownValue { field: self.name.to_owned(), value: asked });
        }
        Ok(found)
    }

    /// `US-CA`, or a region by its name in any country.
    pub(super) fn region(&self, op: Operator, value: Option<&Value>) -> Result<Set, ReadError> {
        let field = Field::Plain { of: Of::Billing, column: Cow::Borrowed("region"), kind: Kind::Text };
        match (op, value) {
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.region(Operator::Eq, Some(value)));
                Ok(self.united(sets.collect::<Result<_, _>>()?))
            }
            (Operator::Eq, Some(value)) => {
                let (text, named) = (self.as_text(value)?, self.text(&field, op, value)?);
                let coded = region::by_code(&text).map(|region| {
                    let [name, code] =
                        [&*region.name, region.code].map(|text| call("text_eq", text, [expression(&field)]));
                    Expr::col("country_id").eq(region.country).and(name.or(code))
                });
                Ok(self.leaf(coded.fold(named, Expr::or)))
            }
            _ => self.set(&field, op, value),
        }
    }

    /// `billing` or `shipping`.
    pub(super) fn default_address(&self, op: Operator, value: Option<&Value>) -> Result<Set, ReadError> {
        match (op, value) {
            (Operator::Set, _) => Ok(Set::Any(vec![Set::Default(Of::Billing), Set::Default(Of::Shipping)])),
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.default_address(Operator::Eq, Some(value)));
                Ok(Set::Any(sets.collect::<Result<_, _>>()?))
            }
            (op, Some(value)) => {
                let choices = [(Of::Billing, "billing"), (Of::Shipping, "shipping")];
                let choices = choices.map(|(of, name)| (of, vec![name.to_owned()])).into_iter();
                Ok(Set::Any(self.chosen(op, value, choices)?.into_iter().map(Set::Default).collect()))
            }
            (_, None) => Err(self.unanswerable()),
        }
    }

    /// One operand, or the two of BETWEEN.
    fn operands<T>(
        &self,
        value: &Value,
        read: impl Fn(&Value) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        match value {
            Value::List(values) => values.iter().map(read).collect(),
            single => Ok(vec![read(single)?]),
        }
    }

    fn as_text(&self, value: &Value) -> Result<String, ReadError> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            Value::Number(number) => Ok(number.to_string()),
            _ => Err(self.unanswerable()),
        }
    }

    fn as_number(&self, value: &Value) -> Result<Expr, ReadError> {
        let Value::Number(number) = value else { return Err(self.unanswerable()) };
        match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Ok(Expr::val(whole)),
            (None, Some(decimal)) => Ok(Expr::val(decimal)),
            (None, None) => Err(self.unanswerable()),
        }
    }

    fn as_day<'v>(&self, value: &'v Value) -> Result<&'v DateValue, ReadError> {
        if let Value::Date(day) = value { Ok(day) } else { Err(self.unanswerable()) }
    }

    fn unanswerable(&self) -> ReadError {
        ReadError::Unanswerable(self.name.to_owned())
    }
}

/// The field has a value; empty text is none (E8).
fn filled(field: &Field, kind: FieldType) -> Expr {
    match (field, kind) {
        (Field::Group | Field::Website | Field::Store, _) | (_, FieldType::Instant) => {
            expression(field).is_not_null()
        }
        _ if field.kind() == Kind::Integer => expression(field).is_not_null(),
        _ => expression(field).ne(""),
    }
}

/// A field as SQL over its own table.
fn expression(field: &Field) -> Expr {
    let column = |name: &str| Expr::col(Alias::new(name));
    match field {
        Field::Plain { column: name, .. } => column(name),
        Field::Name => joined(" ", NAME.map(column)),
        Field::Full(_) => {
            let street =
                Func::cust("replace").args([column("street"), Expr::val("\n"), Expr::val(", ")]).into();
            let place = joined(" ", [column("region"), column("postcode")]);
            joined(", ", [street, column("city"), place, column("country_id")])
        }
        Field::Group => column("group_id"),
        Field::Website => column("website_id"),
        Field::Store => column("store_id"),
    }
}

/// What is filled of these, with a separator between.
fn joined(separator: &str, parts: impl IntoIterator<Item = Expr>) -> Expr {
    let parts = parts.into_iter().map(|part| Func::cust("nullif").args([part, Expr::val("")]).into());
    Func::cust("concat_ws").args(std::iter::once(Expr::val(separator)).chain(parts)).into()
}

/// What of a field is compared as text: the parts of a name go to the function as they are, which joins them faster.
fn parts(field: &Field) -> Vec<Expr> {
    match field {
        Field::Name => NAME.map(Expr::col).to_vec(),
        other => vec![expression(other)],
    }
}

fn call(function: &'static str, pattern: &str, texts: impl IntoIterator<Item = Expr>) -> Expr {
    let pattern = Expr::val(text::lower(pattern));
    Func::cust(function).args(std::iter::once(pattern).chain(texts)).into()
}

fn compare(column: Expr, op: Operator, operands: &[Expr]) -> Option<Expr> {
    Some(match (op, operands) {
        (Operator::Eq, [value]) => column.eq(value.clone()),
        (Operator::Gt, [value]) => column.gt(value.clone()),
        (Operator::Gte, [value]) => column.gte(value.clone()),
        (Operator::Lt, [value]) => column.lt(value.clone()),
        (Operator::Lte, [value]) => column.lte(value.clone()),
        (Operator::Between, [first, last]) => column.between(first.clone(), last.clone()),
        _ => return None,
    })
}

/// Milliseconds UTC at which a day begins in a zone; days at the calendar's ends begin at the ends of time.
fn start_of_day(day: Date, zone: &TimeZone) -> i64 {
    match day.to_zoned_datetime(zone.clone()) {
        Ok(start) => start.timestamp().as_millisecond(),
        Err(_) if day.year() < 0 => i64::MIN,
        Err(_) => i64::MAX,
    }
}
