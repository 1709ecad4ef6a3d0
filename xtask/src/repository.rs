//! Where the repository lies, and which files are its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Made by tools, or not this project's text.
const NOT_OURS: [&str; 6] = ["target", "node_modules", "dist", "gen", "bindings", ".git"];

/// The checkout's top folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Every file below `folder` that people wrote, in a stable order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if NOT_OURS.iter().any(|name| entry.file_name() == *name) {
            continue;
        } else if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// When anything at or below `path` last changed. Folders count: a removed file changes its folder.
pub fn changed(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let inside =
        fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| changed(&entry.path()));
    inside.chain(own).max()
}
