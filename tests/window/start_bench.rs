//! Times the start of the window on a workspace: from the program's first moment until its rows, or its empty page, are
//! drawn. Prints the seconds, a tab, and the megabytes that belong to the program's own process. `cargo xtask bench` runs
//! it. Linux only.

#![allow(dead_code, reason = "the driver knows more than is measured here")]

mod display;
mod driver;
#[path = "../page.rs"]
mod page;

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use driver::Desk;

/// When the list was first drawn, in milliseconds since 1970.
const DRAWN: &str = "const [mark] = performance.getEntriesByName('customers'); \
                     return mark ? performance.timeOrigin + mark.startTime : null";

#[tokio::main]
async fn main() {
    let workspace = std::env::args().nth(1).expect("which workspace?");
    let desk = Desk::new();
    let window = desk.open(&[PathBuf::from(workspace)]).await;
    window.wait("the list", "return performance.getEntriesByName('customers').length > 0").await;
    let drawn = window.value(DRAWN).await.as_f64().expect("a moment");
    let process = window.process();
    println!("{}\t{}", drawn / 1000.0 - started(process), private_megabytes(process));
    window.close().await;
}

/// When a process started, in seconds since 1970 (proc(5): field 22 of stat, in hundredths of a second since the boot).
fn started(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("it runs");
    let (_, fields) = stat.rsplit_once(") ").expect("the name in brackets");
    let ticks: f64 = fields.split_whitespace().nth(19).expect("22 fields").parse().expect("a number");
    let uptime = fs::read_to_string("/proc/uptime").expect("Linux");
    let uptime: f64 = uptime.split_whitespace().next().expect("a number").parse().expect("a number");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64();
    now - uptime + ticks / 100.0
}

fn private_megabytes(process: u32) -> f64 {
    let map = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).expect("it runs");
    let of = |name: &str| {
        let amount = map.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB"));
        amount.and_then(|amount| amount.parse::<f64>().ok()).unwrap_or_default()
    };
    (of("Private_Clean:") + of("Private_Dirty:")) / 1000.0
}
