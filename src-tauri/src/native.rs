//! The fourth command: what only a desktop can do.

use std::sync::{Mutex, PoisonError};

use clientele_app::App;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_opener::OpenerExt as _;

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
    /// The language of the menu.
    SetLanguage {
        /// A language tag.
        language: String,
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
pub async fn native(handle: AppHandle, act: Native) -> Result<Answer, String> {
    let text = |error: tauri::Error| error.to_string();
    match act {
        Native::PickFiles => return Ok(Answer { paths: dialogs::pick_files(&handle).await }),
        Native::TakeFiles => return Ok(Answer { paths: handle.state::<Arrived>().take() }),
        Native::PickSave { name } => return Ok(Answer { paths: dialogs::pick_save(&handle, &name).await }),
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
        Native::SetTheme { theme } => window::set_theme(&handle, theme.as_deref()).map_err(text)?,
        Native::SetLanguage { language } => menu::show(&handle, &language).map_err(text)?,
        Native::SetTitle { title } => window::set_title(&handle, &title).map_err(text)?,
        Native::SetZoom { factor } => window::set_zoom(&handle, factor).map_err(text)?,
    }
    Ok(Answer::default())
}
