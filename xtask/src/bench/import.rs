//! Both files into an empty workspace, in turns with the `sqlite3` shell and DuckDB.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::python::Python;
use super::{Size, built, median};
use crate::command::{Call, program};

/// Interleaved rounds: more of the short ones, which other work on the computer disturbs more.
pub(super) fn rounds(customers: u64) -> usize {
    if customers < 1_000_000 { 15 } else { 5 }
}

/// Seconds of one round, and the memory that ours took.
struct Round {
    ours: f64,
    shell: f64,
    duckdb: f64,
    megabytes: f64,
}

pub struct Import {
    pub file_megabytes: f64,
    pub ours: f64,
    pub shell: f64,
    pub duckdb: f64,
    /// Medians of the rounds' ratios.
    pub to_shell: f64,
    pub to_duckdb: f64,
    /// Of the worst round.
    pub megabytes: f64,
}

pub fn measure(size: &Size, python: &Python) -> Result<Import> {
    let rounds = (0..rounds(size.customers)).map(|_| round(size, python)).collect::<Result<Vec<_>>>()?;
    let of = |of: fn(&Round) -> f64| median(rounds.iter().map(of));
    let bytes = fs::metadata(size.file("customer.csv"))?.len()
        + fs::metadata(size.file("customer_address.csv"))?.len();
    Ok(Import {
        file_megabytes: bytes as f64 / 1e6,
        ours: of(|round| round.ours),
        shell: of(|round| round.shell),
        duckdb: of(|round| round.duckdb),
        to_shell: of(|round| round.ours / round.shell),
        to_duckdb: of(|round| round.ours / round.duckdb),
        megabytes: rounds.iter().map(|round| round.megabytes).fold(0.0, f64::max),
    })
}

fn round(size: &Size, python: &Python) -> Result<Round> {
    let (people, places) = (size.file("customer.csv"), size.file("customer_address.csv"));
    let (workspace, database) = (size.file("bench.clientele"), size.file("bench.db"));
    for file in [&workspace, &database] {
        if fs::exists(file)? {
            fs::remove_file(file)?;
        }
    }
    let import = |file: &str, table: &str| format!(".import '{file}' {table}");
    let start = Instant::now();
    program("sqlite3", [&database, ".mode csv", &import(&people, "customer"), &import(&places, "address")])
        .run()?;
    let shell = start.elapsed().as_secs_f64();
    let duckdb = python.baseline("load", &super::path(&size.folder))?.trim().parse()?;
    let start = Instant::now();
    let megabytes = peak_megabytes(program(
        &built("clientele"),
        ["import", &people, &places, "--workspace", &workspace],
    ))?;
    Ok(Round { ours: start.elapsed().as_secs_f64(), shell, duckdb, megabytes })
}

/// Runs a program and looks at the most memory it ever held, a hundred times a second.
pub(super) fn peak_megabytes(call: Call) -> Result<f64> {
    let mut child = call.into_inner().stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    let end = loop {
        if let Some(end) = child.try_wait()? {
            break end;
        }
        let now = fs::read_to_string(&status).unwrap_or_default();
        let kilobytes = now.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        if let Some(kilobytes) = kilobytes {
            peak = kilobytes.parse::<f64>().context("VmHWM is a number")? / 1000.0;
        }
        sleep(Duration::from_millis(10));
    };
    if !end.success() {
        bail!("the import failed ({end})");
    }
    Ok(peak)
}
