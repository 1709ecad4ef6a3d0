//! What the window asks of a workspace, and the same of the baselines where they can answer.

use anyhow::{Context as _, Result};

use super::python::Python;
use super::{Size, built};
use crate::command::program;

/// Milliseconds.
pub struct Figure {
    pub what: String,
    pub median: f64,
    pub p95: f64,
    pub goal: String,
    /// Medians of DuckDB and of the `sqlite3` shell.
    pub baseline: Option<(f64, f64)>,
}

impl Figure {
    /// A line of a bench; `None` for a line of another kind.
    pub fn read(cells: &[&str]) -> Result<Option<Self>> {
        let [what, median, p95, goal] = cells else { return Ok(None) };
        Ok(Some(Self {
            what: (*what).to_owned(),
            median: median.parse().context("a median")?,
            p95: p95.parse().context("a percentile")?,
            goal: (*goal).to_owned(),
            baseline: None,
        }))
    }
}

pub struct Read {
    pub figures: Vec<Figure>,
    /// Memory of the process's own at the end of it all.
    pub megabytes: f64,
}

pub fn measure(size: &Size, python: &Python) -> Result<Read> {
    let output = program(&built("examples/read_bench"), [size.file("bench.clientele")]).output()?;
    let asked = python.baseline("ask", &super::path(&size.folder))?;
    let mut read = Read { figures: Vec::new(), megabytes: 0.0 };
    for line in output.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["memory", kilobytes] => read.megabytes = kilobytes.parse::<f64>().context("kilobytes")? / 1000.0,
            cells => read.figures.extend(Figure::read(cells)?),
        }
    }
    for line in asked.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [what, duckdb, shell] = cells.as_slice()
            && let Some(figure) = read.figures.iter_mut().find(|figure| answers(&figure.what, what))
        {
            figure.baseline = Some((duckdb.parse()?, shell.parse()?));
        }
    }
    Ok(read)
}

/// Whether a figure answers a question of the baseline, whose search is for “mar”.
fn answers(figure: &str, question: &str) -> bool {
    figure.starts_with(question) && (question != "first 50 of" || figure.contains("“mar”"))
}
