//! A later export into a workspace that holds customers: its plan, what applying it takes, and as many others again.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::time::Instant;

use anyhow::{Context as _, Result};

use super::import::rounds;
use super::{Size, built, median};
use crate::command::program;

/// One row in so many is changed.
const CHANGED: usize = 100;

pub struct Later {
    /// Seconds of the first import of the customers file.
    pub first: f64,
    /// Of the plan of the same file, one row in a hundred changed.
    pub plan: f64,
    /// Medians of the rounds' ratios.
    pub plan_to_first: f64,
    /// What the same import takes beyond the plan.
    pub apply: f64,
    /// Of both files of as many other customers.
    pub second: f64,
    pub shell: f64,
    pub second_to_shell: f64,
}

/// Seconds of one round.
struct Round {
    first: f64,
    plan: f64,
    apply: f64,
    second: f64,
    shell: f64,
}

pub fn measure(size: &Size) -> Result<Later> {
    let files = Files::write(size)?;
    let rounds = (0..rounds(size.customers)).map(|_| round(size, &files)).collect::<Result<Vec<_>>>()?;
    let of = |of: fn(&Round) -> f64| median(rounds.iter().map(of));
    Ok(Later {
        first: of(|round| round.first),
        plan: of(|round| round.plan),
        plan_to_first: of(|round| round.plan / round.first),
        apply: of(|round| round.apply),
        second: of(|round| round.second),
        shell: of(|round| round.shell),
        second_to_shell: of(|round| round.second / round.shell),
    })
}

/// Files made of those of the samples.
struct Files {
    changed: String,
    others: [String; 2],
}

impl Files {
    fn write(size: &Size) -> Result<Self> {
        let files = ["customer.csv", "customer_address.csv"].map(|name| size.file(name));
        let others = ["other_customer.csv", "other_address.csv"].map(|name| size.file(name));
        let changed = size.file("changed.csv");
        // A tax number is in nobody's key.
        let column = column(&files[0], "taxvat")?;
        rewrite(&files[0], &changed, |row, line| match row % CHANGED {
            0 if row > 0 => with_cell(line, column, "CHANGED"),
            _ => line.to_owned(),
        })?;
        for (file, other) in files.iter().zip(&others) {
            rewrite(file, other, |_, line| line.replacen('@', "@other.", 1))?;
        }
        Ok(Self { changed, others })
    }
}

fn rewrite(from: &str, to: &str, line: impl Fn(usize, &str) -> String) -> Result<()> {
    let read = BufReader::new(File::open(from).with_context(|| from.to_owned())?);
    let mut write = BufWriter::new(File::create(to).with_context(|| to.to_owned())?);
    for (row, text) in read.lines().enumerate() {
        writeln!(write, "{}", line(row, &text?))?;
    }
    write.flush()?;
    Ok(())
}

fn column(file: &str, name: &str) -> Result<usize> {
    let mut header = String::new();
    BufReader::new(File::open(file)?).read_line(&mut header)?;
    header.trim_end().split(',').position(|cell| cell == name).context("the samples have that column")
}

/// The line with another cell; a line of the samples breaks at no quoted comma before it.
fn with_cell(line: &str, column: usize, cell: &str) -> String {
    let mut quoted = false;
    let is_end = |character: char| {
        quoted ^= character == '"';
        character == ',' && !quoted
    };
    let mut cells: Vec<&str> = line.split(is_end).collect();
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
    cells.join(",")
}

fn round(size: &Size, files: &Files) -> Result<Round> {
    let (people, places) = (size.file("customer.csv"), size.file("customer_address.csv"));
    let (workspace, database) = (size.file("later.clientele"), size.file("later.db"));
    for file in [&workspace, &database] {
        if fs::exists(file)? {
            fs::remove_file(file)?;
        }
    }
    let Files { changed, others: [other_people, other_places] } = files;
    let first = import(&[&people, "--workspace", &workspace])?;
    let plan = import(&[changed, "--workspace", &workspace, "--plan"])?;
    let apply = import(&[changed, "--workspace", &workspace])? - plan;
    import(&[&places, "--workspace", &workspace])?;

    let load = |people: &str, places: &str| {
        let import = |file: &str, table: &str| format!(".import '{file}' {table}");
        let commands =
            [database.clone(), ".mode csv".to_owned(), import(people, "customer"), import(places, "address")];
        let start = Instant::now();
        program("sqlite3", commands.each_ref().map(String::as_str)).run()?;
        anyhow::Ok(start.elapsed().as_secs_f64())
    };
    load(&people, &places)?;
    let shell = load(other_people, other_places)?;
    let second = import(&[other_people, other_places, "--workspace", &workspace])?;
    Ok(Round { first, plan, apply, second, shell })
}

/// Seconds that an import takes.
fn import(arguments: &[&str]) -> Result<f64> {
    let arguments = [&["import"], arguments].concat();
    let start = Instant::now();
    program(&built("clientele"), arguments).output()?;
    Ok(start.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_takes_the_place_of_another() {
        let check = |line: &str, expected: &str| assert_eq!(super::with_cell(line, 1, "x"), expected);
        check("a,b,c", "a,x,c");
        check("\"a,b\",c", "\"a,b\",x");
    }
}
