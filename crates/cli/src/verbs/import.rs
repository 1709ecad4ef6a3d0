//! `clientele import`: applies at once and never asks, or stops at the plan.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use clientele_wire::finding::FindingKind;
use clientele_wire::import::{
    Answers, Apply, ImportReport, ImportedFile, MappedTable, Mapping, OpenOutcome, OpenRequest, Plan,
    Question,
};
use clientele_wire::operation::{ApplyPlan, CloseWorkspace, CreateWorkspace, ExportPlan, OpenFiles};
use clientele_wire::plan::{PlanExportRequest, PlanFilter, PlanInfo};
use clientele_wire::workspace::PathRequest;
use clientele_wire::{ErrorCode, Failure};
use serde_json::json;

use super::{Session, absolute, is_server};
use crate::arguments::{Import, Workspace};
use crate::progress;

pub async fn run(session: &Session, arguments: Import) -> Result<ExitCode, Failure> {
    let files: Vec<String> = arguments.files.iter().map(|file| absolute(file)).collect();
    let mapping = arguments.map.as_deref().map(mapping).transpose()?;
    let is_new = open_or_create(session, &arguments.workspace).await?;
    let (plan_only, report) = (arguments.plan, arguments.report.as_deref());
    let apply = if plan_only || report.is_some() { Apply::Never } else { Apply::AtOnce };
    let request = OpenRequest {
        mappings: mapping
            .map(|mapping| files.iter().map(|file| (file.clone(), mapping.clone())).collect())
            .unwrap_or_default(),
        paths: files,
        new_workspace: false,
        answers: Answers {
            encoding: arguments.encoding,
            separator: arguments.separator,
            date_order: arguments.date_order,
            time_zone: arguments.time_zone,
            kind: arguments.kind,
            websites: arguments.websites.into_iter().collect::<BTreeMap<_, _>>(),
            groups: arguments.groups.into_iter().collect::<BTreeMap<_, _>>(),
        },
        behavior: arguments.behavior,
        delete_missing: arguments.delete_missing,
        apply,
    };
    let outcome = session.read(request, plan_only, report).await;
    progress::end();
    let kept = matches!(outcome, Ok(OpenOutcome::Imported(_)));
    if is_new && !kept {
        session.give_up(&arguments.workspace).await?;
    }
    let refused = |plan: &Plan| {
        let others = [plan.addresses, plan.subscriptions, plan.orders, plan.balances];
        plan.refused + others.iter().map(|counts| counts.refused).sum::<u64>()
    };
    let code = |plan: &Plan| ExitCode::from(u8::from(arguments.strict && refused(plan) > 0));
    match outcome? {
        OpenOutcome::Imported(report) => {
            tell(&Told::of_report(&report), arguments.json);
            Ok(code(&report.plan))
        }
        OpenOutcome::Planned { plan } => {
            tell(&Told::of_plan(&plan), arguments.json);
            Ok(code(&plan.plan))
        }
        OpenOutcome::Questions { questions } => {
            eprintln!("clientele: {}", ask(&questions));
            Ok(ExitCode::from(1))
        }
        OpenOutcome::Mapping { table } => {
            ask_for_mapping(&table);
            Ok(ExitCode::from(1))
        }
        OpenOutcome::Opened { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// A mapping as it was written down.
fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let wrong = |message: String| {
        let value = format!("{} ({message})", path.display());
        Failure::new(ErrorCode::BadRequest).with("option", "--map").with("value", &value)
    };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
}

/// Opens the workspace. Returns whether it was made for this import.
async fn open_or_create(session: &Session, workspace: &Workspace) -> Result<bool, Failure> {
    let path = Path::new(&workspace.workspace);
    if is_server(&workspace.workspace) || path.exists() {
        return session.open(workspace).await.map(|()| false);
    }
    let request = PathRequest { path: absolute(path) };
    session.app.perform::<CreateWorkspace>(&session.caller, &progress::job(), request).await?;
    Ok(true)
}

impl Session {
    /// Reads files; a plan is written down where that was asked for, and then applied unless it is all that was wanted.
    async fn read(
        &self,
        request: OpenRequest,
        plan_only: bool,
        report: Option<&Path>,
    ) -> Result<OpenOutcome, Failure> {
        let outcome = self.app.perform::<OpenFiles>(&self.caller, &progress::job(), request).await?;
        let OpenOutcome::Planned { .. } = outcome else { return Ok(outcome) };
        if let Some(report) = report {
            let is_json = report.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
            let request = PlanExportRequest {
                path: absolute(report),
                format: (if is_json { "json" } else { "csv" }).to_owned(),
                filter: PlanFilter::default(),
            };
            self.app.perform::<ExportPlan>(&self.caller, &progress::job(), request).await?;
        }
        if plan_only {
            return Ok(outcome);
        }
        let applied = self.app.perform::<ApplyPlan>(&self.caller, &progress::job(), ()).await?;
        Ok(OpenOutcome::Imported(applied))
    }

    /// Takes a workspace away that was made for nothing.
    async fn give_up(&self, workspace: &Workspace) -> Result<(), Failure> {
        self.app.perform::<CloseWorkspace>(&self.caller, &progress::job(), ()).await?;
        let _ = std::fs::remove_file(&workspace.workspace);
        Ok(())
    }
}

/// What an import did, or would do.
struct Told<'a> {
    plan: &'a Plan,
    findings: u64,
    kinds: &'a [FindingKind],
    sources: &'a [ImportedFile],
    change_set: Option<i64>,
    elapsed_ms: Option<u64>,
}

impl<'a> Told<'a> {
    fn of_report(report: &'a ImportReport) -> Self {
        let ImportReport { plan, findings, kinds, sources, change_set, elapsed_ms, .. } = report;
        let (change_set, elapsed_ms) = (*change_set, Some(*elapsed_ms));
        Self { plan, findings: *findings, kinds, sources, change_set, elapsed_ms }
    }

    fn of_plan(info: &'a PlanInfo) -> Self {
        let PlanInfo { plan, findings, kinds, sources, .. } = info;
        Self { plan, findings: *findings, kinds, sources, change_set: None, elapsed_ms: None }
    }
}

fn tell(told: &Told<'_>, as_json: bool) {
    let Told { plan, findings, kinds, sources, change_set, elapsed_ms } = told;
    if as_json {
        let told = json!({
            "plan": plan,
            "findings": findings,
            "kinds": kinds,
            "sources": sources,
            "change_set": change_set,
            "elapsed_ms": elapsed_ms,
        });
        println!("{told}");
        return;
    }
    let deleted = if plan.deleted > 0 { format!(", {} deleted", plan.deleted) } else { String::new() };
    println!(
        "customers: {} created, {} changed, {} unchanged, {} refused, {} missing{deleted}",
        plan.created, plan.changed, plan.unchanged, plan.refused, plan.missing
    );
    let addresses = plan.addresses;
    println!(
        "addresses: {} created, {} changed, {} unchanged, {} refused, {} missing",
        addresses.created, addresses.changed, addresses.unchanged, addresses.refused, addresses.missing
    );
    let others =
        [("subscriptions", plan.subscriptions), ("orders", plan.orders), ("balances", plan.balances)];
    for (name, counts) in others {
        if counts.created + counts.changed + counts.unchanged + counts.refused > 0 {
            println!(
                "{name}: {} created, {} changed, {} unchanged, {} refused",
                counts.created, counts.changed, counts.unchanged, counts.refused
            );
        }
    }
    if plan.partnerless > 0 {
        println!("rows that found no customer: {}", plan.partnerless);
    }
    println!("findings: {findings}");
}

/// Says what is missing, and prints a mapping to begin with, so that it can be sent to a file.
fn ask_for_mapping(table: &MappedTable) {
    let problems: Vec<String> =
        table.problems.iter().map(|problem| format!("{} {}", problem.code, problem.subject)).collect();
    let why = if problems.is_empty() { String::new() } else { format!(" ({})", problems.join(", ")) };
    eprintln!(
        "clientele: {} is no file of the platform{why}; say with --map FILE which column is what, for example as printed",
        table.file
    );
    println!("{}", serde_json::to_string_pretty(&table.mapping).unwrap_or_default());
}

/// Names the option that answers, in one line.
fn ask(questions: &[Question]) -> String {
    questions.first().map_or_else(String::new, |question| {
        let values: Vec<_> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
        let (option, values) = match (question.about.as_str(), &question.subject) {
            ("websites", Some(name)) => ("website".to_owned(), format!("\"{name}={}\"", values.join("|"))),
            ("groups", Some(name)) => ("group".to_owned(), format!("\"{name}={}\"", values.join("|"))),
            (about, _) => (about.replace('_', "-"), values.join(" or ")),
        };
        format!("{}: the {option} cannot be known from the file; say --{option} {values}", question.file)
    })
}
