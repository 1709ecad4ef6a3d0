//! The values of a field with the number of customers that have each.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use sea_query::{Expr, ExprTrait};

use super::directory::Directory;
use super::field::{Field, Value, select};
use super::marks::Marks;
use super::snapshot::Snapshot;
use super::text::fold;
use super::view::ViewRequest;
use super::{ReadError, Reader};
use crate::scan::Cursor;

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
        let members = self.members(view).await?.map(|members| Arc::new(Marks::from(&members)));
        let query = |range: RangeInclusive<u32>| {
            let key = Expr::col(("c", "id")).between(*range.start(), *range.end());
            select(&["id"], [&field]).and_where(key).take()
        };
        let work = {
            let (field, directory) = (field.clone(), Arc::clone(&directory));
            move |cursor: &mut Cursor<'_>| count(cursor, &field, &directory, members.as_deref())
        };
        let mut counts = HashMap::<Option<String>, u64>::new();
        for part in self.in_parts("customer", query, work).await? {
            part.into_iter().for_each(|(label, count)| *counts.entry(label).or_default() += count);
        }
        Ok(most_frequent(counts, &field, &directory, &fold(matching), limit))
    }
}

/// Counts by label.
fn count(
    cursor: &mut Cursor<'_>,
    field: &Field,
    directory: &Directory,
    members: Option<&Marks>,
) -> Result<HashMap<Option<String>, u64>, ReadError> {
    let mut missing = 0;
    let mut counts = HashMap::<String, u64>::new();
    let (mut scratch, mut number) = (String::new(), String::new());
    while let Some(row) = cursor.next()? {
        if members.is_some_and(|members| !members.contains(row.id(0))) {
            continue;
        }
        let label = match field.read(row, 1, directory, &mut scratch) {
            Value::None => {
                missing += 1;
                continue;
            }
            Value::Text(text) => text,
            Value::Integer(value) | Value::Instant(value) => {
                number.clear();
                number.push_str(&value.to_string());
                &number
            }
        };
        // Looked up first: an entry would copy the text of every row.
        match counts.get_mut(label) {
            Some(count) => *count += 1,
            None => drop(counts.insert(label.to_owned(), 1)),
        }
    }
    let mut counts: HashMap<_, _> = counts.into_iter().map(|(label, count)| (Some(label), count)).collect();
    if missing > 0 {
        counts.insert(None, missing);
    }
    Ok(counts)
}

fn most_frequent(
    counts: HashMap<Option<String>, u64>,
    field: &Field,
    directory: &Directory,
    matching: &str,
    limit: usize,
) -> Vec<FieldValue> {
    let mut values: Vec<FieldValue> = counts
        .into_iter()
        .filter(|(label, _)| {
            matching.is_empty() || label.as_ref().is_some_and(|label| fold(label).contains(matching))
        })
        .map(|(label, count)| FieldValue {
            value: label.as_deref().map(|label| compared(label, field, directory)),
            label: label.unwrap_or_default(),
            count,
        })
        .collect();
    values
        .sort_unstable_by(|one, other| other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label)));
    values.truncate(limit);
    values
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
