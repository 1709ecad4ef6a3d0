//! Changes made, or taken back: what the table of changes says of a record becomes what the record is.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use crate::StoreError;
use crate::engine::{Session, Statement, Value};
use crate::import::RAW;

/// What became of a record; JSON null where it was not there.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) entity: String,
    pub(crate) id: u32,
    pub(crate) before: Json,
    pub(crate) after: Json,
}

/// Makes changes, forwards or backwards.
pub(crate) struct Replay {
    statements: HashMap<(String, Vec<String>), Statement>,
    delete_raw: Statement,
    insert_raw: Statement,
}

impl Replay {
    pub(crate) async fn begin(session: &mut Session) -> Result<Self, StoreError> {
        let delete = "DELETE FROM raw_cell WHERE entity = ? AND record_id = ? AND column_code = ?";
        let insert = "INSERT INTO raw_cell (entity, record_id, column_code, text) VALUES (?, ?, ?, ?)";
        Ok(Self {
            statements: HashMap::new(),
            delete_raw: session.statement(delete).await?,
            insert_raw: session.statement(insert).await?,
        })
    }

    /// Makes a record what it is after a change, or takes the change back.
    pub(crate) async fn run(
        &mut self,
        session: &mut Session,
        change: &Change,
        forwards: bool,
    ) -> Result<(), StoreError> {
        let (from, to) =
            if forwards { (&change.before, &change.after) } else { (&change.after, &change.before) };
        match (from.as_object(), to.as_object()) {
            (_, Some(to)) => {
                let verb = if from.is_null() { Verb::Insert } else { Verb::Update };
                self.set(session, change, to, verb).await?;
            }
            (_, None) => {
                let sql = format!("DELETE FROM \"{}\" WHERE id = ?", change.entity);
                session.execute(&sql, &[change.id.into()]).await?;
            }
        }
        self.raw_cells(change, from, to)
    }

    async fn set(
        &mut self,
        session: &mut Session,
        change: &Change,
        values: &Map<String, Json>,
        verb: Verb,
    ) -> Result<(), StoreError> {
        let columns: Vec<String> = values.keys().filter(|column| *column != RAW).cloned().collect();
        if columns.is_empty() {
            return Ok(());
        }
        let mut bound: Vec<Value<'_>> = columns.iter().map(|column| value_of(&values[column])).collect();
        bound.push(change.id.into());
        let key = (format!("{verb:?} {}", change.entity), columns);
        if !self.statements.contains_key(&key) {
            let sql = verb.sql(&change.entity, &key.1);
            self.statements.insert(key.clone(), session.statement(&sql).await?);
        }
        self.statements.get_mut(&key).map_or(Ok(()), |statement| statement.run(&bound))
    }

    fn raw_cells(&mut self, change: &Change, from: &Json, to: &Json) -> Result<(), StoreError> {
        let (entity, id) = (Value::Text(&change.entity), Value::from(change.id));
        for code in from[RAW].as_object().into_iter().flatten().map(|(code, _)| code) {
            self.delete_raw.run(&[entity, id, code.as_str().into()])?;
        }
        for (code, text) in to[RAW].as_object().into_iter().flatten() {
            self.insert_raw.run(&[
                entity,
                id,
                code.as_str().into(),
                text.as_str().unwrap_or_default().into(),
            ])?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
enum Verb {
    Insert,
    Update,
}

impl Verb {
    /// The key is the last value.
    fn sql(self, table: &str, columns: &[String]) -> String {
        match self {
            Self::Update => {
                let set: Vec<String> = columns.iter().map(|column| format!("\"{column}\" = ?")).collect();
                format!("UPDATE \"{table}\" SET {} WHERE id = ?", set.join(", "))
            }
            Self::Insert => {
                let marks = vec!["?"; columns.len() + 1].join(", ");
                format!("INSERT INTO \"{table}\" (\"{}\", id) VALUES ({marks})", columns.join("\", \""))
            }
        }
    }
}

/// A value of a change on its way into a column.
pub(crate) fn value_of(value: &Json) -> Value<'_> {
    match value {
        Json::Number(number) => number.as_i64().into(),
        Json::String(text) => text.as_str().into(),
        _ => Value::Null,
    }
}
