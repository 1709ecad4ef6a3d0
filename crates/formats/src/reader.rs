//! Rows in batches: decoded, read in their column's storage, checked.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;
use std::sync::atomic::Ordering;

use clientele_domain::attribute::Profile;
use clientele_domain::batch::Batch;
use clientele_domain::column::Column;
use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use crate::dialect::Dialect;
use crate::header;
use crate::input::Input;
use crate::judge::judge;
use crate::plan::{self, Handling, Keys, Plan};
use crate::records::{RecordError, Records};
use crate::row::Row;
use crate::rules::{is_known_hash, is_short_password};
use crate::scan::Scan;
use crate::{Encoding, FormatError, ReadOptions};

/// Rows of a batch.
const BATCH_ROWS: usize = 1000;
/// A batch ends early beyond this much text.
const BATCH_BYTES: usize = 4 << 20;

/// A file of customers or addresses, row by row.
pub struct Reader {
    input: Input,
    dialect: Dialect,
    options: ReadOptions,
    records: Records<Box<dyn Read + Send>>,
    /// The record read last is not in a batch yet: blank lines come before it.
    held: bool,
    /// The physical line that the next row stands on, be it blank.
    next_line: u64,
    rows: u64,
    kind: Kind,
    columns: Vec<Column>,
    plans: Vec<Plan>,
    keys: Keys,
    sha256: [u8; 32],
    zone_asked: bool,
}

/// What is known once a file was read to its end.
#[derive(Debug)]
pub struct Ending {
    /// SHA-256 of the file as it lies on disk.
    pub sha256: [u8; 32],
    /// Data rows, refused ones included.
    pub rows: u64,
    /// What was seen in each custom attribute.
    pub profiles: Vec<(String, Profile)>,
    /// Filled cells of each column.
    pub filled: Vec<(String, u64)>,
    /// Findings about columns or the whole file.
    pub findings: Vec<Finding>,
}

impl Reader {
    pub(crate) fn start(
        input: Input,
        scan: &Scan,
        dialect: Dialect,
        options: &ReadOptions,
    ) -> Result<Self, FormatError> {
        let mut records = Records::new(decoded(input.stream()?, &dialect), dialect.separator);
        if !records.advance().map_err(|error| failed(&input, error))? {
            return Err(FormatError::Empty { file: input.name().to_owned() });
        }
        let header = header::recognise(header::cells(&records), input.name())?;
        let kind = header.kind;
        let (columns, plans) = plan::of(header);
        Ok(Self {
            input,
            dialect,
            options: options.clone(),
            held: false,
            next_line: records.next_line(),
            records,
            rows: 0,
            kind,
            keys: Keys::of(&columns),
            columns,
            plans,
            sha256: scan.sha256,
            zone_asked: false,
        })
    }

