//! `overview.get`: every number is a facet's, so that it is the grid's.

use std::collections::HashMap;

use clientele_query::{Aggregate, Field, Node, parse, print};
use clientele_store::read::{self, FacetRequest, ViewRequest};
use clientele_wire::customer::ColumnKind;
use clientele_wire::operation::GetOverview;
use clientele_wire::overview::{Bar, Chart, Overview, OverviewRequest, Tile};
use clientele_wire::{Failure, customer};

use crate::workspace::Open;
use crate::{Act, App, Caller, Job, customers, failure, internal};

/// A chart says nothing with more.
const BARS: usize = 1000;

const CHARTS: [(&str, ColumnKind); 7] = [
    ("customer_since", ColumnKind::Instant),
    ("group", ColumnKind::Choice),
    ("website", ColumnKind::Choice),
    ("billing_country", ColumnKind::Choice),
    ("newsletter", ColumnKind::Choice),
    ("finding", ColumnKind::Choice),
    ("order_date", ColumnKind::Instant),
];

const TILES: [(&str, &str); 5] = [
    ("customers", ""),
    ("subscribed", "newsletter = 'subscribed'"),
    ("unconfirmed", "confirmation = TRUE"),
    ("locked", "locked = TRUE"),
    ("with_findings", "finding IS NOT NULL"),
];

impl Act for GetOverview {
    async fn act(app: &App, _: &Caller, _: &Job, request: OverviewRequest) -> Result<Overview, Failure> {
        let open = app.workspace().await?;
        let view = customer::ViewRequest { condition: request.condition, ..customer::ViewRequest::default() };
        let view = customers::store_request(app, &open, &view).await?;
        let counts = open.reader.counts().await.map_err(failure::of_read)?;
        let there = |column: &str| match column {
            "newsletter" => counts.subscriptions > 0,
            "finding" => counts.findings > 0,
            "order_date" => counts.orders > 0,
            _ => true,
        };
        let charts: Vec<_> = CHARTS.into_iter().filter(|(column, _)| there(column)).collect();
        let asked = |(column, _): &(&str, ColumnKind)| FacetRequest {
            column: (*column).to_owned(),
            view: view.clone(),
            matching: String::new(),
        };
        let asked: Vec<FacetRequest> = charts.iter().map(asked).collect();
        let facets = open.reader.facets(&asked).await.map_err(failure::of_read)?;
        let mut drawn = Vec::with_capacity(facets.len());
        for ((column, kind), facet) in charts.into_iter().zip(facets) {
            drawn.push(chart(&open, column, kind, facet, &view).await?);
        }
        let mut tiles = Vec::with_capacity(TILES.len());
        for (name, text) in TILES {
            tiles.push(tile(&open, name, text, &view).await?);
        }
        Ok(Overview { tiles, charts: drawn })
    }
}

async fn tile(open: &Open, name: &str, text: &str, view: &ViewRequest) -> Result<Tile, Failure> {
    let directory = open.reader.directory().await.map_err(failure::of_read)?;
    let condition = joined(view.condition.as_ref(), parse(text, directory.catalogue()).tree);
    let view = ViewRequest { condition, ..view.clone() };
    let customers = open.reader.count(&view).await.map_err(failure::of_read)?;
    let condition = view.condition.as_ref().map(print).unwrap_or_default();
    Ok(Tile { name: name.to_owned(), customers, condition })
}

async fn chart(
    open: &Open,
    column: &str,
    kind: ColumnKind,
    facet: read::Facet,
    view: &ViewRequest,
) -> Result<Chart, Failure> {
    let field = customers::field_of_conditions(open, column).await?;
    let records = records(open, column, view).await?;
    let mut bars: Vec<Bar> = Vec::new();
    for value in facet.values.into_iter().take(BARS) {
        bars.push(bar(value, &field, records.as_ref(), view)?);
    }
    if kind == ColumnKind::Instant {
        bars.sort_by(|one, other| {
            one.value.is_none().cmp(&other.value.is_none()).then_with(|| one.value.cmp(&other.value))
        });
    }
    Ok(Chart { column: column.to_owned(), kind, bars })
}

fn bar(
    value: read::FacetValue,
    field: &Field,
    records: Option<&HashMap<String, u64>>,
    view: &ViewRequest,
) -> Result<Bar, Failure> {
    let leaf = read::condition_of(field, value.value.as_deref());
    // Every column of a chart has a condition for each of its values.
    let leaf = leaf.ok_or_else(|| internal(std::io::Error::other(field.name.to_string())))?;
    let records = records.and_then(|records| records.get(value.value.as_deref()?).copied());
    let condition = joined(view.condition.as_ref(), Some(leaf)).as_ref().map(print).unwrap_or_default();
    Ok(Bar { value: value.value, label: value.label, customers: value.count, records, condition })
}

/// Findings or orders by value.
async fn records(
    open: &Open,
    column: &str,
    view: &ViewRequest,
) -> Result<Option<HashMap<String, u64>>, Failure> {
    Ok(match column {
        "finding" => {
            let kinds = open.reader.findings_summary().await.map_err(failure::of_read)?;
            Some(kinds.into_iter().map(|kind| (kind.code, kind.count)).collect())
        }
        "order_date" => {
            let months = open.reader.orders_by_month(view).await.map_err(failure::of_read)?;
            Some(months.into_iter().map(|month| (month.month, month.orders)).collect())
        }
        _ => None,
    })
}

/// Both conditions.
fn joined(one: Option<&Node>, other: Option<Node>) -> Option<Node> {
    let mut c: Vec<Node> = one.map(Node::parts).unwrap_or_default().into_iter().cloned().collect();
    c.extend(other);
    if c.len() < 2 { c.pop() } else { Some(Node::Group { agg: Aggregate::All, want: true, c }) }
}
