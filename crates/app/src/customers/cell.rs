//! Values of the store in the words of the contract.

use clientele_domain::attribute::AttributeType;
use clientele_domain::column::Storage;
use clientele_store::read;
use clientele_wire::customer::{Cell, ColumnKind};

use crate::files::number_cell;

/// A cell of a row.
pub(super) fn cell(cell: read::Cell) -> Cell {
    match cell {
        read::Cell::Null => Cell::Null,
        read::Cell::Text(text) => Cell::Text(text),
        read::Cell::Integer(number) | read::Cell::Instant(number) => number_cell(number),
    }
}

/// How a system column is shown.
pub(super) fn kind_of_storage(storage: Storage) -> ColumnKind {
    match storage {
        Storage::Text => ColumnKind::Text,
        Storage::Integer => ColumnKind::Number,
        Storage::Instant => ColumnKind::Instant,
        Storage::Date => ColumnKind::Date,
        Storage::Filled => ColumnKind::YesNo,
    }
}

/// How an attribute is shown.
pub(super) fn kind_of_attribute(kind: AttributeType) -> ColumnKind {
    match kind {
        AttributeType::Text => ColumnKind::Text,
        AttributeType::YesNo => ColumnKind::YesNo,
        AttributeType::Date => ColumnKind::Date,
        AttributeType::Integer | AttributeType::Decimal => ColumnKind::Number,
        AttributeType::Choice => ColumnKind::Choice,
        AttributeType::MultiSelect => ColumnKind::MultiSelect,
    }
}

/// `locked` while the lock lasts, `unconfirmed` while a confirmation is required (customers.md 2).
pub(super) fn states(lock_expires: Option<i64>, unconfirmed: bool, now: i64) -> Vec<String> {
    let locked = lock_expires.is_some_and(|expires| expires > now);
    [(locked, "locked"), (unconfirmed, "unconfirmed")]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, state)| state.to_owned())
        .collect()
}
