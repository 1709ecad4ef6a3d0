//! The customers main file out of a workspace, in turns with the `sqlite3` shell selecting the same columns.

use std::fs::File;
use std::time::Instant;

use anyhow::{Result, ensure};

use super::import::rounds;
use super::{Size, built, median};
use crate::command::program;

pub struct Export {
    pub ours: f64,
    pub shell: f64,
    /// Median of the rounds' ratios.
    pub ratio: f64,
}

/// Uses what the bench of the import left behind: the workspace, and the same files in the shell's tables of text.
pub fn measure(size: &Size) -> Result<Export> {
    let rounds = (0..rounds(size.customers)).map(|_| round(size)).collect::<Result<Vec<_>>>()?;
    let of = |of: fn(&(f64, f64)) -> f64| median(rounds.iter().map(of));
    Ok(Export {
        ours: of(|(ours, _)| *ours),
        shell: of(|(_, shell)| *shell),
        ratio: of(|(ours, shell)| ours / shell),
    })
}

fn round(size: &Size) -> Result<(f64, f64)> {
    let (workspace, database) = (size.file("bench.clientele"), size.file("bench.db"));
    let start = Instant::now();
    let selected = File::create(size.file("selected.csv"))?;
    let select = program("sqlite3", ["-csv", "-header", &database, "SELECT * FROM customer"]);
    ensure!(select.into_inner().stdout(selected).status()?.success(), "the `sqlite3` shell failed");
    let shell = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let out = size.file("exported.csv");
    program(
        &built("clientele"),
        ["export", "--workspace", &workspace, "--format", "customers", "--out", &out],
    )
    .run()?;
    Ok((start.elapsed().as_secs_f64(), shell))
}
