//! From the start of the program to the first rows in the real window.

use std::fs::File;

use anyhow::{Context as _, Result};

use super::{Size, built, median};
use crate::command::{cargo, program};

/// Interleaved rounds: a start is short, and whatever else the computer does then tells in it.
const ROUNDS: usize = 11;

pub struct Start {
    /// Seconds on the workspace and on an empty one, and the median of their ratios.
    pub full: f64,
    pub empty: f64,
    pub ratio: f64,
    /// Memory of the program's own process on the workspace.
    pub megabytes: f64,
}

pub fn build() -> Result<()> {
    let features = "clientele-desktop/custom-protocol,clientele-desktop/e2e";
    cargo(["build", "--release", "--features", features, "--package", "clientele-desktop"]).run()?;
    cargo(["build", "--release", "--package", "clientele-tests", "--examples"]).run()
}

pub fn measure(size: &Size) -> Result<Start> {
    let empty = size.file("empty.clientele");
    if !std::fs::exists(&empty)? {
        std::fs::write(&empty, [])?;
    }
    // Warm files are meant, and what nobody read for a minute may have left the system's cache.
    std::io::copy(&mut File::open(size.file("bench.clientele"))?, &mut std::io::sink())?;
    let once = |workspace: &str| -> Result<(f64, f64)> {
        let output = program(&built("examples/start_bench"), [workspace]).output()?;
        let (seconds, megabytes) = output.trim().split_once('\t').context("seconds and megabytes")?;
        Ok((seconds.parse()?, megabytes.parse()?))
    };
    let rounds = (0..ROUNDS)
        .map(|_| Ok((once(&empty)?.0, once(&size.file("bench.clientele"))?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(Start {
        full: median(rounds.iter().map(|(_, (seconds, _))| *seconds)),
        empty: median(rounds.iter().map(|(seconds, _)| *seconds)),
        ratio: median(rounds.iter().map(|(empty, (full, _))| full / empty)),
        megabytes: median(rounds.iter().map(|(_, (_, megabytes))| *megabytes)),
    })
}
