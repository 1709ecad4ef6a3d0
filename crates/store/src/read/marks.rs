//! A set of keys while it is being gathered in any order: one bit each.

use roaring::RoaringBitmap;

/// Bits 0 to n; setting one costs a nanosecond, where a roaring bitmap looks for its container.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks(Vec<u8>);

impl Marks {
    pub(super) fn insert(&mut self, id: u32) {
        let (byte, bit) = (id as usize / 8, id % 8);
        if byte >= self.0.len() {
            self.0.resize((byte + 1).next_multiple_of(4096), 0);
        }
        self.0[byte] |= 1 << bit;
    }

    pub(super) fn add(&mut self, other: &Self) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(byte, more)| *byte |= more);
    }

    /// The first sets of all parts in one, the second ones, and so on.
    pub(super) fn unite(sets: usize, parts: Vec<Vec<Self>>) -> Vec<Self> {
        let mut all = vec![Self::default(); sets];
        for part in parts {
            all.iter_mut().zip(&part).for_each(|(all, part)| all.add(part));
        }
        all
    }

    pub(super) fn contains(&self, id: u32) -> bool {
        self.0.get(id as usize / 8).is_some_and(|byte| byte & (1 << (id % 8)) != 0)
    }
}

impl From<Marks> for RoaringBitmap {
    fn from(marks: Marks) -> Self {
        Self::from_lsb0_bytes(0, &marks.0)
    }
}

impl From<&RoaringBitmap> for Marks {
    fn from(ids: &RoaringBitmap) -> Self {
        let mut marks = Self(vec![0; ids.max().map_or(0, |last| last as usize / 8 + 1)]);
        ids.iter().for_each(|id| marks.insert(id));
        marks
    }
}
