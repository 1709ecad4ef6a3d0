//! The text predicates of conditions as SQLite functions: LIKE and LOWER fold ASCII only, E8 wants every script.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};

use libsqlite3_sys as ffi;
use sqlx::SqliteConnection;

use crate::read::text;

/// Registers the functions on a connection; every connection that answers conditions needs them.
///
/// `text_eq`, `text_contains`, `text_starts`, `text_ends` and `text_option` take a pattern folded by [`text::lower`]
/// and a text, or several that are joined by blanks without the empty ones; they are 0 for NULL. `text_number` is the
/// number and `text_date` the day that a text means, or NULL.
///
/// # Errors
/// When the connection is gone.
pub async fn register(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut handle = connection.lock_handle().await?;
    let database = handle.as_raw_handle().as_ptr();
    for (name, arguments, function) in FUNCTIONS {
        // SAFETY: the handle is locked; names and functions are static and carry no state.
        let code = unsafe {
            ffi::sqlite3_create_function_v2(
                database,
                name.as_ptr(),
                *arguments,
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

type Context = *mut ffi::sqlite3_context;
type Arguments = *mut *mut ffi::sqlite3_value;

/// Any number of arguments.
const ANY: c_int = -1;

const FUNCTIONS: &[(&CStr, c_int, unsafe extern "C" fn(Context, c_int, Arguments))] = &[
    (c"text_eq", ANY, predicate::<Equals>),
    (c"text_contains", ANY, predicate::<Contains>),
    (c"text_starts", ANY, predicate::<Starts>),
    (c"text_ends", ANY, predicate::<Ends>),
    (c"text_option", ANY, predicate::<HasOption>),
    (c"text_number", 1, number),
    (c"text_date", 1, date),
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
    HasOption = text::has_option;
}

/// # Safety
/// Called by SQLite only.
unsafe extern "C" fn predicate<P: Predicate>(context: Context, count: c_int, arguments: Arguments) {
    // SAFETY: SQLite hands over `count` values and keeps them until the function returns.
    unsafe {
        let arguments = std::slice::from_raw_parts(arguments, count as usize);
        let truth = match arguments {
            [pattern, text] => match (argument(*pattern), argument(*text)) {
                (Some(pattern), Some(text)) => P::holds(text, pattern),
                _ => false,
            },
            [pattern, parts @ ..] => argument(*pattern).is_some_and(|pattern| {
                let parts = parts.iter().map(|part| argument(*part));
                text::with_joined(parts, |text| P::holds(text, pattern))
            }),
            [] => false,
        };
        ffi::sqlite3_result_int(context, c_int::from(truth));
    }
}

/// # Safety
/// Called by SQLite only, with one argument as registered.
unsafe extern "C" fn number(context: Context, _count: c_int, arguments: Arguments) {
    // SAFETY: SQLite keeps the value until the function returns.
    unsafe {
        let Some(text) = argument(*arguments).filter(|text| text::decimal(text).is_some()) else { return };
        match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => ffi::sqlite3_result_int64(context, whole),
            (Err(_), Ok(decimal)) => ffi::sqlite3_result_double(context, decimal),
            (Err(_), Err(_)) => {}
        }
    }
}

/// # Safety
/// Called by SQLite only, with one argument as registered.
unsafe extern "C" fn date(context: Context, _count: c_int, arguments: Arguments) {
    // SAFETY: SQLite keeps the value until the function returns and copies the result.
    unsafe {
        if let Some(day) = argument(*arguments).and_then(text::day) {
            let length = day.len() as c_int;
            ffi::sqlite3_result_text(context, day.as_ptr().cast(), length, ffi::SQLITE_TRANSIENT());
        }
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
