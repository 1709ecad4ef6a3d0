//! `cargo xtask bench`: the published figures, measured beside their baselines in one run.

mod columns;
mod export;
mod grid;
mod import;
mod later;
mod page;
mod python;
mod read;
mod server;
mod start;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, program};
use crate::{node, packages, repository};

/// Files and workspaces of one size.
struct Size {
    customers: u64,
    folder: PathBuf,
}

/// Writes docs/performance.md; with `--only` measures those parts alone, at the largest size, and prints what it would hold.
pub fn run(words: &[&str]) -> Result<()> {
    let Request { mut sizes, only } = Request::read(words)?;
    packages::provide(packages::Need::Test)?;
    node::provide_page()?;
    let python = python::provide()?;
    cargo(["build", "--release", "--package", "clientele-cli"]).run()?;
    cargo(["build", "--release", "--package", "clientele-store", "--examples"]).run()?;
    start::build()?;
    let cluster = clientele_testkit::Cluster::own().context("a PostgreSQL server is needed")?;
    let mut page = page::Page::new(&python)?;
    if !only.is_empty() {
        sizes.drain(..sizes.len() - 1);
    }
    let wants = |part: &str| only.is_empty() || only.contains(&part.to_owned());
    for size in &sizes {
        let clientele = built("clientele");
        let arguments = ["samples", "--customers", &size.customers.to_string(), "--out", &path(&size.folder)];
        program(&clientele, arguments).run()?;
        // The others read the workspace that it leaves.
        if wants("import") || !fs::exists(size.file("bench.clientele"))? {
            page.import(size, &import::measure(size, &python)?);
        }
        if wants("export") {
            page.export(size, &export::measure(size)?);
        }
        if wants("later") {
            page.later(size, &later::measure(size)?);
        }
        if wants("server") {
            page.server(size, &server::measure(size, &cluster)?);
        }
        if wants("read") {
            page.read(size, &read::measure(size, &python)?);
        }
        if wants("columns") {
            page.columns(size, &columns::measure(size, &python)?);
        }
        if wants("start") {
            page.start(size, &start::measure(size)?);
        }
    }
    if let Some(largest) = sizes.last().filter(|_| wants("grid")) {
        page.grid(largest, &grid::measure(largest)?);
    }
    if !only.is_empty() {
        println!("{}", page.text());
        return Ok(());
    }
    let file = repository::root().join("docs/performance.md");
    fs::write(&file, page.text()).with_context(|| file.display().to_string())?;
    eprintln!("docs/performance.md is written.");
    Ok(())
}

const PARTS: [&str; 8] = ["import", "export", "later", "server", "read", "columns", "start", "grid"];

/// What is to be measured.
struct Request {
    sizes: Vec<Size>,
    /// Parts; none is all of them.
    only: Vec<String>,
}

impl Request {
    fn read(words: &[&str]) -> Result<Self> {
        let (mut most, mut only) = (1_000_000, Vec::new());
        for option in words.chunks(2) {
            match option {
                ["--customers", number] => most = number.parse().context("--customers takes a number")?,
                ["--only", parts] => only = parts.split(',').map(ToOwned::to_owned).collect(),
                _ => bail!("cargo xtask bench [--customers N] [--only PART,PART]"),
            }
        }
        if let Some(unknown) = only.iter().find(|part| !PARTS.contains(&part.as_str())) {
            bail!("{unknown} is no part; there are {}", PARTS.join(", "));
        }
        let customers =
            [10_000, 100_000, 1_000_000].into_iter().filter(|&smaller| smaller < most).chain([most]);
        let folder = |customers: u64| repository::root().join("target/bench").join(customers.to_string());
        let sizes = customers.map(|customers| Size { customers, folder: folder(customers) }).collect();
        Ok(Self { sizes, only })
    }
}

impl Size {
    fn file(&self, name: &str) -> String {
        path(&self.folder.join(name))
    }
}

fn path(path: &std::path::Path) -> String {
    path.display().to_string()
}

/// A program of the release profile.
fn built(name: &str) -> String {
    path(&repository::root().join("target/release").join(name))
}

fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn medians_are_in_the_middle() {
        let check = |values: &[f64], expected: f64| {
            assert!((super::median(values.iter().copied()) - expected).abs() < f64::EPSILON, "{values:?}");
        };
        check(&[3.0, 1.0, 2.0], 2.0);
        check(&[4.0, 1.0, 2.0, 3.0], 3.0);
        check(&[], 0.0);
    }
}
