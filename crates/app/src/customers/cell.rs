//! Values of the store in the words of the contract.

use clientele_domain::attribute::AttributeType;
use clientele_domain::column::Storage;
use clientele_store::read;
use clientele_wire::customer::{Cell, ColumnKind};

use crate::files::number_cell;

/// A cell of a row.
pub(crate) fn cell(cell: read::Cell) -> Cell {
    match cell {
        read::Cell::Null => Cell::Null,
        read::Cell::Text(text) => Cell::Text(text),
        read::Cell::Integer(number) | read::Cell::Instant(number) => number_cell(number),
    }
}

/// How a column is shown: an attribute by its type, a system column by its storage.
pub(crate) fn kind_of(storage: Storage, attribute: Option<AttributeType>) -> ColumnKind {
    attribute.map_or_else(|| kind_of_storage(storage), kind_of_attribute)
}

fn kind_of_storage(storage: Storage) -> ColumnKind {
    match storage {
        Storage::Text => ColumnKind::Text,
        Storage::Integer => ColumnKind::Number,
        Storage::Instant => ColumnKind::Instant,
        Storage::Date => ColumnKind::Date,
        Storage::Filled | Storage::Flag => ColumnKind::YesNo,
        Storage::Money => ColumnKind::Money,
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

/// `locked` while the lock lasts, `unconfirmed` while a confirmation is required, `confirmed` where a grid says so
/// (customers.md 2).
pub(super) fn states(row: &read::State, now: i64) -> Vec<String> {
    let locked = row.lock_expires.map_or(row.is_locked, |expires| expires > now);
    [(locked, "locked"), (row.unconfirmed, "unconfirmed"), (row.is_confirmed, "confirmed")]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, state)| state.to_owned())
        .collect()
}
