//! `changes.undo`.

use clientele_wire::Failure;
use clientele_wire::history::{UndoRequest, Undone};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::UndoChange;

use crate::{Act, App, Caller, Job, failure};

impl Act for UndoChange {
    async fn act(app: &App, caller: &Caller, job: &Job, request: UndoRequest) -> Result<Undone, Failure> {
        let open = app.workspace().await?;
        job.progress(Phase::Undoing, None, 0, None, Unit::Records, 0);
        let undone = open.store.undo(request.change_set, &app.context(caller, job)).await;
        let undone = undone.map_err(|error| failure::of_store(error, &open.path().display().to_string()))?;
        Ok(Undone {
            undone: undone.undone,
            change_set: undone.change_set,
            customers: undone.customers,
            addresses: undone.addresses,
        })
    }
}
