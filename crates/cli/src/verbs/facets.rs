//! `clientele facets`.

use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::customer::{Facet, FacetRequest, FacetsRequest};
use clientele_wire::operation::CustomerFacets;
use serde_json::{Value, json};

use super::{Session, failed_output};
use crate::arguments::Facets;
use crate::{output, progress};

pub async fn run(session: &Session, arguments: Facets) -> Result<ExitCode, Failure> {
    session.open(&arguments.workspace).await?;
    let facet = FacetRequest { column: arguments.column.clone(), ..FacetRequest::default() };
    let request = FacetsRequest {
        condition: arguments.condition.unwrap_or_default(),
        search: arguments.search.unwrap_or_default(),
        whole: true,
        facets: vec![facet],
    };
    let facets = session.app.perform::<CustomerFacets>(&session.caller, &progress::job(), request).await?;
    progress::end();
    for facet in facets {
        print(&arguments.column, &facet, arguments.json).map_err(|error| failed_output(&error))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Under the name that was asked for.
fn print(column: &str, facet: &Facet, json: bool) -> std::io::Result<()> {
    output::write(|out| {
        if json {
            let value = |value: &clientele_wire::customer::FacetValue| -> Value {
                json!({ "value": value.value, "label": value.label, "count": value.count })
            };
            let values: Vec<Value> = facet.values.iter().map(value).collect();
            return writeln!(out, "{}", json!({ "column": column, "values": values }));
        }
        for value in &facet.values {
            let label = if value.value.is_none() { "(no value)" } else { &value.label };
            output::plain_row(out, &mut [label, &value.count.to_string()].into_iter())?;
        }
        Ok(())
    })
}
