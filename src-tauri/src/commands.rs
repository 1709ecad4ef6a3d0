//! Three of the four commands: operations and jobs, handed to the program as they come.

use std::sync::Arc;

use clientele_app::{App, Caller};
use clientele_wire::job::JobEvent;
use clientele_wire::{Failure, Kind, OPERATIONS};
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{Emitter as _, Manager as _, State, WebviewWindow};

/// The owner of a local workspace, by the name the system knows.
fn owner() -> Caller {
    let name = ["USER", "USERNAME"].iter().find_map(|variable| std::env::var(variable).ok());
    Caller::owner(name.unwrap_or_else(|| "owner".to_owned()))
}

/// Does a query or mutation.
#[tauri::command]
pub async fn call(
    app: State<'_, App>,
    window: WebviewWindow,
    name: String,
    request: Value,
) -> Result<Value, Failure> {
    let response = app.call(&owner(), &name, request).await?;
    tell_others(&window, &name);
    Ok(response)
}

/// Tells the other windows what was written, so that they read again what that made stale.
fn tell_others(window: &WebviewWindow, name: &str) {
    let writes = OPERATIONS.iter().any(|info| info.name == name && info.kind != Kind::Query);
    if writes {
        for (label, other) in window.webview_windows() {
            if label != window.label() {
                let _ = other.emit_to(&label, "written", name);
            }
        }
    }
}

/// Starts a job; its events go to the channel.
#[tauri::command]
pub async fn start_job(
    app: State<'_, App>,
    window: WebviewWindow,
    name: String,
    request: Value,
    channel: Channel<JobEvent>,
) -> Result<u32, Failure> {
    let job = name.clone();
    let sink = Arc::new(move |event| {
        if matches!(event, JobEvent::Finished { .. }) {
            tell_others(&window, &job);
        }
        // A window that went away needs no more events.
        drop(channel.send(event));
    });
    Ok(app.start(owner(), &name, request, sink))
}

/// Cancels a job.
#[tauri::command]
#[allow(clippy::needless_pass_by_value, reason = "the signature is tauri's")]
pub fn cancel_job(app: State<'_, App>, id: u32) {
    app.jobs().cancel(id);
}
