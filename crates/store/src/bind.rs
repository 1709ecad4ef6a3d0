//! Statements on the handle that sqlx opened: the one place with `unsafe`.
//!
//! Binding millions of rows through sqlx costs four times the CPU (a boxed argument list and a message to its worker
//! thread for each row). A [`Statement`] borrows nothing from sqlx: whoever makes one keeps the connection and lets
//! nobody else use it meanwhile, which [`crate::import`] does by owning the transaction.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};
use std::ptr::{self, NonNull};

use libsqlite3_sys as ffi;
use sqlx::SqliteConnection;

use crate::StoreError;

/// A prepared statement, finalized when dropped.
pub(crate) struct Statement {
    raw: NonNull<ffi::sqlite3_stmt>,
    columns: usize,
}

// SAFETY: SQLite is built in serialized mode (SQLITE_THREADSAFE=1): a statement may move between threads; `&mut self`
// on every method keeps two threads from using it at once.
unsafe impl Send for Statement {}

/// The value of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// No value.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

impl Statement {
    /// Prepares one statement for many uses.
    pub(crate) async fn prepare(connection: &mut SqliteConnection, sql: &str) -> Result<Self, StoreError> {
        let mut handle = connection.lock_handle().await?;
        let db = handle.as_raw_handle();
        let length = c_int::try_from(sql.len())
            .map_err(|_| StoreError::Condition("a statement is too long".to_owned()))?;
        let mut raw = ptr::null_mut();
        // SAFETY: `db` is the open handle of `connection`, locked here; `sql` is `length` bytes; `raw` is written once.
        let code = unsafe {
            ffi::sqlite3_prepare_v3(
                db.as_ptr(),
                sql.as_ptr().cast(),
                length,
                ffi::SQLITE_PREPARE_PERSISTENT,
                &mut raw,
                ptr::null_mut(),
            )
        };
        match NonNull::new(raw) {
            // SAFETY: `raw` is the statement just prepared.
            Some(raw) if code == ffi::SQLITE_OK => Ok(Self {
                raw,
                columns: usize::try_from(unsafe { ffi::sqlite3_column_count(raw.as_ptr()) }).unwrap_or(0),
            }),
            // SAFETY: `db` is open.
            _ => Err(StoreError::of_code(code, unsafe { message(db.as_ptr()) })),
        }
    }

