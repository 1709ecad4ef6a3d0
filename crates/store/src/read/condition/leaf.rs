//! One field compared with a value, as a test of a row (groups-segments.md 6.2, 6.5 E6-E8, E14; 14.4).
//!
//! Only positive operators come here: a negative one is the complement (E6). A test may be NULL where there is no
//! value; that counts as false (E7).

use std::borrow::Cow;

use clientele_domain::region;
use clientele_query::{DateValue, FieldType, Operator, Value};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::test::{How, Number, Range, Test};
use super::{Leaf, Resolver, Set, Table};
use crate::read::directory::Website;
use crate::read::field::{Field, Kind, Of};
use crate::read::text;
use crate::read::{ReadError, SUBSCRIPTION_STATES};

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
            (Operator::Set, _) => Ok(self.leaf(Test::Filled(field.clone()))),
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.set(field, Operator::Eq, Some(value)));
                Ok(self.united(sets.collect::<Result<_, _>>()?))
            }
            (op, Some(value)) => Ok(self.leaf(self.test(field, op, value)?)),
            (_, None) => Err(self.unanswerable()),
        }
    }

    /// Whether sign-in is locked at the moment that is meant (customers.md 7); no lock known is none.
    pub(super) fn locked(&self, op: Operator, value: Option<&Value>) -> Result<Set, ReadError> {
        let now = Number::Whole(self.resolver.as_of.as_millisecond());
        let locked = self.leaf(Test::Number(Field::Locked, Range { from: Some((now, false)), to: None }));
        match (op, value) {
            (Operator::Eq, Some(Value::Bool(true))) => Ok(locked),
            (Operator::Eq, Some(Value::Bool(false))) => Ok(locked.not()),
            (Operator::Set, _) => Ok(Set::Every),
            _ => Err(self.unanswerable()),
        }
    }

    /// The status of one of its subscriptions, or `not_subscribed` (groups-segments.md 14.2).
    pub(super) fn newsletter(&self, op: Operator, value: Option<&Value>) -> Result<Set, ReadError> {
        match (op, value) {
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.newsletter(Operator::Eq, Some(value)));
                Ok(Set::Any(sets.collect::<Result<_, _>>()?))
            }
            (Operator::Eq, Some(Value::Text(text))) if text.eq_ignore_ascii_case("not_subscribed") => {
                let subscribed = Value::Text("subscribed".to_owned());
                Ok(self.of_rows("status", op, Some(&subscribed))?.not())
            }
            (_, Some(Value::Text(text))) => {
                let mut names = SUBSCRIPTION_STATES.iter();
                let listed = names.find(|(name, _)| name.eq_ignore_ascii_case(text));
                let listed = listed.map_or_else(|| text.clone(), |(_, listed)| (*listed).to_owned());
                self.of_rows("status", op, Some(&Value::Text(listed)))
            }
            _ => self.of_rows("status", op, value),
        }
    }

    /// Of a column of rows that are about a customer: one row for which it holds is enough.
    pub(super) fn of_rows(
        &self,
        column: &'static str,
        op: Operator,
        value: Option<&Value>,
    ) -> Result<Set, ReadError> {
        let kind = match self.kind {
            FieldType::Instant => Kind::Instant,
            FieldType::Number => Kind::Integer,
            _ => Kind::Text,
        };
        self.set(&Field::Plain { of: Of::Account, column: Cow::Borrowed(column), kind }, op, value)
    }

    fn leaf(&self, test: Test) -> Set {
        Set::Leaf(Leaf { table: self.table, test })
    }

    /// One test for many values.
    fn united(&self, sets: Vec<Set>) -> Set {
        let test = |set| if let Set::Leaf(leaf) = set { Some(leaf.test) } else { None };
        self.leaf(Test::Any(sets.into_iter().filter_map(test).collect()))
    }

    fn test(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        match (field, self.kind) {
            (Field::Group, _) => self.group(op, value),
            (Field::Website, _) => self.website(op, value),
            (Field::Store, _) => self.store(op, value),
            (_, FieldType::Text | FieldType::Select) => self.text(field, op, value),
            (_, FieldType::MultiSelect) => self.option(field, op, value),
            (_, FieldType::YesNo) => self.yes_no(field, op, value),
            (_, FieldType::Number) => self.number(field, op, value),
            (_, FieldType::Date) => self.date(field, op, value),
            (Field::Plain { column: Cow::Borrowed(column), .. }, FieldType::Instant) => {
                self.instant(column, op, value)
            }
            (_, FieldType::Instant | FieldType::Existence) => Err(self.unanswerable()),
        }
    }

    fn text(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let text = self.as_text(value)?;
        let how = match op {
            Operator::Eq if text.is_empty() => return Ok(NOBODY),
            _ if text.is_empty() => return Ok(Test::Filled(field.clone())),
            Operator::Eq => How::Equals,
            Operator::Contains => How::Contains,
            Operator::Starts => How::Starts,
            Operator::Ends => How::Ends,
            _ => return Err(self.unanswerable()),
        };
        Ok(Test::Text(field.clone(), how, text::lower(&text)))
    }

    /// One of the labels that a value holds, or the value as a whole: a label may hold a comma itself.
    fn option(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let text = self.as_text(value)?;
        match op {
            Operator::Eq | Operator::Contains if text.is_empty() => Ok(NOBODY),
            Operator::Eq | Operator::Contains => {
                Ok(Test::Text(field.clone(), How::HasOption, text::lower(&text)))
            }
            _ => Err(self.unanswerable()),
        }
    }

    /// Stored as 1 and 0, as the text of these, or as Yes and No.
    fn yes_no(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let (Operator::Eq, Value::Bool(wanted)) = (op, value) else { return Err(self.unanswerable()) };
        if let (Kind::Integer, Field::Plain { column: Cow::Borrowed(column), .. }) = (field.kind(), field) {
            return Ok(Test::OneOf(column, vec![i64::from(*wanted)]));
        }
        let words = if *wanted { ["1", "yes"] } else { ["0", "no"] };
        Ok(Test::Any(words.map(|word| Test::Text(field.clone(), How::Equals, word.to_owned())).to_vec()))
    }

    fn number(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let operands = self.operands(value, |value| self.as_number(value))?;
        let range = range(op, &operands).ok_or_else(|| self.unanswerable())?;
        Ok(Test::Number(field.clone(), range))
    }

    /// Calendar days, which no zone shifts. An attribute may hold a time behind the day, or no day at all.
    fn date(&self, field: &Field, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let today = self.today(&TimeZone::UTC);
        let operands = self.operands(value, |value| Ok(self.as_day(value)?.resolve(today).to_string()))?;
        let range = range(op, &operands).ok_or_else(|| self.unanswerable())?;
        Ok(Test::Day(field.clone(), range))
    }

    /// Whole days of each customer's website (E14).
    fn instant(&self, column: &'static str, op: Operator, value: &Value) -> Result<Test, ReadError> {
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
            let test = Test::Integer(column, self.days(op, value, zone)?);
            tests.push(if single {
                test
            } else {
                Test::All(vec![Test::OneOf("website_id", websites), test])
            });
        }
        Ok(Test::Any(tests))
    }

    /// The milliseconds of the days that are meant.
    fn days(&self, op: Operator, value: &Value, zone: &TimeZone) -> Result<Range<i64>, ReadError> {
        let today = self.today(zone);
        let start = |day: Date| start_of_day(day, zone);
        let end = |day: Date| day.tomorrow().map_or(i64::MAX, start);
        let days = self.operands(value, |value| Ok(self.as_day(value)?.resolve(today)))?;
        let (from, to) = match (op, days.as_slice()) {
            (Operator::Eq, &[day]) => (Some(start(day)), Some(end(day))),
            (Operator::Gte, &[day]) => (Some(start(day)), None),
            (Operator::Gt, &[day]) => (Some(end(day)), None),
            (Operator::Lt, &[day]) => (None, Some(start(day))),
            (Operator::Lte, &[day]) => (None, Some(end(day))),
            (Operator::Between, &[first, last]) => (Some(start(first)), Some(end(last))),
            _ => return Err(self.unanswerable()),
        };
        Ok(Range { from: from.map(|from| (from, true)), to: to.map(|to| (to, false)) })
    }

    fn today(&self, zone: &TimeZone) -> Date {
        self.resolver.as_of.to_zoned_datetime(zone.clone()).date()
    }

    /// By name, by “Group 4”, or by number.
    fn group(&self, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let groups = self.resolver.directory.groups.iter();
        let found = self.chosen(
            op,
            value,
            groups.map(|group| (group.id, vec![group.label(), group.id.to_string()])),
        )?;
        Ok(Test::OneOf("group_id", found))
    }

    /// By code or name.
    fn website(&self, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let websites = self.resolver.directory.websites.iter();
        let names = |website: &Website| website.code.iter().chain(&website.name).cloned().collect();
        let found = self.chosen(op, value, websites.map(|website| (website.id, names(website))))?;
        Ok(Test::OneOf("website_id", found))
    }

    /// By code, name or number.
    fn store(&self, op: Operator, value: &Value) -> Result<Test, ReadError> {
        let views = self.resolver.directory.store_views.iter().map(|view| {
            let names = view.code.iter().chain(&view.name).cloned().chain([view.store_id.to_string()]);
            ((view.website_id, view.store_id), names.collect())
        });
        let view = |(website, store)| {
            Test::All(vec![Test::OneOf("website_id", vec![website]), Test::OneOf("store_id", vec![store])])
        };
        Ok(Test::Any(self.chosen(op, value, views)?.into_iter().map(view).collect()))
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
        let plain =
            |column| Field::Plain { of: Of::Billing, column: Cow::Borrowed(column), kind: Kind::Text };
        let (field, country) = (plain("region"), plain("country_id"));
        match (op, value) {
            (Operator::In, Some(Value::List(values))) => {
                let sets = values.iter().map(|value| self.region(Operator::Eq, Some(value)));
                Ok(self.united(sets.collect::<Result<_, _>>()?))
            }
            (Operator::Eq, Some(value)) => {
                let mut tests = vec![self.text(&field, op, value)?];
                tests.extend(region::by_code(&self.as_text(value)?).map(|region| {
                    let fits =
                        |field: &Field, text: &str| Test::Text(field.clone(), How::Equals, text::lower(text));
                    let named = [&*region.name, region.code].map(|text| fits(&field, text));
                    Test::All(vec![fits(&country, region.country), Test::Any(named.to_vec())])
                }));
                Ok(self.leaf(Test::Any(tests)))
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

    fn as_number(&self, value: &Value) -> Result<Number, ReadError> {
        let Value::Number(number) = value else { return Err(self.unanswerable()) };
        let decimal = || number.as_f64().map(Number::Decimal);
        number.as_i64().map(Number::Whole).or_else(decimal).ok_or_else(|| self.unanswerable())
    }

    fn as_day<'v>(&self, value: &'v Value) -> Result<&'v DateValue, ReadError> {
        if let Value::Date(day) = value { Ok(day) } else { Err(self.unanswerable()) }
    }

    fn unanswerable(&self) -> ReadError {
        ReadError::Unanswerable(self.name.to_owned())
    }
}

