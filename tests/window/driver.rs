//! A window of the program under WebDriver, on a person's computer: a screen, a pointer, folders of its own.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::ops::Deref;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Map, json};

use super::display::Display;
use crate::page::{Page, built, free_port};

/// A computer. Its files lie in a folder that goes away with it.
pub struct Desk {
    display: Display,
    folder: tempfile::TempDir,
}

/// The program's window on a desk.
pub struct Window<'desk> {
    page: Page,
    driver: Child,
    desk: &'desk Desk,
}

impl Desk {
    /// A computer on which the program never ran.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        still(folder.path());
        stand_in_file_manager(folder.path());
        Self { display: Display::start(), folder }
    }

    /// Starts the program on these files.
    pub async fn open(&self, files: &[PathBuf]) -> Window<'_> {
        let port = free_port();
        // A session bus of its own: the program lets one instance run per bus.
        let mut driver = Command::new("dbus-run-session");
        driver
            .args(["--", "WebKitWebDriver", &format!("--port={port}"), "--host=127.0.0.1"])
            .process_group(0);
        let driver =
            self.surround(&mut driver).spawn().expect("WebKitWebDriver: `cargo xtask test` sees to it");
        let arguments: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let options = json!({ "binary": built("clientele-desktop"), "args": arguments });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let page = Page::begin(port, capabilities).await;
        Window { page, driver, desk: self }
    }

    /// A file of this computer.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file on this computer.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("written");
        path
    }

    /// What a person will choose in the next file dialog.
    pub fn will_choose(&self, path: &Path) {
        self.file("dialogs", &format!("{}\n", path.display()));
    }

    /// Moves the pointer and uses its button, as `xdotool` spells it.
    pub fn pointer(&self, acts: &str) {
        let status =
            Command::new("xdotool").args(acts.split(' ')).env("DISPLAY", &self.display.name).status();
        assert!(status.expect("xdotool: `cargo xtask test` sees to it").success(), "{acts}");
        // A person is not faster.
        std::thread::sleep(Duration::from_millis(150));
    }

    /// Waits until so many windows with that in their titles are on the screen.
    pub fn sees_windows(&self, title: &str, count: usize) {
        let there = || {
            let mut search = Command::new("xdotool");
            let search = search.args(["search", "--onlyvisible", "--name", title]);
            let found = search.env("DISPLAY", &self.display.name).output().expect("xdotool is there");
            String::from_utf8_lossy(&found.stdout).lines().count()
        };
        for _ in 0..300 {
            if there() == count {
                return;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        panic!("{} windows with “{title}”, not {count}", there());
    }

    /// Drags a file from another program to the middle of the window; the answer is that program.
    pub fn drag(&self, file: &Path) -> Child {
        let uri = format!("file://{}", file.display());
        let mut source = Command::new("/usr/bin/python3");
        source.args([concat!(env!("CARGO_MANIFEST_DIR"), "/window/drag_source.py"), &uri]);
        let mut source = self.surround(&mut source).stdout(Stdio::piped()).spawn().expect("Python is there");
        let out = BufReader::new(source.stdout.take().expect("its output is piped"));
        let (say, said) = mpsc::channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        let heard = |what: &str, patience: u64| {
            said.recv_timeout(Duration::from_secs(patience)).is_ok_and(|line| line == what)
        };
        assert!(heard("ready", 60), "python3-gi: `cargo xtask test` sees to it");
        // A press comes to nothing while the square is not yet on the screen.
        let taken = (0..20).any(|_| {
            self.pointer("mousemove 1230 730 mousedown 1");
            for at in ["1220 720", "1200 700", "1180 680"] {
                self.pointer(&format!("mousemove {at}"));
            }
            let taken = heard("dragging", 1);
            if !taken {
                self.pointer("mouseup 1");
            }
            taken
        });
        assert!(taken, "the file cannot be dragged");
        for at in ["1000 600", "800 500", "640 400"] {
            self.pointer(&format!("mousemove {at}"));
        }
        source
    }

    fn surround<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("DISPLAY", &self.display.name)
            .env("LANG", "en_GB.UTF-8")
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("CLIENTELE_E2E_DIALOGS", self.path("dialogs"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
    }
}

impl Window<'_> {
    /// Starts the program once more, beside this window; waits for the second to end.
    pub fn start_again(&self, file: &Path) {
        let mut second = Command::new(built("clientele-desktop"));
        let second = self.desk.surround(&mut second).arg(file).env("DBUS_SESSION_BUS_ADDRESS", self.bus());
        assert!(second.status().expect("it starts").success());
    }

    /// The program's process: the one that was given this computer's folders.
    pub fn process(&self) -> u32 {
        self.found().expect("the program runs")
    }

    /// Whether the program still runs.
    pub fn runs(&self) -> bool {
        self.found().is_some()
    }

    fn found(&self) -> Option<u32> {
        let folder = self.desk.path("data").display().to_string();
        let is_ours = |process: &u32| {
            let file = |name: &str| PathBuf::from(format!("/proc/{process}/{name}"));
            fs::read_link(file("exe")).is_ok_and(|program| program.ends_with("clientele-desktop"))
                && fs::read(file("environ")).is_ok_and(|all| String::from_utf8_lossy(&all).contains(&folder))
        };
        let names = fs::read_dir("/proc").expect("Linux").flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.to_str()?.parse().ok()).find(is_ours)
    }

    fn bus(&self) -> String {
        let environment = fs::read(format!("/proc/{}/environ", self.process())).expect("it runs");
        let environment = String::from_utf8_lossy(&environment).into_owned();
        let bus = environment.split('\0').find_map(|each| each.strip_prefix("DBUS_SESSION_BUS_ADDRESS="));
        bus.expect("it has a bus").to_owned()
    }

    /// Ends the window and its driver at once, whatever the program is doing.
    pub async fn close(self) {
        self.page.end().await;
    }
}

impl Deref for Window<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        // The driver's group holds the bus and the program too.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

/// Without animations, which also asks for reduced motion.
fn still(folder: &Path) {
    let gtk = folder.join("config/gtk-3.0");
    fs::create_dir_all(&gtk).expect("a folder");
    fs::write(gtk.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("written");
}

/// No file manager runs on a display in memory: its stand-in writes down which folder it was to show.
fn stand_in_file_manager(folder: &Path) {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let program = bin.join("xdg-open");
    fs::write(&program, format!("#!/bin/sh\necho \"$1\" > '{}'\n", folder.join("shown").display()))
        .expect("written");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).expect("made a program");
}
