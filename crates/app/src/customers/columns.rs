//! `customers.columns`: the grid's columns in the original's order (customers.md 3.3), then custom attributes.

use std::collections::HashSet;

use clientele_domain::attribute::Entity;
use clientele_wire::Failure;
use clientele_wire::customer::{ColumnInfo, ColumnKind};
use clientele_wire::operation::CustomerColumns;

use super::cell::kind_of_attribute;
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure};

use ColumnKind::{Choice, Date, Existence, Instant, Number, Text, YesNo};

/// Field, kind, and whether it is shown unless someone chose otherwise.
const COLUMNS: &[(&str, ColumnKind, bool)] = &[
    ("name", Text, true),
    ("customer_since", Instant, true),
    ("entity_id", Number, true),
    ("email", Text, true),
    ("group", Choice, true),
    ("billing_telephone", Text, true),
    ("billing_postcode", Text, true),
    ("billing_country", Choice, true),
    ("billing_region", Text, true),
    ("website", Choice, true),
    ("confirmation", YesNo, false),
    ("created_in", Text, false),
    ("store", Choice, false),
    ("billing_full", Text, false),
    ("shipping_full", Text, false),
    ("dob", Date, false),
    ("taxvat", Text, false),
    ("gender", Choice, false),
    ("billing_street", Text, false),
    ("billing_city", Text, true),
    ("billing_fax", Text, false),
    ("billing_vat_id", Text, false),
    ("billing_company", Text, true),
    ("billing_firstname", Text, false),
    ("billing_lastname", Text, false),
    ("lock", Instant, false),
    ("failures_num", Number, false),
    ("first_failure", Instant, false),
    ("prefix", Text, false),
    ("firstname", Text, false),
    ("middlename", Text, false),
    ("lastname", Text, false),
    ("suffix", Text, false),
    ("updated_at", Instant, false),
    ("disable_auto_group_change", Choice, false),
    ("default_billing", Existence, false),
    ("default_shipping", Existence, false),
];

impl Act for CustomerColumns {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<ColumnInfo>, Failure> {
        all(&*app.workspace().await?).await
    }
}

/// Every column of the grid.
pub(crate) async fn all(open: &Open) -> Result<Vec<ColumnInfo>, Failure> {
    let directory = open.reader.directory().await.map_err(failure::of_read)?;
    let filled = open.reader.filled_columns().await.map_err(failure::of_read)?;
    let system = COLUMNS.iter().map(|&(field, kind, shown)| ColumnInfo {
        field: field.to_owned(),
        attribute: None,
        kind,
        filled: is_filled(field, &filled),
        shown,
    });
    let attributes = directory.attributes.iter().filter(|attribute| attribute.entity == Entity::Customer);
    let has = |name: &str| filled.contains(&(Entity::Customer, name.to_owned()));
    let custom = attributes.map(|attribute| ColumnInfo {
        field: format!("attr.{}", attribute.code),
        attribute: Some(attribute.label.clone().unwrap_or_else(|| attribute.code.clone())),
        kind: kind_of_attribute(attribute.kind),
        filled: has(&attribute.code) || attribute.label.as_deref().is_some_and(has),
        shown: false,
    });
    Ok(system.chain(custom).collect())
}

/// Whether files filled any of the columns of a field.
pub(super) fn is_filled(field: &str, filled: &HashSet<(Entity, String)>) -> bool {
    sources(field).iter().any(|source| filled.contains(source))
}

/// The columns of files that fill a field, by whose they are and by their codes.
fn sources(field: &str) -> Vec<(Entity, String)> {
    let of = |entity: Entity, codes: &[&str]| codes.iter().map(|code| (entity, (*code).to_owned())).collect();
    if let Some(part) = field.strip_prefix("billing_").or_else(|| field.strip_prefix("shipping_")) {
        return match part {
            "full" => of(Entity::Address, &["street", "city"]),
            "country" => of(Entity::Address, &["country_id"]),
            other => of(Entity::Address, &[other]),
        };
    }
    match field {
        "name" => of(Entity::Customer, &["firstname", "lastname", "name"]),
        "group" => of(Entity::Customer, &["group_id", "group_name"]),
        "website" => of(Entity::Customer, &["_website", "website_name"]),
        "store" => of(Entity::Customer, &["store_id"]),
        "customer_since" => of(Entity::Customer, &["created_at"]),
        "lock" => of(Entity::Customer, &["lock_expires", "is_locked"]),
        "default_billing" => of(Entity::Address, &["_address_default_billing_"]),
        "default_shipping" => of(Entity::Address, &["_address_default_shipping_"]),
        other => of(Entity::Customer, &[other]),
    }
}
