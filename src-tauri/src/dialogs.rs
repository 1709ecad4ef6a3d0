//! The system's file dialogs. Under the test-only feature `e2e` the next answer is a line of a queue file.

use tauri::AppHandle;

#[cfg(not(feature = "e2e"))]
pub use system::{pick_files, pick_folder, pick_save};

#[cfg(feature = "e2e")]
pub use queue::{pick_files, pick_folder, pick_save};

#[cfg(not(feature = "e2e"))]
mod system {
    use tauri_plugin_dialog::{DialogExt as _, FilePath};

    use super::AppHandle;

    /// What staff open: exports and workspaces.
    const EXTENSIONS: &[&str] = &["csv", "txt", "xlsx", "xml", "zip", "gz", "clientele"];

    /// The files a person chose; none when they cancelled.
    pub async fn pick_files(handle: &AppHandle) -> Vec<String> {
        let (send, receive) = std::sync::mpsc::channel();
        handle
            .dialog()
            .file()
            .add_filter("Clientele", EXTENSIONS)
            .pick_files(move |files| drop(send.send(files)));
        paths(answer(receive).await.unwrap_or_default())
    }

    /// The place a person chose; none when they cancelled.
    pub async fn pick_save(handle: &AppHandle, name: &str, folder: Option<&str>) -> Vec<String> {
        let (send, receive) = std::sync::mpsc::channel();
        let mut dialog = handle.dialog().file().set_file_name(name);
        // A folder that went away leaves the choice to the system.
        if let Some(folder) = folder.filter(|folder| std::path::Path::new(folder).is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        dialog.save_file(move |file| drop(send.send(file)));
        paths(answer(receive).await.into_iter().collect())
    }

    /// The folder a person chose; none when they cancelled.
    pub async fn pick_folder(handle: &AppHandle) -> Vec<String> {
        let (send, receive) = std::sync::mpsc::channel();
        handle.dialog().file().pick_folder(move |folder| drop(send.send(folder)));
        paths(answer(receive).await.into_iter().collect())
    }

    /// Waits off the runtime's threads: a dialog may stand open for an hour.
    async fn answer<T: Send + 'static>(receive: std::sync::mpsc::Receiver<Option<T>>) -> Option<T> {
        tauri::async_runtime::spawn_blocking(move || receive.recv().ok().flatten()).await.ok().flatten()
    }

    fn paths(files: Vec<FilePath>) -> Vec<String> {
        files
            .into_iter()
            .filter_map(|file| file.into_path().ok())
            .map(|path| path.display().to_string())
            .collect()
    }
}

#[cfg(feature = "e2e")]
mod queue {
    use super::AppHandle;

    /// The next line of the queue, its paths separated by `|`.
    pub async fn pick_files(_: &AppHandle) -> Vec<String> {
        next()
    }

    /// The next line of the queue.
    pub async fn pick_save(_: &AppHandle, _: &str, _: Option<&str>) -> Vec<String> {
        next()
    }

    /// The next line of the queue.
    pub async fn pick_folder(_: &AppHandle) -> Vec<String> {
        next()
    }

    fn next() -> Vec<String> {
        let Ok(queue) = std::env::var("CLIENTELE_E2E_DIALOGS") else { return Vec::new() };
        let text = std::fs::read_to_string(&queue).unwrap_or_default();
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let paths = line.split('|').filter(|path| !path.is_empty()).map(ToOwned::to_owned).collect();
        let _ = std::fs::write(&queue, rest);
        paths
    }
}
