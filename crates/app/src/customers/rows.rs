//! `customers.rows`.

use std::collections::HashSet;
use std::sync::Arc;

use clientele_store::read::View;
use clientele_wire::Failure;
use clientele_wire::customer::{Row, Rows, RowsRequest};
use clientele_wire::operation::CustomerRows;

use super::cell::{cell, states};
use super::view::view;
use crate::{Act, App, Caller, Job, failure};

/// A page is a window of a list; nobody reads more at once.
const LIMIT: u32 = 1000;

impl Act for CustomerRows {
    async fn act(app: &App, _: &Caller, _: &Job, request: RowsRequest) -> Result<Rows, Failure> {
        let open = app.workspace().await?;
        let mut view = view(app, &open, &request.view).await?;
        if let Some(only) = request.only {
            let only: HashSet<u32> = only.into_iter().collect();
            let ids = view.ids.iter().copied().filter(|id| only.contains(id)).collect();
            view = Arc::new(View { ids: Arc::new(ids), of: view.of });
        }
        let columns: Vec<&str> = request.columns.iter().map(String::as_str).collect();
        let window = view.window(request.offset, request.limit.min(LIMIT));
        let rows = open.reader.rows(window, &columns).await.map_err(failure::of_read)?;
        let now = (app.environment().clock)();
        let row = |row: clientele_store::read::Row| Row {
            id: row.id,
            website: row.website_id,
            states: states(&row.state, now),
            cells: row.cells.into_iter().map(cell).collect(),
        };
        Ok(Rows { total: view.total(), offset: request.offset, rows: rows.into_iter().map(row).collect() })
    }
}
