//! `files.open`: exports into a workspace, or a workspace.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientele_domain::file::{Behavior, Kind};
use clientele_domain::finding::{Code, Severity};
use clientele_formats::{Opened, ReadOptions, Reader};
use clientele_store::{Choices, Ended, ImportOutcome, NamesTold};
use clientele_wire::finding::FindingKind;
use clientele_wire::import::{
    Apply, ImportReport, ImportedFile, MappedTable, OpenOutcome, OpenRequest, Question,
};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::OpenFiles;
use clientele_wire::{ErrorCode, Failure};
use roaring::RoaringBitmap;

use super::{answers, mapping, read, target};
use crate::plans::{self, Files, Waiting};
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure, internal};

impl Act for OpenFiles {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: OpenRequest,
    ) -> Result<OpenOutcome, Failure> {
        if let [path] = request.paths.as_slice()
            && is_workspace(path.as_ref())
        {
            return Ok(OpenOutcome::Opened { workspace: app.open_workspace(path.as_ref()).await? });
        }
        let Some(first) = request.paths.first().map(PathBuf::from) else {
            return Err(Failure::new(ErrorCode::BadRequest).with("option", "paths").with("value", ""));
        };
        let readers = match recognise(app, job, &request).await? {
            Looked::Readers(readers) => readers,
            Looked::Questions(questions) => return Ok(OpenOutcome::Questions { questions }),
            Looked::Table(table) => return Ok(OpenOutcome::Mapping { table: *table }),
        };
        let target = target::choose(app, request.new_workspace, &first).await?;
        let open = Arc::clone(&target.open);
        let outcome = Box::pin(import(app, caller, job, &open, readers, request)).await;
        if matches!(outcome, Err(_) | Ok(OpenOutcome::Questions { .. })) {
            target.give_up().await;
        }
        outcome
    }
}

/// Reads the files of a plan again into the open workspace.
pub(crate) async fn open_again(
    app: &App,
    caller: &Caller,
    job: &Job,
    request: OpenRequest,
) -> Result<OpenOutcome, Failure> {
    OpenFiles::act(app, caller, job, OpenRequest { new_workspace: false, ..request }).await
}

/// Whether a file is, or calls itself, a workspace.
pub(crate) fn is_workspace(path: &Path) -> bool {
    let mut magic = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut magic));
    read.is_ok()
        && (magic == b"SQLite format 3\0"
            || path.extension().is_some_and(|extension| extension == "clientele"))
}

/// A file that was recognised, and how it is opened again.
pub(super) struct Recognised {
    pub(super) reader: Box<Reader>,
    pub(super) path: String,
    pub(super) options: ReadOptions,
}

/// What a look through the files came to.
enum Looked {
    Readers(Vec<Recognised>),
    Questions(Vec<Question>),
    /// A list of another program that nobody mapped yet.
    Table(Box<MappedTable>),
}

/// Looks through every file before anything is written: one that is refused, or asks, stops all. They come in reading
/// order, so that addresses find their owners whatever the order on the command line.
async fn recognise(app: &App, job: &Job, request: &OpenRequest) -> Result<Looked, Failure> {
    let options = answers::options(&request.answers, (app.environment().clock)())?;
    let looking: Vec<_> = request
        .paths
        .iter()
        .map(|path| {
            let mut options = options.clone();
            options.mapping = request.mappings.get(path).cloned().map(Into::into);
            let (path, cancel, told) = (PathBuf::from(path), job.cancel_flag(), options.clone());
            let looking = move || clientele_formats::open(&path, &told, &cancel);
            (options, tokio::task::spawn_blocking(looking))
        })
        .collect();
    let (mut readers, mut questions) = (Vec::new(), Vec::new());
    for (path, (options, looked)) in request.paths.iter().zip(looking) {
        let name = mapping::file_name(path);
        job.progress(Phase::Recognising, Some(&name), 0, None, Unit::Bytes, 0);
        match looked.await.map_err(internal)?.map_err(|error| failure::of_format(&error))? {
            Opened::Reader(reader) => {
                if let Some(mapping) = request.mappings.get(path).filter(|_| reader.kind() == Kind::People) {
                    mapping::remember(app, path, mapping).await?;
                }
                readers.push(Recognised { reader, path: path.clone(), options });
            }
            Opened::Questions(asked) => questions.extend(answers::questions(&name, asked)),
            Opened::Table(table) => {
                return Ok(Looked::Table(Box::new(mapping::table(app, path, *table).await?)));
            }
        }
    }
    if !questions.is_empty() {
        return Ok(Looked::Questions(questions));
    }
    readers.sort_by_key(|file| file.reader.kind());
    Ok(Looked::Readers(readers))
}

