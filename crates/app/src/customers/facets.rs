//! `customers.facets` and `query.tick`.

use clientele_query::{Node, Scope, Tick, Ticks, print};
use clientele_store::read;
use clientele_wire::customer::{
    Facet, FacetMark, FacetRequest, FacetValue, FacetsRequest, TickAct, TickRequest, ViewRequest,
};
use clientele_wire::operation::{CustomerFacets, TickQuery};
use clientele_wire::{ErrorCode, Failure};

use super::condition;
use super::view::store_request;
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure};

/// More than a panel shows.
const LIMIT: u32 = 1000;

impl Act for CustomerFacets {
    async fn act(app: &App, _: &Caller, _: &Job, request: FacetsRequest) -> Result<Vec<Facet>, Failure> {
        let open = app.workspace().await?;
        let condition = condition::parse(&open, &request.condition).await?;
        let view = ViewRequest { search: request.search, ..ViewRequest::default() };
        let view = store_request(app, &open, &view).await?;
        let mut facets = Vec::with_capacity(request.facets.len());
        for asked in request.facets {
            facets.push(facet(&open, asked, condition.as_ref(), &view).await?);
        }
        Ok(facets)
    }
}

async fn facet(
    open: &Open,
    asked: FacetRequest,
    condition: Option<&Node>,
    view: &read::ViewRequest,
) -> Result<Facet, Failure> {
    let field = field(open, &asked.column).await?;
    let ticks = Ticks::of(condition, &field.name);
    let request = read::FacetRequest {
        column: asked.column,
        view: read::ViewRequest { condition: ticks.without(), ..view.clone() },
        matching: asked.matching,
    };
    let facet = open.reader.facet(&request).await.map_err(failure::of_read)?;
    let limit = if asked.limit == 0 { LIMIT } else { asked.limit.min(LIMIT) };
    let mut values = Vec::new();
    for (place, value) in facet.values.into_iter().enumerate() {
        let condition = read::condition_of(&field, value.value.as_deref());
        let mark = match &condition {
            Some(condition) if ticks.has_chosen(condition) => Some(FacetMark::Chosen),
            Some(condition) if ticks.has_left_out(condition) => Some(FacetMark::LeftOut),
            _ => None,
        };
        if place < limit as usize || mark.is_some() {
            let condition = condition.as_ref().map(print);
            let read::FacetValue { value, label, count } = value;
            values.push(FacetValue { value, label, count, condition, mark });
        }
    }
    Ok(Facet { column: field.name.into_owned(), distinct: facet.distinct, values })
}

async fn field(open: &Open, column: &str) -> Result<clientele_query::Field, Failure> {
    let directory = open.reader.directory().await.map_err(failure::of_read)?;
    let field = directory.catalogue().find(Scope::Customer, column).cloned();
    field.ok_or_else(|| failure::of_read(read::ReadError::UnknownField(column.to_owned())))
}

impl Act for TickQuery {
    async fn act(app: &App, _: &Caller, _: &Job, request: TickRequest) -> Result<String, Failure> {
        let open = app.workspace().await?;
        let condition = condition::parse(&open, &request.text).await?;
        let field = field(&open, &request.column).await?;
        let mut ticks = Ticks::of(condition.as_ref(), &field.name);
        let act = match request.act {
            TickAct::Toggle => Tick::Toggle,
            TickAct::Only => Tick::Only,
            TickAct::LeaveOut => Tick::LeaveOut,
        };
        match request.condition {
            Some(value) => {
                let value = condition::parse(&open, &value).await?;
                ticks.set(value.ok_or_else(|| Failure::new(ErrorCode::BadCondition))?, act);
            }
            None => (ticks.chosen, ticks.left_out) = (Vec::new(), Vec::new()),
        }
        Ok(ticks.condition().as_ref().map(print).unwrap_or_default())
    }
}
