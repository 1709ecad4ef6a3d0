//! Columns in memory, read when they are first needed or ahead of that, and what they answer: orders, counts, leaves of
//! conditions.
//!
//! Groups, websites and store views stand in them by number: a name that changes makes no column stale.

use std::ops::RangeInclusive;
use std::sync::Arc;

use clientele_columns::{Column, Entry, Form, Keep, Part, SortedPart, TooLarge};
use clientele_domain::attribute::{AttributeType, Entity};
use clientele_query::Scope;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use tokio::task::spawn_blocking;

use super::directory::Directory;
use super::field::{Field, Kind, Of, Value};
use super::snapshot::Snapshot;
use super::{ReadError, Reader};
use crate::StoreError;
use crate::engine::Cursor;

/// Different texts that are kept beside their ranks: as many as two bytes tell apart.
const FEW: u32 = 0xFFFF;
/// Columns of few values that are read in one scan.
const TOGETHER: usize = 8;
/// Columns that are read ahead.
const AHEAD: usize = 64;

impl Reader {
    /// Reads the columns of the grid into memory, those of facets first, one scan after the other; ends early when the
    /// workspace changes meanwhile. Whoever asks for a column before gets it all the same, as soon as it is read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn prepare_columns(&self) -> Result<(), ReadError> {
        let snapshot = self.snapshot().await?;
        let batches = batches(&*snapshot.directory().await?);
        let snapshot = Arc::downgrade(&{ snapshot });
        for batch in batches {
            match snapshot.upgrade() {
                Some(snapshot) => drop(snapshot.columns_of(&batch).await?),
                None => break,
            }
        }
        Ok(())
    }

    /// Bytes of memory that columns take.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn size_of_columns(&self) -> Result<usize, ReadError> {
        let snapshot = self.snapshot().await?;
        Ok(snapshot.columns.values().iter().map(|column| column.size()).sum())
    }
}

/// What is read together: facets, then what else has few values, then the others one by one, because each takes the memory
/// of all its texts while it is sorted.
fn batches(directory: &Directory) -> Vec<Vec<Field>> {
    let catalogue = directory.catalogue().fields(Scope::Customer);
    let choices = directory.attributes.iter().filter(|attribute| {
        let few = [AttributeType::Choice, AttributeType::MultiSelect, AttributeType::YesNo];
        attribute.entity == Entity::Customer && few.contains(&attribute.kind)
    });
    let known = ["group", "website", "store", "gender", "confirmation"];
    let mut small: Vec<Field> = known.iter().filter_map(|name| Field::named(name, directory).ok()).collect();
    small.extend([Field::Locked, Field::Month("created_at")]);
    small.extend(choices.map(Field::attribute));
    let places = ["billing_country", "billing_region"].map(|name| Field::named(name, directory).ok());
    let places: Vec<Field> = places.into_iter().flatten().collect();
    let first: Vec<Field> = small.iter().chain(&places).cloned().collect();
    let mut batches: Vec<Vec<Field>> = small.chunks(TOGETHER).map(<[Field]>::to_vec).collect();
    batches.push(places);
    let others = catalogue.filter_map(|field| Field::named(&field.name, directory).ok());
    let others = others.filter(|field| !first.contains(field));
    batches.extend(others.take(AHEAD.saturating_sub(first.len())).map(|field| vec![field]));
    batches
}

impl Snapshot {
    /// A column, if it is in memory.
    pub(super) fn known_column(&self, field: &Field) -> Option<Arc<Column>> {
        self.columns.peek(field)
    }

    /// These columns, in their order; values are kept where they are few.
    pub(super) async fn columns_of(
        self: &Arc<Self>,
        fields: &[Field],
    ) -> Result<Vec<Arc<Column>>, ReadError> {
        if !fields.iter().all(|field| self.columns.peek(field).is_some()) {
            // One after the other: who waits finds what it wanted, and a scan leaves connections to others.
            let _turn = self.reading.lock().await;
            for table in ["customer", "address"] {
                let missing = |field: &&Field| field.table() == table && self.columns.peek(field).is_none();
                let missing: Vec<Field> = fields.iter().filter(missing).cloned().collect();
                for (field, column) in self.read_columns(table, missing, Keep::Few(FEW)).await? {
                    self.columns.put(field, column);
                }
            }
        }
        // More than the shelf holds at once are read again.
        let mut columns = Vec::with_capacity(fields.len());
        for field in fields {
            let again = async { self.read_column(field, Keep::Few(FEW)).await };
            columns.push(self.columns.get(field.clone(), again).await?);
        }
        Ok(columns)
    }

