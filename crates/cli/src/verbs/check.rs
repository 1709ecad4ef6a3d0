//! `clientele check`.

use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::operation::CheckChanges;

use super::Session;
use crate::arguments::Workspace;
use crate::progress;

pub async fn run(session: &Session, arguments: &Workspace) -> Result<ExitCode, Failure> {
    session.open(arguments).await?;
    let report = session.app.perform::<CheckChanges>(&session.caller, &progress::job(), ()).await?;
    progress::end();
    if report.ok {
        println!("{} change sets, {} records: unbroken", report.change_sets, report.records);
        return Ok(ExitCode::SUCCESS);
    }
    let place = report.first_bad.map_or_else(|| "the chain".to_owned(), |id| format!("change set {id}"));
    eprintln!("clientele: {place} does not hold: {}", report.what.unwrap_or_default());
    Ok(ExitCode::from(1))
}
