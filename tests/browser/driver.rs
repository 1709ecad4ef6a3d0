//! Chromium on the loopback host, under WebDriver.

use std::io::{BufRead as _, BufReader};
use std::ops::Deref;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Map, json};

use crate::page::{Page, built, free_port};

/// A tab that shows the program's page. The host's files lie in a folder that goes away with it.
pub struct Browser {
    page: Page,
    host: Child,
    driver: Child,
    _folder: tempfile::TempDir,
}

impl Browser {
    /// Opens the page, as wide and high as asked, on a host that opens these files.
    pub async fn open(files: &[PathBuf], size: (u32, u32)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut host = Command::new(built("clientele-host-http"));
        for kind in ["DATA", "CONFIG", "CACHE"] {
            host.env(format!("XDG_{kind}_HOME"), folder.path().join(kind.to_lowercase()));
        }
        let mut host = host.args(files).stdout(Stdio::piped()).spawn().expect("the host starts");
        let mut url = String::new();
        let out = host.stdout.take().expect("its output is piped");
        BufReader::new(out).read_line(&mut url).expect("it tells its address");
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: `cargo xtask test` sees to it");
        let options = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en-GB", "--force-prefers-reduced-motion"],
        });
        let capabilities = Map::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let page = Page::begin(port, capabilities).await;
        page.visit(url.trim()).await;
        page.resize(size).await;
        Self { page, host, driver, _folder: folder }
    }

    /// Closes the tab, its browser and the host.
    pub async fn close(self) {
        self.page.end().await;
    }
}

impl Deref for Browser {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        for child in [&mut self.host, &mut self.driver] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
