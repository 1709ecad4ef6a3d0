//! `customers.columns`: the grid's columns in the original's order (customers.md 3.3), then custom attributes.

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
        filled: sources(field).iter().any(|source| filled.contains(source)),
        shown,
    });
    let attributes = directory.attributes.iter().filter(|attribute| attribute.entity == Entity::Customer);
    let custom = attributes.map(|attribute| ColumnInfo {
        field: format!("attr.{}", attribute.code),
        attribute: Some(attribute.code.clone()),
        kind: kind_of_attribute(attribute.kind),
        filled: filled.contains(&("customers".to_owned(), attribute.code.clone())),
        shown: false,
    });
    Ok(system.chain(custom).collect())
}

/// The columns of files that fill a field, by kind of file and header cell.
fn sources(field: &str) -> Vec<(String, String)> {
    let customers =
        |codes: &[&str]| codes.iter().map(|code| ("customers".to_owned(), (*code).to_owned())).collect();
    let addresses =
        |codes: &[&str]| codes.iter().map(|code| ("addresses".to_owned(), (*code).to_owned())).collect();
    if let Some(part) = field.strip_prefix("billing_").or_else(|| field.strip_prefix("shipping_")) {
        return match part {
            "full" => addresses(&["street", "city"]),
            "country" => addresses(&["country_id"]),
            other => addresses(&[other]),
        };
    }
    match field {
        "name" => customers(&["firstname", "lastname"]),
        "group" => customers(&["group_id"]),
        "website" => customers(&["_website"]),
        "store" => customers(&["store_id"]),
        "customer_since" => customers(&["created_at"]),
        "lock" => customers(&["lock_expires"]),
        "default_billing" => addresses(&["_address_default_billing_"]),
        "default_shipping" => addresses(&["_address_default_shipping_"]),
        other => customers(&[other]),
    }
}
