//! `changes.undo`.

use clientele_store::Subject;
use clientele_wire::history::{UndoRequest, Undone};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::UndoChange;
use clientele_wire::{ErrorCode, Failure};

use super::records;
use crate::{Act, App, Caller, Job, failure};

impl Act for UndoChange {
    async fn act(app: &App, caller: &Caller, job: &Job, request: UndoRequest) -> Result<Undone, Failure> {
        let open = app.workspace().await?;
        job.progress(Phase::Undoing, None, 0, None, Unit::Records, 0);
        let context = app.context(caller, job)?;
        let undone = match (request.change_set, request.records) {
            (Some(change_set), Some(records)) => {
                let records: Vec<(Subject, u32)> =
                    records.iter().map(|key| (records::subject(key.subject), key.id)).collect();
                open.store.undo_records(change_set, &records, &context).await
            }
            (None, Some(_)) => {
                return Err(Failure::new(ErrorCode::BadRequest)
                    .with("option", "change_set")
                    .with("value", ""));
            }
            (wanted, None) => open.store.undo(wanted, &context).await,
        };
        let undone = undone.map_err(|error| failure::of_store(error, &open.place()))?;
        Ok(Undone {
            undone: undone.undone,
            change_set: undone.change_set,
            customers: undone.customers,
            addresses: undone.addresses,
            restored: undone.restored,
        })
    }
}
