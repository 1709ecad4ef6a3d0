//! `cargo xtask bench`: the published figures, measured beside their baseline in one run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, program};
use crate::{packages, repository};

/// Interleaved pairs of a comparison.
const PAIRS: usize = 5;

/// Seconds of one pair.
struct Pair {
    ours: f64,
    baseline: f64,
}

/// Imports sample exports of each size and the same two files with the `sqlite3` shell, in turns.
pub fn run(words: &[&str]) -> Result<()> {
    let sizes = sizes(words)?;
    packages::provide(packages::Need::Test)?;
    cargo(["build", "--release", "--package", "clientele-cli"]).run()?;
    let folder = repository::root().join("target/bench");
    let mut table = String::from(
        "| Customers | ours, median s | `.import`, median s | ratio, median of pairs |\n|---|---|---|---|\n",
    );
    for customers in sizes {
        let pairs = import(&folder, customers)?;
        let median = |of: fn(&Pair) -> f64| median(pairs.iter().map(of).collect());
        let ratio = median(|pair| pair.ours / pair.baseline);
        writeln!(
            table,
            "| {customers} | {:.2} | {:.2} | {ratio:.2} |",
            median(|pair| pair.ours),
            median(|pair| pair.baseline)
        )?;
    }
    println!(
        "\nImport of both files into an empty workspace, against the sqlite3 shell's `.import` into text tables\n\n{table}"
    );
    Ok(())
}

fn sizes(words: &[&str]) -> Result<Vec<u64>> {
    match words {
        [] => Ok(vec![10_000, 100_000, 1_000_000]),
        ["--customers", number] => Ok(vec![number.parse().context("--customers takes a number")?]),
        _ => bail!("cargo xtask bench [--customers N]"),
    }
}

fn import(folder: &Path, customers: u64) -> Result<Vec<Pair>> {
    let files = folder.join(customers.to_string());
    let clientele = repository::root().join("target/release/clientele").display().to_string();
    let text = |path: &Path| path.display().to_string();
    program(&clientele, ["samples", "--customers", &customers.to_string(), "--out", &text(&files)]).run()?;
    let (people, places) = (text(&files.join("customer.csv")), text(&files.join("customer_address.csv")));
    let (workspace, baseline) = (files.join("bench.clientele"), files.join("bench.db"));
    let mut pairs = Vec::new();
    for _ in 0..PAIRS {
        let baseline = timed(&baseline, || {
            let import = |file: &str, table: &str| format!(".import '{file}' {table}");
            program(
                "sqlite3",
                [&text(&baseline), ".mode csv", &import(&people, "customer"), &import(&places, "address")],
            )
            .run()
        })?;
        let ours = timed(&workspace, || {
            program(&clientele, ["import", &people, &places, "--workspace", &text(&workspace)]).run()
        })?;
        pairs.push(Pair { ours, baseline });
    }
    Ok(pairs)
}

/// Seconds that `act` takes to make `file`, which is removed before.
fn timed(file: &Path, act: impl FnOnce() -> Result<()>) -> Result<f64> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    let start = Instant::now();
    act()?;
    Ok(start.elapsed().as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
