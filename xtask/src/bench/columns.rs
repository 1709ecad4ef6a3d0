//! Columns in memory: what they take to be read, what they serve and how much room they need.

use anyhow::{Context as _, Result};

use super::python::Python;
use super::read::Figure;
use super::{Size, built};
use crate::command::program;

pub struct Columns {
    pub figures: Vec<Figure>,
    /// Memory of the process's own in MB: with the first rows shown, with everything read ahead, and what columns take of
    /// it.
    pub before: f64,
    pub after: f64,
    pub columns: f64,
    /// Milliseconds of DuckDB for ten facets, median and 95th percentile.
    pub duckdb: (f64, f64),
}

pub fn measure(size: &Size, python: &Python) -> Result<Columns> {
    let output = program(&built("examples/columns_bench"), [size.file("bench.clientele")]).output()?;
    let asked = python.baseline("facets", &super::path(&size.folder))?;
    let (median, p95) = asked.trim().split_once('\t').context("two percentiles")?;
    let duckdb = (median.parse()?, p95.parse()?);
    let mut columns = Columns { figures: Vec::new(), before: 0.0, after: 0.0, columns: 0.0, duckdb };
    for line in output.lines() {
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            [what, kilobytes] => {
                let megabytes = kilobytes.parse::<f64>().context("kilobytes")? / 1000.0;
                match *what {
                    "memory before" => columns.before = megabytes,
                    "memory after" => columns.after = megabytes,
                    _ => columns.columns = megabytes,
                }
            }
            cells => columns.figures.extend(Figure::read(cells)?),
        }
    }
    Ok(columns)
}
