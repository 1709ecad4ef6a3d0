//! How the store's columns are called by the platform, and how their values are told.

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_domain::column::{
    AddressColumn, CustomerColumn, FinanceColumn, OrderColumn, Storage, SubscriberColumn,
};
use serde_json::Value as Json;

use super::directory::Directory;
use super::field::Cell;
use crate::import::Subject;

/// A field of a record before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Whose field it is.
    pub of: Subject,
    /// The platform's code of the column or attribute.
    pub code: String,
    /// How the store keeps it; attributes are text.
    pub storage: Storage,
    /// How an attribute is read.
    pub kind: Option<AttributeType>,
    /// Before; nothing of what is made.
    pub before: Cell,
    /// After; nothing of what is deleted or cleared.
    pub after: Cell,
}

/// A column as a person knows it.
struct Known {
    code: String,
    storage: Storage,
    kind: Option<AttributeType>,
}

/// Columns that say where a record stood and whose it is, not what it says.
const OWN: [&str; 9] = [
    "id",
    "source_id",
    "line",
    "row",
    "change_set_id",
    "website_code",
    "default_billing",
    "default_shipping",
    "raw",
];

/// The field that a column of a record is; none of a column that tells nothing of it.
pub(crate) fn field_change(
    directory: &Directory,
    of: Subject,
    column: &str,
    before: &Json,
    after: &Json,
) -> Option<FieldChange> {
    let Known { code, storage, kind } = known(directory, of, column)?;
    let cell = |value| told(directory, of, column, storage, value);
    Some(FieldChange { of, code, storage, kind, before: cell(before), after: cell(after) })
}

fn known(directory: &Directory, of: Subject, column: &str) -> Option<Known> {
    if OWN.contains(&column) {
        return None;
    }
    let system = |code: &str, storage| Some(Known { code: code.to_owned(), storage, kind: None });
    if let Some(id) = column.strip_prefix("attr_") {
        let entity = if of == Subject::Customer { Entity::Customer } else { Entity::Address };
        let attribute =
            directory.attributes.iter().find(|known| known.id.to_string() == id && known.entity == entity)?;
        return Some(Known {
            code: attribute.code.clone(),
            storage: Storage::Text,
            kind: Some(attribute.kind),
        });
    }
    match (of, column) {
        (Subject::Customer, "default_store_code") => system("_store", Storage::Text),
        (Subject::Customer, "shop_website_id") => system("website_id", Storage::Integer),
        (Subject::Customer, "website_id") => system("_website", Storage::Text),
        (Subject::Customer, _) => system(column, CustomerColumn::from_code(column)?.storage()),
        (Subject::Address, "is_billing") => system("default_billing", Storage::Flag),
        (Subject::Address, "is_shipping") => system("default_shipping", Storage::Flag),
        (Subject::Address, "entity_id") => system("_entity_id", Storage::Integer),
        (Subject::Address, _) => system(column, AddressColumn::from_code(column)?.storage()),
        (Subject::Balance, "finance_website") => system("_finance_website", Storage::Text),
        (Subject::Subscription | Subject::Order, "website_id") => system("website", Storage::Text),
        (Subject::Subscription, "website_name") => None,
        (Subject::Subscription, _) => system(column, SubscriberColumn::from_code(column)?.storage()),
        (Subject::Order, _) => system(column, OrderColumn::from_code(column)?.storage()),
        (Subject::Balance, _) => system(column, FinanceColumn::from_code(column)?.storage()),
    }
}

/// A group and a website by name, everything else as the store has it.
fn told(directory: &Directory, of: Subject, column: &str, storage: Storage, value: &Json) -> Cell {
    let number = value.as_i64();
    let named = match (of, column, number) {
        (Subject::Customer, "group_id", Some(id)) => {
            Some(directory.group_label(id).map_or_else(|| id.to_string(), ToOwned::to_owned))
        }
        (Subject::Customer | Subject::Subscription | Subject::Order, "website_id", Some(id)) => {
            directory.website(id).map(|website| website.label().to_owned())
        }
        _ => None,
    };
    match (named, value) {
        (Some(name), _) => Cell::Text(name),
        (None, Json::String(text)) if text.is_empty() => Cell::Null,
        (None, Json::String(text)) => Cell::Text(text.clone()),
        (None, Json::Number(_)) => number.map_or(Cell::Null, |number| match storage {
            Storage::Instant => Cell::Instant(number),
            _ => Cell::Integer(number),
        }),
        _ => Cell::Null,
    }
}
