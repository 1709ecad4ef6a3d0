//! Columns from rows: each thread gathers a part with the different values it met, then the parts are put together.

use std::cmp::Ordering;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::codes::Codes;
use crate::collation::{push_key, sorts};
use crate::column::{Column, Entry, Form, Keep, Values};

/// The values of a part need more room than a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// Some rows of a column.
#[derive(Debug)]
pub struct Part {
    form: Form,
    /// More different values than this end it.
    most: u32,
    /// The key of the customer whose code comes first.
    first: u32,
    /// By customer, which of the values is its own, from 1 on.
    codes: Vec<u32>,
    values: Arena,
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// Byte strings one behind the other.
#[derive(Debug, Default)]
struct Arena {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Arena {
    fn get(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[at] as usize]
    }

    /// Ends what was appended to `bytes`.
    fn end(&mut self) -> Result<(), TooLarge> {
        self.ends.push(u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?);
        Ok(())
    }
}

impl Part {
    /// No rows yet; no customer's key is below `first`, and beyond `most` different values nobody wants it.
    #[must_use]
    pub fn new(form: Form, first: u32, most: u32) -> Self {
        let (codes, values, places) = Default::default();
        Self { form, most, first, codes, values, places, hasher: DefaultHashBuilder::default() }
    }

    /// A customer's value; another one before is forgotten.
    ///
    /// # Errors
    /// When all values together exceed 4 GB.
    pub fn push(&mut self, customer: u32, value: Entry<'_>) -> Result<(), TooLarge> {
        if self.has_too_many() {
            return Ok(());
        }
        let code = match value {
            Entry::Text(text) => self.code(text.as_bytes())?,
            Entry::Integer(number) => self.code(&number.to_le_bytes())?,
        };
        let at = customer.saturating_sub(self.first) as usize;
        if at >= self.codes.len() {
            self.codes.resize(at + 1, 0);
        }
        self.codes[at] = code;
        Ok(())
    }

    fn has_too_many(&self) -> bool {
        self.values.ends.len() as u64 > u64::from(self.most)
    }

    fn code(&mut self, bytes: &[u8]) -> Result<u32, TooLarge> {
        let Self { values, places, hasher, .. } = self;
        let hash = hasher.hash_one(bytes);
        if let Some(place) = places.find(hash, |place| values.get(*place) == bytes) {
            return Ok(place + 1);
        }
        let place = values.ends.len() as u32;
        values.bytes.extend_from_slice(bytes);
        values.end()?;
        places.insert_unique(hash, place, |place| hasher.hash_one(values.get(*place)));
        Ok(place + 1)
    }

    /// With the values in order, `None` where they are too many: the greater part of the work, to be done where the rows were read.
    ///
    /// # Errors
    /// When the sort keys of all values together exceed 4 GB.
    pub fn sorted(self) -> Result<Option<SortedPart>, TooLarge> {
        if self.has_too_many() {
            return Ok(None);
        }
        let Self { form, first, codes, values, .. } = self;
        let mut keys = Arena::default();
        let mut folded = String::new();
        let mut order = Vec::with_capacity(values.ends.len());
        for value in 0..values.ends.len() as u32 {
            let start = keys.bytes.len();
            push_key(&mut keys.bytes, entry(values.get(value), form), form, &mut folded);
            keys.end()?;
            let mut head = [0; 8];
            let known = head.len().min(keys.bytes.len() - start);
            head[..known].copy_from_slice(&keys.bytes[start..start + known]);
            order.push(Place { head: u64::from_be_bytes(head), value });
        }
        order.sort_unstable_by(|one, other| compare((one, &keys), (other, &keys)));
        Ok(Some(SortedPart { form, first, codes, values, keys, order }))
    }
}

/// Rows of a column with their values in order.
#[derive(Debug)]
pub struct SortedPart {
    form: Form,
    first: u32,
    codes: Vec<u32>,
    values: Arena,
    keys: Arena,
    order: Vec<Place>,
}

/// A value in order. Small, because a million of them are moved about; most comparisons end in `head`.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first eight bytes of the sort key.
    head: u64,
    value: u32,
}

