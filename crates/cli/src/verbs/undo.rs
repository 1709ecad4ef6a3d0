//! `clientele undo`.

use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::history::UndoRequest;
use clientele_wire::operation::UndoChange;

use super::Session;
use crate::arguments::Undo;
use crate::progress;

pub async fn run(session: &Session, arguments: &Undo) -> Result<ExitCode, Failure> {
    session.open(&arguments.workspace).await?;
    let request = UndoRequest { change_set: arguments.change_set, records: None };
    let undone = session.app.perform::<UndoChange>(&session.caller, &progress::job(), request).await?;
    progress::end();
    println!(
        "change set {} taken back by {}: {} customers and {} addresses gone, {} records as before",
        undone.undone, undone.change_set, undone.customers, undone.addresses, undone.restored
    );
    Ok(ExitCode::SUCCESS)
}
