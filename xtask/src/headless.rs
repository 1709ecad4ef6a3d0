//! The window on a display in memory, and a picture of it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::command::program;
use crate::{repository, run};

/// The size of the design's pictures.
const SCREEN: &str = "1280x800x24";
/// The page counts as drawn once nothing moved for so long.
const STILL: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(120);
/// What the window and its session bus say; shown when they fail.
const LOG: &str = "window.log";

/// Opens the window on `files` in a profile of its own and writes what it shows, once it stands still, to `picture`.
pub fn picture(files: &[PathBuf], picture: &Path) -> Result<()> {
    let profile = new_profile()?;
    let display = Display::start(&profile)?;
    eprintln!("Opening the window on display {}, with an empty profile.", display.name);
    let mut window = open(files, &profile, &display)?;
    let settled = wait_until_still(&mut window, &profile).and_then(|()| take(&display, picture));
    // The window ends with its display, and the session bus with the window.
    drop(display);
    let _ = window.wait();
    settled.with_context(|| fs::read_to_string(profile.join(LOG)).unwrap_or_default())?;
    eprintln!("The picture is {}.", picture.display());
    Ok(())
}

fn take(display: &Display, picture: &Path) -> Result<()> {
    let mut arguments = ["-display", &display.name, "-window", "root"].map(PathBuf::from).to_vec();
    arguments.push(picture.to_owned());
    program("import", arguments).run()
}

/// Folders for settings and data, empty each time: neither the user's workspaces nor the last picture's show.
fn new_profile() -> Result<PathBuf> {
    let profile = repository::root().join("target/headless");
    let _ = fs::remove_dir_all(&profile);
    let gtk = profile.join("config/gtk-3.0");
    fs::create_dir_all(&gtk).with_context(|| format!("{} cannot be made", gtk.display()))?;
    // A blinking caret would never stand still.
    fs::write(gtk.join("settings.ini"), "[Settings]\ngtk-cursor-blink=0\n")?;
    Ok(profile)
}

/// Private session bus, or the files would go to a window that runs already.
fn open(files: &[PathBuf], profile: &Path, display: &Display) -> Result<Child> {
    let start = run::desktop("run", files).into_inner();
    let arguments = [std::ffi::OsStr::new("--"), start.get_program()].into_iter().chain(start.get_args());
    let mut window = program("dbus-run-session", arguments).env("DISPLAY", &display.name).into_inner();
    window.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
    for kind in ["config", "data", "cache", "state"] {
        window.env(format!("XDG_{}_HOME", kind.to_uppercase()), profile.join(kind));
    }
    let log = fs::File::create(profile.join(LOG))?;
    window.stdout(log.try_clone()?).stderr(log);
    window.spawn().context("dbus-run-session cannot be started")
}

fn wait_until_still(window: &mut Child, profile: &Path) -> Result<()> {
    let start = Instant::now();
    let mut last = (Vec::new(), Instant::now());
    while start.elapsed() < PATIENCE {
        sleep(Duration::from_millis(250));
        if let Some(status) = window.try_wait()? {
            bail!("The window closed before it was drawn ({status})");
        }
        let frame = fs::read(profile.join("Xvfb_screen0"))?;
        if frame != last.0 {
            last = (frame, Instant::now());
        } else if last.1.elapsed() > STILL && is_drawn(&last.0) {
            return Ok(());
        }
    }
    bail!("The window did not stand still within {} seconds", PATIENCE.as_secs())
}

/// An empty window is one colour almost everywhere; with the page, its panels take turns.
fn is_drawn(frame: &[u8]) -> bool {
    let mut pixels: Vec<_> = frame.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    pixels.sort_unstable();
    let most = pixels.chunk_by(|a, b| a == b).map(<[_]>::len).max().unwrap_or_default();
    most < pixels.len() / 100 * 95
}

/// A display that ends when dropped.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Takes a free number; the picture in memory is the file `Xvfb_screen0` in `folder`.
    fn start(folder: &Path) -> Result<Self> {
        let arguments = ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-fbdir"];
        let mut server = program("Xvfb", arguments).into_inner();
        server.arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = server.spawn().context("Xvfb cannot be started")?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            BufReader::new(stdout).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            bail!("Xvfb found no free display");
        }
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_empty_window_is_not_a_drawn_page() {
        let frame = |coloured: usize| {
            [[9, 9, 9, 0].repeat(coloured), [255, 255, 255, 0].repeat(1000 - coloured)].concat()
        };
        assert!(!super::is_drawn(&frame(0)));
        assert!(!super::is_drawn(&frame(40)));
        assert!(super::is_drawn(&frame(160)));
    }
}
