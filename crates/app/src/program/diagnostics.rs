//! `program.diagnostics`: versions, sizes and the log's tail, none of which holds personal data.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clientele_wire::Failure;
use clientele_wire::operation::WriteDiagnostics;
use clientele_wire::program::DiagnosticsRequest;

use crate::{Act, App, Caller, Job, failure};

/// As much of the newest log as a person would read.
const LOG_TAIL_BYTES: usize = 64 * 1024;

impl Act for WriteDiagnostics {
    async fn act(app: &App, _: &Caller, _: &Job, request: DiagnosticsRequest) -> Result<(), Failure> {
        let text = report(app).await;
        fs::write(&request.path, text).map_err(|error| failure::of_io(&error, &request.path))
    }
}

async fn report(app: &App) -> String {
    let environment = app.environment();
    let mut text = format!(
        "Clientele {} ({}) on {} {}, language {}\n",
        env!("CARGO_PKG_VERSION"),
        environment.host,
        std::env::consts::OS,
        std::env::consts::ARCH,
        environment.locale
    );
    if let Ok(open) = app.workspace().await
        && let Ok(info) = open.info().await
    {
        let _ = writeln!(
            text,
            "workspace: {} customers, {} addresses, {} findings, revision {}",
            info.customers, info.addresses, info.findings, info.revision
        );
    }
    let _ = write!(text, "\n--- log ---\n{}", newest_log_tail(&environment.log_folder));
    text
}

fn newest_log_tail(folder: &Path) -> String {
    let newest = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "log"))
        .max_by_key(|entry| entry.metadata().and_then(|metadata| metadata.modified()).ok());
    let bytes = newest.and_then(|entry| fs::read(entry.path()).ok()).unwrap_or_default();
    String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(LOG_TAIL_BYTES)..]).into_owned()
}
