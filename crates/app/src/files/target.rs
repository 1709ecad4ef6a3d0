//! Which workspace files go into: the open one, or a new one in the user's data folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientele_store::OpenMode;
use clientele_wire::Failure;

use crate::workspace::Open;
use crate::{App, failure};

/// A workspace to read into.
pub(super) struct Target {
    /// The workspace.
    pub(super) open: Arc<Open>,
    /// Made for these files: taken away again when reading them fails.
    made: bool,
}

/// The open workspace, unless there is none or a new one is wanted.
pub(super) async fn choose(app: &App, new_workspace: bool, first_file: &Path) -> Result<Target, Failure> {
    if !new_workspace && let Ok(open) = app.workspace().await {
        return Ok(Target { open, made: false });
    }
    let folder = app.environment().data_folder.join("workspaces");
    std::fs::create_dir_all(&folder)
        .map_err(|error| failure::of_io(&error, &folder.display().to_string()))?;
    let path = free_name(&folder, &stem(first_file));
    let open = Open::open(&path, OpenMode::Create).await?;
    Ok(Target { open: Arc::new(open), made: true })
}

impl Target {
    /// Takes a workspace made for nothing away again.
    pub(super) async fn give_up(self) {
        if let Some(path) = self.open.store.path().filter(|_| self.made) {
            self.open.close().await;
            let _ = std::fs::remove_file(path);
        }
    }
}

fn stem(file: &Path) -> String {
    let name =
        file.file_name().map_or_else(|| "customers".to_owned(), |name| name.to_string_lossy().into_owned());
    name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or("customers").to_owned()
}

fn free_name(folder: &Path, stem: &str) -> PathBuf {
    let numbered = (2..).map(|number| format!("{stem} {number}"));
    std::iter::once(stem.to_owned())
        .chain(numbered)
        .map(|name| folder.join(format!("{name}.clientele")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join("customers.clientele"))
}
