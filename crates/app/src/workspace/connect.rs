//! `workspace.connect`: a team database.

use std::sync::Arc;

use clientele_store::Store;
use clientele_wire::Failure;
use clientele_wire::operation::ConnectWorkspace;
use clientele_wire::workspace::{ConnectRequest, WorkspaceInfo};

use super::Open;
use crate::{Act, App, Caller, Job, failure};

impl Act for ConnectWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, request: ConnectRequest) -> Result<WorkspaceInfo, Failure> {
        let _one_at_a_time = app.inner.opening.lock().await;
        let store = Store::connect(&request.url, request.password.as_deref()).await;
        let store = store
            .map_err(|error| failure::of_store(error, &clientele_store::without_password(&request.url)))?;
        app.enter(Arc::new(Open { reader: store.reader(), store })).await
    }
}
