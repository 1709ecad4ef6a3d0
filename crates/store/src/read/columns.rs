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
/// Columns that are read in one scan, as long as they have few values.
const TOGETHER: usize = 12;
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
        let fields = ahead(&*snapshot.directory().await?);
        let snapshot = Arc::downgrade(&{ snapshot });
        for batch in fields.chunks(TOGETHER) {
            let Some(snapshot) = snapshot.upgrade() else { return Ok(()) };
            snapshot.read_few(batch).await?;
        }
        // Each of the others takes the memory of all its texts while they are sorted.
        for field in &fields {
            let Some(snapshot) = snapshot.upgrade() else { return Ok(()) };
            snapshot.columns_of(std::slice::from_ref(field)).await?;
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

/// What is read ahead, facets first.
fn ahead(directory: &Directory) -> Vec<Field> {
    let choices = directory.attributes.iter().filter(|attribute| {
        let few = [AttributeType::Choice, AttributeType::MultiSelect, AttributeType::YesNo];
        attribute.entity == Entity::Customer && few.contains(&attribute.kind)
    });
    let known = ["group", "website", "store", "gender", "confirmation", "billing_country", "billing_region"];
    let known = known.iter().filter_map(|name| Field::named(name, directory).ok());
    let mut fields: Vec<Field> =
        [Field::Locked, Field::Month("created_at")].into_iter().chain(known).collect();
    fields.extend(choices.map(Field::attribute));
    let catalogue = directory.catalogue().fields(Scope::Customer);
    for field in catalogue.filter_map(|field| Field::named(&field.name, directory).ok()) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields.truncate(AHEAD);
    fields
}

/// Whose parts a column is put together of.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// With texts where they are few.
    Column,
    /// Only if it has few values.
    Few,
    /// With all texts.
    Values,
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
            self.read_missing(fields, Wanted::Column).await?;
        }
        // More than the shelf holds at once are read again.
        let mut columns = Vec::with_capacity(fields.len());
        for field in fields {
            columns.push(self.columns.get(field.clone(), self.read_column(field, Wanted::Column)).await?);
        }
        Ok(columns)
    }

    /// A column with all its values.
    pub(super) async fn valued_column(self: &Arc<Self>, field: &Field) -> Result<Arc<Column>, ReadError> {
        let column = self.columns_of(std::slice::from_ref(field)).await?.remove(0);
        if column.has_values() {
            return Ok(column);
        }
        self.valued.get(field.clone(), self.read_column(field, Wanted::Values)).await
    }

    /// Those of these columns that turn out to have few values.
    async fn read_few(self: &Arc<Self>, fields: &[Field]) -> Result<(), ReadError> {
        let _turn = self.reading.lock().await;
        self.read_missing(fields, Wanted::Few).await
    }

    /// In one scan of each table.
    async fn read_missing(self: &Arc<Self>, fields: &[Field], wanted: Wanted) -> Result<(), ReadError> {
        for table in ["customer", "address"] {
            let missing = |field: &&Field| field.table() == table && self.columns.peek(field).is_none();
            let missing: Vec<Field> = fields.iter().filter(missing).cloned().collect();
            for (field, column) in self.read_columns(table, missing, wanted).await? {
                self.columns.put(field, column);
            }
        }
        Ok(())
    }

    async fn read_column(self: &Arc<Self>, field: &Field, wanted: Wanted) -> Result<Arc<Column>, ReadError> {
        let read = self.read_columns(field.table(), vec![field.clone()], wanted).await?;
        Ok(read.into_iter().next().ok_or(StoreError::Cancelled)?.1)
    }

    async fn read_columns(
        self: &Arc<Self>,
        table: &'static str,
        fields: Vec<Field>,
        wanted: Wanted,
    ) -> Result<Vec<(Field, Arc<Column>)>, ReadError> {
        if fields.is_empty() {
            return Ok(Vec::new());
        }
        let first = self.everyone().await?.first().copied().unwrap_or_default();
        let most = if let Wanted::Few = wanted { FEW } else { u32::MAX };
        let scan = Arc::new(Scan { table, fields, first, most, directory: self.directory().await? });
        let work = {
            let scan = Arc::clone(&scan);
            move |cursor: &mut Cursor| scan.read(cursor)
        };
        let parts = self.in_parts(table, |range| scan.select(&range), work).await?;
        let keep = if let Wanted::Values = wanted { Keep::All } else { Keep::Few(FEW) };
        let merge = move || {
            let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
            let column = |field: &Field| {
                // Taken from every part before one of them tells that its values are too many.
                let parts: Vec<Option<SortedPart>> = parts.iter_mut().filter_map(Iterator::next).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                Some((field.clone(), Arc::new(Column::of(&parts, keep))))
            };
            scan.fields.iter().filter_map(column).collect()
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
    /// More different values than this end a column.
    most: u32,
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

    fn read(&self, cursor: &mut Cursor) -> Result<Vec<Option<SortedPart>>, ReadError> {
        let mut parts: Vec<Part> = Vec::new();
        let mut scratch = String::new();
        let of_address = self.table == "address";
        while let Some(row) = cursor.next()? {
            let customer = row.id(0);
            if parts.is_empty() {
                // Customers come in order of key.
                let first = if of_address { self.first } else { customer };
                parts.extend(self.fields.iter().map(|field| Part::new(form(field), first, self.most)));
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
