//! Orders of all customers under our own collation, the same on every engine.
//!
//! Text is compared without case and accents, then as written; numbers and instants by size; customers without a
//! value come last in both directions; ties keep the order of entry.

use std::sync::Arc;

use clientele_columns::collation::push_key;
use clientele_columns::{Column, Entry, Form, Key, order};
use tokio::task::spawn_blocking;

use super::ReadError;
use super::directory::Directory;
use super::field::Field;
use super::snapshot::Snapshot;
use crate::StoreError;

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

impl Snapshot {
    /// The keys of all customers in that order; none is the order of entry.
    pub(super) async fn order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        if sort.is_empty() {
            return self.everyone().await;
        }
        self.orders.get(sort.to_vec(), Box::pin(self.compute_order(sort))).await
    }

    async fn compute_order(self: &Arc<Self>, sort: &[SortKey]) -> Result<Arc<Vec<u32>>, ReadError> {
        let directory = self.directory().await?;
        let everyone = self.everyone().await?;
        let (fields, descending) = fields(sort, &directory)?;
        let columns = self.columns_of(&fields).await?;
        let places: Vec<_> = fields
            .iter()
            .zip(&columns)
            .map(|(field, column)| field.has_labels().then(|| places(field, column, &directory)))
            .collect();
        let sort = move || {
            let keys = columns.iter().zip(&places).zip(descending);
            let keys: Vec<Key<'_>> = keys
                .map(|((column, places), descending)| Key { column, places: places.as_deref(), descending })
                .collect();
            Arc::new(order(&everyone, &keys))
        };
        Ok(spawn_blocking(sort).await.map_err(|_| StoreError::Cancelled)?)
    }
}

/// A sort column given twice counts where it stands first.
fn fields(sort: &[SortKey], directory: &Directory) -> Result<(Vec<Field>, Vec<bool>), ReadError> {
    let mut fields: (Vec<Field>, Vec<bool>) = Default::default();
    for key in sort {
        let field = Field::named(&key.field, directory)?;
        if !fields.0.contains(&field) {
            fields.0.push(field);
            fields.1.push(key.descending);
        }
    }
    Ok(fields)
}

/// By rank, the place of a name among all names, from 1 on; 0 where there is no name.
fn places(field: &Field, column: &Column, directory: &Directory) -> Vec<u32> {
    let mut folded = String::new();
    let mut key = |entry| {
        let Entry::Integer(number) = entry else { return None };
        let mut key = Vec::new();
        push_key(&mut key, Entry::Text(&field.label(number, directory)?), Form::Text, &mut folded);
        Some(key)
    };
    let keys: Vec<Option<Vec<u8>>> = column.values().map(&mut key).collect();
    let mut sorted: Vec<&Vec<u8>> = keys.iter().flatten().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |key: &Vec<u8>| sorted.binary_search(&key).map_or(0, |place| place as u32 + 1);
    keys.iter().map(|key| key.as_ref().map_or(0, place)).collect()
}
