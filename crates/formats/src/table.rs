//! A table of another program as someone sees it who says which column is what.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use clientele_domain::column::SECRET_COLUMNS;
use clientele_domain::file::Mapping;
use sha2::{Digest as _, Sha256};

use crate::container::{Container, Looked, Told};
use crate::dialect::separator_name;
use crate::email::is_email;
use crate::mapping::{self, MappingProblem};
use crate::{FormatError, first_look, suggest};

/// Records shown.
const RECORDS: usize = 30;
/// Records that may stand above a header.
const TITLES: usize = 1000;
/// Enough for any table; what is broken may have longer records.
const RECORDS_BYTES: usize = 32 << 20;
/// Cells of a column shown beside its header, and characters of a cell.
const SAMPLES: usize = 5;
const CHARACTERS: usize = 200;
/// What stands for a secret.
const HIDDEN: &str = "•••";

/// The beginning of a table, how it is read, and what a mapping makes of it.
#[derive(Debug, Clone)]
pub struct Table {
    /// Whether it is text, so that encoding and separator can be chosen.
    pub text: bool,
    /// How it is decoded, in a [`Mapping`]'s words; empty for a workbook.
    pub encoding: String,
    /// Its separator, in a [`Mapping`]'s words; empty for a workbook.
    pub separator: String,
    /// The first records, titles above the header included. Passwords are not shown.
    pub records: Vec<Vec<String>>,
    /// The columns of the header row.
    pub columns: Vec<TableColumn>,
    /// The mapping given, else the one proposed.
    pub mapping: Mapping,
    /// Why it cannot be read by that mapping; nothing when it can.
    pub problems: Vec<MappingProblem>,
    /// SHA-256 of the header cells in hexadecimal digits, by which a mapping is remembered.
    pub fingerprint: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// The name that a [`Mapping`] knows it by.
    pub header: String,
    /// Its first cells that are not blank.
    pub samples: Vec<String>,
    /// The field that it probably is.
    pub suggestion: Option<String>,
}

/// Looks at the beginning of a table as a mapping reads it, whatever the file is. A mapping without columns gets those
/// that are proposed, and one that says nothing at all the header row too.
///
/// # Errors
/// When it is no table, damaged, a bomb, or cannot be read from disk.
pub fn look(path: &Path, mapping: &Mapping, cancel: &AtomicBool) -> Result<Table, FormatError> {
    let file = first_look::at_head(path, &Told::by(mapping), cancel)?;
    let sheet = first_look::pick(&file, None)?.0;
    let given = (!mapping.columns.is_empty()).then_some(mapping);
    let row = (*mapping != Mapping::default()).then_some(mapping.header_row);
    Table::of(&file, sheet, given, Frame { mapping, row })
}

/// What a mapping begins with that is proposed.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) mapping: &'a Mapping,
    /// The header row, where someone chose it.
    pub(crate) row: Option<u32>,
}

impl Table {
    /// The table of a sheet. `given` is a mapping to be judged; without it one is proposed in that frame.
    pub(crate) fn of(
        file: &Looked,
        sheet: usize,
        given: Option<&Mapping>,
        frame: Frame<'_>,
    ) -> Result<Self, FormatError> {
        let chosen = given.map(|given| given.header_row).or(frame.row);
        let mut records = records(file, sheet, chosen.unwrap_or(1))?;
        let row = chosen.unwrap_or_else(|| u32::try_from(header_row(&records) + 1).unwrap_or(1));
        let header = index(row).and_then(|row| records.get(row)).cloned();
        let cells: Vec<String> = header.iter().flatten().map(|cell| cell.trim().to_owned()).collect();
        let names = mapping::names(&cells);
        hide(&mut records, &cells, index(row).unwrap_or(0));
        let columns =
            columns(&names, &cells, records.get(index(row).map_or(0, |row| row + 1)..).unwrap_or(&[]));
        let mapping = given.cloned().unwrap_or_else(|| Mapping {
            header_row: row,
            columns: columns
                .iter()
                .map(|column| (column.header.clone(), column.suggestion.clone()))
                .collect(),
            ..frame.mapping.clone()
        });
        let problems = mapping::problems(&mapping, header.is_some().then_some(&names));
        let (text, encoding, separator) = match &file.container {
            Container::Csv { encoding, separator, .. } => {
                (true, encoding.as_str().to_owned(), separator_name(*separator))
            }
            Container::ExcelXml { .. } | Container::Xlsx(_) => (false, String::new(), String::new()),
        };
        let fingerprint = fingerprint(&cells);
        records.truncate(RECORDS);
        records.iter_mut().flatten().for_each(cut);
        Ok(Self { text, encoding, separator, records, columns, mapping, problems, fingerprint })
    }
}