/// Holds of nobody.
const NOBODY: Test = Test::Any(Vec::new());

/// What an operator means of ordered operands.
fn range<T: Clone>(op: Operator, operands: &[T]) -> Option<Range<T>> {
    let (from, to) = match (op, operands) {
        (Operator::Eq, [value]) => (Some((value, true)), Some((value, true))),
        (Operator::Gt, [value]) => (Some((value, false)), None),
        (Operator::Gte, [value]) => (Some((value, true)), None),
        (Operator::Lt, [value]) => (None, Some((value, false))),
        (Operator::Lte, [value]) => (None, Some((value, true))),
        (Operator::Between, [first, last]) => (Some((first, true)), Some((last, true))),
        _ => return None,
    };
    let owned = |bound: Option<(&T, bool)>| bound.map(|(value, itself)| (value.clone(), itself));
    Some(Range { from: owned(from), to: owned(to) })
}

/// Milliseconds UTC at which a day begins in a zone; days at the calendar's ends begin at the ends of time.
fn start_of_day(day: Date, zone: &TimeZone) -> i64 {
    match day.to_zoned_datetime(zone.clone()) {
        Ok(start) => start.timestamp().as_millisecond(),
        Err(_) if day.year() < 0 => i64::MIN,
        Err(_) => i64::MAX,
    }
}
