//! `customers.view`.

use std::sync::Arc;

use clientele_store::read::{SortKey, View};
use clientele_wire::Failure;
use clientele_wire::customer::{CostlyCondition, ViewRequest};
use clientele_wire::operation::CustomersView;

use super::condition;
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure};

impl Act for CustomersView {
    async fn act(
        app: &App,
        _: &Caller,
        _: &Job,
        request: ViewRequest,
    ) -> Result<clientele_wire::customer::View, Failure> {
        let open = app.workspace().await?;
        let view = view(app, &open, &request).await?;
        let costly = if view.total() == 0 { costly(app, &open, &request).await? } else { None };
        Ok(clientele_wire::customer::View { total: view.total(), of: view.of, costly })
    }
}

/// The customers that match, in the order asked for.
pub(super) async fn view(app: &App, open: &Open, request: &ViewRequest) -> Result<Arc<View>, Failure> {
    let request = store_request(app, open, request).await?;
    open.reader.view(&request).await.map_err(failure::of_read)
}

/// The request in the store's words.
pub(crate) async fn store_request(
    app: &App,
    open: &Open,
    request: &ViewRequest,
) -> Result<clientele_store::read::ViewRequest, Failure> {
    let key = |key: &clientele_wire::customer::SortKey| SortKey {
        field: key.field.clone(),
        descending: key.descending,
    };
    Ok(clientele_store::read::ViewRequest {
        condition: condition::parse(open, &request.condition).await?,
        search: request.search.clone(),
        sort: request.sort.iter().map(key).collect(),
        as_of: jiff::Timestamp::from_millisecond((app.environment().clock)())
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH),
    })
}

/// Which part of a condition that nobody meets, or the keywords, costs the most: without it the most customers match.
async fn costly(app: &App, open: &Open, request: &ViewRequest) -> Result<Option<CostlyCondition>, Failure> {
    let parts = condition::parts(open, &request.condition).await?;
    let has_keywords = !request.search.trim().is_empty();
    let mut tried = Vec::new();
    for (index, part) in parts.iter().enumerate().filter(|_| parts.len() > 1 || has_keywords) {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != index);
        let without = others.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" AND ");
        let view = ViewRequest { condition: without.clone(), ..request.clone() };
        tried.push((CostlyCondition { part: part.clone(), keywords: false, without, total: 0 }, view));
    }
    if has_keywords && !parts.is_empty() {
        let (part, without) = (request.search.clone(), request.condition.clone());
        let view = ViewRequest { search: String::new(), ..request.clone() };
        tried.push((CostlyCondition { part, keywords: true, without, total: 0 }, view));
    }
    let mut best: Option<CostlyCondition> = None;
    for (mut costly, without) in tried {
        costly.total = view(app, open, &without).await?.total();
        if costly.total > best.as_ref().map_or(0, |best| best.total) {
            best = Some(costly);
        }
    }
    Ok(best)
}
