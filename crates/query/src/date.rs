//! Days, absolute and relative (groups-segments.md 14.1).

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

/// A day as a condition names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateValue {
    /// `2025-06-15`.
    #[serde(rename = "date")]
    Day(Date),
    /// `-30d`, resolved against the day on which the condition is asked.
    #[serde(rename = "rel")]
    Relative(String),
}

/// A step of a relative day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Calendar months, clamped to the month's last day.
    Month,
    /// Calendar years, clamped likewise.
    Year,
}

impl DateValue {
    /// Today, yesterday or tomorrow by their offset.
    pub(crate) fn in_days(days: i32) -> Self {
        Self::Relative(format!("{days:+}d"))
    }

    /// The day meant when asked on `as_of`; beyond the calendar's end, its end.
    #[must_use]
    pub fn resolve(&self, as_of: Date) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Relative(text) => match steps(text) {
                Some((count, step)) => as_of.saturating_add(span(count, step)),
                None => as_of,
            },
        }
    }
}

/// Number and step of `-30d`.
pub(crate) fn steps(text: &str) -> Option<(i32, Step)> {
    let step = match text.chars().last()? {
        'd' => Step::Day,
        'w' => Step::Week,
        'm' => Step::Month,
        'y' => Step::Year,
        _ => return None,
    };
    let count: i32 = text[..text.len() - 1].parse().ok()?;
    (count.abs() <= limit(step)).then_some((count, step))
}

/// As far as the calendar reaches.
fn limit(step: Step) -> i32 {
    match step {
        Step::Day => 3_650_000,
        Step::Week => 520_000,
        Step::Month => 119_000,
        Step::Year => 9_999,
    }
}

fn span(count: i32, step: Step) -> Span {
    match step {
        Step::Day => count.days(),
        Step::Week => count.weeks(),
        Step::Month => count.months(),
        Step::Year => count.years(),
    }
}