    /// Customers or addresses.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The columns of its batches: those of the file without secrets and columns without effect.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How the file is written.
    #[must_use]
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// Name of the file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.input.name()
    }

    /// Size on disk, in bytes.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.input.packed_bytes
    }

    /// How much of it was read.
    #[must_use]
    pub fn read_bytes(&self) -> u64 {
        self.input.consumed().load(Ordering::Relaxed)
    }

    /// Reads the next rows into `batch`, which is cleared first. `false` at the end of the file.
    ///
    /// # Errors
    /// When the disk fails, an archive is damaged or a bomb, or a record has no end.
    pub fn read(&mut self, batch: &mut Batch) -> Result<bool, FormatError> {
        batch.clear();
        while batch.len() < BATCH_ROWS && batch.text.len() < BATCH_BYTES {
            if !self.held && !self.records.advance().map_err(|error| failed(&self.input, error))? {
                break;
            }
            self.held = self.next_line < self.records.line();
            self.rows += 1;
            if self.held { self.blank_line(batch) } else { self.row(batch) }
        }
        Ok(!batch.is_empty())
    }

    /// What is known at the end.
    #[must_use]
    pub fn finish(self) -> Ending {
        let (mut findings, mut filled, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
        for plan in self.plans {
            let code = match plan.handling {
                _ if self.rows == 0 => None,
                Handling::JudgePasswordHash if plan.filled == 0 => Some(Code::PasswordHashBlank),
                Handling::Keep { erasable: true, .. } if plan.filled == 0 => Some(Code::BlankColumn),
                _ => None,
            };
            findings.extend(code.map(|code| of_column(code, &plan.header)));
            profiles.extend(plan.profile.map(|profile| (plan.header.clone(), profile)));
            if let Handling::Keep { .. } = plan.handling {
                filled.push((plan.header, plan.filled));
            }
        }
        Ending { sha256: self.sha256, rows: self.rows, profiles, filled, findings }
    }

    /// A blank line counts as a row with the wrong number of cells (2.2); those at the end of a file are never
    /// reached (2.3).
    fn blank_line(&mut self, batch: &mut Batch) {
        let mut row = Row::add(batch, &self.columns, self.next_line, self.rows);
        row.refuse(Code::WrongColumnsNumber, None, None);
        self.next_line += 1;
    }

    fn row(&mut self, batch: &mut Batch) {
        self.next_line = self.records.next_line();
        let mut row = Row::add(batch, &self.columns, self.records.line(), self.rows);
        let (bytes, cells) = (self.records.bytes(), self.records.cells());
        if cells.len() != self.plans.len() {
            let apostrophe = memchr::memchr(b'\'', bytes).is_some();
            row.refuse(if apostrophe { Code::WrongQuotes } else { Code::WrongColumnsNumber }, None, None);
            return;
        }
        let text = Text::of(bytes, self.dialect.encoding);
        for (plan, cell) in self.plans.iter_mut().zip(cells) {
            if cell.is_empty() {
                if let Handling::Keep { kept, rules, .. } = &plan.handling {
                    row.blank(*kept, rules);
                }
                continue;
            }
            let (raw, undecodable) = text.cell(cell);
            let text = without_guard(&raw);
            plan.see(text);
            match &plan.handling {
                Handling::Keep { kept, rules, .. } => {
                    if undecodable {
                        row.complain(Code::IllegalCharacters, Some(&plan.header), Some(&raw));
                    }
                    row.cell(*kept, rules, &raw, text, &self.options);
                }
                Handling::JudgePassword if is_short_password(&raw) => {
                    row.complain(Code::PasswordLength, Some(&plan.header), None);
                }
                Handling::JudgePasswordHash if !is_known_hash(&raw) => {
                    row.complain(Code::PasswordHashMalformed, Some(&plan.header), None);
                }
                Handling::JudgePassword | Handling::JudgePasswordHash | Handling::Drop => {}
            }
        }
        if let Some(kept) = row.unzoned.filter(|_| !self.zone_asked) {
            self.zone_asked = true;
            row.complain(Code::TimeZoneUnknown, Some(self.columns[kept].code()), None);
        }
        judge(&mut row, self.kind, &self.keys);
    }
}

/// The bytes of a record as text, decoded at once where nothing is wrong with it.
enum Text<'a> {
    Whole(&'a str),
    /// Some bytes are no UTF-8.
    Broken(&'a [u8]),
    /// The decoder of another encoding has put U+FFFD for some bytes.
    Replaced(&'a str),
}

impl<'a> Text<'a> {
    fn of(bytes: &'a [u8], encoding: Encoding) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) if encoding != Encoding::Utf8 && text.contains('\u{FFFD}') => Self::Replaced(text),
            Ok(text) => Self::Whole(text),
            Err(_) => Self::Broken(bytes),
        }
    }

    /// A cell, and whether it has bytes that are not in the file's encoding.
    fn cell(&self, cell: &Range<usize>) -> (Cow<'a, str>, bool) {
        match self {
            Self::Whole(text) => (Cow::Borrowed(&text[cell.clone()]), false),
            Self::Replaced(text) => {
                let text = &text[cell.clone()];
                (Cow::Borrowed(text), text.contains('\u{FFFD}'))
            }
            Self::Broken(bytes) => {
                let text = String::from_utf8_lossy(&bytes[cell.clone()]);
                let undecodable = matches!(text, Cow::Owned(_));
                (text, undecodable)
            }
        }
    }
}

/// The cell without the blank that the platform puts before a formula (data-formats.md 2.1).
fn without_guard(raw: &str) -> &str {
    match raw.as_bytes() {
        [b' ', b'=' | b'+' | b'-', ..] => &raw[1..],
        _ => raw,
    }
}

fn of_column(code: Code, column: &str) -> Finding {
    Finding { code, row_in_batch: None, line: 0, row: 0, column: Some(column.to_owned()), value: None }
}

/// UTF-8 without byte order mark. UTF-8 itself is passed through: the reader wants to see what is undecodable.
fn decoded(stream: Box<dyn Read + Send>, dialect: &Dialect) -> Box<dyn Read + Send> {
    let encoding = (dialect.encoding != Encoding::Utf8).then(|| dialect.encoding.decoder());
    let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(stream);
    Box::new(decoder)
}

fn failed(input: &Input, error: RecordError) -> FormatError {
    let file = || input.name().to_owned();
    match error {
        RecordError::Io(error) => input.error(error),
        RecordError::TooLong { line } => FormatError::RecordTooLong { file: file(), line },
        RecordError::Unclosed { line } => FormatError::UnclosedQuote { file: file(), line },
    }
}
