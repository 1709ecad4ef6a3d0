//! `plan.leave_out`, `plan.change`, `plan.apply`, `plan.drop`.

use clientele_wire::Failure;
use clientele_wire::import::{ImportReport, OpenOutcome};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::{ApplyPlan, ChangePlan, DropPlan, LeaveOut};
use clientele_wire::plan::{LeaveOutRequest, PlanInfo, PlanOptions};
use roaring::RoaringBitmap;

use super::words;
use crate::files::{open_again, report};
use crate::{Act, App, Caller, Job, failure};

impl Act for LeaveOut {
    async fn act(app: &App, _: &Caller, _: &Job, request: LeaveOutRequest) -> Result<PlanInfo, Failure> {
        let mut waiting = app.plan().await?;
        let mut rows: RoaringBitmap = request.indexes.into_iter().collect();
        if let Some(filter) = request.filter {
            rows.extend(waiting.select(words::filter(filter)).await?.iter());
        }
        if request.out {
            let entries = waiting.planned.entries();
            let acts = |row: &u32| entries.get(*row as usize).is_some_and(|entry| entry.fate.acts());
            let acting: RoaringBitmap = rows.iter().filter(acts).collect();
            waiting.left_out |= acting;
        } else {
            waiting.left_out -= rows;
        }
        waiting.info().await
    }
}

impl Act for ChangePlan {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: PlanOptions,
    ) -> Result<OpenOutcome, Failure> {
        let waiting = app.plan().await?;
        let mut open = waiting.request.clone();
        drop(waiting);
        open.behavior = request.behavior.or(open.behavior);
        open.delete_missing = request.delete_missing.unwrap_or(open.delete_missing);
        open_again(app, caller, job, open).await
    }
}

impl Act for ApplyPlan {
    async fn act(app: &App, caller: &Caller, job: &Job, (): ()) -> Result<ImportReport, Failure> {
        let mut waiting = app.plan().await?;
        let rows = waiting.info().await?.included;
        job.progress(Phase::Applying, None, 0, None, Unit::Records, rows);
        let context = app.context(caller, job)?;
        let left_out = waiting.left_out.clone();
        let applied = waiting.planned.apply(&left_out, &context).await;
        let open = waiting.open.clone();
        let outcome = applied.map_err(|error| failure::of_store(error, &open.place()))?;
        let sources = std::mem::take(&mut waiting.sources);
        drop(waiting);
        app.drop_plan().await;
        report(app, job, &open, outcome, sources).await
    }
}

impl Act for DropPlan {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<(), Failure> {
        app.drop_plan().await;
        Ok(())
    }
}
