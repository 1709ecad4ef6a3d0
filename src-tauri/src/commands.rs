//! Three of the four commands: operations and jobs, handed to the program as they come.

use std::sync::Arc;

use clientele_app::{App, Caller};
use clientele_wire::Failure;
use clientele_wire::job::JobEvent;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;

/// The owner of a local workspace, by the name the system knows.
fn owner() -> Caller {
    let name = ["USER", "USERNAME"].iter().find_map(|variable| std::env::var(variable).ok());
    Caller::owner(name.unwrap_or_else(|| "owner".to_owned()))
}

/// Does a query or mutation.
#[tauri::command]
pub async fn call(app: State<'_, App>, name: String, request: Value) -> Result<Value, Failure> {
    app.call(&owner(), &name, request).await
}

/// Starts a job; its events go to the channel.
#[tauri::command]
pub async fn start_job(
    app: State<'_, App>,
    name: String,
    request: Value,
    channel: Channel<JobEvent>,
) -> Result<u32, Failure> {
    // A window that went away needs no more events.
    let sink = Arc::new(move |event| drop(channel.send(event)));
    Ok(app.start(owner(), &name, request, sink))
}

/// Cancels a job.
#[tauri::command]
#[allow(clippy::needless_pass_by_value, reason = "the signature is tauri's")]
pub fn cancel_job(app: State<'_, App>, id: u32) {
    app.jobs().cancel(id);
}
