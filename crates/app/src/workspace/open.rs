//! `workspace.open`, `workspace.create`.

use std::path::Path;
use std::sync::Arc;

use clientele_store::OpenMode;
use clientele_wire::Failure;
use clientele_wire::operation::{CreateWorkspace, OpenWorkspace};
use clientele_wire::workspace::{PathRequest, WorkspaceInfo};

use super::Open;
use crate::{Act, App, Caller, Job};

impl Act for OpenWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, request: PathRequest) -> Result<WorkspaceInfo, Failure> {
        app.open_workspace(Path::new(&request.path)).await
    }
}

impl Act for CreateWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, request: PathRequest) -> Result<WorkspaceInfo, Failure> {
        app.enter(Arc::new(Open::open(Path::new(&request.path), OpenMode::Create).await?)).await
    }
}
