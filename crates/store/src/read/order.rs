//! Orders of all customers under our own collation, the same on every engine.
//!
//! Text is compared without case and accents, then as written; numbers and instants by size; customers without a
//! value come last in both directions; ties keep the order of entry. Each customer's sort keys become one run of
//! bytes that compares like the keys do, so a sort by three columns is a sort by one.

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::Arc;

use sea_query::{Expr, ExprTrait};

use super::ReadError;
use super::directory::Directory;
use super::field::{Field, Kind, Value, select};
use super::snapshot::Snapshot;
use super::text::fold_into;
use crate::scan::Cursor;

/// A sort key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// Field name or alias.
    pub field: String,
    /// Largest first.
    pub descending: bool,
}

impl SortKey {
    /// `[-]FIELD`, as the command line has it.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(field) => Self { field: field.to_owned(), descending: true },
            None => Self { field: text.to_owned(), descending: false },
        }
    }
}

/// A column of the sort.
#[derive(Debug, Clone)]
struct Column {
    field: Field,
    descending: bool,
}

impl Column {
    fn is_number(&self) -> bool {
        matches!(self.field, Field::Plain { kind: Kind::NumberText, .. })
    }
}

impl Snapshot {
    /// The keys of all customers in that order; none is the order of entry.
    pub(super) async fn order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        if sort.is_empty() {
            return self.everyone().await;
        }
        self.orders.get(sort.to_vec(), self.compute_order(sort)).await
    }

    async fn compute_order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        let directory = self.directory().await?;
        let columns = columns(sort, &directory)?;
        let fields: Vec<Field> = columns.iter().map(|column| column.field.clone()).collect();
        let query = |range: RangeInclusive<u32>| {
            let key = Expr::col(("c", "id")).between(*range.start(), *range.end());
            select(&["id"], &fields).and_where(key).take()
        };
        let work = move |cursor: &mut Cursor<'_>| Run::sorted(cursor, &columns, &directory);
        let runs = self.in_parts("customer", query, work).await?;
        Ok(Arc::new(merge(&runs)))
    }
}

/// A sort column given twice counts where it stands first.
fn columns(sort: &[SortKey], directory: &Directory) -> Result<Vec<Column>, ReadError> {
    let mut columns: Vec<Column> = Vec::new();
    for key in sort {
        let field = Field::named(&key.field, directory)?;
        if columns.iter().all(|column| column.field != field) {
            columns.push(Column { field, descending: key.descending });
        }
    }
    Ok(columns)
}

/// The sorted customers of one range of keys.
struct Run {
    /// The sort keys one after the other.
    keys: Vec<u8>,
    entries: Vec<Entry>,
}

/// Small, because a million of them are moved about; most comparisons end in `head`.
#[derive(Clone, Copy)]
struct Entry {
    /// The first eight bytes of the sort key.
    head: u64,
    start: u32,
    id: u32,
}

impl Run {
    fn sorted(cursor: &mut Cursor<'_>, columns: &[Column], directory: &Directory) -> Result<Self, ReadError> {
        let mut run = Self { keys: Vec::new(), entries: Vec::new() };
        let (mut scratch, mut folded) = (String::new(), String::new());
        while let Some(row) = cursor.next()? {
            let start = u32::try_from(run.keys.len()).map_err(|_| ReadError::TooLarge)?;
            run.keys.extend_from_slice(&[0; LENGTH]);
            let mut at = 1;
            for column in columns {
                let value = column.field.read(row, at, directory, &mut scratch);
                push(&mut run.keys, value, column, &mut folded);
                at += column.field.width();
            }
            run.close(start, row.id(0));
        }
        let Self { keys, entries } = &mut run;
        entries.sort_unstable_by(|one, other| compare((one, keys), (other, keys)));
        Ok(run)
    }

    /// Writes the key's length before it and notes its head.
    fn close(&mut self, start: u32, id: u32) {
        let key = start as usize + LENGTH;
        let length = (self.keys.len() - key) as u32;
        self.keys[start as usize..key].copy_from_slice(&length.to_le_bytes());
        let mut head = [0; 8];
        let known = head.len().min(length as usize);
        head[..known].copy_from_slice(&self.keys[key..key + known]);
        self.entries.push(Entry { head: u64::from_be_bytes(head), start, id });
    }
}

/// Bytes that hold a key's length.
const LENGTH: usize = 4;
/// Longer texts are compared by their beginning.
const LONGEST: usize = 1024;

fn key(keys: &[u8], start: u32) -> &[u8] {
    let start = start as usize;
    let (length, rest) = keys[start..].split_at(LENGTH);
    let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
    &rest[..length as usize]
}

fn compare((one, keys): (&Entry, &[u8]), (other, other_keys): (&Entry, &[u8])) -> Ordering {
    one.head
        .cmp(&other.head)
        .then_with(|| key(keys, one.start).cmp(key(other_keys, other.start)))
        .then_with(|| one.id.cmp(&other.id))
}

