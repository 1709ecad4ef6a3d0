//! `customers.facet_columns`: the platform's choices, then custom attributes of few values.

use clientele_wire::Failure;
use clientele_wire::customer::{ColumnKind, FacetColumn};
use clientele_wire::operation::FacetColumns;

use super::columns;
use crate::{Act, App, Caller, Job};

/// In the order in which they stand beside the grid.
const FACETS: &[&str] = &[
    "group",
    "website",
    "store",
    "billing_country",
    "billing_region",
    "customer_since",
    "confirmation",
    "gender",
];

impl Act for FacetColumns {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<FacetColumn>, Failure> {
        let columns = columns::all(&*app.workspace().await?).await?;
        let known = FACETS.iter().filter_map(|name| columns.iter().find(|column| column.field == *name));
        let custom = columns.iter().filter(|column| {
            let few = [ColumnKind::Choice, ColumnKind::MultiSelect, ColumnKind::YesNo];
            column.attribute.is_some() && few.contains(&column.kind)
        });
        let facet = |column: &clientele_wire::customer::ColumnInfo| FacetColumn {
            column: column.field.clone(),
            attribute: column.attribute.clone(),
            kind: column.kind,
            filled: column.filled,
        };
        Ok(known.chain(custom).map(facet).collect())
    }
}
