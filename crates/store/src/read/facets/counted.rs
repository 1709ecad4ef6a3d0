//! Customers by value, in the words of conditions.

use std::collections::HashMap;

use clientele_columns::{Column, Entry};
use clientele_query::FieldType;
use jiff::Timestamp;
use roaring::RoaringBitmap;

use super::{Counting, FacetValue};
use crate::read::directory::Directory;
use crate::read::field::{Field, Kind, month_text};
use crate::read::text::{day, lower};

/// Customers by value.
#[derive(Default)]
pub(super) struct Counted {
    /// By what conditions compare.
    pub(super) values: HashMap<String, FacetValue>,
    /// Customers with a value; with several labels each counts once here.
    pub(super) filled: u64,
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
    pub(super) fn set(&mut self, value: &str, customers: &RoaringBitmap) {
        if !self.values.contains_key(&lower(value)) {
            self.add(value, value, customers.len());
        }
        self.any |= customers;
        self.filled = self.any.len();
    }

    pub(super) fn flag(&mut self, yes: bool, count: u64) {
        let (value, label) = if yes { ("1", "Yes") } else { ("0", "No") };
        self.add(value, label, count);
    }

    /// The values of a column by how many customers have each rank.
    pub(super) fn column(
        &mut self,
        counting: &Counting,
        (field, column): (&Field, &Column),
        counts: &[u32],
        as_of: Timestamp,
        directory: &Directory,
    ) {
        let now = as_of.as_millisecond();
        // Of values that differ in case alone the most frequent one names all.
        let mut entries: Vec<(Entry<'_>, u32)> =
            column.values().zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect();
        entries.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (entry, count) in entries {
            let count = u64::from(count);
            self.filled += count;
            match (field, entry) {
                (Field::Locked, Entry::Integer(until)) => self.flag(until > now, count),
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
                    let mut options: Vec<&str> =
                        text.split(',').map(str::trim).filter(|option| !option.is_empty()).collect();
                    options.sort_unstable_by_key(|option| lower(option));
                    options.dedup_by_key(|option| lower(option));
                    options.into_iter().for_each(|option| self.add(option, option, count));
                }
                (_, Entry::Text(text)) if counting.is_flag() => match lower(text).as_str() {
                    "1" | "yes" => self.flag(true, count),
                    "0" | "no" => self.flag(false, count),
                    _ => self.add(text, text, count),
                },
                (_, Entry::Text(text)) if counting.field.kind == FieldType::Date => {
                    let day = day(text).unwrap_or(text);
                    self.add(day, day, count);
                }
                (_, Entry::Text(text)) => self.add(text, text, count),
            }
        }
    }
}
