//! Scrolling and opening in the real window, beside the same on a thousand customers.

use anyhow::{Context as _, Result};

use super::{Size, built, median};
use crate::command::program;

/// Interleaved rounds.
const ROUNDS: usize = 5;
const FEW: &str = "1000";

pub struct Grid {
    pub large: Figures,
    pub small: Figures,
    /// Medians of the rounds' ratios: processor time per frame, time between frames.
    pub frame_ratio: f64,
    pub interval_ratio: f64,
}

/// Medians of the rounds, in milliseconds.
pub struct Figures {
    /// Processor time per frame.
    pub frame: f64,
    /// Between frames: median and 95th percentile.
    pub interval: [f64; 2],
    /// From the key to the customer's page: median and 95th percentile.
    pub opening: [f64; 2],
}

pub fn measure(size: &Size) -> Result<Grid> {
    let (folder, small) = (size.file("few"), size.file("few.clientele"));
    let clientele = built("clientele");
    if !std::fs::exists(&small)? {
        program(&clientele, ["samples", "--customers", FEW, "--out", &folder]).run()?;
        let files = ["customer", "customer_address"].map(|name| format!("{folder}/{name}.csv"));
        program(&clientele, ["import", &files[0], &files[1], "--workspace", &small]).run()?;
    }
    let once = |workspace: &str| -> Result<[f64; 5]> {
        let output = program(&built("examples/grid_bench"), [workspace]).output()?;
        let figures = output.trim().split('\t').map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        figures.try_into().ok().context("five figures")
    };
    let rounds = (0..ROUNDS)
        .map(|_| Ok((once(&small)?, once(&size.file("bench.clientele"))?)))
        .collect::<Result<Vec<_>>>()?;
    let (few, many): (Vec<_>, Vec<_>) = rounds.iter().copied().unzip();
    let ratio = |place: usize| median(rounds.iter().map(|(small, large)| large[place] / small[place]));
    Ok(Grid { large: figures(&many), small: figures(&few), frame_ratio: ratio(0), interval_ratio: ratio(1) })
}

fn figures(rounds: &[[f64; 5]]) -> Figures {
    let figure = |place: usize| median(rounds.iter().map(|round| round[place]));
    Figures { frame: figure(0), interval: [figure(1), figure(2)], opening: [figure(3), figure(4)] }
}
