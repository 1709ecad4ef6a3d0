//! docs/performance.md.

use std::fmt::Write as _;
use std::thread::available_parallelism;

use anyhow::Result;

use super::Size;
use super::columns::Columns;
use super::export::Export;
use super::grid::{Figures, Grid};
use super::import::Import;
use super::later::Later;
use super::python::Python;
use super::read::{Figure, Read};
use super::server::ServerImport;
use super::start::Start;
use crate::command::program;

const HEAD: &str = "# Speed

`cargo xtask bench` measured these figures and wrote this page: everything in one run on one machine, ours and the
baselines in turns, files in the system's cache. Read the ratios; seconds are those of this machine.
";

const IMPORT: &str = "
## Import

Both files into an empty workspace, until every column can be filtered and sorted: typed, checked, joined, logged and
sealed. The baselines load the same two files into tables of text: the `sqlite3` shell by `.import`, DuckDB by
`read_csv`. Medians of five interleaved rounds, of fifteen below a million; a ratio is the median of the rounds' ratios. Goals: at most 1.2 times
`.import`, at most 300 MB at any size.

| Customers | files | ours | `.import` | ratio | DuckDB | ratio | our memory at its peak |
|--:|--:|--:|--:|--:|--:|--:|--:|
";

const LATER: &str = "
## A later export

The customers file, one row in a hundred changed, into the workspace that holds it: its plan beside the first import of the same file, and what applying it
takes. Then as many other customers with their addresses into the same workspace, beside `.import` of the same files into tables that hold the first ones.
Goals: the plan at most the first import, applying it at most 10 s, the others at most 2 times `.import`.

| Customers | first import | plan | ratio | applying | as many others | `.import` | ratio |
|--:|--:|--:|--:|--:|--:|--:|--:|
";

const EXPORT: &str = "
## Export

The Customers Main File of everybody, as the store imports it. The baseline is `sqlite3 -csv` selecting the same columns from a table of text. Goal: at most 2
times that.

| Customers | ours | `sqlite3 -csv` | ratio |
|--:|--:|--:|--:|
";

const SERVER: &str = "
## Import into a team database

Both files into an empty workspace on a PostgreSQL server of the same computer, as above. The baseline is `psql`, which copies the same two files into bare
tables of text by `\\copy`. Goals: at most 2.5 times that, in at most 300 MB of our process.

| Customers | ours | `\\copy` | ratio | our memory at its peak |
|--:|--:|--:|--:|--:|
";

const START: &str = "
## The window

From the start of the program until the first rows of the workspace are drawn, in the real window under WebDriver;
beside it the same on an empty workspace, which draws its empty page. Medians of eleven interleaved rounds. Goals: at most
1.3 times the start on an empty one, at most 1.5 s, and at most 250 MB of private memory of the program's own process (the
web view has others).

The ratio at a million is not held in every run: four runs of this bench gave 1.23 to 1.42, six series of starts by
themselves 1.03 to 1.20. The cause is not found; no write waits for the disk while a workspace is opened. What helped: opening
the workspace while the window is made, counting by the pages of an index, building the search index with connections left
for the rows. An import of 10,000 takes a seventh of a second, of which starting and sealing are a fixed part.

| Customers | first rows | empty | ratio | memory |
|--:|--:|--:|--:|--:|
";

const GRID: &str = "
## The grid in the window

Three rows a frame, 60 frames over rows that nobody saw yet, in the real window, which is drawn without a graphics processor; beside it the same on a thousand customers. The cost of a frame is
the processor time of all processes of the program, those of the web view among them. Opening is from the key until the customer's page is there. Medians of
five interleaved rounds; a ratio is the median of the rounds' ratios. Goals: a frame costs no more than on a thousand, a page opens within 100 ms.

| Customers | a frame | ratio | between frames | p95 | ratio | opening | p95 |
|--:|--:|--:|--:|--:|--:|--:|--:|
";

const READ_HEAD: &str = "
| | median | 95th percentile | goal | DuckDB, median | `sqlite3`, median |
|:--|--:|--:|--:|--:|--:|
";

const COLUMNS: &str = "
## Columns in memory

Once a workspace is open, the text that is searched and then every column are read into memory, while someone types in the search box. Milliseconds. Ten facets, the
same under the same filters as DuckDB over a table that has customers and default addresses side by side. Goals: what is read ahead takes at
most 400 MB beyond the process that shows the first rows, and that at most 250 MB; facets no slower than DuckDB.
";

const COLUMNS_HEAD: &str = "
| | median | 95th percentile | goal |
|:--|--:|--:|--:|
";

/// The page, section by section.
pub struct Page {
    head: String,
    import: String,
    later: String,
    export: String,
    server: String,
    read: String,
    columns: String,
    start: String,
    grid: String,
}

impl Page {
    pub fn new(python: &Python) -> Result<Self> {
        let sqlite = program("sqlite3", ["--version"]).output()?;
        let sqlite = sqlite.split_whitespace().next().unwrap_or_default().to_owned();
        let processors = available_parallelism().map_or(1, usize::from);
        let system = std::env::consts::OS;
        let machine =
            format!("{processors} processors, {system}; `sqlite3` {sqlite}, DuckDB {}.\n", python.version()?);
        Ok(Self {
            head: format!("{HEAD}\n{machine}"),
            import: IMPORT.to_owned(),
            later: LATER.to_owned(),
            export: EXPORT.to_owned(),
            server: SERVER.to_owned(),
            read: String::new(),
            columns: COLUMNS.to_owned(),
            start: START.to_owned(),
            grid: GRID.to_owned(),
        })
    }

