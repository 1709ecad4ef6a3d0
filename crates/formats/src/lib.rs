//! The platform's files over `Read` and `Write`: recognise, read, check, write (data-formats.md).
//!
//! [`open`] looks through a file, recognises it by its header and says what cannot be known. The [`Reader`] then streams
//! batches of rows with findings; its memory does not grow with the file. A bad row never ends it. What is no file of
//! the platform is a [`Table`], which a mapping makes a list of people.

mod archive;
mod composite;
mod container;
mod country;
mod date;
mod dialect;
mod email;
mod error;
mod excel_xml;
mod first_look;
mod fold;
mod guard;
mod header;
mod input;
mod judge;
pub mod labels;
mod line;
mod machine;
mod mapping;
mod money;
mod nul;
mod options;
mod order;
mod place;
mod plan;
mod reader;
mod records;
mod row;
mod rules;
mod scan;
mod sheet_date;
mod source;
mod suggest;
mod table;
mod text;
mod values;
pub mod write;
mod xlsx;
mod xml;

use std::path::Path;
use std::sync::atomic::AtomicBool;

pub use dialect::Dialect;
pub use error::FormatError;
pub use mapping::MappingProblem;
pub use options::{About, Choice, DateOrder, Encoding, Question, ReadOptions};
pub use reader::{Ending, Reader};
pub use table::{Table, TableColumn, look};

use clientele_domain::file::{Kind, Mapping};
use container::Looked;
use header::{Header, Recognised};
use order::Orders;
use plan::{Plans, is_for_import};
use reader::Start;
use table::Frame;

/// A file that was looked through.
pub enum Opened {
    /// It can be read.
    Reader(Box<Reader>),
    /// It can be read once these are answered in [`ReadOptions`].
    Questions(Vec<Question>),
    /// A table of another program: it can be read once [`ReadOptions::mapping`] says which column is what.
    Table(Box<Table>),
}

/// Looks through a file and recognises it by its header, never by its name.
///
/// # Errors
/// When it is no table, a file of the platform that lacks its keys, damaged, a bomb, or cannot be read from disk.
pub fn open(path: &Path, options: &ReadOptions, cancel: &AtomicBool) -> Result<Opened, FormatError> {
    // A mapping decides against labels, never against codes that the importer knows.
    let told = if options.mapping.is_some() { Some(Kind::People) } else { options.kind };
    let (file, sheet, recognised) = match first_look::at(path, options, told, cancel)? {
        Ok(found) => found,
        Err(questions) => return Ok(Opened::Questions(questions)),
    };
    let (header, record) = match recognised {
        Recognised::Header(header) => (header, 1),
        Recognised::Kinds(kinds) => return Ok(Opened::Questions(vec![kind_question(&kinds)])),
        Recognised::Table => match mapped(&file, sheet, options)? {
            Ok(header) => header,
            Err(table) => return Ok(Opened::Table(table)),
        },
    };
    start(file, sheet, (header, record), options, cancel)
}

fn kind_question(kinds: &[Kind]) -> Question {
    let choice = |kind: &Kind| Choice { value: kind.as_str().to_owned(), preview: Vec::new() };
    let choices = kinds.iter().chain([&Kind::People]).map(choice).collect();
    Question { about: About::Kind, choices }
}

/// The header that the mapping makes, and its record; else the table to make a mapping for.
fn mapped(
    file: &Looked,
    sheet: usize,
    options: &ReadOptions,
) -> Result<Result<(Header, u32), Box<Table>>, FormatError> {
    let answers = answers(options);
    let given = options.mapping.clone().map(|mapping| Mapping {
        encoding: mapping.encoding.or_else(|| answers.encoding.clone()),
        separator: mapping.separator.or_else(|| answers.separator.clone()),
        ..mapping
    });
    let table = Table::of(file, sheet, given.as_ref(), Frame { mapping: &answers, row: None })?;
    if options.mapping.is_none() || !table.problems.is_empty() {
        return Ok(Err(Box::new(table)));
    }
    let names = table.columns.into_iter().map(|column| column.header).collect();
    Ok(Ok((mapping::header(&table.mapping, names), table.mapping.header_row)))
}

/// What a mapping begins with: the answers given, so that a preview reads the table as this one was read.
fn answers(options: &ReadOptions) -> Mapping {
    Mapping {
        encoding: options.encoding.map(|encoding| encoding.as_str().to_owned()),
        separator: options.separator.map(dialect::separator_name),
        date_order: options.date_order.map(|order| order.as_str().to_owned()),
        ..Mapping::default()
    }
}

fn start(
    file: Looked,
    sheet: usize,
    header: (Header, u32),
    options: &ReadOptions,
    cancel: &AtomicBool,
) -> Result<Opened, FormatError> {
    let (header, record) = header;
    let mapping = options.mapping.as_ref().filter(|_| header.kind == Kind::People);
    let mapped_order = mapping.and_then(|mapping| DateOrder::parse(mapping.date_order.as_deref()?));
    let told = mapped_order.or(options.date_order);
    let orders = if is_for_import(header.kind) {
        Vec::new()
    } else {
        match order::find(&file, sheet, (&header, record), told, cancel)? {
            Orders::Told(orders) => orders,
            Orders::Ask(question) => return Ok(Opened::Questions(vec![question])),
        }
    };
    let empty = || FormatError::Empty { file: file.input.name().to_owned() };
    let mut sheet = file.sheet(sheet)?.ok_or_else(empty)?;
    for _ in 0..record {
        sheet.source.advance().map_err(|error| file.failed(error))?;
    }
    let (kind, language) = (header.kind, header.language);
    let plans = Plans::of(header, &orders, told);
    let Looked { input, sha256, .. } = file;
    let start = Start { input, sha256, sheet, kind, language, plans };
    Ok(Opened::Reader(Box::new(Reader::start(start, options))))
}
