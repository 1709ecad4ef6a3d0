//! What the desktop gives the program: folders, language, files named at the start, news of a crash.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clientele_app::{App, Environment};
use tauri::{AppHandle, Manager as _};

use crate::preferences::PluginStore;

/// The surroundings of this start. Leaves a mark that [`closed`] takes away: a mark found is a crash.
pub fn of(handle: &AppHandle, files: Vec<String>) -> Result<Environment, Box<dyn std::error::Error>> {
    let paths = handle.path();
    let data_folder = paths.app_local_data_dir()?;
    let environment = Environment {
        host: "desktop",
        locale: locale(),
        log_folder: paths.app_log_dir()?,
        preferences: Arc::new(PluginStore::open(handle)?),
        open_at_start: files,
        crashed_at: Arc::new(Mutex::new(crash_of_last_run(&data_folder))),
        data_folder,
        ..Environment::of_system("desktop")
    };
    std::fs::create_dir_all(&environment.data_folder)?;
    std::fs::write(mark(&environment.data_folder), "")?;
    Ok(environment)
}

/// Takes the mark of a running program away: it ended as it should.
pub fn closed(handle: &AppHandle) {
    if let Some(app) = handle.try_state::<App>() {
        let _ = std::fs::remove_file(mark(&app.environment().data_folder));
    }
}

/// Files among the arguments, made absolute against the folder they were typed in.
pub fn files_of(arguments: impl Iterator<Item = String>, folder: &Path) -> Vec<String> {
    arguments
        .filter(|argument| !argument.starts_with("--"))
        .map(|argument| folder.join(argument).display().to_string())
        .collect()
}

/// A valid tag: WebKit reports the language `C` under a plain locale, and `Intl` throws on it.
fn locale() -> String {
    sys_locale::get_locale()
        .filter(|tag| tag.len() >= 2 && *tag != "C" && *tag != "POSIX")
        .unwrap_or_else(|| "en".to_owned())
}

fn mark(data_folder: &Path) -> PathBuf {
    data_folder.join("running")
}

fn crash_of_last_run(data_folder: &Path) -> Option<i64> {
    let started = std::fs::metadata(mark(data_folder)).ok()?.modified().ok()?;
    let since = started.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}