    /// Binds the parameters in order and steps once, for a statement that returns no row.
    pub(crate) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        self.bind(values);
        let more = self.step();
        self.reset();
        more.map(drop)
    }

    /// Binds the parameters in order and calls `each` for every row.
    pub(crate) fn each(
        &mut self,
        values: &[Value<'_>],
        mut each: impl FnMut(&[Value<'_>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.bind(values);
        let result = self.rows(&mut each);
        self.reset();
        result
    }

    fn rows(
        &mut self,
        each: &mut impl FnMut(&[Value<'_>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut row = Vec::with_capacity(self.columns);
        while self.step()? {
            row.clear();
            for column in 0..self.columns {
                // SAFETY: `step` returned a row and the value is used before the next step.
                row.push(unsafe { self.value_of(column) });
            }
            // The values borrow from the statement until the next step; `row` is cleared before that.
            each(&row)?;
        }
        Ok(())
    }

    /// Binds the parameters in order; rows are then taken one by one with [`Self::advance`].
    pub(crate) fn start(&mut self, values: &[Value<'_>]) {
        self.reset();
        for (index, value) in (1..).zip(values) {
            // SAFETY: SQLite copies the value, for it is used after this call.
            unsafe { self.bind_one(index, *value, ffi::SQLITE_TRANSIENT()) };
        }
    }

    /// Goes to the next row of a started statement. Tells whether there is one.
    pub(crate) fn advance(&mut self) -> Result<bool, StoreError> {
        self.step()
    }

    /// A column of the row that the statement stands on; nothing after the last row.
    pub(crate) fn value(&self, column: usize) -> Value<'_> {
        // SAFETY: the value borrows `self`, so it is gone before the next step; off a row SQLite answers NULL.
        unsafe { self.value_of(column) }
    }

    fn bind(&mut self, values: &[Value<'_>]) {
        for (index, value) in (1..).zip(values) {
            // SAFETY: SQLite reads the value in place; `run` and `each` step and reset before it can go away.
            unsafe { self.bind_one(index, *value, ffi::SQLITE_STATIC()) };
        }
    }

    /// # Safety
    /// With `SQLITE_STATIC` the value must live until the statement is reset.
    unsafe fn bind_one(&mut self, index: c_int, value: Value<'_>, lifetime: ffi::sqlite3_destructor_type) {
        let raw = self.raw.as_ptr();
        let length = |length: usize| c_int::try_from(length).unwrap_or(c_int::MAX);
        // SAFETY: `raw` is a live statement; pointer and length belong to one slice.
        unsafe {
            match value {
                Value::Null => ffi::sqlite3_bind_null(raw, index),
                Value::Integer(number) => ffi::sqlite3_bind_int64(raw, index, number),
                Value::Text(text) => {
                    ffi::sqlite3_bind_text(raw, index, text.as_ptr().cast(), length(text.len()), lifetime)
                }
                Value::Blob(bytes) => {
                    ffi::sqlite3_bind_blob(raw, index, bytes.as_ptr().cast(), length(bytes.len()), lifetime)
                }
            };
        }
    }

    fn step(&mut self) -> Result<bool, StoreError> {
        // SAFETY: `raw` is a live statement.
        match unsafe { ffi::sqlite3_step(self.raw.as_ptr()) } {
            ffi::SQLITE_ROW => Ok(true),
            ffi::SQLITE_DONE => Ok(false),
            // SAFETY: the statement's connection is open.
            _ => Err(unsafe {
                let db = ffi::sqlite3_db_handle(self.raw.as_ptr());
                StoreError::of_code(ffi::sqlite3_extended_errcode(db), message(db))
            }),
        }
    }

    fn reset(&mut self) {
        // SAFETY: `raw` is a live statement; the code repeats that of the last step.
        unsafe {
            ffi::sqlite3_reset(self.raw.as_ptr());
        }
    }

    /// # Safety
    /// The value is not used after the next step.
    unsafe fn value_of<'row>(&self, column: usize) -> Value<'row> {
        let (raw, column) = (self.raw.as_ptr(), c_int::try_from(column).unwrap_or(c_int::MAX));
        // SAFETY: by the caller; SQLite's pointer is valid for the length it reports.
        unsafe {
            let bytes = |pointer: *const u8| {
                let length = usize::try_from(ffi::sqlite3_column_bytes(raw, column)).unwrap_or(0);
                if pointer.is_null() { &[][..] } else { std::slice::from_raw_parts(pointer, length) }
            };
            match ffi::sqlite3_column_type(raw, column) {
                ffi::SQLITE_INTEGER => Value::Integer(ffi::sqlite3_column_int64(raw, column)),
                ffi::SQLITE_TEXT => {
                    let text = bytes(ffi::sqlite3_column_text(raw, column));
                    std::str::from_utf8(text).map_or(Value::Blob(text), Value::Text)
                }
                ffi::SQLITE_BLOB => Value::Blob(bytes(ffi::sqlite3_column_blob(raw, column).cast())),
                _ => Value::Null,
            }
        }
    }
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: `raw` is a live statement, finalized once.
        unsafe {
            ffi::sqlite3_finalize(self.raw.as_ptr());
        }
    }
}

impl<'a> Value<'a> {
    /// The whole number, if it is one.
    pub(crate) fn integer(self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(number) } else { None }
    }

    /// The text; nothing for anything else.
    pub(crate) fn text(self) -> &'a str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// A key of the workspace, which all fit 32 bits.
    pub(crate) fn key(self) -> u32 {
        self.integer().and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
    }
}

/// # Safety
/// `db` is an open handle.
unsafe fn message(db: *mut ffi::sqlite3) -> String {
    // SAFETY: SQLite returns a terminated string that lives until the next call.
    unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(db)) }.to_string_lossy().into_owned()
}
