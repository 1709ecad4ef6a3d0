//! `customers.facets`.

use clientele_query::{Field, Scope, Ticks, print};
use clientele_store::read;
use clientele_wire::Failure;
use clientele_wire::customer::{Facet, FacetMark, FacetValue, FacetsRequest, ViewRequest};
use clientele_wire::operation::CustomerFacets;

use super::condition;
use super::view::store_request;
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure};

impl Act for CustomerFacets {
    async fn act(app: &App, _: &Caller, _: &Job, request: FacetsRequest) -> Result<Vec<Facet>, Failure> {
        let open = app.workspace().await?;
        let condition = condition::parse(&open, &request.condition).await?;
        let view = ViewRequest { search: request.search, ..ViewRequest::default() };
        let view = store_request(app, &open, &view).await?;
        let mut asked = Vec::with_capacity(request.facets.len());
        let mut marked = Vec::with_capacity(request.facets.len());
        for facet in request.facets {
            let field = field(&open, &facet.column).await?;
            let ticks = Ticks::of(condition.as_ref(), &field.name);
            let condition = if request.whole { condition.clone() } else { ticks.without() };
            let view = read::ViewRequest { condition, ..view.clone() };
            asked.push(read::FacetRequest { column: facet.column, view, matching: facet.matching });
            let limit = if facet.limit == 0 { usize::MAX } else { facet.limit as usize };
            marked.push((field, ticks, limit));
        }
        let facets = open.reader.facets(&asked).await.map_err(failure::of_read)?;
        let told = facets.into_iter().zip(marked);
        Ok(told.map(|(facet, (field, ticks, limit))| tell(facet, field, &ticks, limit)).collect())
    }
}

/// The first values, and what is ticked or left out among the others.
fn tell(facet: read::Facet, field: Field, ticks: &Ticks, limit: usize) -> Facet {
    let mut values = Vec::new();
    for (place, read::FacetValue { value, label, count }) in facet.values.into_iter().enumerate() {
        if place >= limit && ticks.is_empty() {
            break;
        }
        let condition = read::condition_of(&field, value.as_deref());
        let mark = condition.as_ref().and_then(|condition| {
            let left_out = ticks.has_left_out(condition).then_some(FacetMark::LeftOut);
            left_out.or(ticks.has_chosen(condition).then_some(FacetMark::Chosen))
        });
        if place < limit || mark.is_some() {
            let condition = condition.as_ref().map(print);
            values.push(FacetValue { value, label, count, condition, mark });
        }
    }
    Facet { column: field.name.into_owned(), distinct: facet.distinct, values }
}

/// A field of conditions by its name.
pub(crate) async fn field(open: &Open, column: &str) -> Result<Field, Failure> {
    let directory = open.reader.directory().await.map_err(failure::of_read)?;
    let field = directory.catalogue().find(Scope::Customer, column).cloned();
    field.ok_or_else(|| failure::of_read(read::ReadError::UnknownField(column.to_owned())))
}