/// Appends a column's part of a sort key: whether the value is missing, which no direction turns round, then bytes
/// that end themselves, so that a part never reaches into the next.
fn push(keys: &mut Vec<u8>, value: Value<'_>, column: &Column, folded: &mut String) {
    let present = keys.len();
    keys.push(0);
    let filled = match value {
        Value::None => false,
        Value::Text(text) if column.is_number() => push_number(keys, text),
        Value::Text(text) => push_text(keys, text, folded),
        Value::Integer(number) | Value::Instant(number) => push_integer(keys, number),
    };
    keys[present] = u8::from(!filled);
    if column.descending {
        keys[present + 1..].iter_mut().for_each(|byte| *byte = !*byte);
    }
}

fn push_integer(keys: &mut Vec<u8>, number: i64) -> bool {
    keys.extend((number as u64 ^ 1 << 63).to_be_bytes());
    true
}

/// The folded text, then the text itself where folding changed it.
fn push_text(keys: &mut Vec<u8>, text: &str, folded: &mut String) -> bool {
    folded.clear();
    fold_into(beginning(text), folded);
    keys.extend(folded.bytes().filter(|byte| *byte != 0));
    keys.push(0);
    if folded != text {
        keys.extend(beginning(text).bytes().filter(|byte| *byte != 0));
    }
    keys.push(0);
    true
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// A number of any length, exactly: how many digits before the point, then the digits. `false` for other text.
fn push_number(keys: &mut Vec<u8>, text: &str) -> bool {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || digits.ends_with('.') || !is_number(whole) || !is_number(fraction) {
        return false;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let zero = whole.is_empty() && fraction.is_empty();
    keys.push(u8::from(!negative || zero));
    let start = keys.len();
    keys.extend((whole.len() as u32).to_be_bytes());
    keys.extend(whole.bytes().chain(fraction.bytes()).chain([0]));
    if negative && !zero {
        keys[start..].iter_mut().for_each(|byte| *byte = !*byte);
    }
    true
}

/// Puts sorted runs together; few enough that the least is found by looking at each.
fn merge(runs: &[Run]) -> Vec<u32> {
    let mut places = vec![0; runs.len()];
    let mut order = Vec::with_capacity(runs.iter().map(|run| run.entries.len()).sum());
    let next = |places: &[usize]| {
        (0..runs.len())
            .filter_map(|run| Some((run, runs[run].entries.get(places[run])?)))
            .min_by(|(run, one), (other, two)| compare((one, &runs[*run].keys), (two, &runs[*other].keys)))
    };
    while let Some((run, entry)) = next(&places) {
        order.push(entry.id);
        places[run] += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::{Column, Field, Kind, Value, push};
    use crate::read::field::Of;

    fn key(value: Value<'_>, kind: Kind, descending: bool) -> Vec<u8> {
        let field = Field::Plain { of: Of::Account, column: Cow::Borrowed("any"), kind };
        let mut keys = Vec::new();
        push(&mut keys, value, &Column { field, descending }, &mut String::new());
        keys
    }

    fn sorted<'a>(texts: &[&'a str], kind: Kind, descending: bool) -> Vec<&'a str> {
        let mut sorted = texts.to_vec();
        sorted.sort_by_key(|text| key(Value::Text(text), kind, descending));
        sorted
    }

    #[test]
    fn text_goes_by_letters_and_not_by_code_points() {
        let names = ["zoe", "Émile", "Zoë", "emil", "Łukasz", "luke", "E", "Zoé Lang", "東京"];
        let expected = ["E", "emil", "Émile", "Łukasz", "luke", "zoe", "Zoë", "Zoé Lang", "東京"];
        assert_eq!(sorted(&names, Kind::Text, false), expected);
        let backwards: Vec<_> = expected.into_iter().rev().collect();
        assert_eq!(sorted(&names, Kind::Text, true), backwards);
    }

    #[test]
    fn numbers_in_text_go_by_size_and_what_is_none_comes_last() {
        let numbers = ["10", "9.5", "n/a", "-2", "-10.25", "0.0", "12345678901234567890", "009"];
        let expected = ["-10.25", "-2", "0.0", "009", "9.5", "10", "12345678901234567890", "n/a"];
        assert_eq!(sorted(&numbers, Kind::NumberText, false), expected);
        assert_eq!(sorted(&numbers, Kind::NumberText, true).last(), Some(&"n/a"));
    }

    proptest! {
        #[test]
        fn keys_of_numbers_compare_like_the_numbers(one: i64, other: i64, descending: bool) {
            let keys = [one, other].map(|number| key(Value::Integer(number), Kind::Integer, descending));
            let expected = if descending { other.cmp(&one) } else { one.cmp(&other) };
            prop_assert_eq!(keys[0].cmp(&keys[1]), expected);
            let texts = [one, other].map(|number| key(Value::Text(&number.to_string()), Kind::NumberText, descending));
            prop_assert_eq!(texts[0].cmp(&texts[1]), expected);
        }

        #[test]
        fn no_value_is_last_in_both_directions(text in ".{1,20}", descending: bool) {
            let filled = key(Value::Text(&text), Kind::Text, descending);
            prop_assert!(filled < key(Value::None, Kind::Text, descending));
        }
    }
}
