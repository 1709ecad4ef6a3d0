//! One row on its way into a batch: each cell read in its column's storage (data-formats.md 3).

use clientele_domain::batch::{Batch, Cell, Part, Place, Raw};
use clientele_domain::column::Storage;
use clientele_domain::finding::{Code, Finding};
use jiff::civil::Date;

use crate::date;
use crate::money;
use crate::options::ReadOptions;
use crate::plan::Mean;
use crate::reader::Context;
use crate::rules::{Canonical, Rules};
use crate::values::{self, Meant};

/// What a finding shows of a cell.
const VALUE_CHARACTERS: usize = 200;
/// A shop has no younger customers.
const LEAST_AGE_YEARS: i16 = 5;
const OLDEST_YEAR: i16 = 1900;

/// The row being read, the last of its batch.
pub(crate) struct Row<'a> {
    pub(crate) batch: &'a mut Batch,
    /// What findings call the columns.
    names: &'a [String],
    at: At,
    first: usize,
    /// A time in the form of 2.4.8 whose zone nobody told, by its column.
    pub(crate) unzoned: Option<usize>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
struct At {
    index: u32,
    line: u64,
    row: u64,
}

impl At {
    /// A finding about the row or one of its cells.
    fn finding(self, code: Code, column: Option<&str>, value: Option<&str>) -> Finding {
        Finding {
            code,
            row_in_batch: Some(self.index),
            line: self.line,
            row: self.row,
            column: column.map(ToOwned::to_owned),
            value: value.map(beginning),
        }
    }
}

fn beginning(value: &str) -> String {
    match value.char_indices().nth(VALUE_CHARACTERS) {
        Some((end, _)) => value[..end].to_owned(),
        None => value.to_owned(),
    }
}

/// What was read of a cell.
struct Read {
    cell: Cell,
    /// Writing the cell again gives its text.
    canonical: bool,
}

impl<'a> Row<'a> {
    /// Adds a row without values.
    pub(crate) fn add(batch: &'a mut Batch, names: &'a [String], line: u64, row: u64, part: Part) -> Self {
        let at = At { index: index(batch.len()), line, row };
        let first = batch.cells.len();
        batch.places.push(Place { line, row, part, ..Place::default() });
        batch.cells.resize(first + names.len(), Cell::Null);
        Self { batch, names, at, first, unzoned: None }
    }

    /// Says which records the row holds.
    pub(crate) fn set_part(&mut self, part: Part) {
        self.batch.places[self.at.index as usize].part = part;
    }

    /// The row deletes.
    pub(crate) fn delete(&mut self) {
        self.batch.places[self.at.index as usize].deletes = true;
    }

    /// A cell that was read, and one that is known already.
    pub(crate) fn get(&self, kept: Option<usize>) -> Cell {
        kept.map_or(Cell::Null, |kept| self.batch.cells[self.first + kept])
    }

    pub(crate) fn put(&mut self, kept: Option<usize>, cell: Cell) {
        if let Some(kept) = kept {
            self.batch.cells[self.first + kept] = cell;
        }
    }

    /// The text of a cell that was read; blank without one.
    pub(crate) fn text_at(&self, kept: Option<usize>) -> &str {
        self.batch.str(self.get(kept)).unwrap_or_default()
    }

    /// A finding about a cell that was read.
    pub(crate) fn finding(&self, code: Code, kept: Option<usize>, value: &str) -> Finding {
        let column = kept.map(|kept| self.names[kept].as_str());
        self.at.finding(code, column, (!value.is_empty()).then_some(value))
    }

    pub(crate) fn complain(&mut self, code: Code, column: Option<&str>, value: Option<&str>) {
        self.batch.findings.push(self.at.finding(code, column, value));
    }

    fn complain_of(&mut self, kept: usize, code: Code, value: Option<&str>) {
        let finding = self.at.finding(code, Some(&self.names[kept]), value);
        self.batch.findings.push(finding);
    }

    /// Complains, and keeps the row from being stored.
    pub(crate) fn refuse(&mut self, code: Code, column: Option<&str>, value: Option<&str>) {
        self.batch.places[self.at.index as usize].refused = true;
        self.complain(code, column, value);
    }

    /// Takes a blank cell.
    pub(crate) fn blank(&mut self, kept: usize, rules: &Rules) {
        if rules.required {
            self.complain_of(kept, Code::ValueIsRequired, None);
        }
        self.batch.cells[self.first + kept] = match rules.storage {
            Storage::Text => Cell::Text { start: 0, len: 0 },
            Storage::Filled => Cell::Integer(0),
            Storage::Integer | Storage::Date | Storage::Instant | Storage::Flag | Storage::Money => {
                Cell::Null
            }
        };
    }

    /// Reads and checks a cell that is not blank. `text` is the raw cell without formula guard.
    pub(crate) fn cell(&mut self, kept: usize, rules: &Rules, raw: &str, text: &str, options: &ReadOptions) {
        if raw.len() != text.len() {
            self.complain_of(kept, Code::FormulaGuard, Some(raw));
        }
        let read = match rules.storage {
            Storage::Text => self.text(kept, rules, raw, text),
            Storage::Filled => Read { cell: Cell::Integer(1), canonical: true },
            Storage::Integer | Storage::Flag => self.integer(kept, raw, text),
            Storage::Money => self.money(kept, raw, text),
            Storage::Date => self.date(kept, rules, raw, text, options),
            Storage::Instant => self.instant(kept, rules, raw, text, options),
        };
        self.batch.cells[self.first + kept] = read.cell;
        // A guard alone is remembered by its finding.
        if !read.canonical {
            self.keep_raw(kept, raw);
        }
    }

