//! `workspace.current`, `workspace.close`.

use std::time::Duration;

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
        app.close_workspace().await;
        Ok(())
    }
}

/// How long an end waits for what still reads.
const PATIENCE: Duration = Duration::from_secs(3);

impl App {
    async fn close_workspace(&self) {
        let left = self.inner.workspace.write().await.take();
        if let Some(left) = left {
            self.drop_plan().await;
            left.close().await;
        }
    }

    /// Ends the work: the workspace is closed, so that its file is whole without those that SQLite keeps beside an open
    /// one. What still reads keeps nobody from leaving; the next start finds everything all the same.
    pub async fn end(&self) {
        let _ = tokio::time::timeout(PATIENCE, self.close_workspace()).await;
    }
}
