//! `customers.prepare_search`.

use std::ops::ControlFlow;
use std::sync::Arc;

use clientele_wire::Failure;
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::PrepareSearch;

use crate::{Act, App, Caller, Job, failure};

impl Act for PrepareSearch {
    async fn act(app: &App, _: &Caller, job: &Job, (): ()) -> Result<(), Failure> {
        let open = app.workspace().await?;
        let watched = job.clone();
        let progress = Arc::new(move |done, total| {
            watched.progress(Phase::Indexing, None, done, Some(total), Unit::Records, done);
            if watched.check_cancelled().is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        open.reader.prepare_search(progress).await.map_err(failure::of_read)?;
        // Nobody waits for the columns: what is asked of them before is read then.
        let reader = open.reader.clone();
        tokio::spawn(async move {
            if let Err(error) = reader.prepare_columns().await {
                // The workspace was closed meanwhile, or whoever asks for a column is told.
                tracing::debug!(cause = %error, "columns are not read ahead");
            }
        });
        Ok(())
    }
}
