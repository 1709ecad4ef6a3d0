//! Ranks in as few bytes as they need.

/// A list of ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Codes {
    /// Ranks below 2^8.
    Bytes(Vec<u8>),
    /// Ranks below 2^16.
    Shorts(Vec<u16>),
    /// Any ranks.
    Words(Vec<u32>),
}

impl Codes {
    /// Zeros, with room for ranks up to `largest`.
    pub(crate) fn zeros(length: usize, largest: u32) -> Self {
        match largest {
            0..=0xFF => Self::Bytes(vec![0; length]),
            0x100..=0xFFFF => Self::Shorts(vec![0; length]),
            _ => Self::Words(vec![0; length]),
        }
    }

    /// Beyond the end it is 0.
    pub(crate) fn get(&self, at: usize) -> u32 {
        match self {
            Self::Bytes(codes) => codes.get(at).copied().map_or(0, u32::from),
            Self::Shorts(codes) => codes.get(at).copied().map_or(0, u32::from),
            Self::Words(codes) => codes.get(at).copied().unwrap_or(0),
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "zeros() made room for the largest rank")]
    pub(crate) fn set(&mut self, at: usize, rank: u32) {
        match self {
            Self::Bytes(codes) => codes[at] = rank as u8,
            Self::Shorts(codes) => codes[at] = rank as u16,
            Self::Words(codes) => codes[at] = rank,
        }
    }

    /// Calls `each` with every place and its rank.
    pub(crate) fn for_each(&self, mut each: impl FnMut(usize, u32)) {
        match self {
            Self::Bytes(codes) => codes.iter().enumerate().for_each(|(at, code)| each(at, u32::from(*code))),
            Self::Shorts(codes) => codes.iter().enumerate().for_each(|(at, code)| each(at, u32::from(*code))),
            Self::Words(codes) => codes.iter().enumerate().for_each(|(at, code)| each(at, *code)),
        }
    }

    /// Bytes of memory.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Bytes(codes) => codes.capacity(),
            Self::Shorts(codes) => codes.capacity() * 2,
            Self::Words(codes) => codes.capacity() * 4,
        }
    }
}
