//! A window of the program under WebDriver, with folders of its own.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, json};

use super::display::Display;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program's window. Its files lie in a folder that goes away with it.
pub struct Window {
    client: Client,
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
        let options = json!({ "binary": binary(), "args": arguments });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let client = connect(port, capabilities).await;
        Self { client, driver, _display: display, folder }
    }

    /// Waits until the script returns true.
    pub async fn wait(&self, what: &str, script: &str) {
        let start = Instant::now();
        loop {
            let seen = self.client.execute(script, Vec::new()).await;
            if seen.as_ref().is_ok_and(|value| *value == json!(true)) {
                return;
            }
            if start.elapsed() > PATIENCE {
                let text = self.text("body").await;
                panic!("waited in vain for {what}; the page shows:\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the page shows the text.
    pub async fn sees(&self, text: &str) {
        let script = format!("return document.body.innerText.includes({})", json!(text));
        self.wait(&format!("“{text}”"), &script).await;
    }

    /// The text of an element.
    pub async fn text(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The value of an expression on the page.
    pub async fn value(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Clicks the element that holds exactly this text.
    pub async fn click(&self, role: &str, text: &str) {
        let path = format!("//{role}[normalize-space(.)={text:?}]");
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        let element = element.unwrap_or_else(|error| panic!("{path}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Puts the focus on an element.
    pub async fn focus(&self, css: &str) {
        self.wait(css, &format!("const e = document.querySelector({}); e?.focus(); return e !== null && document.activeElement === e", json!(css))).await;
    }

    /// Types into what has the focus.
    pub async fn keys(&self, keys: &str) {
        let active = self.client.active_element().await.expect("something has the focus");
        active.send_keys(keys).await.unwrap_or_else(|error| panic!("typing: {error}"));
    }

    /// Presses a key together with Ctrl.
    pub async fn ctrl(&self, key: char) {
        self.keys(&format!("{}{key}{}", char::from(Key::Control), char::from(Key::Null))).await;
    }

    /// The program's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Closes the window and its driver.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        self.end();
    }

    fn end(&mut self) {
        // The driver's group holds the bus and the program too.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

/// The program beside this test, as `cargo xtask test` built it.
fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("this test is a program");
    let built = test.ancestors().nth(2).expect("target/<profile>").join("clientele-desktop");
    assert!(built.exists(), "build the window first: cargo xtask test");
    built
}

/// Without animations, which also asks for reduced motion.
fn still(folder: &Path) {
    let gtk = folder.join("config/gtk-3.0");
    std::fs::create_dir_all(&gtk).expect("a folder");
    std::fs::write(gtk.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("written");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("an address").port()
}

async fn connect(port: u16, capabilities: Map<String, serde_json::Value>) -> Client {
    let start = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.clone());
        match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) if start.elapsed() > PATIENCE => panic!("the window does not open: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}
