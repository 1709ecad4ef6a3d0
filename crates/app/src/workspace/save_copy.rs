//! `workspace.save_copy`.

use std::path::Path;

use clientele_wire::Failure;
use clientele_wire::operation::SaveCopy;
use clientele_wire::workspace::PathRequest;

use crate::{Act, App, Caller, Job, failure};

impl Act for SaveCopy {
    async fn act(app: &App, _: &Caller, _: &Job, request: PathRequest) -> Result<(), Failure> {
        let open = app.workspace().await?;
        open.store
            .save_copy(Path::new(&request.path))
            .await
            .map_err(|error| failure::of_store(error, &request.path))
    }
}
