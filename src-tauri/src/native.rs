//! The fourth command: what only a desktop can do.

use std::sync::{Mutex, PoisonError};

use clientele_app::App;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _, WebviewWindow};
use tauri_plugin_opener::OpenerExt as _;

use tauri_plugin_notification::NotificationExt as _;

use crate::{dialogs, menu, surroundings, window};

/// What the page may ask of the desktop.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Native {
    /// Choose exports or a workspace to open.
    PickFiles,
    /// Take the files of second starts, once.
    TakeFiles,
    /// Choose where to write a file.
    PickSave {
        /// Proposed file name.
        name: String,
        /// Where to begin; the system's choice for nothing.
        folder: Option<String>,
    },
    /// Choose a folder.
    PickFolder,
    /// Open another window of this workspace.
    OpenWindow {
        /// Path and query of a page.
        address: String,
    },
    /// Have the system tell something, unless a window has the focus.
    Notify {
        /// In a few words.
        title: String,
        /// What comes of it.
        body: String,
    },
    /// Show a file in its folder.
    ShowFile {
        /// Absolute path.
        path: String,
    },
    /// Show the folder of the logs.
    OpenLogFolder,
    /// Close the window although jobs run.
    Close,
    /// Light, dark, or the system's for `null`.
    SetTheme {
        /// `light`, `dark` or nothing.
        theme: Option<String>,
    },
    /// What the menu shows.
    SetMenu {
        /// Its entries, in the page's language.
        menu: menu::Model,
    },
    /// The window's title.
    SetTitle {
        /// Name of the workspace, or of the program.
        title: String,
    },
    /// Zoom of the page; 1 is the design's size.
    SetZoom {
        /// From 0.5 to 3.
        factor: f64,
    },
}

/// Files of second starts that the page has not taken yet.
#[derive(Default)]
pub struct Arrived(Mutex<Vec<String>>);

impl Arrived {
    /// Adds what a second start named.
    pub fn add(&self, files: Vec<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
pub struct Answer {
    /// The paths that a person chose; empty when they chose none.
    paths: Vec<String>,
}

/// Does what only a desktop can do.
#[tauri::command]
pub async fn native(handle: AppHandle, window: WebviewWindow, act: Native) -> Result<Answer, String> {
    let text = |error: tauri::Error| error.to_string();
    match act {
        Native::PickFiles => return Ok(Answer { paths: dialogs::pick_files(&handle).await }),
        Native::TakeFiles => return Ok(Answer { paths: handle.state::<Arrived>().take() }),
        Native::PickSave { name, folder } => {
            return Ok(Answer { paths: dialogs::pick_save(&handle, &name, folder.as_deref()).await });
        }
        Native::PickFolder => return Ok(Answer { paths: dialogs::pick_folder(&handle).await }),
        Native::OpenWindow { address } => window::open_another(&handle, &address).map_err(text)?,
        Native::Notify { title, body } if !window::is_any_focused(&handle) => {
            let notice = handle.notification().builder().title(title).body(body);
            notice.show().map_err(|error| error.to_string())?;
        }
        Native::Notify { .. } => {}
        Native::ShowFile { path } => {
            handle.opener().reveal_item_in_dir(path).map_err(|error| error.to_string())?;
        }
        Native::OpenLogFolder => {
            let folder = handle.state::<App>().environment().log_folder.display().to_string();
            handle.opener().open_path(folder, None::<&str>).map_err(|error| error.to_string())?;
        }
        Native::Close => {
            surroundings::closed(&handle);
            handle.exit(0);
        }
        Native::SetTheme { theme } => window::set_theme(&window, theme.as_deref()).map_err(text)?,
        Native::SetMenu { menu } => menu::show(&window, menu).map_err(text)?,
        Native::SetTitle { title } => window.set_title(&title).map_err(text)?,
        Native::SetZoom { factor } => window::set_zoom(&window, factor).map_err(text)?,
    }
    Ok(Answer::default())
}