    /// Takes a cell for what it means. `text` is the raw cell without formula guard.
    pub(crate) fn mean(&mut self, at: &Mean, raw: &str, text: &str, context: Context<'_>) {
        let options = context.options;
        match values::of(at.meaning, text, context.language) {
            Meant::Blank => self.mean_nothing(at),
            Meant::Text(meant) if meant == text => self.cell(at.kept, &at.rules, raw, text, options),
            Meant::Text(meant) => {
                let cell = self.batch.push_text(&meant);
                self.put(Some(at.kept), cell);
                self.keep_raw(at.kept, raw);
            }
            Meant::Second(meant) => {
                self.blank(at.kept, &at.rules);
                if let Some((kept, rules)) = &at.second {
                    self.cell(*kept, rules, raw, &meant, options);
                }
            }
            Meant::Flags { first, second, canonical } => {
                self.put(Some(at.kept), first);
                self.put(at.second.as_ref().map(|(kept, _)| *kept), second);
                if !canonical {
                    self.keep_raw(at.kept, raw);
                }
            }
            Meant::Unknown(code) => {
                self.complain_of(at.kept, code, Some(raw));
                match at.rules.storage {
                    Storage::Text => {
                        let cell = self.batch.push_text(text);
                        self.put(Some(at.kept), cell);
                    }
                    _ => self.keep_raw(at.kept, raw),
                }
            }
        }
    }

    /// Takes a blank cell for what it means: of the key of a confirmation that none is asked for, of a label nothing.
    pub(crate) fn mean_nothing(&mut self, at: &Mean) {
        if at.rules.storage != Storage::Filled {
            self.blank(at.kept, &at.rules);
        }
    }

    fn keep_raw(&mut self, kept: usize, raw: &str) {
        if let Cell::Text { start, len } = self.batch.push_text(raw) {
            self.batch.raw.push(Raw { row: self.at.index, column: index(kept), start, len });
        }
    }

    fn text(&mut self, kept: usize, rules: &Rules, raw: &str, text: &str) -> Read {
        let trimmed = if rules.canonical == Canonical::Trimmed { text.trim() } else { text };
        let (at, findings, names) = (self.at, &mut self.batch.findings, self.names);
        rules.check(trimmed, |code| findings.push(at.finding(code, Some(&names[kept]), Some(raw))));
        if rules.canonical == Canonical::Upper && text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Read { cell: self.batch.push_text(&text.to_ascii_uppercase()), canonical: false };
        }
        Read { cell: self.batch.push_text(trimmed), canonical: trimmed.len() == text.len() }
    }

    fn integer(&mut self, kept: usize, raw: &str, text: &str) -> Read {
        let number = text.trim().parse().ok();
        self.value(kept, raw, number.map(Cell::Integer), is_canonical_integer(text))
    }

    fn money(&mut self, kept: usize, raw: &str, text: &str) -> Read {
        let amount = money::parse(text.trim());
        let canonical = amount.is_some_and(|amount| money::is_written(amount, text));
        self.value(kept, raw, amount.map(Cell::Integer), canonical)
    }

    /// A day in its calendar, which no time zone shifts.
    fn date(&mut self, kept: usize, rules: &Rules, raw: &str, text: &str, options: &ReadOptions) -> Read {
        let Some(moment) = date::parse(text, rules.order) else {
            return self.value(kept, raw, None, false);
        };
        let day = moment.civil.date();
        if let Some(code) = birth(day, options.today) {
            self.complain_of(kept, code, Some(raw));
        }
        let canonical = moment.iso && text.len() == "2026-11-23".len();
        let cell = match canonical {
            true => self.batch.push_text(text),
            false => self.batch.push_text(&day.strftime("%Y-%m-%d").to_string()),
        };
        Read { cell, canonical }
    }

    fn instant(&mut self, kept: usize, rules: &Rules, raw: &str, text: &str, options: &ReadOptions) -> Read {
        let moment = date::parse(text, rules.order)
            .map(|moment| date::Moment { local: moment.local || rules.local, ..moment });
        if options.time_zone.is_none() && moment.is_some_and(|moment| moment.local) {
            self.unzoned = Some(kept);
        }
        let instant = moment.and_then(|moment| moment.instant(options.time_zone.as_ref()));
        let canonical = moment.is_some_and(|moment| moment.iso && !moment.local)
            && text.len() == "2026-11-23 18:30:00".len()
            && text.as_bytes()[10] == b' ';
        self.value(kept, raw, instant.map(Cell::Integer), canonical)
    }

    /// A cell that was read, or none with a finding.
    fn value(&mut self, kept: usize, raw: &str, cell: Option<Cell>, canonical: bool) -> Read {
        match cell {
            Some(cell) => Read { cell, canonical },
            None => {
                self.complain_of(kept, Code::InvalidAttributeType, Some(raw));
                Read { cell: Cell::Null, canonical: false }
            }
        }
    }
}

/// What is wrong with a date of birth.
fn birth(day: Date, today: Date) -> Option<Code> {
    if day > today {
        return Some(Code::InvalidDob);
    }
    let of_age = (day.year() + LEAST_AGE_YEARS, day.month(), day.day());
    let implausible = day.year() < OLDEST_YEAR || of_age > (today.year(), today.month(), today.day());
    implausible.then_some(Code::DobImplausible)
}

/// Whether a number written again gives its text: digits without leading zeros, a minus but no plus.
fn is_canonical_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    matches!(digits, [b'1'..=b'9', ..]) && digits.iter().all(u8::is_ascii_digit) || text == "0"
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
