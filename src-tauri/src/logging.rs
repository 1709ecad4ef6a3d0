//! Logs: one file a day in the system's log folder, the last seven kept, no personal data.

use std::path::Path;

use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Starts logging; a folder that cannot be written leaves the program without a log, not without a window.
pub fn start(folder: &Path) {
    let appender = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("clientele")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder);
    let Ok(appender) = appender else { return };
    // Statements carry customers' data: the database layer stays silent whatever the environment asks for.
    let filter = EnvFilter::try_from_env("CLIENTELE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let filter = filter.add_directive(
        "sqlx=off".parse().unwrap_or_else(|_| tracing_subscriber::filter::LevelFilter::OFF.into()),
    );
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(appender).with_ansi(false).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "start");
}
