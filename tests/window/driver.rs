//! A window of the program under WebDriver, with folders of its own.

use std::ops::Deref;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Map, json};

use super::display::Display;
use crate::page::{Page, built, free_port};

/// The program's window. Its files lie in a folder that goes away with it.
pub struct Window {
    page: Page,
    driver: Child,
    _display: Display,
    folder: tempfile::TempDir,
}

impl Window {
    /// Opens the program on these files.
    pub async fn open(files: &[PathBuf]) -> Self {
        let display = Display::start();
        let folder = tempfile::tempdir().expect("a temporary folder");
        still(folder.path());
        let port = free_port();
        // A session bus of its own: the program lets one instance run per bus.
        let driver = Command::new("dbus-run-session")
            .args(["--", "WebKitWebDriver", &format!("--port={port}"), "--host=127.0.0.1"])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("DISPLAY", &display.name)
            .env("LANG", "en_GB.UTF-8")
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed: `cargo xtask test` sees to it");
        let arguments: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let options = json!({ "binary": built("clientele-desktop"), "args": arguments });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let page = Page::begin(port, capabilities).await;
        Self { page, driver, _display: display, folder }
    }

    /// The program's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Closes the window and its driver.
    pub async fn close(mut self) {
        self.page.end().await;
        self.end();
    }

    fn end(&mut self) {
        // The driver's group holds the bus and the program too.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

impl Deref for Window {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

/// Without animations, which also asks for reduced motion.
fn still(folder: &Path) {
    let gtk = folder.join("config/gtk-3.0");
    std::fs::create_dir_all(&gtk).expect("a folder");
    std::fs::write(gtk.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("written");
}
