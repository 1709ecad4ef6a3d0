//! A lean cursor on the SQLite handle that sqlx opened: what reads a column of a million customers goes through here.
//!
//! Decoding through sqlx costs one to two microseconds a row, this a tenth. Statements are compiled by sea-query, so
//! values are always bound; text is borrowed from SQLite until the next row is asked for.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};
use std::ptr::NonNull;

use libsqlite3_sys as ffi;
use sea_query::{SelectStatement, SqliteQueryBuilder, Value};
use sqlx::SqlitePool;
use tokio::runtime::Handle;

use crate::read::ReadError;

/// A compiled SELECT with the values to bind.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    sql: String,
    values: Vec<Bound>,
}

/// A value to bind; conditions and keys need no other kinds.
#[derive(Debug, Clone)]
enum Bound {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
}

impl From<SelectStatement> for Query {
    fn from(select: SelectStatement) -> Self {
        let (sql, values) = select.build(SqliteQueryBuilder);
        Self { sql, values: values.into_iter().map(Bound::from).collect() }
    }
}

impl From<Value> for Bound {
    fn from(value: Value) -> Self {
        match value {
            Value::String(Some(text)) => Self::Text(text),
            Value::BigInt(Some(number)) => Self::Integer(number),
            Value::Int(Some(number)) => Self::Integer(i64::from(number)),
            Value::Unsigned(Some(number)) => Self::Integer(i64::from(number)),
            Value::BigUnsigned(Some(number)) => Self::Integer(i64::try_from(number).unwrap_or(i64::MAX)),
            Value::Bool(Some(truth)) => Self::Integer(i64::from(truth)),
            Value::Double(Some(number)) => Self::Real(number),
            _ => Self::Null,
        }
    }
}

/// Runs a query on a connection of the pool and hands its cursor to `work` on a thread that may block.
///
/// # Errors
/// What SQLite reports, and what `work` returns.
pub(crate) async fn read<T, F>(pool: &SqlitePool, query: impl Into<Query>, work: F) -> Result<T, ReadError>
where
    T: Send + 'static,
    F: FnOnce(&mut Cursor<'_>) -> Result<T, ReadError> + Send + 'static,
{
    let query = query.into();
    let mut connection = pool.acquire().await?;
    let task = tokio::task::spawn_blocking(move || {
        let mut handle = Handle::current().block_on(connection.lock_handle())?;
        // SAFETY: the lock keeps sqlx's worker away from the handle until the cursor is gone.
        let mut cursor = unsafe { Cursor::open(handle.as_raw_handle(), &query)? };
        work(&mut cursor)
    });
    match task.await {
        Ok(result) => result,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(ReadError::Cancelled),
        },
    }
}

/// A running statement. Finalized when dropped: sqlx cannot close a connection with a statement left open.
pub(crate) struct Cursor<'query> {
    database: NonNull<ffi::sqlite3>,
    statement: NonNull<ffi::sqlite3_stmt>,
    _query: &'query Query,
}

impl<'query> Cursor<'query> {
    /// # Safety
    /// Nobody else may use `database` while the cursor lives.
    unsafe fn open(database: NonNull<ffi::sqlite3>, query: &'query Query) -> Result<Self, ReadError> {
        let mut statement = std::ptr::null_mut();
        let length = c_int::try_from(query.sql.len()).map_err(|_| ReadError::TooLarge)?;
        // SAFETY: the text outlives the call and its length is given.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(
                database.as_ptr(),
                query.sql.as_ptr().cast(),
                length,
                &raw mut statement,
                std::ptr::null_mut(),
            )
        };
        let Some(statement) = NonNull::new(statement) else { return Err(failure(database, code)) };
        let cursor = Self { database, statement, _query: query };
        for (index, value) in query.values.iter().enumerate() {
            cursor.bind(index + 1, value)?;
        }
        Ok(cursor)
    }

    fn bind(&self, index: usize, value: &Bound) -> Result<(), ReadError> {
        let index = c_int::try_from(index).map_err(|_| ReadError::TooLarge)?;
        let statement = self.statement.as_ptr();
        // SAFETY: the statement is live; bound text belongs to the query, which outlives the cursor.
        let code = unsafe {
            match value {
                Bound::Null => ffi::sqlite3_bind_null(statement, index),
                Bound::Integer(number) => ffi::sqlite3_bind_int64(statement, index, *number),
                Bound::Real(number) => ffi::sqlite3_bind_double(statement, index, *number),
                Bound::Text(text) => ffi::sqlite3_bind_text64(
                    statement,
                    index,
                    text.as_ptr().cast(),
                    text.len() as u64,
                    ffi::SQLITE_STATIC(),
                    ffi::SQLITE_UTF8 as u8,
                ),
            }
        };
        if code == ffi::SQLITE_OK { Ok(()) } else { Err(failure(self.database, code)) }
    }

    /// The next row; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, ReadError> {
        // SAFETY: the statement is live; the row borrows the cursor, so it is gone before the next step.
        match unsafe { ffi::sqlite3_step(self.statement.as_ptr()) } {
            ffi::SQLITE_ROW => Ok(Some(Row { statement: self.statement, _cursor: std::marker::PhantomData })),
            ffi::SQLITE_DONE => Ok(None),
            code => Err(failure(self.database, code)),
        }
    }
}

impl Drop for Cursor<'_> {
    fn drop(&mut self) {
        // SAFETY: finalized once, here.
        unsafe { ffi::sqlite3_finalize(self.statement.as_ptr()) };
    }
}

/// The current row of a cursor.
#[derive(Clone, Copy)]
pub(crate) struct Row<'cursor> {
    statement: NonNull<ffi::sqlite3_stmt>,
    _cursor: std::marker::PhantomData<&'cursor ()>,
}

impl<'cursor> Row<'cursor> {
    /// The text of a column; `None` for NULL (and for bytes that are not UTF-8, which the store never writes).
    pub(crate) fn text(self, column: usize) -> Option<&'cursor str> {
        let (statement, column) = (self.statement.as_ptr(), column as c_int);
        // SAFETY: SQLite keeps the text until the next step or conversion of the column, which the borrow excludes.
        let bytes = unsafe {
            let start = ffi::sqlite3_column_text(statement, column);
            if start.is_null() {
                return None;
            }
            std::slice::from_raw_parts(start, ffi::sqlite3_column_bytes(statement, column) as usize)
        };
        std::str::from_utf8(bytes).ok()
    }

    /// The whole number of a column; `None` for NULL.
    pub(crate) fn integer(self, column: usize) -> Option<i64> {
        let (statement, column) = (self.statement.as_ptr(), column as c_int);
        // SAFETY: the statement stands on a row.
        unsafe {
            (ffi::sqlite3_column_type(statement, column) != ffi::SQLITE_NULL)
                .then(|| ffi::sqlite3_column_int64(statement, column))
        }
    }

    /// A key of a table; keys fit in 32 bits.
    pub(crate) fn id(self, column: usize) -> u32 {
        self.integer(column).and_then(|id| u32::try_from(id).ok()).unwrap_or_default()
    }
}

fn failure(database: NonNull<ffi::sqlite3>, code: c_int) -> ReadError {
    // SAFETY: the message is copied before anyone else can touch the handle.
    let message = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(database.as_ptr())) };
    ReadError::Engine { code, message: message.to_string_lossy().into_owned() }
}
