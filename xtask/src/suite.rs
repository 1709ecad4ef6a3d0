//! `cargo xtask test`: every check and every test, in the order in which a mistake shows soonest.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::command::{Call, cargo, npm};
use crate::packages::{self, Need};
use crate::tally::Tally;
use crate::tools::tool;
use crate::{node, tools};

/// The window as it is tested: the page inside, and dialogs that answer by themselves.
const WINDOW: &str = "clientele-desktop/custom-protocol,clientele-desktop/e2e";

enum Work {
    Do(fn() -> Result<()>),
    Check(Call),
    Tests(Call),
}

use Work::{Check, Do, Tests};

/// Runs the steps until one fails. The last line tells how many tests passed and failed; a step that fails without
/// a failed test counts as one.
pub fn run() -> Result<ExitCode> {
    let mut tally = Tally::default();
    let mut timings = Vec::new();
    let mut failure = None;
    for (name, work) in steps() {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work.run(&mut tally);
        timings.push((name, start.elapsed()));
        if let Err(error) = result {
            failure = Some(format!("The step \"{name}\" failed: {error:#}"));
            tally.failed = tally.failed.max(1);
            break;
        }
    }
    print_timings(&timings);
    if let Some(failure) = &failure {
        println!("{failure}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if failure.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[rustfmt::skip]
fn steps() -> Vec<(&'static str, Work)> {
    vec![
        ("what the system must have", Do(|| packages::provide(Need::Test))),
        ("npm packages", Do(node::provide_packages)),
        ("format", Check(cargo(["fmt", "--all", "--check"]))),
        ("page: types", Check(npm(["run", "--silent", "typecheck"]))),
        ("page: lint", Check(npm(["run", "--silent", "lint"]))),
        ("page: nothing unused", Check(npm(["run", "--silent", "knip"]))),
        ("page: build", Do(node::provide_page)),
        ("page: tests", Tests(npm(["run", "--silent", "test"]))),
        ("lint", Check(cargo(["clippy", "--workspace", "--all-targets", "--features", WINDOW, "--", "-D", "warnings"]))),
        ("tests of the core", Tests(cargo(["test", "--no-fail-fast"]))),
        ("desktop build", Check(cargo(["build", "--package", "clientele-desktop", "--features", WINDOW]))),
        ("tests of the window and across parts", Tests(cargo(
            ["test", "--no-fail-fast", "--features", WINDOW,
             "--package", "clientele-desktop", "--package", "clientele-tests", "--package", "xtask"],
        ))),
        ("cargo tools", Do(tools::provide)),
        ("licences and sources", Check(tool("cargo-deny", &["check", "bans", "licenses", "sources"]))),
        ("known vulnerabilities", Do(tools::check_advisories)),
        ("dependencies: nothing unused", Check(tool("cargo-machete", &["--skip-target-dir"]))),
    ]
}

impl Work {
    fn run(self, tally: &mut Tally) -> Result<()> {
        match self {
            Do(act) => act(),
            Check(call) => call.run(),
            Tests(call) => call.run_watched(|line| *tally += Tally::of_line(line)),
        }
    }
}

fn print_timings(timings: &[(&str, Duration)]) {
    println!();
    for (name, time) in timings {
        println!("{:>6.1} s  {name}", time.as_secs_f32());
    }
}
