//! `query.tick`.

use clientele_query::{Tick, Ticks, print};
use clientele_wire::customer::{TickAct, TickRequest};
use clientele_wire::operation::TickQuery;
use clientele_wire::{ErrorCode, Failure};

use super::{condition, facets};
use crate::{Act, App, Caller, Job};

impl Act for TickQuery {
    async fn act(app: &App, _: &Caller, _: &Job, request: TickRequest) -> Result<String, Failure> {
        let open = app.workspace().await?;
        let condition = condition::parse(&open, &request.text).await?;
        let field = facets::field(&open, &request.column).await?;
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
            None => ticks.clear(),
        }
        Ok(ticks.condition().as_ref().map(print).unwrap_or_default())
    }
}
