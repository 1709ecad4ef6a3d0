//! Headers of machine codes: files A to D (data-formats.md 2.2, 5.1, 6.1, 7.1, 8).

use std::collections::HashSet;

use clientele_domain::attribute::Entity;
use clientele_domain::column::{
    AddressColumn, Column, CustomerColumn, FinanceColumn, IGNORED_COLUMNS, SECRET_COLUMNS,
};
use clientele_domain::file::Kind;

use crate::FormatError;
use crate::error::shown;
use crate::header::{Header, Slot};
use crate::labels::Language;

/// Names behind `_address_` that no address has; the platform takes none of them for an attribute.
const MISTAKEN: &[&str] = &[
    "country",
    "state",
    "zip",
    "phone",
    "email",
    "website",
    "store",
    "id",
    "entity_id",
    "default_billing",
    "default_shipping",
];

/// The kind of a header of codes; none where it has no such codes.
pub(crate) fn kind(cells: &[String], file: &str) -> Result<Option<Kind>, FormatError> {
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    let (kind, keys): (Kind, &[&str]) = if has("_finance_website") {
        (Kind::Finances, &["_email", "_website", "_finance_website"])
    } else if has("_email") || has("_entity_id") {
        (Kind::Addresses, &["_website", "_email", "_entity_id"])
    } else if cells.iter().any(|cell| is_special(cell)) {
        let composite = cells.iter().any(|cell| cell.starts_with("_address_"));
        (if composite { Kind::Composite } else { Kind::Customers }, &["email", "_website"])
    } else {
        return Ok(None);
    };
    let missing: Vec<&str> = keys.iter().copied().filter(|key| !has(key)).collect();
    match missing.is_empty() {
        true => Ok(Some(kind)),
        false => Err(FormatError::ColumnNotFound { file: file.to_owned(), missing: missing.join(", ") }),
    }
}

/// A column that only files for the importer have.
fn is_special(cell: &str) -> bool {
    matches!(cell, "_website" | "_store" | "_action") || cell.starts_with("_address_")
}

/// The header of a file whose kind is known.
pub(crate) fn header(kind: Kind, cells: &[String], file: &str) -> Result<Header, FormatError> {
    let mut seen = HashSet::new();
    let mut slots = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        if cell.is_empty() {
            return Err(FormatError::ColumnEmptyHeader { file: file.to_owned(), column: index + 1 });
        }
        if !seen.insert(cell.as_str()) {
            return Err(FormatError::ColumnDuplicate { file: file.to_owned(), name: shown(cell) });
        }
        let invalid = || FormatError::ColumnNameInvalid { file: file.to_owned(), name: shown(cell) };
        slots.push(slot(kind, cell).ok_or_else(invalid)?);
    }
    let constants = Vec::new();
    Ok(Header { kind, cells: cells.to_owned(), slots, constants, language: Language::English })
}

/// What a column holds; none for a name that it cannot have.
fn slot(kind: Kind, cell: &str) -> Option<Slot> {
    if cell == "_action" {
        return Some(Slot::Action);
    }
    match kind {
        Kind::Addresses => address(cell),
        Kind::Finances => finance(cell),
        Kind::Composite => composite(cell),
        _ => customer(cell),
    }
}

fn customer(cell: &str) -> Option<Slot> {
    let system = CustomerColumn::from_code(cell).filter(|column| column.is_of_main_file());
    Some(match (system, cell) {
        (Some(column), _) => Slot::Kept(Column::Customer(column)),
        (None, "password") => Slot::Password,
        (None, "password_hash") => Slot::PasswordHash,
        _ if SECRET_COLUMNS.contains(&cell) => Slot::Secret,
        _ if IGNORED_COLUMNS.contains(&cell) => Slot::Dropped,
        _ => return attribute(Entity::Customer, cell),
    })
}

fn address(cell: &str) -> Option<Slot> {
    match AddressColumn::from_code(cell) {
        Some(column) => Some(Slot::Kept(Column::Address(column))),
        None => attribute(Entity::Address, cell),
    }
}

fn finance(cell: &str) -> Option<Slot> {
    match FinanceColumn::from_code(cell) {
        Some(column) => Some(Slot::Kept(Column::Finance(column))),
        None => is_attribute_code(cell).then(|| Slot::Kept(Column::Other(cell.to_owned()))),
    }
}

/// A column of the single file: a code that customers and addresses share is the customer's without prefix; one that
/// only addresses have may come without it.
fn composite(cell: &str) -> Option<Slot> {
    let of_address = |code: &str| AddressColumn::from_code(code).filter(|_| !code.starts_with('_'));
    if let Some(column @ (AddressColumn::DefaultBilling | AddressColumn::DefaultShipping)) =
        AddressColumn::from_code(cell)
    {
        return Some(Slot::Kept(Column::Address(column)));
    }
    match (cell.strip_prefix("_address_"), of_address(cell)) {
        (Some(code), _) => match of_address(code) {
            Some(column) => Some(Slot::Kept(Column::Address(column))),
            None if MISTAKEN.contains(&code) => None,
            None => attribute(Entity::Address, code),
        },
        (None, Some(column)) if CustomerColumn::from_code(cell).is_none() => {
            Some(Slot::Kept(Column::Address(column)))
        }
        (None, _) => customer(cell),
    }
}

fn attribute(entity: Entity, code: &str) -> Option<Slot> {
    is_attribute_code(code).then(|| Slot::Kept(Column::Attribute(entity, code.to_owned())))
}

/// A lower-case letter, then lower-case letters, digits, underscores.
pub(crate) fn is_attribute_code(cell: &str) -> bool {
    cell.starts_with(|first: char| first.is_ascii_lowercase())
        && cell.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
