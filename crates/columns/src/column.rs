//! A column: ranks by customer, and the values that they stand for.

use roaring::RoaringBitmap;

use crate::codes::Codes;

/// How the values of a column are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As text.
    Text,
    /// Text that means a number, as that number.
    NumberText,
    /// A whole number.
    Integer,
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'a> {
    /// Not empty.
    Text(&'a str),
    /// A whole number or milliseconds UTC.
    Integer(i64),
}

/// Which values are kept beside their ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Numbers; texts where there are no more different ones than this.
    Few(u32),
    /// All of them.
    All,
}

/// The different values, by rank from 1 on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Values {
    /// Texts one behind the other, and where each ends.
    Texts(String, Vec<u32>),
    Numbers(Vec<i64>),
    /// Not kept.
    #[default]
    Unknown,
}

/// The values of all customers in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The key of the customer whose rank comes first.
    pub(crate) first: u32,
    pub(crate) codes: Codes,
    /// Different values.
    pub(crate) distinct: u32,
    /// Of these, how many are sorted by; the others, text among numbers, have the largest ranks.
    pub(crate) sorted: u32,
    pub(crate) values: Values,
}

impl Column {
    /// How many different values there are.
    #[must_use]
    pub fn distinct(&self) -> u32 {
        self.distinct
    }

    /// The rank of a customer's value, from 1 on; 0 for no value.
    #[must_use]
    pub fn rank(&self, customer: u32) -> u32 {
        customer.checked_sub(self.first).map_or(0, |at| self.codes.get(at as usize))
    }

    /// Whether the values are kept.
    #[must_use]
    pub fn has_values(&self) -> bool {
        self.distinct == 0 || self.values != Values::Unknown
    }

    /// The values in order of rank, from 1 on; none where they are not kept.
    pub fn values(&self) -> impl Iterator<Item = Entry<'_>> {
        let (texts, ends, numbers): (&str, &[u32], &[i64]) = match &self.values {
            Values::Texts(texts, ends) => (texts, ends, &[]),
            Values::Numbers(numbers) => ("", &[], numbers),
            Values::Unknown => ("", &[], &[]),
        };
        let starts = [0].into_iter().chain(ends.iter().copied());
        let texts = starts.zip(ends).map(|(start, end)| Entry::Text(&texts[start as usize..*end as usize]));
        texts.chain(numbers.iter().copied().map(Entry::Integer))
    }

    /// How many of these customers have the value of each rank, from rank 1 on; `None` for everyone.
    #[must_use]
    pub fn counts(&self, among: Option<&RoaringBitmap>) -> Vec<u32> {
        let mut counts = vec![0; self.distinct as usize + 1];
        match among {
            Some(among) => among.iter().for_each(|customer| counts[self.rank(customer) as usize] += 1),
            None => self.codes.for_each(|_, rank| counts[rank as usize] += 1),
        }
        counts.remove(0);
        counts
    }

    /// The customers whose value has a rank that is wanted: `wanted[rank - 1]`.
    #[must_use]
    pub fn members(&self, wanted: &[bool]) -> RoaringBitmap {
        let mut bits: Vec<u8> = Vec::new();
        self.codes.for_each(|at, rank| {
            if rank > 0 && wanted[rank as usize - 1] {
                // In place of the key, so that the bits need not be moved afterwards.
                let key = self.first as usize + at;
                if key / 8 >= bits.len() {
                    bits.resize((key / 8 + 1).next_multiple_of(4096), 0);
                }
                bits[key / 8] |= 1 << (key % 8);
            }
        });
        RoaringBitmap::from_lsb0_bytes(0, &bits)
    }

    /// Bytes of memory.
    #[must_use]
    pub fn size(&self) -> usize {
        let values = match &self.values {
            Values::Texts(texts, ends) => texts.capacity() + ends.capacity() * 4,
            Values::Numbers(numbers) => numbers.capacity() * 8,
            Values::Unknown => 0,
        };
        self.codes.size() + values
    }
}
