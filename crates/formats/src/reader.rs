//! Rows in batches: decoded, read in their column's storage, checked.

use std::sync::atomic::Ordering;

use clientele_domain::attribute::Profile;
use clientele_domain::batch::{Batch, Part};
use clientele_domain::column::Column;
use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use crate::composite::Group;
use crate::container::{Sheet, failed};
use crate::dialect::Dialect;
use crate::input::Input;
use crate::judge::judge;
use crate::labels::Language;
use crate::plan::{Handling, Keys, Plan, Plans, is_for_import};
use crate::row::Row;
use crate::rules::{is_known_hash, is_short_password};
use crate::source::Source;
use crate::text::{Text, without_guard};
use crate::{FormatError, ReadOptions};

/// Rows of a batch.
const BATCH_ROWS: usize = 1000;
/// A batch ends early beyond this much text.
const BATCH_BYTES: usize = 4 << 20;

/// A file of the platform, or a list of another program, row by row.
pub struct Reader {
    pub(crate) input: Input,
    pub(crate) dialect: Dialect,
    pub(crate) options: ReadOptions,
    pub(crate) source: Source,
    /// The record read last is not in a batch yet.
    pub(crate) held: bool,
    /// The physical line that the next row stands on, be it blank.
    pub(crate) next_line: u64,
    pub(crate) rows: u64,
    pub(crate) kind: Kind,
    pub(crate) plans: Plans,
    pub(crate) keys: Keys,
    pub(crate) language: Language,
    /// Of the single file: the customer that continuation rows belong to.
    pub(crate) group: Group,
    sha256: [u8; 32],
    pub(crate) zone_asked: bool,
    packed_bytes: u64,
}

/// What a reader starts with.
pub(crate) struct Start {
    pub(crate) input: Input,
    pub(crate) sha256: [u8; 32],
    /// Its header was read.
    pub(crate) sheet: Sheet,
    pub(crate) kind: Kind,
    pub(crate) language: Language,
    pub(crate) plans: Plans,
}

/// What is known once a file was read to its end.
#[derive(Debug)]
pub struct Ending {
    /// SHA-256 of the file as it lies on disk.
    pub sha256: [u8; 32],
    /// Data rows, refused ones included.
    pub rows: u64,
    /// What was seen in each custom attribute, by its code or label.
    pub profiles: Vec<(String, Profile)>,
    /// Filled cells of each column, by its header cell.
    pub filled: Vec<(String, u64)>,
    /// Findings about columns or the whole file.
    pub findings: Vec<Finding>,
}

impl Reader {
    pub(crate) fn start(start: Start, options: &ReadOptions) -> Self {
        let Start { input, sha256, mut sheet, kind, language, plans } = start;
        sheet.source.widen(plans.cells.len());
        Self {
            input,
            dialect: sheet.dialect,
            options: options.clone(),
            held: false,
            next_line: sheet.source.next_line(),
            source: sheet.source,
            rows: 0,
            kind,
            keys: Keys::of(&plans.columns),
            group: Group::of(&plans),
            plans,
            language,
            sha256,
            zone_asked: false,
            packed_bytes: sheet.packed_bytes,
        }
    }

