//! Statements of SQLite whose rows are few, by way of sqlx.

use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, Executor, Row as _, Sqlite, SqliteConnection, TypeInfo as _, ValueRef as _};

use super::value::{Owned, Record, Value};
use crate::StoreError;

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    sql: String,
    values: &[Value<'_>],
) -> Result<u64, StoreError> {
    let query = sqlx::query_with(sqlx::AssertSqlSafe(sql), arguments(values)?);
    Ok(query.execute(connection).await?.rows_affected())
}

pub(super) async fn query<'c>(
    executor: impl Executor<'c, Database = Sqlite>,
    sql: String,
    values: &[Value<'_>],
) -> Result<Vec<Record>, StoreError> {
    let query = sqlx::query_with(sqlx::AssertSqlSafe(sql), arguments(values)?);
    query.fetch_all(executor).await?.iter().map(record).collect()
}

fn arguments(values: &[Value<'_>]) -> Result<SqliteArguments, StoreError> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match *value {
            Value::Null => arguments.add(None::<i64>),
            Value::Integer(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text.to_owned()),
            Value::Blob(bytes) => arguments.add(bytes.to_owned()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn record(row: &SqliteRow) -> Result<Record, StoreError> {
    let value = |column| {
        let raw = row.try_get_raw(column)?;
        Ok(match raw.type_info().name() {
            _ if raw.is_null() => Owned::Null,
            "INTEGER" | "BOOLEAN" => Owned::Integer(row.try_get_unchecked(column)?),
            "BLOB" => Owned::Blob(row.try_get_unchecked(column)?),
            _ => Owned::Text(row.try_get_unchecked(column)?),
        })
    };
    Ok(Record((0..row.len()).map(value).collect::<Result<_, sqlx::Error>>()?))
}