async fn import(
    app: &App,
    caller: &Caller,
    job: &Job,
    open: &Arc<Open>,
    readers: Vec<Recognised>,
    request: OpenRequest,
) -> Result<OpenOutcome, Failure> {
    let store = |error| failure::of_store(error, &open.place());
    let context = app.context(caller, job)?;
    let choices = choices(&request)?;
    let files = Files {
        not_read: readers.iter().flat_map(|file| file.reader.not_read()).cloned().collect(),
        has_actions: readers.iter().any(|file| file.reader.has_actions()),
        sources: Vec::new(),
    };
    job.progress(Phase::Waiting, None, 0, None, Unit::Records, 0);
    let kinds: Vec<Kind> = readers.iter().map(|file| file.reader.kind()).collect();
    let mut import = open.store.begin_import(context.clone(), choices, &kinds).await.map_err(store)?;
    let told =
        NamesTold { websites: request.answers.websites.clone(), groups: request.answers.groups.clone() };
    let mut sources: Vec<ImportedFile> = Vec::new();
    for file in readers {
        let surveyed = (file.reader.kind(), file.path.as_str(), file.options.clone());
        let questions = read::survey(surveyed, &mut import, &told, job).await?;
        if !questions.is_empty() {
            return Ok(OpenOutcome::Questions { questions });
        }
        sources.push(read::read(file, &mut import, job).await?);
    }
    let rows = sources.iter().map(|source| source.rows).sum();
    job.progress(Phase::Finishing, None, 0, None, Unit::Records, rows);
    let outcome = match Box::pin(import.finish()).await.map_err(store)? {
        Ended::Loaded(import) => import.commit().await.map_err(store)?,
        Ended::Planned(mut planned) if is_applied(request.apply, planned.plan().needs_review) => {
            planned.apply(&RoaringBitmap::new(), &context).await.map_err(store)?
        }
        Ended::Planned(planned) => {
            app.enter(Arc::clone(open)).await?;
            let waiting = Waiting::new(planned, Arc::clone(open), request, Files { sources, ..files });
            let plan = waiting.info().await?;
            app.keep_plan(waiting).await;
            return Ok(OpenOutcome::Planned { plan });
        }
    };
    Ok(OpenOutcome::Imported(report(app, job, open, outcome, sources).await?))
}

fn is_applied(apply: Apply, needs_review: bool) -> bool {
    match apply {
        Apply::AfterReview => !needs_review,
        Apply::AtOnce => true,
        Apply::Never => false,
    }
}

fn choices(request: &OpenRequest) -> Result<Choices, Failure> {
    let behavior = match request.behavior.as_deref() {
        None => Behavior::AddUpdate,
        Some(name) => Behavior::parse(name).ok_or_else(|| {
            Failure::new(ErrorCode::BadRequest).with("option", "behavior").with("value", name)
        })?,
    };
    let apply = match request.apply {
        Apply::AfterReview => clientele_store::Apply::AfterReview,
        Apply::AtOnce => clientele_store::Apply::AtOnce,
        Apply::Never => clientele_store::Apply::Never,
    };
    Ok(Choices { behavior, delete_missing: request.delete_missing, apply })
}

/// What an import came to, told once the workspace is the open one.
pub(crate) async fn report(
    app: &App,
    job: &Job,
    open: &Arc<Open>,
    outcome: ImportOutcome,
    sources: Vec<ImportedFile>,
) -> Result<ImportReport, Failure> {
    Ok(ImportReport {
        workspace: app.enter(Arc::clone(open)).await?,
        plan: plans::plan(&outcome.plan),
        findings: outcome.plan.findings,
        kinds: kinds(&outcome.kinds),
        sources,
        change_set: outcome.change_set,
        elapsed_ms: job.elapsed_ms(),
    })
}

/// Findings by kind.
pub(crate) fn kinds(kinds: &[(Code, u64)]) -> Vec<FindingKind> {
    let kind = |&(code, count): &(Code, u64)| FindingKind {
        code: code.as_str().to_owned(),
        severity: severity(code.severity()).to_owned(),
        count,
    };
    kinds.iter().map(kind).collect()
}

/// The name on the wire.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
