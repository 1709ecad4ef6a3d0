//! The values of a field with the number of customers that have each.

use std::collections::HashMap;
use std::sync::Arc;

use super::directory::Directory;
use super::field::{Field, Value};
use super::marks::Marks;
use super::snapshot::Snapshot;
use super::text::fold;
use super::view::ViewRequest;
use super::{ReadError, Reader};
use crate::engine::Cursor;

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// What a condition compares with; `None` for no value.
    pub value: Option<String>,
    /// What a person reads.
    pub label: String,
    /// Customers with it.
    pub count: u64,
}

impl Reader {
    /// The values that the customers of a view have in a field, most frequent first, at most `limit`; only those
    /// whose label holds `matching`, without regard to case and accents. For a filter on the field itself the view's
    /// condition leaves that filter out.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn values(
        &self,
        field: &str,
        view: &ViewRequest,
        matching: &str,
        limit: usize,
    ) -> Result<Vec<FieldValue>, ReadError> {
        self.settled(|snapshot| async move { snapshot.values(field, view, matching, limit).await }).await
    }
}

impl Snapshot {
    async fn values(
        self: &Arc<Self>,
        field: &str,
        view: &ViewRequest,
        matching: &str,
        limit: usize,
    ) -> Result<Vec<FieldValue>, ReadError> {
        let directory = self.directory().await?;
        let field = Field::named(field, &directory)?;
        let members = self.members(view).await?;
        let total = match &members {
            Some(members) => members.len(),
            None => self.everyone().await?.len() as u64,
        };
        let work = {
            let (field, directory) = (field.clone(), Arc::clone(&directory));
            let members = members.map(|members| Arc::new(Marks::from(&members)));
            move |cursor: &mut Cursor| Counted::read(cursor, &field, &directory, members.as_deref())
        };
        let mut counted = Counted::default();
        for part in self.in_parts(field.table(), |range| field.scan(&range), work).await? {
            counted.add(&part);
        }
        let shown = |label: &str| matching.is_empty() || fold(label).contains(&fold(matching));
        let mut values = counted.values(&field, &directory, shown);
        if matching.is_empty() && counted.filled < total {
            values.push(FieldValue { value: None, label: String::new(), count: total - counted.filled });
        }
        values.sort_unstable_by(|one, other| {
            other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label))
        });
        values.truncate(limit);
        Ok(values)
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
    fn read(
        cursor: &mut Cursor,
        field: &Field,
        directory: &Directory,
        members: Option<&Marks>,
    ) -> Result<Self, ReadError> {
        let mut counted = Self::default();
        let mut scratch = String::new();
        while let Some(row) = cursor.next()? {
            if members.is_none_or(|members| members.contains(row.id(0))) {
                counted.push(field.read(row, 1, directory, &mut scratch), field);
            }
        }
        Ok(counted)
    }

    fn push(&mut self, value: Value<'_>, field: &Field) {
        match value {
            Value::None => return,
            Value::Text(text) if field.has_options() => {
                text.split(',').for_each(|option| self.count(option, 1))
            }
            Value::Text(text) => self.count(text, 1),
            Value::Integer(number) | Value::Instant(number) => self.count(&number.to_string(), 1),
        }
        self.filled += 1;
    }

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

    fn values(&self, field: &Field, directory: &Directory, shown: impl Fn(&str) -> bool) -> Vec<FieldValue> {
        let labels = self.labels.iter().filter(|(label, _)| shown(label));
        labels
            .map(|(label, count)| FieldValue {
                value: Some(compared(label, field, directory)),
                label: label.clone(),
                count: *count,
            })
            .collect()
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
