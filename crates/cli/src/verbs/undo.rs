//! `clientele undo`.

use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::history::UndoRequest;
use clientele_wire::operation::UndoChange;

use super::Session;
use crate::arguments::Workspace;
use crate::progress;

pub async fn run(arguments: &Workspace) -> Result<ExitCode, Failure> {
    let session = Session::with(&arguments.workspace).await?;
    let undone =
        session.app.perform::<UndoChange>(&session.caller, &progress::job(), UndoRequest::default()).await?;
    progress::end();
    println!(
        "change set {} taken back by {}: {} customers, {} addresses",
        undone.undone, undone.change_set, undone.customers, undone.addresses
    );
    Ok(ExitCode::SUCCESS)
}
