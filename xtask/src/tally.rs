//! Counts tests in what test programs print.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that held.
    pub passed: u32,
    /// Tests, or whole checks, that did not.
    pub failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// What a line sums up: one of cargo's (`test result: ok. 3 passed; 0 failed; ...`) or of Vitest's
    /// (`Tests  1 failed | 2 passed (3)`). Any other line counts nothing.
    pub fn of_line(line: &str) -> Self {
        let line = without_colours(line);
        let line = line.trim_start();
        if !line.starts_with("test result: ") && !line.starts_with("Tests  ") {
            return Self::default();
        }
        Self { passed: number_before(line, "passed"), failed: number_before(line, "failed") }
    }
}

fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<_> = line.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1].trim_end_matches(';') == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
}

fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_counted() {
        let check =
            |line, passed, failed| assert_eq!(Tally::of_line(line), Tally { passed, failed }, "{line}");
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            12,
            0,
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2);
        check("      Tests  44 passed (44)", 44, 0);
        check("      Tests  1 failed | 44 passed (45)", 44, 1);
        check("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)", 7, 0);
        check(" Test Files  9 passed (9)", 0, 0);
        check("test a_customer_passed ... ok", 0, 0);
    }
}
