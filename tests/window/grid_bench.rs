//! Times the grid in the real window: what a frame costs while it scrolls over rows that nobody saw yet, and how long after
//! the key a customer's page is there. Prints, parted by tabs: milliseconds of processor time per frame of all its processes,
//! median and 95th percentile of the time between frames, median and 95th percentile of opening. `cargo xtask bench` runs it.
//! Linux only.

#![allow(dead_code, reason = "the driver knows more than is measured here")]

mod display;
mod driver;
#[path = "../page.rs"]
mod page;

use std::fs;
use std::path::PathBuf;

use driver::Desk;

const FRAMES: u32 = 60;
/// Three rows a frame. Without a graphics processor a frame takes a fifth of a second, and a script has half a minute.
const SCROLL: &str = "
const [frames, done] = [60, arguments[arguments.length - 1]];
const grid = document.querySelector('[role=grid]');
const times = [];
const frame = (now) => {
  times.push(now);
  if (times.length > frames) return done(times.slice(1).map((time, index) => time - times[index]));
  grid.scrollTop += 96;
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);";
/// Opens every third customer from the top of the list, twenty of them.
const OPEN: &str = "
const done = arguments[arguments.length - 1];
const until = (holds) => new Promise((resolve) => {
  const look = () => (holds() ? resolve(performance.now()) : requestAnimationFrame(look));
  look();
});
const press = (key) => {
  const on = document.querySelector('[role=grid]') ?? document.body;
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
const rows = () => document.querySelector('[role=grid] [role=rowheader] .grid-bar') === null && document.querySelector('[role=grid] [role=rowheader]') !== null;
(async () => {
  const times = [];
  await until(rows);
  for (let row = 0; row < 20; row += 1) {
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) {
      press(key);
      await new Promise(requestAnimationFrame);
    }
    const pressed = performance.now();
    press('Enter');
    times.push((await until(() => document.querySelector('.customer .card') !== null && document.querySelector('h1').innerText !== '')) - pressed);
    press('Escape');
    await until(rows);
  }
  done(times);
})();";

#[tokio::main]
async fn main() {
    let workspace = std::env::args().nth(1).expect("which workspace?");
    let desk = Desk::new();
    let window = desk.open(&[PathBuf::from(workspace)]).await;
    window.wait("the list", "return performance.getEntriesByName('customers').length > 0").await;
    // What is read ahead after the opening is there.
    tokio::time::sleep(std::time::Duration::from_secs(20)).await;

    let before = processor_seconds(&desk.path("data").display().to_string());
    let intervals = numbers(&window.later(SCROLL).await);
    let spent = processor_seconds(&desk.path("data").display().to_string()) - before;
    window.value("document.querySelector('[role=grid]').scrollTop = 0").await;
    let opening = numbers(&window.later(OPEN).await);
    let figures = [
        spent * 1000.0 / f64::from(FRAMES),
        share(&intervals, 50),
        share(&intervals, 95),
        share(&opening, 50),
        share(&opening, 95),
    ];
    println!("{}", figures.map(|figure| format!("{figure:.2}")).join("\t"));
    window.close().await;
}

/// What all processes of a desk have used of the processors: they know its folder (proc(5): fields 14 and 15 of stat, in
/// hundredths of a second).
fn processor_seconds(folder: &str) -> f64 {
    let names = fs::read_dir("/proc").expect("Linux").flatten().map(|entry| entry.file_name());
    let processes = names.filter_map(|name| name.to_str()?.parse::<u32>().ok());
    let ours = processes.filter(|process| {
        fs::read(format!("/proc/{process}/environ"))
            .is_ok_and(|all| String::from_utf8_lossy(&all).contains(folder))
    });
    let ticks = ours.filter_map(|process| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        Some(
            fields
                .split_whitespace()
                .skip(11)
                .take(2)
                .filter_map(|ticks| ticks.parse::<f64>().ok())
                .sum::<f64>(),
        )
    });
    ticks.sum::<f64>() / 100.0
}

fn numbers(values: &serde_json::Value) -> Vec<f64> {
    let mut numbers: Vec<f64> =
        values.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The number below which `percent` of them lie.
fn share(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().expect("something was measured")
}
