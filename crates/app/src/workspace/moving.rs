//! `workspace.move`, `workspace.save_copy`: the open workspace with its whole history at another place.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clientele_store::{Watch, without_password};
use clientele_wire::Failure;
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::{MoveWorkspace, SaveCopy};
use clientele_wire::workspace::{MoveRequest, PathRequest, WorkspaceInfo};

use super::Open;
use crate::{Act, App, Caller, Job, failure};

impl Act for MoveWorkspace {
    async fn act(app: &App, _: &Caller, job: &Job, request: MoveRequest) -> Result<WorkspaceInfo, Failure> {
        let _one_at_a_time = app.inner.opening.lock().await;
        let open = app.workspace().await?;
        let (cancel, mut progress) = watched(job);
        let watch = Watch { cancel: &cancel, progress: &mut progress };
        let moved = if is_server(&request.to) {
            open.store.copy_to_server(&request.to, request.password.as_deref(), watch).await
        } else {
            open.store.copy_to_file(Path::new(&request.to), watch).await
        };
        let store = moved.map_err(|error| failure::of_store(error, &without_password(&request.to)))?;
        app.enter(Arc::new(Open { reader: store.reader(), store })).await
    }
}

impl Act for SaveCopy {
    async fn act(app: &App, _: &Caller, job: &Job, request: PathRequest) -> Result<(), Failure> {
        let open = app.workspace().await?;
        let (cancel, mut progress) = watched(job);
        let watch = Watch { cancel: &cancel, progress: &mut progress };
        let saved = open.store.save_copy(Path::new(&request.path), watch).await;
        saved.map_err(|error| failure::of_store(error, &request.path))
    }
}

fn is_server(place: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| place.starts_with(scheme))
}

fn watched(job: &Job) -> (Arc<AtomicBool>, impl FnMut(u64, u64) + Send) {
    let progress = |done, total| job.progress(Phase::Moving, None, done, Some(total), Unit::Records, done);
    (job.cancel_flag(), progress)
}