    /// A column with all its values.
    pub(super) async fn valued_column(self: &Arc<Self>, field: &Field) -> Result<Arc<Column>, ReadError> {
        let column = self.columns_of(std::slice::from_ref(field)).await?.remove(0);
        if column.has_values() {
            return Ok(column);
        }
        self.valued.get(field.clone(), self.read_column(field, Keep::All)).await
    }

    async fn read_column(self: &Arc<Self>, field: &Field, keep: Keep) -> Result<Arc<Column>, ReadError> {
        let mut read = self.read_columns(field.table(), vec![field.clone()], keep).await?;
        Ok(read.remove(0).1)
    }

    async fn read_columns(
        self: &Arc<Self>,
        table: &'static str,
        fields: Vec<Field>,
        keep: Keep,
    ) -> Result<Vec<(Field, Arc<Column>)>, ReadError> {
        if fields.is_empty() {
            return Ok(Vec::new());
        }
        let first = self.everyone().await?.first().copied().unwrap_or_default();
        let scan = Arc::new(Scan { table, fields, first, directory: self.directory().await? });
        let work = {
            let scan = Arc::clone(&scan);
            move |cursor: &mut Cursor| scan.read(cursor)
        };
        let parts = self.in_parts(table, |range| scan.select(&range), work).await?;
        let merge = move || {
            let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
            let column = |field: &Field| {
                let parts: Vec<SortedPart> = parts.iter_mut().filter_map(Iterator::next).collect();
                (field.clone(), Arc::new(Column::of(&parts, keep)))
            };
            scan.fields.iter().map(column).collect()
        };
        Ok(spawn_blocking(merge).await.map_err(|_| StoreError::Cancelled)?)
    }
}

/// A scan of a table for several columns.
struct Scan {
    table: &'static str,
    fields: Vec<Field>,
    /// No customer's key is smaller.
    first: u32,
    directory: Arc<Directory>,
}

impl Scan {
    /// The customer; of an address also whether it is which default address; then the fields' columns.
    fn select(&self, range: &RangeInclusive<u32>) -> SelectStatement {
        let mut query = Query::select();
        query.from(self.table).and_where(Expr::col("id").between(*range.start(), *range.end()));
        if self.table == "address" {
            let default = Expr::col("is_billing").eq(1).or(Expr::col("is_shipping").eq(1));
            query.columns(["customer_id", "is_billing", "is_shipping"]);
            query.and_where(Expr::col("customer_id").is_not_null()).and_where(default);
        } else {
            query.column("id");
        }
        for field in &self.fields {
            query.columns(field.names().into_iter().map(str::to_owned));
        }
        query
    }

    fn read(&self, cursor: &mut Cursor) -> Result<Vec<SortedPart>, ReadError> {
        let mut parts: Vec<Part> = Vec::new();
        let mut scratch = String::new();
        let of_address = self.table == "address";
        while let Some(row) = cursor.next()? {
            let customer = row.id(0);
            if parts.is_empty() {
                // Customers come in order of key.
                let first = if of_address { self.first } else { customer };
                parts.extend(self.fields.iter().map(|field| Part::new(form(field), first)));
            }
            let mut at = if of_address { 3 } else { 1 };
            for (field, part) in self.fields.iter().zip(&mut parts) {
                let is_its = match field.of() {
                    Of::Account => true,
                    Of::Billing => row.integer(1) == Some(1),
                    Of::Shipping => row.integer(2) == Some(1),
                };
                let entry = match field.read_raw(row, at, &self.directory, &mut scratch) {
                    Value::Text(text) => Some(Entry::Text(text)),
                    Value::Integer(number) | Value::Instant(number) => Some(Entry::Integer(number)),
                    Value::None => None,
                };
                if let Some(entry) = entry.filter(|_| is_its) {
                    part.push(customer, entry)?;
                }
                at += field.width();
            }
        }
        parts.into_iter().map(|part| Ok(part.sorted()?)).collect()
    }
}

fn form(field: &Field) -> Form {
    match field.kind() {
        Kind::Text | Kind::DateText | Kind::Options => Form::Text,
        Kind::NumberText => Form::NumberText,
        Kind::Integer | Kind::Instant | Kind::Set => Form::Integer,
    }
}

impl From<TooLarge> for ReadError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}
