//! The platform's files over `Read`: recognise, read, check (data-formats.md).
//!
//! [`open`] looks once through a file, recognises it by its header and says what cannot be known. The [`Reader`]
//! then streams batches of rows with findings; its memory does not grow with the file. A bad row never ends it.

mod date;
mod dialect;
mod email;
mod error;
mod header;
mod input;
mod judge;
mod options;
mod place;
mod plan;
mod reader;
mod records;
mod row;
mod rules;
mod scan;

use std::path::Path;
use std::sync::atomic::AtomicBool;

pub use dialect::Dialect;
pub use error::FormatError;
pub use options::{About, Choice, DateOrder, Encoding, Question, ReadOptions};
pub use reader::{Ending, Reader};

/// A file that was looked through.
pub enum Opened {
    /// It can be read.
    Reader(Box<Reader>),
    /// It can be read once these are answered in [`ReadOptions`].
    Questions(Vec<Question>),
}

/// Looks through a file and recognises it by its header, never by its name.
///
/// # Errors
/// When it is no text, no file of customers or addresses, damaged, a bomb, or cannot be read from disk.
pub fn open(path: &Path, options: &ReadOptions, cancel: &AtomicBool) -> Result<Opened, FormatError> {
    let input = input::Input::open(path)?;
    let scan = scan::scan(&input, options.encoding, cancel)?;
    let dialect = match dialect::of(&scan, options) {
        Ok(dialect) => dialect,
        Err(questions) => return Ok(Opened::Questions(questions)),
    };
    Reader::start(input, &scan, dialect, options).map(|reader| Opened::Reader(Box::new(reader)))
}
