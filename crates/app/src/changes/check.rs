//! `changes.check`.

use clientele_store::Fault;
use clientele_wire::Failure;
use clientele_wire::history::CheckReport;
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::CheckChanges;

use crate::{Act, App, Caller, Job, failure};

impl Act for CheckChanges {
    async fn act(app: &App, _: &Caller, job: &Job, (): ()) -> Result<CheckReport, Failure> {
        let open = app.workspace().await?;
        job.progress(Phase::Verifying, None, 0, None, Unit::Records, 0);
        let report = open.store.check(&job.cancel_flag()).await;
        let report = report.map_err(|error| failure::of_store(error, &open.place()))?;
        let what = |fault| match fault {
            Fault::Chain => "chain",
            Fault::Log => "log",
            Fault::Record => "record",
        };
        Ok(CheckReport {
            ok: report.fault.is_none(),
            change_sets: report.change_sets,
            records: report.records,
            first_bad: report.fault.map(|(id, _)| id),
            what: report.fault.map(|(_, fault)| what(fault).to_owned()),
        })
    }
}
