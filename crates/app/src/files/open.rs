//! `files.open`: exports into a workspace, or a workspace.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientele_domain::file::Kind;
use clientele_formats::{Opened, Reader};
use clientele_wire::finding::FindingKind;
use clientele_wire::import::{Counts, ImportReport, ImportedFile, OpenOutcome, OpenRequest, Plan, Question};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::OpenFiles;
use clientele_wire::{ErrorCode, Failure};

use super::{answers, read, target};
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure, internal};

impl Act for OpenFiles {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: OpenRequest,
    ) -> Result<OpenOutcome, Failure> {
        let paths: Vec<PathBuf> = request.paths.iter().map(PathBuf::from).collect();
        if let [path] = paths.as_slice()
            && is_workspace(path)
        {
            return Ok(OpenOutcome::Opened { workspace: app.open_workspace(path).await? });
        }
        let readers = match recognise(app, job, &paths, &request).await? {
            Ok(readers) => readers,
            Err(questions) => return Ok(OpenOutcome::Questions { questions }),
        };
        let Some(first) = paths.first() else {
            return Err(Failure::new(ErrorCode::BadRequest).with("option", "paths").with("value", ""));
        };
        let target = target::choose(app, request.new_workspace, first).await?;
        let open = Arc::clone(&target.open);
        match import(app, caller, job, &open, readers).await {
            Ok(report) => Ok(OpenOutcome::Imported(report)),
            Err(failure) => {
                target.give_up().await;
                Err(failure)
            }
        }
    }
}

/// A file that was recognised, with its path.
type Recognised = (Box<Reader>, String);

/// Whether a file is, or calls itself, a workspace.
pub(crate) fn is_workspace(path: &Path) -> bool {
    let mut magic = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut magic));
    read.is_ok()
        && (magic == b"SQLite format 3\0"
            || path.extension().is_some_and(|extension| extension == "clientele"))
}

/// Looks through every file before anything is written: one that is refused, or asks, stops all. Customers come first,
/// so that addresses find their owners whatever the order on the command line.
async fn recognise(
    app: &App,
    job: &Job,
    paths: &[PathBuf],
    request: &OpenRequest,
) -> Result<Result<Vec<Recognised>, Vec<Question>>, Failure> {
    let options = answers::options(&request.answers, (app.environment().clock)())?;
    let (mut readers, mut questions) = (Vec::new(), Vec::new());
    let recognising: Vec<_> = paths
        .iter()
        .map(|path| {
            let (path, options, cancel) = (path.clone(), options.clone(), job.cancel_flag());
            tokio::task::spawn_blocking(move || clientele_formats::open(&path, &options, &cancel))
        })
        .collect();
    for (path, recognised) in paths.iter().zip(recognising) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        job.progress(Phase::Recognising, Some(&name), 0, None, Unit::Bytes, 0);
        match recognised.await.map_err(internal)?.map_err(|error| failure::of_format(&error))? {
            Opened::Reader(reader) => readers.push((reader, path.display().to_string())),
            Opened::Questions(asked) => questions.extend(answers::questions(&name, asked)),
        }
    }
    readers.sort_by_key(|(reader, _)| reader.kind() == Kind::Addresses);
    Ok(if questions.is_empty() { Ok(readers) } else { Err(questions) })
}

async fn import(
    app: &App,
    caller: &Caller,
    job: &Job,
    open: &Arc<Open>,
    readers: Vec<Recognised>,
) -> Result<ImportReport, Failure> {
    let named = open.path().display().to_string();
    let store = |error| failure::of_store(error, &named);
    let mut import = open.store.begin_import(app.context(caller, job)).await.map_err(store)?;
    let mut sources: Vec<ImportedFile> = Vec::new();
    for (reader, path) in readers {
        sources.push(read::read(reader, &path, &mut import, job).await?);
    }
    job.progress(
        Phase::Finishing,
        None,
        0,
        None,
        Unit::Records,
        sources.iter().map(|source| source.rows).sum(),
    );
    let planned = import.finish().await.map_err(store)?;
    if planned.needs_review {
        return Err(review(&planned));
    }
    let kinds = import.finding_kinds();
    let outcome = import.commit(false).await.map_err(store)?;
    let workspace = app.enter(Arc::clone(open)).await?;
    Ok(ImportReport {
        workspace,
        plan: plan(&outcome.plan),
        findings: outcome.plan.findings,
        kinds: kinds
            .into_iter()
            .map(|(code, count)| FindingKind {
                code: code.as_str().to_owned(),
                severity: severity(code.severity()).to_owned(),
                count,
            })
            .collect(),
        sources,
        change_set: outcome.change_set,
        elapsed_ms: job.elapsed_ms(),
    })
}

/// The name on the wire.
pub(crate) fn severity(severity: clientele_domain::finding::Severity) -> &'static str {
    match severity {
        clientele_domain::finding::Severity::Error => "error",
        clientele_domain::finding::Severity::Warning => "warning",
    }
}

/// A workspace with customers is changed after a review only.
fn review(plan: &clientele_store::Plan) -> Failure {
    let failure = Failure::new(ErrorCode::ReviewNeeded)
        .with("created", &plan.customers.created)
        .with("changed", &plan.customers.changed)
        .with("unchanged", &plan.customers.unchanged)
        .with("missing", &plan.customers.missing);
    let views: Vec<String> =
        plan.new_store_views.iter().map(|(website, store_id)| format!("{website} {store_id}")).collect();
    let groups: Vec<String> = plan.new_groups.iter().map(ToString::to_string).collect();
    [
        ("new_websites", &plan.new_websites),
        ("new_store_views", &views),
        ("new_groups", &groups),
        ("new_attributes", &plan.new_attributes),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .fold(failure, |failure, (name, names)| failure.with(name, &names.join(", ")))
}

fn plan(plan: &clientele_store::Plan) -> Plan {
    let (customers, addresses) = (plan.customers, plan.addresses);
    Plan {
        created: customers.created,
        changed: customers.changed,
        unchanged: customers.unchanged,
        refused: customers.refused,
        missing: customers.missing,
        addresses: Counts {
            created: addresses.created,
            changed: addresses.changed,
            unchanged: addresses.unchanged,
            refused: addresses.refused,
            missing: addresses.missing,
        },
        new_websites: plan.new_websites.clone(),
    }
}
