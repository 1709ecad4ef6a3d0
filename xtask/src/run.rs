//! `cargo xtask run`: the window, on files or on the start page.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::command::{Call, cargo};
use crate::packages::{self, Need};
use crate::{headless, node};

#[derive(Debug, Default, PartialEq)]
struct Wish {
    files: Vec<PathBuf>,
    headless: bool,
    screenshot: Option<PathBuf>,
}

/// Builds what is needed, then opens the window.
pub fn run(arguments: &[&str]) -> Result<()> {
    let here = std::env::current_dir().context("The current folder is gone")?;
    let wish = wish(arguments, &here)?;
    if let Some(absent) = wish.files.iter().find(|file| !file.exists()) {
        bail!("There is no file {}", absent.display());
    }
    if !wish.headless && !has_display() {
        bail!(
            "There is no display. `cargo xtask run --headless --screenshot OUT.png` takes a picture of the window."
        );
    }
    packages::provide(if wish.headless { Need::Headless } else { Need::Build })?;
    node::provide_packages()?;
    node::provide_page()?;
    eprintln!("Building the window; the first time takes some minutes.");
    desktop("build", &[]).run()?;
    match wish.screenshot {
        Some(picture) => headless::picture(&wish.files, &picture),
        None => desktop("run", &wish.files).run(),
    }
}

/// The window's program, with the page inside it.
pub fn desktop(verb: &str, files: &[PathBuf]) -> Call {
    let build = [verb, "--package", "clientele-desktop", "--features", "custom-protocol"].map(PathBuf::from);
    let quiet = (verb == "run").then(|| PathBuf::from("--quiet"));
    let program_arguments = (verb == "run").then(|| PathBuf::from("--"));
    cargo(build.iter().chain(&quiet).chain(&program_arguments).chain(files))
}

fn wish(arguments: &[&str], here: &Path) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match *argument {
            "--headless" => wish.headless = true,
            "--screenshot" => {
                let picture = arguments.next().context("`--screenshot` needs the picture's file name")?;
                wish.screenshot = Some(here.join(picture));
            }
            unknown if unknown.starts_with("--") => bail!("`cargo xtask run` has no option {unknown}"),
            file => wish.files.push(here.join(file)),
        }
    }
    if wish.headless != wish.screenshot.is_some() {
        bail!("`--headless` and `--screenshot OUT.png` go together");
    }
    Ok(wish)
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_say_what_to_open_and_how() {
        let check = |line: &str, expected: Option<Wish>| {
            let arguments: Vec<_> = line.split_whitespace().collect();
            assert_eq!(wish(&arguments, Path::new("exports")).ok(), expected, "{line}");
        };
        let file = |name| Path::new("exports").join(name);
        check("", Some(Wish::default()));
        check("a.csv b.csv", Some(Wish { files: vec![file("a.csv"), file("b.csv")], ..Wish::default() }));
        check(
            "a.csv --headless --screenshot p.png",
            Some(Wish { files: vec![file("a.csv")], headless: true, screenshot: Some(file("p.png")) }),
        );
        check("--headless", None);
        check("--screenshot p.png", None);
        check("--headless --screenshot", None);
        check("--quick", None);
    }
}
