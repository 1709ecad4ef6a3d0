//! `files.samples`: invented customers in a workspace of their own, one click away.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clientele_samples::Options;
use clientele_wire::import::{OpenOutcome, OpenRequest, SamplesRequest};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::{OpenFiles, OpenSamples};
use clientele_wire::{ErrorCode, Failure};

use crate::{Act, App, Caller, Job, failure, internal};

/// The seed of the sample workspace: everyone sees the same people.
#[must_use]
pub fn default_sample_seed() -> u64 {
    Options::default().seed
}

impl Act for OpenSamples {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: SamplesRequest,
    ) -> Result<OpenOutcome, Failure> {
        let folder = app.environment().data_folder.join("samples");
        let (of, inventing, customers) = (folder.clone(), job.clone(), request.customers);
        let paths = tokio::task::spawn_blocking(move || invent(&of, customers, &inventing))
            .await
            .map_err(internal)??;
        let open = OpenRequest { paths, new_workspace: true, ..OpenRequest::default() };
        let outcome = OpenFiles::act(app, caller, job, open).await;
        let _ = std::fs::remove_dir_all(folder);
        outcome
    }
}

fn invent(folder: &PathBuf, customers: u64, job: &Job) -> Result<Vec<String>, Failure> {
    let failed = |error: std::io::Error| failure::of_io(&error, &folder.display().to_string());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let paths = ["sample customers.csv", "sample addresses.csv"].map(|name| folder.join(name));
    let create = |path: &PathBuf| File::create(path).map(BufWriter::new);
    let (mut people, mut places) = (create(&paths[0]).map_err(failed)?, create(&paths[1]).map_err(failed)?);
    let options = Options { customers, ..Options::default() };
    let mut progress = |done| {
        job.progress(Phase::Inventing, None, done, Some(customers), Unit::Records, done);
        if job.check_cancelled().is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    clientele_samples::write(&options, &mut people, &mut places, &mut progress).map_err(failed)?;
    job.check_cancelled().map_err(|_| Failure::new(ErrorCode::Cancelled))?;
    people.flush().and_then(|()| places.flush()).map_err(failed)?;
    Ok(paths.iter().map(|path| path.display().to_string()).collect())
}
