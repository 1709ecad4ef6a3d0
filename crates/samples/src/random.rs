//! A small generator of our own (SplitMix64): its numbers are the same on every system and in every version, which no
//! library promises.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of a seed, mixed so that neighbouring seeds have nothing in common.
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x5851_F42D_4C95_7F2D))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True once in `times`.
    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// An item of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.index(list.len())]
    }

    /// An item of a list that is not empty, rather one of the first: the last of 20 comes once in 400 times.
    pub(crate) fn early<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.index(list.len()).min(self.index(list.len()))]
    }

    /// `pattern` with a digit for every `#` and a letter for every `@`.
    pub(crate) fn fill(&mut self, pattern: &str) -> String {
        // Letters that no British postcode leaves out of its second half.
        const LETTERS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";
        let mut sign = |sign| match sign {
            '#' => char::from(self.pick(b"0123456789")),
            '@' => char::from(self.pick(LETTERS)),
            other => other,
        };
        pattern.chars().map(&mut sign).collect()
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }
}

fn mix(state: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn numbers_are_those_of_splitmix64() {
        // The published sequence of state 1234567.
        let mut random = Random(1_234_567);
        let numbers: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            numbers,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn patterns_are_filled() {
        let filled = Random::new(1).fill("+44 E# @");
        let signs: Vec<char> = filled.chars().collect();
        assert_eq!(&filled[..5], "+44 E");
        assert!(signs[5].is_ascii_digit() && signs[7].is_ascii_uppercase(), "{filled}");
    }
}
