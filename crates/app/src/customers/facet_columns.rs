//! `customers.facet_columns`: the platform's choices, then custom attributes of few values.

use clientele_wire::Failure;
use clientele_wire::customer::{ColumnInfo, ColumnKind, FacetColumn};
use clientele_wire::operation::FacetColumns;

use super::columns;
use crate::{Act, App, Caller, Job, failure};

use ColumnKind::{Choice, Instant, MultiSelect, Text, YesNo};

/// In the order in which they stand beside the grid.
const FACETS: &[(&str, ColumnKind)] = &[
    ("group", Choice),
    ("website", Choice),
    ("store", Choice),
    ("billing_country", Choice),
    ("billing_region", Text),
    ("customer_since", Instant),
    ("newsletter", Choice),
    ("confirmation", YesNo),
    ("locked", YesNo),
    ("gender", Choice),
];

impl Act for FacetColumns {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<FacetColumn>, Failure> {
        let open = app.workspace().await?;
        let columns = columns::all(&open).await?;
        let subscriptions = open.reader.counts().await.map_err(failure::of_read)?.subscriptions;
        let is_filled = |name: &str| {
            // Facets that are no column of the grid.
            let column = if name == "locked" { "lock" } else { name };
            columns.iter().any(|known| known.field == column && known.filled)
                || (name == "newsletter" && subscriptions > 0)
        };
        let known = FACETS.iter().map(|&(name, kind)| FacetColumn {
            column: name.to_owned(),
            attribute: None,
            kind,
            filled: is_filled(name),
        });
        let few = |column: &&ColumnInfo| [Choice, MultiSelect, YesNo].contains(&column.kind);
        let custom = columns.iter().filter(|column| column.attribute.is_some()).filter(few);
        let custom = custom.map(|column| FacetColumn {
            column: column.field.clone(),
            attribute: column.attribute.clone(),
            kind: column.kind,
            filled: column.filled,
        });
        Ok(known.chain(custom).collect())
    }
}
