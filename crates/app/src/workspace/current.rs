//! `workspace.current`, `workspace.close`.

use clientele_wire::operation::{CloseWorkspace, CurrentWorkspace};
use clientele_wire::workspace::WorkspaceInfo;
use clientele_wire::{ErrorCode, Failure};

use crate::{Act, App, Caller, Job};

impl Act for CurrentWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Option<WorkspaceInfo>, Failure> {
        match app.workspace().await {
            Ok(open) => open.info().await.map(Some),
            Err(failure) if failure.code == ErrorCode::NoWorkspace => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

impl Act for CloseWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<(), Failure> {
        let left = app.inner.workspace.write().await.take();
        if let Some(left) = left {
            app.drop_plan().await;
            left.close().await;
        }
        Ok(())
    }
}
