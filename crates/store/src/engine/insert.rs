//! New rows of one table, many of them: a prepared statement in SQLite, COPY in PostgreSQL.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::postgres::{self, Link};
use super::{Statement, Value};
use crate::StoreError;

/// Rows of PostgreSQL are gathered up to this size. Where one fits into the buffers of a socket, the end of each COPY waits up
/// to 40 ms until the server acknowledged it: sqlx leaves Nagle's algorithm on.
const PARCEL_BYTES: usize = 1 << 20;

/// Loads rows into a table.
pub(crate) struct Insert(Way);

enum Way {
    Sqlite(Statement),
    Postgres { link: Link, copy: Arc<str>, parcel: Vec<u8> },
}

impl Insert {
    pub(super) async fn sqlite(
        connection: &mut SqliteConnection,
        table: &str,
        columns: &[&str],
    ) -> Result<Self, StoreError> {
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {table} (\"{}\") VALUES ({marks})", columns.join("\", \""));
        Ok(Self(Way::Sqlite(Statement::sqlite(connection, &sql).await?)))
    }

    pub(super) fn postgres(link: Link, table: &str, columns: &[&str]) -> Self {
        let copy = format!("COPY {table} (\"{}\") FROM STDIN", columns.join("\", \""));
        Self(Way::Postgres { link, copy: copy.into(), parcel: Vec::new() })
    }

    /// Adds a row; values in the order of the columns.
    pub(crate) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        match &mut self.0 {
            Way::Sqlite(statement) => statement.run(values),
            Way::Postgres { parcel, .. } => {
                push_row(parcel, values);
                if parcel.len() < PARCEL_BYTES { Ok(()) } else { self.flush() }
            }
        }
    }

    /// Sends what was gathered. Until then other statements do not see the last rows.
    pub(crate) fn flush(&mut self) -> Result<(), StoreError> {
        let Way::Postgres { link, copy, parcel } = &mut self.0 else { return Ok(()) };
        if parcel.is_empty() {
            return Ok(());
        }
        let next = Vec::with_capacity(parcel.capacity());
        postgres::copy_in(link, copy, std::mem::replace(parcel, next))
    }
}

/// A row in COPY's text format.
fn push_row(parcel: &mut Vec<u8>, values: &[Value<'_>]) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            parcel.push(b'\t');
        }
        match *value {
            Value::Null => parcel.extend_from_slice(b"\\N"),
            Value::Integer(number) => push_integer(parcel, number),
            Value::Text(text) => push_text(parcel, text),
            Value::Blob(bytes) => push_bytes(parcel, bytes),
        }
    }
    parcel.push(b'\n');
}

fn push_integer(parcel: &mut Vec<u8>, number: i64) {
    parcel.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn push_text(parcel: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\\' | b'\n' | b'\r' | b'\t')) {
        parcel.extend_from_slice(&rest[..at]);
        let escaped = match rest[at] {
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            other => other,
        };
        parcel.extend_from_slice(&[b'\\', escaped]);
        rest = &rest[at + 1..];
    }
    parcel.extend_from_slice(rest);
}

fn push_bytes(parcel: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    parcel.extend_from_slice(b"\\\\x");
    parcel.extend(
        bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
    );
}

#[cfg(test)]
mod tests {
    use super::{Value, push_row};

    #[test]
    fn rows_are_written_as_copy_reads_them() {
        let mut parcel = Vec::new();
        push_row(
            &mut parcel,
            &[
                Value::Null,
                Value::Integer(-7),
                Value::Text("a\\b\tc\nd\re"),
                Value::Text(""),
                Value::Blob(&[0, 255]),
            ],
        );
        assert_eq!(String::from_utf8(parcel).expect("text"), "\\N\t-7\ta\\\\b\\tc\\nd\\re\t\t\\\\x00ff\n");
    }
}