fn compare((one, keys): (&Place, &Arena), (other, other_keys): (&Place, &Arena)) -> Ordering {
    one.head.cmp(&other.head).then_with(|| keys.get(one.value).cmp(other_keys.get(other.value)))
}

fn entry(bytes: &[u8], form: Form) -> Entry<'_> {
    match bytes.try_into() {
        Ok(number) if form == Form::Integer => Entry::Integer(i64::from_le_bytes(number)),
        _ => Entry::Text(std::str::from_utf8(bytes).unwrap_or_default()),
    }
}

impl Column {
    /// Puts parts together; rows of a later part replace those of an earlier one.
    #[must_use]
    pub fn of(parts: &[SortedPart], keep: Keep) -> Self {
        let form = parts.first().map_or(Form::Text, |part| part.form);
        let ranked = Ranked::merge(parts);
        let filled = parts.iter().filter(|part| !part.codes.is_empty());
        let first = filled.clone().map(|part| part.first).min().unwrap_or_default();
        let end = filled.map(|part| part.first as usize + part.codes.len()).max().unwrap_or_default();
        let distinct = ranked.chosen.len() as u32;
        let mut codes = Codes::zeros(end - first as usize, distinct);
        for (part, ranks) in parts.iter().zip(&ranked.ranks) {
            // An empty part may begin before the others.
            let from = part.first.saturating_sub(first) as usize;
            for (at, code) in part.codes.iter().enumerate().filter(|(_, code)| **code > 0) {
                codes.set(from + at, ranks[*code as usize - 1]);
            }
        }
        let kept = form == Form::Integer
            || match keep {
                Keep::All => true,
                Keep::Few(most) => distinct <= most,
            };
        let values = if kept { ranked.values(parts, form) } else { Values::Unknown };
        Self { first, codes, distinct, sorted: ranked.sorted, values }
    }
}

/// The values of all parts in one order.
struct Ranked {
    /// By part and value, its rank.
    ranks: Vec<Vec<u32>>,
    /// By rank, a part and the value in it that stands for all that are equal.
    chosen: Vec<(usize, u32)>,
    /// Ranks that are sorted by.
    sorted: u32,
}

impl Ranked {
    /// The parts are few enough that the least value is found by looking at each.
    fn merge(parts: &[SortedPart]) -> Self {
        let ranks = parts.iter().map(|part| vec![0; part.order.len()]).collect();
        let mut ranked = Self { ranks, chosen: Vec::new(), sorted: 0 };
        let mut places = vec![0; parts.len()];
        let mut last: Option<(&Place, &Arena)> = None;
        let next = |places: &[usize]| {
            let heads = parts.iter().zip(places).enumerate();
            heads
                .filter_map(|(index, (part, place))| Some((index, (part.order.get(*place)?, &part.keys))))
                .min_by(|(_, one), (_, other)| compare(*one, *other))
        };
        while let Some((part, place)) = next(&places) {
            let value = place.0.value;
            if last.is_none_or(|last| compare(last, place).is_ne()) {
                ranked.chosen.push((part, value));
                ranked.sorted += u32::from(sorts(place.1.get(value), parts[part].form));
            }
            ranked.ranks[part][value as usize] = ranked.chosen.len() as u32;
            last = Some(place);
            places[part] += 1;
        }
        ranked
    }

    fn values(&self, parts: &[SortedPart], form: Form) -> Values {
        let chosen = self.chosen.iter().map(|(part, value)| entry(parts[*part].values.get(*value), form));
        if form == Form::Integer {
            let number = |value| if let Entry::Integer(number) = value { number } else { 0 };
            return Values::Numbers(chosen.map(number).collect());
        }
        let (mut texts, mut ends) = (String::new(), Vec::with_capacity(self.chosen.len()));
        for value in chosen {
            if let Entry::Text(text) = value {
                texts.push_str(text);
            }
            ends.push(texts.len() as u32);
        }
        texts.shrink_to_fit();
        Values::Texts(texts, ends)
    }
}