/// The place of a record by its number.
fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// The first records, and some behind the one that is the header by its number.
fn records(file: &Looked, sheet: usize, header: u32) -> Result<Vec<Vec<String>>, FormatError> {
    let mut records = Vec::new();
    let Some(sheet) = file.sheet(sheet)? else { return Ok(records) };
    let wanted = RECORDS + index(header).unwrap_or(0).min(TITLES);
    let (mut source, mut bytes) = (sheet.source, 0);
    while records.len() < wanted && bytes < RECORDS_BYTES {
        match source.advance() {
            Ok(true) => {
                bytes += source.bytes().len();
                records.push(source.texts());
            }
            Ok(false) => break,
            // What can be seen is shown; reading the file will tell.
            Err(_) if !records.is_empty() => break,
            Err(error) => return Err(file.failed(error)),
        }
    }
    Ok(records)
}

/// The first record that has as many cells as most behind it and looks like labels: filled, none with a number or an
/// e-mail address. The first one of all where none does.
fn header_row(records: &[Vec<String>]) -> usize {
    let is_header = |(index, record): &(usize, &Vec<String>)| {
        let behind = &records[index + 1..];
        let even = behind.iter().filter(|other| other.len() == record.len()).count();
        record.len() > 1 && even * 2 > behind.len() && record.iter().all(|cell| is_label(cell))
    };
    records.iter().enumerate().find(is_header).map_or(0, |(index, _)| index)
}

fn is_label(cell: &str) -> bool {
    let cell = cell.trim();
    let first = cell.chars().next();
    first.is_some_and(|first| !first.is_ascii_digit() && first != '+') && !is_email(cell)
}

fn columns(names: &[String], cells: &[String], behind: &[Vec<String>]) -> Vec<TableColumn> {
    let filled = |column: usize| {
        let cells =
            behind.iter().filter_map(move |record| record.get(column)).filter(|cell| !cell.trim().is_empty());
        cells.cloned().collect::<Vec<String>>()
    };
    let samples: Vec<Vec<String>> = (0..names.len()).map(filled).collect();
    let suggestions = suggest::fields(cells, &samples);
    let column = |((name, mut samples), suggestion): ((&String, Vec<String>), Option<&str>)| {
        samples.truncate(SAMPLES);
        samples.iter_mut().for_each(cut);
        TableColumn { header: name.clone(), samples, suggestion: suggestion.map(ToOwned::to_owned) }
    };
    names.iter().zip(samples).zip(suggestions).map(column).collect()
}

/// Passwords are for nobody's eyes, not even before someone decides what is read (data-formats.md 3.5).
fn hide(records: &mut [Vec<String>], header: &[String], row: usize) {
    let is_secret = |cell: &String| SECRET_COLUMNS.iter().any(|secret| secret.eq_ignore_ascii_case(cell));
    for (column, _) in header.iter().enumerate().filter(|(_, cell)| is_secret(cell)) {
        for cell in records.iter_mut().skip(row + 1).filter_map(|record| record.get_mut(column)) {
            HIDDEN.clone_into(cell);
        }
    }
}

fn cut(cell: &mut String) {
    if let Some((end, _)) = cell.char_indices().nth(CHARACTERS) {
        cell.truncate(end);
    }
}

fn fingerprint(cells: &[String]) -> String {
    let hash = Sha256::digest(cells.join("\u{1f}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
