//! Both files into an empty team database, in turns with `psql` copying them into tables of text.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::time::Instant;

use anyhow::{Context as _, Result};
use clientele_testkit::{Cluster, Locale};

use super::import::{peak_megabytes, rounds};
use super::{Size, built, median};
use crate::command::program;

pub struct ServerImport {
    pub ours: f64,
    pub psql: f64,
    /// Median of the rounds' ratios.
    pub ratio: f64,
    /// Of our process, in the worst round.
    pub megabytes: f64,
}

/// Seconds of one round, and the memory that ours took.
struct Round {
    ours: f64,
    psql: f64,
    megabytes: f64,
}

pub fn measure(size: &Size, cluster: &Cluster) -> Result<ServerImport> {
    let rounds = (0..rounds(size.customers)).map(|_| round(size, cluster)).collect::<Result<Vec<_>>>()?;
    let of = |of: fn(&Round) -> f64| median(rounds.iter().map(of));
    Ok(ServerImport {
        ours: of(|round| round.ours),
        psql: of(|round| round.psql),
        ratio: of(|round| round.ours / round.psql),
        megabytes: rounds.iter().map(|round| round.megabytes).fold(0.0, f64::max),
    })
}

fn round(size: &Size, cluster: &Cluster) -> Result<Round> {
    let files = [size.file("customer.csv"), size.file("customer_address.csv")];
    let bare = cluster.database(Locale::C);
    let database = name(&bare);
    cluster.sql("postgres", "CHECKPOINT");
    let start = Instant::now();
    for (file, table) in files.iter().zip(["customer", "address"]) {
        cluster.sql(database, &format!("CREATE TABLE {table} ({})", text_columns(file)?));
        cluster.sql(database, &format!("\\copy {table} FROM '{file}' CSV HEADER"));
    }
    let psql = start.elapsed().as_secs_f64();
    cluster.sql("postgres", &format!("DROP DATABASE {database}"));

    let workspace = cluster.database(Locale::C);
    cluster.sql("postgres", "CHECKPOINT");
    let [people, places] = &files;
    let start = Instant::now();
    let import = program(&built("clientele"), ["import", people, places, "--workspace", &workspace]);
    let megabytes = peak_megabytes(import)?;
    let ours = start.elapsed().as_secs_f64();
    cluster.sql("postgres", &format!("DROP DATABASE {} WITH (FORCE)", name(&workspace)));
    Ok(Round { ours, psql, megabytes })
}

fn name(url: &str) -> &str {
    url.rsplit_once('/').map_or(url, |(_, name)| name)
}

/// A column of text for each cell of the header.
fn text_columns(file: &str) -> Result<String> {
    let mut header = String::new();
    BufReader::new(File::open(file).with_context(|| file.to_owned())?).read_line(&mut header)?;
    let cells = header.trim_end().split(',').map(|cell| cell.trim_matches('"'));
    Ok(cells.map(|cell| format!("\"{cell}\" text")).collect::<Vec<_>>().join(", "))
}