    /// What the file is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The columns of its batches: those of the file without secrets and columns without effect, and what every row
    /// has beside its cells.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.plans.columns
    }

    /// Whether the file has the column `_action`, so that its rows can say that they delete.
    #[must_use]
    pub fn has_actions(&self) -> bool {
        self.plans.has_actions
    }

    /// Columns of secrets, which were dropped.
    #[must_use]
    pub fn not_read(&self) -> &[String] {
        &self.plans.secrets
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
        self.packed_bytes
    }

    /// How much of it was read.
    #[must_use]
    pub fn read_bytes(&self) -> u64 {
        self.input.consumed().load(Ordering::Relaxed)
    }

    /// Reads the next rows into `batch`, which is cleared first. `false` at the end of the file.
    ///
    /// # Errors
    /// When the disk fails, an archive or sheet is damaged or a bomb, or a record has no end.
    pub fn read(&mut self, batch: &mut Batch) -> Result<bool, FormatError> {
        batch.clear();
        self.group.forget();
        loop {
            let full = batch.len() >= BATCH_ROWS || batch.text.len() >= BATCH_BYTES;
            if full && self.kind != Kind::Composite {
                break;
            }
            if !self.held && !self.source.advance().map_err(|error| failed(&self.input, error))? {
                break;
            }
            self.held = true;
            if full && !self.continues(batch)? {
                break;
            }
            self.rows += 1;
            if self.next_line < self.source.line() && self.source.has_blank_lines() {
                self.blank_line(batch);
                continue;
            }
            self.held = false;
            self.next_line = self.source.next_line();
            match self.kind {
                Kind::Composite => self.composite_row(batch),
                kind if !is_for_import(kind) && self.source.is_blank() => {}
                _ => self.row(batch),
            }
        }
        Ok(!batch.is_empty())
    }

    /// What is known at the end.
    #[must_use]
    pub fn finish(self) -> Ending {
        let (mut findings, mut filled, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
        for plan in self.plans.cells {
            let code = match plan.handling {
                _ if self.rows == 0 => None,
                Handling::JudgePasswordHash if plan.filled == 0 => Some(Code::PasswordHashBlank),
                Handling::Keep { erasable: true, .. } if plan.filled == 0 => Some(Code::BlankColumn),
                _ => None,
            };
            findings.extend(code.map(|code| of_column(code, &plan.header)));
            if let (Handling::Keep { kept, .. }, Some(profile)) = (&plan.handling, plan.profile) {
                profiles.push((self.plans.columns[*kept].code().to_owned(), profile));
            }
            if let Handling::Keep { .. } | Handling::Mean(_) = plan.handling {
                filled.push((plan.header, plan.filled));
            }
        }
        Ending { sha256: self.sha256, rows: self.rows, profiles, filled, findings }
    }

    /// A blank line counts as a row with the wrong number of cells (2.2); those at the end of a file are never
    /// reached (2.3). In files that no importer reads it is a gap.
    fn blank_line(&mut self, batch: &mut Batch) {
        if is_for_import(self.kind) {
            let mut row = Row::add(batch, &self.plans.names, self.next_line, self.rows, Part::default());
            row.refuse(Code::WrongColumnsNumber, None, None);
        } else {
            self.rows -= 1;
        }
        self.next_line += 1;
    }

    fn row(&mut self, batch: &mut Batch) {
        let part = if self.kind == Kind::Addresses { Part::Address } else { Part::Customer };
        let (bytes, cells) = (self.source.bytes(), self.source.cells());
        let Plans { names, cells: plans, constants, .. } = &mut self.plans;
        let mut row = Row::add(batch, names, self.source.line(), self.rows, part);
        if cells.len() != plans.len() {
            row.refuse(wrong_number(bytes), None, None);
            return;
        }
        let text = Text::of(bytes, self.dialect.is_decoded());
        let context = Context { options: &self.options, language: self.language };
        let mut addressed = false;
        for (plan, cell) in plans.iter_mut().zip(cells) {
            if cell.is_empty() {
                plan.blank(&mut row);
            } else {
                addressed |= plan.of_address;
                let (raw, undecodable) = text.cell(cell);
                plan.cell(&mut row, &raw, undecodable, context);
            }
        }
        let has_address = match self.kind {
            Kind::Addresses => true,
            Kind::People => addressed,
            // A grid writes a blank for what no address says, and a line of blanks is none (data-formats.md section 9).
            kind if kind.is_grid() => [self.keys.country, self.keys.street]
                .into_iter()
                .any(|key| !row.text_at(key).trim().is_empty()),
            _ => false,
        };
        if has_address && self.kind != Kind::Addresses {
            row.set_part(Part::Both);
        }
        for (plan, text) in constants.iter_mut().filter(|(plan, _)| has_address || !plan.of_address) {
            plan.cell(&mut row, text, false, context);
        }
        if let Some(kept) = row.unzoned.filter(|_| !self.zone_asked) {
            self.zone_asked = true;
            row.complain(Code::TimeZoneUnknown, Some(&names[kept]), None);
        }
        // Addresses of a grid are looked at no closer: it is a view.
        judge(&mut row, self.kind, &self.keys, has_address && !self.kind.is_grid());
    }
}

/// What cells are read by.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) options: &'a ReadOptions,
    pub(crate) language: Language,
}

impl Plan {
    /// Takes a blank cell.
    #[inline(always)]
    pub(crate) fn blank(&self, row: &mut Row<'_>) {
        match &self.handling {
            Handling::Keep { kept, rules, .. } => row.blank(*kept, rules),
            Handling::Mean(mean) => row.mean_nothing(mean),
            _ => {}
        }
    }

    /// Takes a cell that is not blank; it may have bytes that are not in the file's encoding.
    #[inline(always)]
    pub(crate) fn cell(&mut self, row: &mut Row<'_>, raw: &str, undecodable: bool, context: Context<'_>) {
        let text = without_guard(raw);
        self.see(text);
        match &self.handling {
            Handling::Keep { kept, rules, .. } => {
                if undecodable {
                    row.complain(Code::IllegalCharacters, Some(&self.header), Some(raw));
                }
                row.cell(*kept, rules, raw, text, context.options);
            }
            Handling::Mean(mean) => {
                if undecodable {
                    row.complain(Code::IllegalCharacters, Some(&self.header), Some(raw));
                }
                row.mean(mean, raw, text, context);
            }
            Handling::Act if raw.trim().eq_ignore_ascii_case("delete") => row.delete(),
            Handling::JudgePassword if is_short_password(raw) => {
                row.complain(Code::PasswordLength, Some(&self.header), None);
            }
            Handling::JudgePasswordHash if !is_known_hash(raw) => {
                row.complain(Code::PasswordHashMalformed, Some(&self.header), None);
            }
            Handling::Act | Handling::JudgePassword | Handling::JudgePasswordHash | Handling::Drop => {}
        }
    }
}

/// How the importer calls a row with another number of cells than the header.
pub(crate) fn wrong_number(bytes: &[u8]) -> Code {
    match memchr::memchr(b'\'', bytes) {
        Some(_) => Code::WrongQuotes,
        None => Code::WrongColumnsNumber,
    }
}

fn of_column(code: Code, column: &str) -> Finding {
    Finding { code, row_in_batch: None, line: 0, row: 0, column: Some(column.to_owned()), value: None }
}
