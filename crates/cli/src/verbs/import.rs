//! `clientele import`: applies at once and never asks.

use std::path::Path;
use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::import::{Answers, ImportReport, OpenOutcome, OpenRequest, Question};
use clientele_wire::operation::{CreateWorkspace, OpenFiles};
use clientele_wire::workspace::PathRequest;
use serde_json::json;

use super::{Session, absolute};
use crate::arguments::Import;
use crate::progress;

pub async fn run(arguments: Import) -> Result<ExitCode, Failure> {
    let session = open_or_create(&arguments.workspace.workspace).await?;
    let request = OpenRequest {
        paths: arguments.files.iter().map(|file| absolute(file)).collect(),
        new_workspace: false,
        answers: Answers {
            encoding: arguments.encoding,
            separator: arguments.separator,
            date_order: arguments.date_order,
            time_zone: arguments.time_zone,
        },
    };
    let outcome = session.app.perform::<OpenFiles>(&session.caller, &progress::job(), request).await;
    progress::end();
    match outcome? {
        OpenOutcome::Imported(report) => {
            if arguments.json {
                println!("{}", as_json(&report));
            } else {
                print(&report);
            }
            let refused = report.plan.refused + report.plan.addresses.refused;
            Ok(ExitCode::from(u8::from(arguments.strict && refused > 0)))
        }
        OpenOutcome::Questions { questions } => {
            eprintln!("clientele: {}", ask(&questions));
            Ok(ExitCode::from(1))
        }
        OpenOutcome::Opened { .. } => Ok(ExitCode::SUCCESS),
    }
}

async fn open_or_create(workspace: &Path) -> Result<Session, Failure> {
    if workspace.exists() {
        return Session::with(workspace).await;
    }
    let session = Session::new();
    let request = PathRequest { path: absolute(workspace) };
    session.app.perform::<CreateWorkspace>(&session.caller, &progress::job(), request).await?;
    Ok(session)
}

fn as_json(report: &ImportReport) -> serde_json::Value {
    json!({
        "plan": report.plan,
        "findings": report.findings,
        "kinds": report.kinds,
        "sources": report.sources,
        "change_set": report.change_set,
        "elapsed_ms": report.elapsed_ms,
    })
}

fn print(report: &ImportReport) {
    let plan = &report.plan;
    println!(
        "customers: {} created, {} changed, {} unchanged, {} refused, {} missing",
        plan.created, plan.changed, plan.unchanged, plan.refused, plan.missing
    );
    let addresses = plan.addresses;
    println!(
        "addresses: {} created, {} changed, {} unchanged, {} refused, {} missing",
        addresses.created, addresses.changed, addresses.unchanged, addresses.refused, addresses.missing
    );
    println!("findings: {}", report.findings);
}

/// Names the option that answers, in one line.
fn ask(questions: &[Question]) -> String {
    questions.first().map_or_else(String::new, |question| {
        let values: Vec<_> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
        let option = question.about.replace('_', "-");
        format!(
            "{}: the {option} cannot be known from the file; say --{option} {}",
            question.file,
            values.join(" or ")
        )
    })
}
