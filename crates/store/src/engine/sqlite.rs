//! Statements on the SQLite handle that sqlx opened: the one place with `unsafe`.
//!
//! Binding and reading millions of rows through sqlx costs four times the CPU (a boxed argument list and a message to its
//! worker thread for each row). A [`Statement`] borrows nothing from sqlx: whoever makes one keeps the connection and
//! lets nobody else use it meanwhile.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};
use std::ptr::{self, NonNull};

use libsqlite3_sys as ffi;
use sqlx::SqliteConnection;

use super::value::Value;
use crate::StoreError;

/// A prepared statement, finalized when dropped.
pub(crate) struct Statement {
    raw: NonNull<ffi::sqlite3_stmt>,
    columns: usize,
}

// SAFETY: SQLite is built in serialized mode (SQLITE_THREADSAFE=1): a statement may move between threads; `&mut self`
// on every method that steps keeps two threads from using it at once.
unsafe impl Send for Statement {}
// SAFETY: behind a shared reference values are only read in the type they have, which changes nothing of the row.
unsafe impl Sync for Statement {}

impl Statement {
    /// Prepares one statement for many uses.
    pub(super) async fn prepare(connection: &mut SqliteConnection, sql: &str) -> Result<Self, StoreError> {
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
                &raw mut raw,
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

    /// Columns of its rows.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Binds the parameters in order and steps once, for a statement that returns no row.
    pub(super) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        for (index, value) in (1..).zip(values) {
            // SAFETY: SQLite reads the value in place; it is reset before the value can go away.
            unsafe { self.bind(index, *value, ffi::SQLITE_STATIC()) };
        }
        let more = self.advance();
        self.reset();
        more.map(drop)
    }

    /// Binds the parameters in order; rows are then taken one by one with [`Self::advance`].
    pub(super) fn start(&mut self, values: &[Value<'_>]) {
        self.reset();
        for (index, value) in (1..).zip(values) {
            // SAFETY: SQLite copies the value, for it is used after this call.
            unsafe { self.bind(index, *value, ffi::SQLITE_TRANSIENT()) };
        }
    }

    /// Goes to the next row. Tells whether there is one.
    pub(super) fn advance(&mut self) -> Result<bool, StoreError> {
        // SAFETY: the statement is live.
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

    /// Lets go of the row it stands on.
    pub(super) fn reset(&mut self) {
        // SAFETY: the statement is live; an error of the last step is reported by that step.
        unsafe {
            ffi::sqlite3_reset(self.raw.as_ptr());
        }
    }

    /// A column of the row that the statement stands on; nothing after the last row.
    pub(super) fn value(&self, column: usize) -> Value<'_> {
        let (raw, column) = (self.raw.as_ptr(), column as c_int);
        // SAFETY: SQLite keeps the value until the next step or reset, which the borrow excludes; off a row it is NULL.
        unsafe {
            let bytes = |start: *const u8| {
                let length = usize::try_from(ffi::sqlite3_column_bytes(raw, column)).unwrap_or(0);
                if start.is_null() { &[][..] } else { std::slice::from_raw_parts(start, length) }
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

    /// # Safety
    /// With `SQLITE_STATIC` the value must live until the statement is reset.
    unsafe fn bind(&mut self, index: c_int, value: Value<'_>, lifetime: ffi::sqlite3_destructor_type) {
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
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: `raw` is a live statement, finalized once.
        unsafe {
            ffi::sqlite3_finalize(self.raw.as_ptr());
        }
    }
}

/// # Safety
/// `db` is an open handle.
unsafe fn message(db: *mut ffi::sqlite3) -> String {
    // SAFETY: SQLite returns a terminated string that lives until the next call.
    unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(db)) }.to_string_lossy().into_owned()
}

/// Large buffers go back to the system when they are freed: sorting a million customers takes buffers of some 20 MB on
/// several threads, and glibc otherwise keeps what it freed of that size in the heap of each thread, 150 MB in all.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn give_back_large_buffers() {
    const LARGE: libc::c_int = 1 << 20;
    // SAFETY: sets a parameter of the allocator; without success nothing is lost but memory.
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}

/// Other systems give large buffers back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) const fn give_back_large_buffers() {}
