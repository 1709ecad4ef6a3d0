//! The text predicates of conditions as SQLite functions: LIKE and LOWER fold ASCII only, E8 wants every script.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};

use libsqlite3_sys as ffi;
use sqlx::SqliteConnection;

use crate::read::text;

/// Registers `text_eq`, `text_contains`, `text_starts` and `text_ends` on a connection; each takes a text and a
/// pattern folded by [`text::lower`], and is 0 for NULL. Every connection that answers conditions needs them.
///
/// # Errors
/// When the connection is gone.
pub async fn register(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut handle = connection.lock_handle().await?;
    let database = handle.as_raw_handle().as_ptr();
    for (name, function) in FUNCTIONS {
        // SAFETY: the handle is locked; names and functions are static and carry no state.
        let code = unsafe {
            ffi::sqlite3_create_function_v2(
                database,
                name.as_ptr(),
                2,
                ffi::SQLITE_UTF8 | ffi::SQLITE_DETERMINISTIC | ffi::SQLITE_INNOCUOUS,
                std::ptr::null_mut(),
                Some(*function),
                None,
                None,
                None,
            )
        };
        if code != ffi::SQLITE_OK {
            return Err(sqlx::Error::Protocol(format!("SQLite refuses a function (code {code})")));
        }
    }
    Ok(())
}

type Function = unsafe extern "C" fn(*mut ffi::sqlite3_context, c_int, *mut *mut ffi::sqlite3_value);

const FUNCTIONS: &[(&CStr, Function)] = &[
    (c"text_eq", call::<Equals>),
    (c"text_contains", call::<Contains>),
    (c"text_starts", call::<Starts>),
    (c"text_ends", call::<Ends>),
];

trait Predicate {
    fn holds(text: &str, pattern: &str) -> bool;
}

macro_rules! predicates {
    ($($name:ident = $function:path;)*) => {$(
        struct $name;
        impl Predicate for $name {
            fn holds(text: &str, pattern: &str) -> bool {
                $function(text, pattern)
            }
        }
    )*};
}

predicates! {
    Equals = text::equals;
    Contains = text::contains;
    Starts = text::starts;
    Ends = text::ends;
}

/// # Safety
/// Called by SQLite only, with two arguments as registered.
unsafe extern "C" fn call<P: Predicate>(
    context: *mut ffi::sqlite3_context,
    _count: c_int,
    arguments: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite keeps both values until the function returns.
    unsafe {
        let truth = match (argument(*arguments), argument(*arguments.add(1))) {
            (Some(text), Some(pattern)) => P::holds(text, pattern),
            _ => false,
        };
        ffi::sqlite3_result_int(context, c_int::from(truth));
    }
}

/// # Safety
/// The value must live as long as the text is used.
unsafe fn argument<'a>(value: *mut ffi::sqlite3_value) -> Option<&'a str> {
    // SAFETY: the length is asked for after the conversion to text, as SQLite demands.
    let bytes = unsafe {
        let start = ffi::sqlite3_value_text(value);
        if start.is_null() {
            return None;
        }
        std::slice::from_raw_parts(start, ffi::sqlite3_value_bytes(value) as usize)
    };
    std::str::from_utf8(bytes).ok()
}
