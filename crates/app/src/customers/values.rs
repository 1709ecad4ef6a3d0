//! `customers.values`.

use clientele_store::read::FacetRequest;
use clientele_wire::Failure;
use clientele_wire::customer::{FieldValue, ValuesRequest, ViewRequest};
use clientele_wire::operation::CustomerValues;

use super::view::store_request;
use crate::{Act, App, Caller, Job, failure};

/// More than a popover shows.
const LIMIT: u32 = 1000;

impl Act for CustomerValues {
    async fn act(app: &App, _: &Caller, _: &Job, request: ValuesRequest) -> Result<Vec<FieldValue>, Failure> {
        let open = app.workspace().await?;
        let view = ViewRequest { condition: request.condition, search: request.search, sort: Vec::new() };
        let view = store_request(app, &open, &view).await?;
        let limit = if request.limit == 0 { LIMIT } else { request.limit.min(LIMIT) };
        let facet = FacetRequest { column: request.field, view, matching: request.matching };
        let facets = open.reader.facets(&[facet]).await.map_err(failure::of_read)?;
        let value = |value: clientele_store::read::FacetValue| FieldValue {
            value: value.value,
            label: value.label,
            count: value.count,
        };
        let values = facets.into_iter().flat_map(|facet| facet.values);
        Ok(values.take(limit as usize).map(value).collect())
    }
}
