//! Records that are here and become what a file says: each change is written down with what was before, and carried out
//! when the import is applied.

use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use serde_json::{Map, Value as Json, json};

use super::fetch::Fetched;
use crate::StoreError;
use crate::engine::{Insert, Session, Value};

/// Values of a record by the store's columns; JSON null of a record that is not there.
pub(crate) type Values = Map<String, Json>;

/// Under this name stand the raw cells of a record.
pub(crate) const RAW: &str = "raw";

/// Where a file says so, and in which row of the plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub(super) source: i64,
    pub(super) line: u64,
    pub(super) entry: u32,
}

/// Writes changes down.
pub(super) struct Changes {
    insert: Insert,
    change_set: i64,
    next: u32,
    has_entries: bool,
    /// How many there are.
    pub(super) count: u64,
}

impl Changes {
    /// `first` is the key of the first one; those of a plan know their row in it.
    pub(super) async fn prepare(
        session: &mut Session,
        change_set: i64,
        first: u32,
        has_entries: bool,
    ) -> Result<Self, StoreError> {
        let columns = ["id", "change_set_id", "entity", "record_id", "source_id", "line", "before", "after"];
        let columns = columns.into_iter().chain(has_entries.then_some("entry"));
        let insert = session.insert("change", columns).await?;
        Ok(Self { insert, change_set, next: first, has_entries, count: 0 })
    }

    /// Writes down what becomes of a record; no values before it came, none after it is gone.
    pub(super) fn add(
        &mut self,
        (entity, id): (&'static str, u32),
        origin: Origin,
        before: Option<Values>,
        after: Option<Values>,
    ) -> Result<(), StoreError> {
        let text = |values: Option<Values>| values.map_or(Json::Null, Json::Object).to_string();
        let (before, after) = (text(before), text(after));
        let values = [
            self.next.into(),
            self.change_set.into(),
            entity.into(),
            id.into(),
            Value::from((origin.source != 0).then_some(origin.source)),
            Value::from((origin.line != 0).then_some(origin.line)),
            before.as_str().into(),
            after.as_str().into(),
            origin.entry.into(),
        ];
        self.next += 1;
        self.count += 1;
        self.insert.run(&values[..values.len() - usize::from(!self.has_entries)])
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()
    }
}

/// A column of a file that the store keeps.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) column: Column,
    /// The store's name of it.
    pub(super) name: String,
}

/// What a row says otherwise than a record.
pub(super) type Differences = Vec<(usize, Json, Json)>;

/// What a row says otherwise than the record at `at`; its values stand in the order of the columns.
pub(super) fn differences(columns: &[Kept], kept: &Fetched, at: usize, new: &[Value<'_>]) -> Differences {
    let differs = |(place, column): (usize, &Kept)| {
        let (kept, new) = (kept.value(at, place), new[place]);
        let differs = !same(kept, new) && takes_place(&column.column, new);
        differs.then(|| (place, json_of(kept), json_of(new)))
    };
    columns.iter().enumerate().filter_map(differs).collect()
}

/// The values before and after, by the store's names.
pub(super) fn by_name(columns: &[Kept], differences: Differences) -> (Values, Values) {
    let (mut before, mut after) = (Values::new(), Values::new());
    for (place, was, is) in differences {
        before.insert(columns[place].name.clone(), was);
        after.insert(columns[place].name.clone(), is);
    }
    (before, after)
}

/// Absent and empty are the same to a file that has the column.
pub(super) fn same(kept: Value<'_>, new: Value<'_>) -> bool {
    kept == new || matches!((kept, new), (Value::Null, Value::Text("")) | (Value::Text(""), Value::Null))
}

/// Whether a cell takes the place of a value. A blank one clears it as the store's importer does, but for what an account
/// or an address cannot be without; a flag only ever sets a default, and a blank balance leaves it untouched
/// (data-formats.md 5.3, 6.2, 6.3, 8).
fn takes_place(column: &Column, new: Value<'_>) -> bool {
    use AddressColumn as A;
    use CustomerColumn as C;
    let is_blank = matches!(new, Value::Null | Value::Text(""));
    match column {
        Column::Customer(C::Email) | Column::Address(A::Email | A::Website) => false,
        Column::Customer(
            C::Firstname
            | C::Lastname
            | C::GroupId
            | C::Store
            | C::CreatedAt
            | C::EntityId
            | C::IsConfirmed
            | C::IsLocked,
        )
        | Column::Address(
            A::EntityId | A::Firstname | A::Lastname | A::Street | A::City | A::CountryId | A::Telephone,
        )
        | Column::Finance(_) => !is_blank,
        Column::Address(A::DefaultBilling | A::DefaultShipping) => new == Value::Text("1"),
        _ => true,
    }
}

pub(crate) fn json_of(value: Value<'_>) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}
