//! `customers.position`.

use clientele_wire::Failure;
use clientele_wire::customer::{Position, PositionRequest};
use clientele_wire::operation::CustomerPosition;

use super::view::view;
use crate::{Act, App, Caller, Job};

impl Act for CustomerPosition {
    async fn act(app: &App, _: &Caller, _: &Job, request: PositionRequest) -> Result<Position, Failure> {
        let open = app.workspace().await?;
        let view = view(app, &open, &request.view).await?;
        let index = view.position(request.id);
        let neighbour = |index: Option<usize>| index.and_then(|index| view.ids.get(index)).copied();
        Ok(Position {
            index: index.map(|index| index as u64),
            total: view.total(),
            previous: neighbour(index.and_then(|index| index.checked_sub(1))),
            next: neighbour(index.map(|index| index + 1)),
        })
    }
}
