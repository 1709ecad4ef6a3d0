//! The cargo tools that the checks need, compiled once into `target/tools`.

use std::path::PathBuf;

use anyhow::Result;

use crate::command::{Call, cargo, program};
use crate::repository;

struct Tool {
    name: &'static str,
    version: &'static str,
}

const TOOLS: [Tool; 2] =
    [Tool { name: "cargo-deny", version: "0.20.2" }, Tool { name: "cargo-machete", version: "0.9.2" }];

/// Compiles the tools where this version is not there yet, and adds rustfmt and clippy.
pub fn provide() -> Result<()> {
    for component in ["fmt", "clippy"] {
        if !cargo([component, "--version"]).works() {
            let name = if component == "fmt" { "rustfmt" } else { component };
            eprintln!("Adding {name} to Rust.");
            program("rustup", ["component", "add", name]).run()?;
        }
    }
    TOOLS.iter().try_for_each(Tool::provide)
}

/// A tool with its arguments.
pub fn tool(name: &str, arguments: &[&str]) -> Call {
    program(&folder().join("bin").join(name).to_string_lossy(), arguments)
}

/// The list of known vulnerabilities lies on GitHub; without a connection there is nothing to compare with.
pub fn check_advisories() -> Result<()> {
    let list = "https://github.com/RustSec/advisory-db";
    if !program("git", ["ls-remote", "--quiet", list, "HEAD"]).env("GIT_TERMINAL_PROMPT", "0").works() {
        println!("{list} cannot be reached: left out");
        return Ok(());
    }
    tool("cargo-deny", &["check", "advisories"]).run()
}

fn folder() -> PathBuf {
    repository::root().join("target/tools")
}

impl Tool {
    fn provide(&self) -> Result<()> {
        let there = tool(self.name, &["--version"]).output().is_ok_and(|text| text.contains(self.version));
        if there {
            return Ok(());
        }
        eprintln!("Compiling {} {}; this happens once.", self.name, self.version);
        let crate_at_version = format!("{}@{}", self.name, self.version);
        let root = folder();
        // Unoptimised: compiling takes minutes less, and each runs for seconds.
        cargo(
            ["install", "--quiet", "--locked", "--debug", &crate_at_version, "--root"]
                .map(PathBuf::from)
                .iter()
                .chain([&root]),
        )
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", root.join("build"))
        .run()
    }
}