    pub fn import(&mut self, size: &Size, import: &Import) {
        let Import { file_megabytes, ours, shell, duckdb, to_shell, to_duckdb, megabytes } = import;
        line(
            &mut self.import,
            format_args!(
                "| {} | {file_megabytes:.0} MB | {ours:.2} s | {shell:.2} s | {to_shell:.2} | {duckdb:.2} s | {to_duckdb:.2} | {megabytes:.0} MB |",
                thousands(size.customers)
            ),
        );
    }

    pub fn later(&mut self, size: &Size, later: &Later) {
        let Later { first, plan, plan_to_first, apply, second, shell, second_to_shell } = later;
        line(
            &mut self.later,
            format_args!(
                "| {} | {first:.2} s | {plan:.2} s | {plan_to_first:.2} | {apply:.2} s | {second:.2} s | {shell:.2} s | {second_to_shell:.2} |",
                thousands(size.customers)
            ),
        );
    }

    pub fn export(&mut self, size: &Size, export: &Export) {
        let Export { ours, shell, ratio } = export;
        line(
            &mut self.export,
            format_args!("| {} | {ours:.2} s | {shell:.2} s | {ratio:.2} |", thousands(size.customers)),
        );
    }

    pub fn server(&mut self, size: &Size, import: &ServerImport) {
        let ServerImport { ours, psql, ratio, megabytes } = import;
        line(
            &mut self.server,
            format_args!(
                "| {} | {ours:.2} s | {psql:.2} s | {ratio:.2} | {megabytes:.0} MB |",
                thousands(size.customers)
            ),
        );
    }

    pub fn read(&mut self, size: &Size, read: &Read) {
        let customers = thousands(size.customers);
        line(
            &mut self.read,
            format_args!("\n## Reading a workspace of {customers} customers\n\nMilliseconds."),
        );
        self.read.push_str(READ_HEAD);
        for Figure { what, median, p95, goal, baseline } in &read.figures {
            let (duckdb, shell) = match baseline {
                Some((duckdb, shell)) => (format!("{duckdb:.0}"), format!("{shell:.0}")),
                None => Default::default(),
            };
            let row = format_args!("| {what} | {median:.0} | {p95:.0} | {goal} | {duckdb} | {shell} |");
            line(&mut self.read, row);
        }
        let memory = format_args!("\nMemory of the process after all of it: {:.0} MB.", read.megabytes);
        line(&mut self.read, memory);
    }

    pub fn columns(&mut self, size: &Size, measured: &Columns) {
        let Columns { figures, before, after, columns, duckdb: (median, p95) } = measured;
        line(&mut self.columns, format_args!("\n{} customers:", thousands(size.customers)));
        self.columns.push_str(COLUMNS_HEAD);
        for Figure { what, median, p95, goal, .. } in figures {
            line(&mut self.columns, format_args!("| {what} | {median:.0} | {p95:.0} | {goal} |"));
        }
        line(
            &mut self.columns,
            format_args!("| the same ten facets by DuckDB | {median:.0} | {p95:.0} |  |"),
        );
        let memory = format_args!(
            "\nMemory: {before:.0} MB with the first rows, {after:.0} MB with everything read ahead, of which columns {columns:.0} MB."
        );
        line(&mut self.columns, memory);
    }

    pub fn start(&mut self, size: &Size, start: &Start) {
        let Start { full, empty, ratio, megabytes } = start;
        line(
            &mut self.start,
            format_args!(
                "| {} | {full:.2} s | {empty:.2} s | {ratio:.2} | {megabytes:.0} MB |",
                thousands(size.customers)
            ),
        );
    }

    pub fn grid(&mut self, size: &Size, grid: &Grid) {
        let mut row = |customers: &str, figures: &Figures, ratios: [&str; 2]| {
            let Figures { frame, interval: [interval, late], opening: [opening, slow] } = figures;
            let [frames, intervals] = ratios;
            line(
                &mut self.grid,
                format_args!(
                    "| {customers} | {frame:.1} ms | {frames} | {interval:.1} ms | {late:.1} ms | {intervals} | {opening:.0} ms | {slow:.0} ms |"
                ),
            );
        };
        row("1,000", &grid.small, ["", ""]);
        let ratios = [grid.frame_ratio, grid.interval_ratio].map(|ratio| format!("{ratio:.2}"));
        row(&thousands(size.customers), &grid.large, [&ratios[0], &ratios[1]]);
    }

    pub fn text(&self) -> String {
        let Self { head, import, later, export, server, start, grid, columns, read } = self;
        [head, import, later, export, server, start, grid, columns, read].map(String::as_str).concat()
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}

/// `1,000,000`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    #[test]
    fn large_numbers_are_grouped() {
        let check = |number, expected: &str| assert_eq!(super::thousands(number), expected);
        check(7, "7");
        check(10_000, "10,000");
        check(1_000_000, "1,000,000");
    }
}
