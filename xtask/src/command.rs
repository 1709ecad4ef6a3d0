//! Other programs: how they are started, and what is said when they fail.

use std::ffi::OsStr;
use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

use crate::repository;

/// A program with its arguments, started in the checkout's top folder unless told otherwise.
pub struct Call {
    inner: Command,
}

/// Any program found on the path.
pub fn program<I: IntoIterator<Item: AsRef<OsStr>>>(name: &str, arguments: I) -> Call {
    let mut inner = Command::new(name);
    inner.args(arguments).current_dir(repository::root());
    Call { inner }
}

/// Cargo, of the toolchain that runs us.
pub fn cargo<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Call {
    program("cargo", arguments)
}

/// npm in the folder of the window's page.
pub fn npm<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Call {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments).folder(&repository::root().join("ui"))
}

impl Call {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.inner.current_dir(folder);
        self
    }

    /// Runs it; its output goes where ours goes.
    pub fn run(mut self) -> Result<()> {
        let status = self.inner.status().with_context(|| format!("`{self}` cannot be started"))?;
        if status.success() { Ok(()) } else { Err(anyhow!("`{self}` failed ({status})")) }
    }

    /// Runs it, shows its standard output and hands over each line of it.
    pub fn run_watched(mut self, mut line: impl FnMut(&str)) -> Result<()> {
        let mut child = self
            .inner
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("`{self}` cannot be started"))?;
        for text in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
            let text = text?;
            println!("{text}");
            line(&text);
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { Err(anyhow!("`{self}` failed ({status})")) }
    }

    /// What it prints, or why it failed.
    pub fn output(mut self) -> Result<String> {
        let output = self.inner.output().with_context(|| format!("`{self}` cannot be started"))?;
        if !output.status.success() {
            bail!("`{self}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it can be started and ends well; its output is dropped.
    pub fn works(mut self) -> bool {
        self.inner.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    /// The command for what none of the above does.
    pub fn into_inner(self) -> Command {
        self.inner
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.inner.get_program().to_string_lossy())?;
        self.inner.get_args().try_for_each(|argument| write!(f, " {}", argument.to_string_lossy()))
    }
}

/// Whether a program of this name lies on the path.
pub fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
