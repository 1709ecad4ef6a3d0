//! The header: which kind of file, and what each column holds (data-formats.md 2.2, 5.1, 6.1, 13).

use std::collections::HashSet;
use std::io::Read;
use std::ops::Range;

use clientele_domain::attribute::Entity;
use clientele_domain::column::{AddressColumn, Column, CustomerColumn, IGNORED_COLUMNS, SECRET_COLUMNS};
use clientele_domain::file::Kind;

use crate::FormatError;
use crate::records::Records;

/// What a cell of the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Kept.
    Kept(Column),
    /// `password`: judged, not kept.
    Password,
    /// `password_hash`: judged, not kept.
    PasswordHash,
    /// Dropped: another secret, or a column without effect.
    Dropped,
}

/// A recognised header.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) cells: Vec<String>,
    pub(crate) slots: Vec<Slot>,
}

/// The header cells of a file's first record, without blanks around.
pub(crate) fn cells<R: Read>(record: &Records<R>) -> Vec<String> {
    let cell = |cell: &Range<usize>| String::from_utf8_lossy(&record.bytes()[cell.clone()]).trim().to_owned();
    record.cells().iter().map(cell).collect()
}

/// Recognises a file by its header.
pub(crate) fn recognise(cells: Vec<String>, file: &str) -> Result<Header, FormatError> {
    let kind = kind(&cells, file)?;
    let mut seen = HashSet::new();
    let mut slots = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        if cell.is_empty() {
            return Err(FormatError::ColumnEmptyHeader { file: file.to_owned(), column: index + 1 });
        }
        if !seen.insert(cell.as_str()) {
            return Err(FormatError::ColumnDuplicate { file: file.to_owned(), name: cell.clone() });
        }
        slots.push(slot(kind, cell, file)?);
    }
    Ok(Header { kind, cells, slots })
}

fn kind(cells: &[String], file: &str) -> Result<Kind, FormatError> {
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    let other = |what| Err(FormatError::OtherKind { file: file.to_owned(), what });
    if cells.first().is_some_and(|cell| cell.starts_with("<?xml") || cell.starts_with("<Workbook")) {
        return other("an Excel XML export");
    }
    if has("_finance_website") {
        return other("a customer finances file");
    }
    if has("_entity_id") && has("_email") && has("_website") {
        return Ok(Kind::Addresses);
    }
    if has("email") && has("_website") {
        let composite = cells.iter().any(|cell| cell.starts_with("_address_"));
        return if composite {
            other("a single file of customers and addresses")
        } else {
            Ok(Kind::Customers)
        };
    }
    if cells.len() > 3 && cells[0].eq_ignore_ascii_case("id") {
        return other("a list exported from a grid");
    }
    let keys: &[&str] = if has("_email") || has("_entity_id") {
        &["_website", "_email", "_entity_id"]
    } else {
        &["email", "_website"]
    };
    let missing = keys.iter().filter(|key| !has(key)).copied().collect::<Vec<_>>().join(", ");
    Err(FormatError::ColumnNotFound { file: file.to_owned(), missing })
}

fn slot(kind: Kind, cell: &str, file: &str) -> Result<Slot, FormatError> {
    let (system, entity) = match kind {
        Kind::Addresses => (AddressColumn::from_code(cell).map(Column::Address), Entity::Address),
        _ => {
            let column = CustomerColumn::from_code(cell).filter(|column| column.is_of_main_file());
            (column.map(Column::Customer), Entity::Customer)
        }
    };
    if let Some(column) = system {
        return Ok(Slot::Kept(column));
    }
    Ok(match cell {
        "_action" => Slot::Dropped,
        "password" if kind == Kind::Customers => Slot::Password,
        "password_hash" if kind == Kind::Customers => Slot::PasswordHash,
        _ if kind == Kind::Customers
            && (SECRET_COLUMNS.contains(&cell) || IGNORED_COLUMNS.contains(&cell)) =>
        {
            Slot::Dropped
        }
        _ if is_attribute_code(cell) => Slot::Kept(Column::Attribute(entity, cell.to_owned())),
        _ => return Err(FormatError::ColumnNameInvalid { file: file.to_owned(), name: cell.to_owned() }),
    })
}

/// A lower-case letter, then lower-case letters, digits, underscores.
fn is_attribute_code(cell: &str) -> bool {
    cell.starts_with(|first: char| first.is_ascii_lowercase())
        && cell.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
