//! Records that are here and become what a file says: each change is written down with what was before.

use clientele_domain::batch::Batch;
use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use serde_json::{Map, Value as Json, json};
use sqlx::SqliteConnection;

use super::customer::{same, value};
use super::insert::next_id;
use super::raw::RawCells;
use crate::StoreError;
use crate::bind::{Statement, Value};

/// Values of a record by the store's columns.
pub(super) type Values = Map<String, Json>;

/// Writes changes down.
pub(super) struct Changes {
    insert: Statement,
    change_set: i64,
    first: u32,
    /// How many there are.
    pub(super) count: u64,
}

impl Changes {
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        change_set: i64,
    ) -> Result<Self, StoreError> {
        let sql = "INSERT INTO change (change_set_id, entity, record_id, source_id, line, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)";
        let first = next_id(connection, "change").await?;
        Ok(Self { insert: Statement::prepare(connection, sql).await?, change_set, first, count: 0 })
    }

    /// The first and the last key.
    pub(super) fn keys(&self) -> (u32, u32) {
        (self.first, u32::MAX)
    }

    /// Writes down what a line of a file made of a record.
    pub(super) fn add(
        &mut self,
        (entity, id): (&'static str, u32),
        (source, line): (i64, u64),
        (before, after): (Values, Values),
    ) -> Result<(), StoreError> {
        self.count += 1;
        let (before, after) = (Json::Object(before).to_string(), Json::Object(after).to_string());
        self.insert.run(&[
            Value::Integer(self.change_set),
            Value::Text(entity),
            Value::Integer(i64::from(id)),
            Value::Integer(source),
            Value::Integer(i64::try_from(line).unwrap_or(i64::MAX)),
            Value::Text(&before),
            Value::Text(&after),
        ])
    }
}

/// The columns of a file that change records, each with the statement that sets it: a record differs in few.
pub(super) struct Update(Vec<Settable>);

struct Settable {
    /// Place in the batch.
    index: usize,
    /// The store's column.
    name: String,
    set: Statement,
}

/// What a row says otherwise than a record: places among the columns of [`Update`], with what the record says.
pub(super) type Differences = Vec<(usize, Json)>;

/// A row of a batch with the columns of its file.
#[derive(Clone, Copy)]
pub(super) struct FileRow<'a> {
    pub(super) batch: &'a Batch,
    pub(super) row: usize,
    pub(super) columns: &'a [Column],
}

impl Update {
    /// `columns` are those of the batch that the store has a place for, with its names.
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        entity: &str,
        columns: impl IntoIterator<Item = (usize, String)>,
    ) -> Result<Self, StoreError> {
        let mut settable = Vec::new();
        for (index, name) in columns {
            let sql = format!("UPDATE {entity} SET {name} = ? WHERE id = ?");
            settable.push(Settable { index, name, set: Statement::prepare(connection, &sql).await? });
        }
        Ok(Self(settable))
    }

    /// What a row says otherwise than a record, whose values stand in the order of the columns.
    pub(super) fn differences(&self, kept: &[Value<'_>], file: FileRow<'_>) -> Differences {
        let cells = file.batch.row(file.row);
        let differs = |(place, column): (usize, &Settable)| {
            let (kept, new) = (kept[place], value(file.batch, cells[column.index]));
            let differs = !same(kept, new) && changes(&file.columns[column.index], new);
            differs.then(|| (place, json_of(kept)))
        };
        self.0.iter().enumerate().filter_map(differs).collect()
    }

    /// Makes a record what a row says. Returns what it was and what it became.
    pub(super) fn apply(
        &mut self,
        id: u32,
        differences: Differences,
        file: FileRow<'_>,
        raw: &mut RawCells,
    ) -> Result<(Values, Values), StoreError> {
        let cells = file.batch.row(file.row);
        let (mut before, mut after) = (Values::new(), Values::new());
        for (place, kept) in differences {
            let column = &mut self.0[place];
            let new = value(file.batch, cells[column.index]);
            column.set.run(&[new, Value::Integer(i64::from(id))])?;
            before.insert(column.name.clone(), kept);
            after.insert(column.name.clone(), json_of(new));
        }
        if let Some((was, is)) = raw.replace(id, file)? {
            before.insert(RAW.to_owned(), Json::Object(was));
            after.insert(RAW.to_owned(), Json::Object(is));
        }
        Ok((before, after))
    }
}

/// Under this name stand the raw cells of a record.
pub(crate) const RAW: &str = "raw";

/// Whether a cell takes the place of a value. A blank one clears it as the store's importer does, but for what an account
/// or an address cannot be without; a flag only ever sets a default (data-formats.md 5.3, 6.2, 6.3).
fn changes(column: &Column, new: Value<'_>) -> bool {
    use AddressColumn as A;
    use CustomerColumn as C;
    let is_blank = matches!(new, Value::Null | Value::Text(""));
    match column {
        Column::Customer(C::Email) | Column::Address(A::Email | A::Website) => false,
        Column::Customer(C::Firstname | C::Lastname | C::GroupId | C::Store | C::CreatedAt)
        | Column::Address(
            A::EntityId | A::Firstname | A::Lastname | A::Street | A::City | A::CountryId | A::Telephone,
        ) => !is_blank,
        Column::Address(A::DefaultBilling | A::DefaultShipping) => new == Value::Text("1"),
        _ => true,
    }
}

fn json_of(value: Value<'_>) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}
