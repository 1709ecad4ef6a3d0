//! Custom attributes: a type is a view of the text that staff can change (the text is what is stored).

use serde::{Deserialize, Serialize};

/// Whom an attribute describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A customer attribute.
    Customer,
    /// A customer address attribute.
    Address,
}

/// How the text of an attribute is read for filters, sorting and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeType {
    /// Any text.
    Text,
    /// Yes or No.
    YesNo,
    /// A calendar date.
    Date,
    /// A whole number.
    Integer,
    /// A number with up to four decimals.
    Decimal,
    /// One of few labels.
    Choice,
    /// Several labels joined by commas; chosen by staff, never inferred.
    MultiSelect,
}

/// What was seen in a column while reading, enough to propose a type. Grows with at most 51 values.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    filled: u64,
    yes_no: u64,
    dates: u64,
    integers: u64,
    decimals: u64,
    values: std::collections::BTreeSet<String>,
}

/// More different values than this make a text, not a choice.
const CHOICE_VALUES: usize = 50;

impl Profile {
    /// Counts one filled cell.
    pub fn see(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        self.yes_no += u64::from(text.eq_ignore_ascii_case("yes") || text.eq_ignore_ascii_case("no"));
        self.dates += u64::from(is_date(text));
        self.integers += u64::from(is_integer(text));
        self.decimals += u64::from(is_decimal(text));
        if self.values.len() <= CHOICE_VALUES && !self.values.contains(text) {
            self.values.insert(text.to_owned());
        }
    }

    /// Number of filled cells.
    #[must_use]
    pub fn filled(&self) -> u64 {
        self.filled
    }

    /// The type proposed: all Yes/No, all dates, all integers, all decimals; else a choice of at most 50 values,
    /// each used twice on average; else text.
    #[must_use]
    pub fn infer(&self) -> AttributeType {
        if self.filled == 0 {
            AttributeType::Text
        } else if self.yes_no == self.filled {
            AttributeType::YesNo
        } else if self.dates == self.filled {
            AttributeType::Date
        } else if self.integers == self.filled {
            AttributeType::Integer
        } else if self.decimals == self.filled {
            AttributeType::Decimal
        } else if self.values.len() <= CHOICE_VALUES && self.filled >= 2 * self.values.len() as u64 {
            AttributeType::Choice
        } else {
            AttributeType::Text
        }
    }
}

/// `YYYY-MM-DD`, alone or with a time behind it, of a day that exists.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && (bytes.len() == 10 || (bytes[10] == b' ' && text[11..].parse::<jiff::civil::Time>().is_ok()))
        && text.is_char_boundary(10)
        && text[..10].parse::<jiff::civil::Date>().is_ok()
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Digits with a point; up to any number of decimals, so that `1234.5000` and `0.1` are both numbers.
fn is_decimal(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).split_once('.') {
        Some((whole, fraction)) => {
            is_integer(whole)
                && !whole.starts_with('-')
                && !fraction.is_empty()
                && fraction.bytes().all(|b| b.is_ascii_digit())
        }
        None => is_integer(text),
    }
}
