//! Orders of all customers under our own collation, the same on every engine.
//!
//! Text is compared without case and accents, then as written; numbers and instants by size; customers without a
//! value come last in both directions; ties keep the order of entry. Each customer's sort keys become one run of
//! bytes that compares like the keys do, so a sort by three columns is a sort by one.

use std::cmp::Ordering;
use std::sync::Arc;

use super::ReadError;
use super::directory::Directory;
use super::field::{Field, Kind, Value};
use super::marks::Marks;
use super::snapshot::Snapshot;
use super::text::{decimal, fold_into};
use crate::engine::Cursor;

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
        self.field.kind() == Kind::NumberText
    }
}

impl Snapshot {
    /// The keys of all customers in that order; none is the order of entry.
    pub(super) async fn order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        if sort.is_empty() {
            return self.everyone().await;
        }
        self.orders.get(sort.to_vec(), Box::pin(self.compute_order(sort))).await
    }

    /// Sorted by the last key, then by each one before it without disturbing what is equal.
    async fn compute_order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        let directory = self.directory().await?;
        let everyone = self.everyone().await?;
        let mut order: Option<Vec<u32>> = None;
        for column in columns(sort, &directory)?.into_iter().rev() {
            let sorted = self.sort(column, &directory).await?;
            order = Some(match order {
                None => sorted.order(&everyone),
                Some(mut order) => {
                    let ranks = sorted.ranks(everyone.last().copied().unwrap_or_default());
                    order.sort_by_key(|id| ranks[*id as usize]);
                    order
                }
            });
        }
        Ok(Arc::new(order.unwrap_or_default()))
    }

    async fn sort(&self, column: Column, directory: &Arc<Directory>) -> Result<Sorted, ReadError> {
        let (field, directory) = (column.field.clone(), Arc::clone(directory));
        let work = move |cursor: &mut Cursor| Run::sorted(cursor, &column, &directory);
        let runs = self.in_parts(field.table(), |range| field.scan(&range), work).await?;
        Ok(Sorted::merge(&runs))
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

/// The customers with a value in one part of a column, sorted.
struct Run {
    /// The values as bytes that compare like the values, one after the other, each behind its length.
    keys: Vec<u8>,
    entries: Vec<Entry>,
}

/// Small, because a million of them are moved about; most comparisons end in `head`.
#[derive(Clone, Copy)]
struct Entry {
    /// The first eight bytes of the key.
    head: u64,
    start: u32,
    id: u32,
}

impl Run {
    fn sorted(cursor: &mut Cursor, column: &Column, directory: &Directory) -> Result<Self, ReadError> {
        let mut run = Self { keys: Vec::new(), entries: Vec::new() };
        let (mut scratch, mut folded) = (String::new(), String::new());
        while let Some(row) = cursor.next()? {
            let value = column.field.read(row, 1, directory, &mut scratch);
            run.push(row.id(0), value, column, &mut folded)?;
        }
        let Self { keys, entries } = &mut run;
        entries
            .sort_unstable_by(|one, other| compare((one, keys), (other, keys)).then(one.id.cmp(&other.id)));
        Ok(run)
    }

    fn push(
        &mut self,
        id: u32,
        value: Value<'_>,
        column: &Column,
        folded: &mut String,
    ) -> Result<(), ReadError> {
        let start = u32::try_from(self.keys.len()).map_err(|_| ReadError::TooLarge)?;
        let key = self.keys.len() + LENGTH;
        self.keys.extend_from_slice(&[0; LENGTH]);
        if !push_key(&mut self.keys, value, column, folded) {
            self.keys.truncate(start as usize);
            return Ok(());
        }
        let length = self.keys.len() - key;
        self.keys[key - LENGTH..key].copy_from_slice(&(length as u32).to_le_bytes());
        let mut head = [0; 8];
        let known = head.len().min(length);
        head[..known].copy_from_slice(&self.keys[key..key + known]);
        self.entries.push(Entry { head: u64::from_be_bytes(head), start, id });
        Ok(())
    }
}

/// Bytes that hold a key's length.
const LENGTH: usize = 4;
/// Longer texts are compared by their beginning.
const LONGEST: usize = 1024;

fn key(keys: &[u8], start: u32) -> &[u8] {
    let (length, rest) = keys[start as usize..].split_at(LENGTH);
    let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
    &rest[..length as usize]
}

fn compare((one, keys): (&Entry, &[u8]), (other, other_keys): (&Entry, &[u8])) -> Ordering {
    one.head.cmp(&other.head).then_with(|| key(keys, one.start).cmp(key(other_keys, other.start)))
}

/// The customers with a value in a column, in order, and which of them have the value of the one before.
#[derive(Default)]
struct Sorted {
    ids: Vec<u32>,
    ties: Vec<bool>,
}

impl Sorted {
    /// Puts sorted runs together; few enough that the least is found by looking at each.
    fn merge(runs: &[Run]) -> Self {
        let mut sorted = Self::default();
        let mut places = vec![0; runs.len()];
        let mut last: Option<(&Entry, &[u8])> = None;
        let next = |places: &[usize]| {
            let heads = runs.iter().zip(places).enumerate();
            heads
                .filter_map(|(run, (Run { keys, entries }, place))| {
                    Some((run, (entries.get(*place)?, keys.as_slice())))
                })
                .min_by(|(_, one), (_, other)| compare(*one, *other).then(one.0.id.cmp(&other.0.id)))
        };
        while let Some((run, entry)) = next(&places) {
            sorted.ids.push(entry.0.id);
            sorted.ties.push(last.is_some_and(|last| compare(last, entry).is_eq()));
            last = Some(entry);
            places[run] += 1;
        }
        sorted
    }

    /// All customers, those without a value last.
    fn order(self, everyone: &[u32]) -> Vec<u32> {
        let mut order = self.ids;
        if order.len() < everyone.len() {
            let mut filled = Marks::default();
            order.iter().for_each(|id| filled.insert(*id));
            order.extend(everyone.iter().filter(|id| !filled.contains(**id)));
        }
        order
    }

    /// By customer, how many different values come before its own.
    fn ranks(&self, last: u32) -> Vec<u32> {
        let mut ranks = vec![u32::MAX; last as usize + 1];
        let mut rank = 0;
        for (id, tie) in self.ids.iter().zip(&self.ties) {
            rank += u32::from(!tie);
            ranks[*id as usize] = rank;
        }
        ranks
    }
}

/// Appends the bytes of a value; `false` where there is none to sort by.
fn push_key(keys: &mut Vec<u8>, value: Value<'_>, column: &Column, folded: &mut String) -> bool {
    let start = keys.len();
    let filled = match value {
        Value::None => false,
        Value::Text(text) if column.is_number() => push_number(keys, text),
        Value::Text(text) => push_text(keys, text, folded),
        Value::Integer(number) | Value::Instant(number) => push_integer(keys, number),
    };
    if column.descending {
        keys[start..].iter_mut().for_each(|byte| *byte = !*byte);
    }
    filled
}

fn push_integer(keys: &mut Vec<u8>, number: i64) -> bool {
    keys.extend((number as u64 ^ 1 << 63).to_be_bytes());
    true
}

/// The folded text, then the text itself where folding changed it.
fn push_text(keys: &mut Vec<u8>, text: &str, folded: &mut String) -> bool {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    folded.clear();
    fold_into(text, folded);
    keys.extend(folded.bytes().filter(|byte| *byte != 0));
    keys.push(0);
    if folded != text {
        keys.extend_from_slice(text.as_bytes());
    }
    keys.push(0);
    true
}

/// A number of any length, exactly: how many digits before the point, then the digits. `false` for other text.
fn push_number(keys: &mut Vec<u8>, text: &str) -> bool {
    let Some((negative, whole, fraction)) = decimal(text) else { return false };
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::{Column, Field, Kind, Value, push_key};
    use crate::read::field::Of;

    /// The bytes that a value is sorted by, if it is sorted at all.
    fn key(value: Value<'_>, kind: Kind, descending: bool) -> Option<Vec<u8>> {
        let field = Field::Plain { of: Of::Account, column: Cow::Borrowed("any"), kind };
        let mut keys = Vec::new();
        push_key(&mut keys, value, &Column { field, descending }, &mut String::new()).then_some(keys)
    }

    fn sorted<'a>(texts: &[&'a str], kind: Kind, descending: bool) -> Vec<&'a str> {
        let mut sorted = texts.to_vec();
        sorted.sort_by_key(|text| key(Value::Text(text), kind, descending).expect("has a value"));
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
    fn numbers_in_text_go_by_size() {
        let numbers = ["10", "9.5", "-2", "-10.25", "0.0", "12345678901234567890", "009"];
        let expected = ["-10.25", "-2", "0.0", "009", "9.5", "10", "12345678901234567890"];
        assert_eq!(sorted(&numbers, Kind::NumberText, false), expected);
        for no_number in ["n/a", "", "1.", ".5", "1,5", "-"] {
            assert_eq!(key(Value::Text(no_number), Kind::NumberText, false), None, "{no_number}");
        }
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
    }
}
