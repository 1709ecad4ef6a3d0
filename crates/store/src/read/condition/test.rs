//! Tests of one row, as leaves of conditions ask them, answered here: so every database gives the same answer, whatever
//! its own ideas of letters, numbers and days.

use std::cmp::Ordering;

use crate::engine::Row;
use crate::read::directory::Directory;
use crate::read::field::{Field, Value, name_parts};
use crate::read::text;

/// A test of a row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Test {
    /// The field has a value; empty text is none (groups-segments.md 6.5, E8).
    Filled(Field),
    /// Its text, or what its parts make together, fits a pattern made by [`text::lower`].
    Text(Field, How, String),
    /// Its number.
    Number(Field, Range<Number>),
    /// The calendar day with which its text begins.
    Day(Field, Range<String>),
    /// The whole number in a column.
    Integer(&'static str, Range<i64>),
    /// The whole number in a column is one of these.
    OneOf(&'static str, Vec<i64>),
    /// All of these hold.
    All(Vec<Test>),
    /// Any of these holds.
    Any(Vec<Test>),
}

impl Test {
    /// Whether it holds of the value of the one field or column that it looks at.
    pub(super) fn holds_of(&self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::All(_) | Self::Any(_), _) | (_, Value::None) => false,
            (Self::Filled(_), _) => true,
            (Self::Text(_, how, pattern), Value::Text(text)) => how.fits(text, pattern),
            (Self::Number(_, range), Value::Text(text)) => {
                Number::of(text).is_some_and(|number| range.holds(|bound| number.compare(*bound)))
            }
            (Self::Number(_, range), Value::Integer(whole)) => {
                range.holds(|bound| Number::Whole(whole).compare(*bound))
            }
            (Self::Day(_, range), Value::Text(text)) => {
                text::day(text).is_some_and(|day| range.holds(|bound| Some(day.cmp(bound.as_str()))))
            }
            (Self::Integer(_, range), Value::Integer(number)) => range.holds(|bound| Some(number.cmp(bound))),
            (Self::OneOf(_, numbers), Value::Integer(number)) => numbers.contains(&number),
            _ => false,
        }
    }
}

/// How a text fits a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum How {
    Equals,
    Contains,
    Starts,
    Ends,
    /// It is one of the labels that the text joins by commas, or the text as a whole.
    HasOption,
}

/// What lies between two bounds; a bound that is missing lies at infinity.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Range<T> {
    /// The least, and whether it is meant itself.
    pub(super) from: Option<(T, bool)>,
    /// The largest, and whether it is meant itself.
    pub(super) to: Option<(T, bool)>,
}

impl<T> Range<T> {
    fn holds(&self, compare: impl Fn(&T) -> Option<Ordering>) -> bool {
        let above = |(bound, itself): &(T, bool)| match compare(bound) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => *itself,
            _ => false,
        };
        let below = |(bound, itself): &(T, bool)| match compare(bound) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => *itself,
            _ => false,
        };
        self.from.as_ref().is_none_or(above) && self.to.as_ref().is_none_or(below)
    }
}

/// A number of a condition or a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) enum Number {
    Whole(i64),
    Decimal(f64),
}

impl Number {
    /// The number that a text means, as the platform writes it.
    fn of(text: &str) -> Option<Self> {
        text::decimal(text)?;
        let whole = text.parse().map(Self::Whole).ok();
        whole.or_else(|| text.parse().map(Self::Decimal).ok())
    }

    #[allow(clippy::cast_precision_loss, reason = "beside a decimal a whole number is one too")]
    fn compare(self, other: Self) -> Option<Ordering> {
        let decimal = |number| match number {
            Self::Whole(whole) => whole as f64,
            Self::Decimal(decimal) => decimal,
        };
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => Some(one.cmp(&other)),
            (one, other) => decimal(one).partial_cmp(&decimal(other)),
        }
    }
}

/// The columns that tests look at, and where they stand in a row behind its key.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns(Vec<String>);

impl Columns {
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }

    /// Where these stand, one behind the other; they are added unless they do already.
    fn place(&mut self, wanted: &[&str]) -> usize {
        let there = self.0.windows(wanted.len().max(1)).position(|columns| columns == wanted);
        1 + there.unwrap_or_else(|| {
            self.0.extend(wanted.iter().map(|column| (*column).to_owned()));
            self.0.len() - wanted.len()
        })
    }
}

/// A test that knows where its columns stand.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    test: Test,
    at: usize,
    parts: Vec<Placed>,
}

impl Placed {
    pub(super) fn new(test: &Test, columns: &mut Columns) -> Self {
        let (at, parts) = match test {
            Test::Filled(field) | Test::Text(field, ..) | Test::Number(field, _) | Test::Day(field, _) => {
                (columns.place(&field.names()), Vec::new())
            }
            Test::Integer(column, _) | Test::OneOf(column, _) => (columns.place(&[column]), Vec::new()),
            Test::All(tests) | Test::Any(tests) => {
                (0, tests.iter().map(|test| Self::new(test, columns)).collect())
            }
        };
        Self { test: test.clone(), at, parts }
    }

    /// Whether it holds of a row. `scratch` is for text put together.
    pub(super) fn holds(&self, row: Row<'_>, directory: &Directory, scratch: &mut String) -> bool {
        match &self.test {
            // A pattern without blanks lies within one part of a name, which need not be put together for it.
            Test::Text(Field::Name, How::Contains, pattern) if !pattern.contains(' ') => {
                name_parts(row, self.at).any(|part| text::contains(part, pattern))
            }
            Test::Filled(field) | Test::Text(field, ..) | Test::Number(field, _) | Test::Day(field, _) => {
                self.test.holds_of(field.read(row, self.at, directory, scratch))
            }
            Test::Integer(..) | Test::OneOf(..) => {
                self.test.holds_of(row.integer(self.at).map_or(Value::None, Value::Integer))
            }
            Test::All(_) => self.parts.iter().all(|part| part.holds(row, directory, scratch)),
            Test::Any(_) => self.parts.iter().any(|part| part.holds(row, directory, scratch)),
        }
    }
}

impl How {
    fn fits(self, text: &str, pattern: &str) -> bool {
        match self {
            Self::Equals => text::equals(text, pattern),
            Self::Contains => text::contains(text, pattern),
            Self::Starts => text::starts(text, pattern),
            Self::Ends => text::ends(text, pattern),
            Self::HasOption => text::has_option(text, pattern),
        }
    }
}
