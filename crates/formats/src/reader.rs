//! Rows in batches: decoded, read in their column's storage, checked.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clientele_domain::attribute::Profile;
use clientele_domain::batch::{Batch, Cell, Place, Raw};
use clientele_domain::column::{AddressColumn, Column, CustomerColumn, Storage};
use clientele_domain::finding::{Code, Finding};
use jiff::civil::Date;

use crate::check::{self, Rules};
use crate::dialect::Dialect;
use crate::header::{self, Header, Kind, Slot};
use crate::input::Input;
use crate::place::{self, Region};
use crate::scan::Scan;
use crate::{FormatError, ReadOptions, date};

/// Rows of a batch.
const BATCH_ROWS: usize = 1000;
/// A batch ends early beyond this much text.
const BATCH_BYTES: usize = 4 << 20;
/// No record of the platform is longer.
const RECORD_LIMIT: u64 = 16 << 20;
/// What a finding shows of a cell.
const VALUE_CHARACTERS: usize = 200;

/// A file of customers or addresses, row by row.
pub struct Reader {
    input: Input,
    dialect: Dialect,
    options: ReadOptions,
    csv: csv::Reader<Box<dyn Read + Send>>,
    record: csv::ByteRecord,
    kind: Kind,
    slots: Vec<SlotPlan>,
    columns: Vec<Column>,
    /// Columns that a row is judged by as a whole, by index.
    keys: Keys,
    since_record: Arc<AtomicU64>,
    lines: Lines,
    rows: u64,
    sha256: [u8; 32],
    zone_asked: bool,
    password_hashes: u64,
}

/// What to do with the cells of one column of the file.
struct SlotPlan {
    slot: Slot,
    header: String,
    /// Index among the kept columns.
    kept: usize,
    rules: Rules,
    filled: u64,
    profile: Option<Profile>,
}

#[derive(Default)]
struct Keys {
    email: Option<usize>,
    website: Option<usize>,
    country: Option<usize>,
    region: Option<usize>,
    postcode: Option<usize>,
}

/// Physical lines, from how many the reader has passed and how many lie inside cells.
struct Lines {
    /// The line after the record read last.
    next: u64,
    crlf: bool,
    ends_with_newline: bool,
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
        let since_record = Arc::<AtomicU64>::default();
        let stream =
            Leash { inner: decoded(input.stream()?, &dialect), since_record: Arc::clone(&since_record) };
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.separator)
            .buffer_capacity(1 << 18)
            .from_reader(Box::new(stream) as Box<dyn Read + Send>);
        let mut record = csv::ByteRecord::new();
        let found = csv.read_byte_record(&mut record).map_err(|error| failed(&input, error, 1))?;
        if !found {
            return Err(FormatError::Empty { file: input.name().to_owned() });
        }
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let header = header::recognise(cells, input.name())?;
        let next = 2 + memchr::memchr_iter(b'\n', record.as_slice()).count() as u64;
        since_record.store(0, Ordering::Relaxed);
        let (columns, slots) = plan(&header);
        Ok(Self {
            kind: header.kind,
            keys: Keys::of(&columns),
            columns,
            slots,
            input,
            dialect,
            options: options.clone(),
            csv,
            record,
            since_record,
            lines: Lines { next, crlf: scan.crlf, ends_with_newline: scan.ends_with_newline },
            rows: 0,
            sha256: scan.sha256,
            zone_asked: false,
            password_hashes: 0,
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
            let more = self.csv.read_byte_record(&mut self.record);
            if !more.map_err(|error| failed(&self.input, error, self.lines.next))? {
                break;
            }
            self.since_record.store(0, Ordering::Relaxed);
            self.row(batch);
        }
        Ok(!batch.is_empty())
    }

    /// What is known at the end.
    #[must_use]
    pub fn finish(self) -> Ending {
        let mut findings = Vec::new();
        for slot in self.slots.iter().filter(|_| self.rows > 0) {
            let code = match &slot.slot {
                Slot::PasswordHash if self.password_hashes == 0 => Code::PasswordHashBlank,
                Slot::Kept(column) if slot.filled == 0 && would_erase(column) => Code::BlankColumn,
                _ => continue,
            };
            findings.push(of_file(code, &slot.header));
        }
        let kept = self.slots.iter().filter(|slot| matches!(slot.slot, Slot::Kept(_)));
        let filled = kept.map(|slot| (slot.header.clone(), slot.filled)).collect();
        let profiles = self.slots.into_iter().filter_map(|slot| Some((slot.header, slot.profile?))).collect();
        Ending { sha256: self.sha256, rows: self.rows, profiles, filled, findings }
    }

    fn row(&mut self, batch: &mut Batch) {
        let inside = memchr::memchr_iter(b'\n', self.record.as_slice()).count() as u64;
        let line = self.lines.of(inside, self.csv.position().line(), self.csv.is_done());
        self.blank_lines(batch, line);
        self.lines.next = line + inside + 1;
        self.rows += 1;
        let index = u32::try_from(batch.len()).unwrap_or(u32::MAX);
        batch.places.push(Place { line, row: self.rows, refused: false });
        let first = batch.cells.len();
        batch.cells.resize(first + self.columns.len(), Cell::Null);
        let mut row = Row { batch, index, first, line, row: self.rows, columns: &self.columns };
        if self.record.len() != self.slots.len() {
            let quoted = self.record.as_slice().contains(&b'\'');
            row.refuse(if quoted { Code::WrongQuotes } else { Code::WrongColumnsNumber }, None, None);
            return;
        }
        let valid = std::str::from_utf8(self.record.as_slice()).is_ok();
        for (slot, cell) in self.slots.iter_mut().zip(&self.record) {
            let lossy;
            let text = match std::str::from_utf8(cell) {
                Ok(text) => text,
                Err(_) => {
                    lossy = String::from_utf8_lossy(cell);
                    &lossy
                }
            };
            let undecodable = !valid && (std::str::from_utf8(cell).is_err());
            let undecodable =
                undecodable || (self.dialect.encoding != crate::Encoding::Utf8 && text.contains('\u{FFFD}'));
            match &slot.slot {
                Slot::Dropped => {}
                Slot::Password if (1..6).contains(&text.chars().count()) => {
                    row.complain(Code::PasswordLength, Some(&slot.header), None)
                }
                Slot::Password => {}
                Slot::PasswordHash => {
                    self.password_hashes += u64::from(!text.is_empty());
                    if !text.is_empty() && !check::is_known_hash(text) {
                        row.complain(Code::PasswordHashMalformed, Some(&slot.header), None);
                    }
                }
                Slot::Kept(column) => {
                    if undecodable {
                        row.complain(Code::IllegalCharacters, Some(column.code()), Some(text));
                    }
                    slot.filled += u64::from(!text.is_empty());
                    let local = row.cell(slot.kept, column, slot.rules, text, &self.options);
                    if local
                        && self.options.time_zone.is_none()
                        && !std::mem::replace(&mut self.zone_asked, true)
                    {
                        row.complain(Code::TimeZoneUnknown, Some(column.code()), Some(text));
                    }
                    if let Some(profile) = &mut slot.profile {
                        profile.see(text);
                    }
                }
            }
        }
        row.judge(&self.keys, self.kind);
    }

    /// A blank line counts as a row with the wrong number of cells, unless only blank lines follow (2.2, 2.3).
    fn blank_lines(&mut self, batch: &mut Batch, line: u64) {
        for blank in self.lines.next..line {
            self.rows += 1;
            let index = u32::try_from(batch.len()).unwrap_or(u32::MAX);
            batch.places.push(Place { line: blank, row: self.rows, refused: false });
            let first = batch.cells.len();
            batch.cells.resize(first + self.columns.len(), Cell::Null);
            let mut row = Row { batch, index, first, line: blank, row: self.rows, columns: &self.columns };
            row.refuse(Code::WrongColumnsNumber, None, None);
        }
    }
}

impl Lines {
    /// The line of a record's first byte. `after` counts the line ends the parser has passed: those inside the
    /// record's cells, and its own unless that is the second byte of a CRLF or missing at the file's end.
    fn of(&self, inside: u64, after: u64, done: bool) -> u64 {
        let own = u64::from(!self.crlf && (!done || self.ends_with_newline));
        after.saturating_sub(inside + own).max(self.next)
    }
}

impl Keys {
    fn of(columns: &[Column]) -> Self {
        let mut keys = Self::default();
        for (index, column) in columns.iter().enumerate() {
            match column {
                Column::Customer(CustomerColumn::Email) | Column::Address(AddressColumn::Email) => {
                    keys.email = Some(index)
                }
                Column::Customer(CustomerColumn::Website) | Column::Address(AddressColumn::Website) => {
                    keys.website = Some(index)
                }
                Column::Address(AddressColumn::CountryId) => keys.country = Some(index),
                Column::Address(AddressColumn::Region) => keys.region = Some(index),
                Column::Address(AddressColumn::Postcode) => keys.postcode = Some(index),
                _ => {}
            }
        }
        keys
    }
}

/// The row being read.
struct Row<'a> {
    batch: &'a mut Batch,
    index: u32,
    first: usize,
    line: u64,
    row: u64,
    columns: &'a [Column],
}

impl Row<'_> {
    /// Reads a cell in its column's storage and checks it. Tells whether its time needs a zone.
    fn cell(
        &mut self,
        kept: usize,
        column: &Column,
        rules: Rules,
        text: &str,
        options: &ReadOptions,
    ) -> bool {
        let (text, guarded) = match text.as_bytes() {
            [b' ', b'=' | b'+' | b'-', ..] => (&text[1..], true),
            _ => (text, false),
        };
        if guarded {
            self.complain(Code::FormulaGuard, Some(column.code()), Some(text));
        }
        let mut local = false;
        let (cell, canonical) = match column.storage() {
            Storage::Text => self.text(column, rules, text),
            Storage::Filled => (Cell::Integer(i64::from(!text.is_empty())), true),
            Storage::Integer => self.integer(rules, column, text),
            Storage::Date => self.date(column, text, options),
            Storage::Instant => {
                let moment = date::parse(text, options.date_order);
                local = moment.is_some_and(|moment| moment.local);
                let instant = moment.and_then(|moment| moment.instant(options.time_zone.as_ref()));
                let canonical = text.len() == 19 && !local;
                self.read(column, text, instant.map(Cell::Integer), canonical)
            }
        };
        self.batch.cells[self.first + kept] = cell;
        // A guard alone is told by its finding; the text was the value behind a blank.
        if !canonical && column.storage() != Storage::Filled {
            let whole = if guarded { format!(" {text}") } else { text.to_owned() };
            if let Cell::Text { start, len } = self.batch.push_text(&whole) {
                let column = u32::try_from(kept).unwrap_or(u32::MAX);
                self.batch.raw.push(Raw { row: self.index, column, start, len });
            }
        }
        local
    }

    fn text(&mut self, column: &Column, rules: Rules, text: &str) -> (Cell, bool) {
        let (header, batch) = (column.code(), &mut *self.batch);
        let (index, line, row) = (self.index, self.line, self.row);
        let trimmed =
            matches!(column, Column::Customer(CustomerColumn::Email) | Column::Address(AddressColumn::Email));
        let kept = if trimmed { text.trim() } else { text };
        check::text(rules, kept, |code| {
            batch.findings.push(finding(code, index, line, row, Some(header), Some(text)))
        });
        if *column == Column::Address(AddressColumn::CountryId)
            && kept.bytes().any(|byte| byte.is_ascii_lowercase())
        {
            return (self.batch.push_text(&kept.to_ascii_uppercase()), false);
        }
        self.choice(column, kept);
        (self.batch.push_text(kept), kept.len() == text.len())
    }

    /// Options that the platform knows without the store.
    fn choice(&mut self, column: &Column, text: &str) {
        let among = |options: &[&str]| {
            text.is_empty() || options.iter().any(|option| option.eq_ignore_ascii_case(text))
        };
        let code = match column {
            Column::Customer(CustomerColumn::Gender) if !among(&["Male", "Female", "Not Specified"]) => {
                Code::OptionUnknown
            }
            Column::Customer(CustomerColumn::DisableAutoGroupChange) if !among(&["0", "1"]) => {
                Code::AbsentAttributeOption
            }
            Column::Customer(
                CustomerColumn::RewardUpdateNotification | CustomerColumn::RewardWarningNotification,
            ) if !among(&["0", "1", "Yes", "No"]) => Code::AbsentAttributeOption,
            Column::Customer(CustomerColumn::Store) if !text.is_empty() && !check::is_scope_code(text) => {
                Code::InvalidStore
            }
            _ => return,
        };
        self.complain(code, Some(column.code()), Some(text));
    }

    fn integer(&mut self, rules: Rules, column: &Column, text: &str) -> (Cell, bool) {
        if text.is_empty() {
            if rules.required {
                self.complain(Code::ValueIsRequired, Some(column.code()), Some(text));
            }
            return (Cell::Null, true);
        }
        let number = text.trim().parse::<i64>().ok();
        let canonical = number.is_some_and(|number| number.to_string() == text);
        self.read(column, text, number.map(Cell::Integer), canonical)
    }

    fn date(&mut self, column: &Column, text: &str, options: &ReadOptions) -> (Cell, bool) {
        let Some(day) = date::parse(text, options.date_order).map(|moment| moment.civil.date()) else {
            return self.read(column, text, None, false);
        };
        let code = if day > options.today {
            Some(Code::InvalidDob)
        } else if day.year() < 1900 || Some(day) > options.today.checked_sub(jiff::Span::new().years(5)).ok()
        {
            Some(Code::DobImplausible)
        } else {
            None
        };
        if let Some(code) = code {
            self.complain(code, Some(column.code()), Some(text));
        }
        let iso = iso(day);
        let canonical = iso == text;
        (self.batch.push_text(&iso), canonical)
    }

    /// A cell that was read, or none with a finding; a blank one is simply none.
    fn read(&mut self, column: &Column, text: &str, cell: Option<Cell>, canonical: bool) -> (Cell, bool) {
        match cell {
            Some(cell) => (cell, canonical),
            None if text.is_empty() => (Cell::Null, true),
            None => {
                self.complain(Code::InvalidAttributeType, Some(column.code()), Some(text));
                (Cell::Null, false)
            }
        }
    }

    /// Judges the row as a whole: its key, and the parts of an address that depend on each other.
    fn judge(&mut self, keys: &Keys, kind: Kind) {
        let (email, website) = (self.owned(keys.email), self.owned(keys.website));
        let header = |index: Option<usize>| index.map(|index| self.columns[index].code());
        let (email_header, website_header) = (header(keys.email), header(keys.website));
        if website.is_empty() {
            self.refuse(Code::WebsiteIsEmpty, website_header, None);
        } else if !check::is_scope_code(&website) {
            self.complain(Code::InvalidWebsite, website_header, Some(&website));
        }
        if email.is_empty() {
            self.refuse(Code::EmailIsEmpty, email_header, None);
        } else if !check::is_email(&email) {
            self.refuse(Code::InvalidEmail, email_header, Some(&email));
        }
        if kind == Kind::Addresses {
            self.judge_address(keys);
        }
    }

    fn judge_address(&mut self, keys: &Keys) {
        let country = self.owned(keys.country);
        if country.is_empty() {
            return;
        }
        if !place::is_country(&country) {
            self.complain(Code::AbsentAttributeOption, Some("country_id"), Some(&country));
            return;
        }
        if keys.postcode.is_some() {
            let postcode = self.owned(keys.postcode);
            if postcode.is_empty() || postcode == "0" {
                if place::needs_postcode(&country) {
                    self.complain(Code::ValueIsRequired, Some("postcode"), Some(&postcode));
                }
            } else if !place::postcode_fits(&country, postcode.trim()) {
                self.complain(Code::PostcodeShape, Some("postcode"), Some(&postcode));
            }
        }
        if keys.region.is_some() {
            let region = self.owned(keys.region);
            if region.is_empty() {
                if place::needs_region(&country) {
                    self.complain(Code::RegionMissing, Some("region"), None);
                }
            } else if place::region(&country, region.trim()) == Region::Unknown {
                self.complain(Code::InvalidRegion, Some("region"), Some(&region));
            }
        }
    }

    fn owned(&self, index: Option<usize>) -> String {
        let cell = index.map_or(Cell::Null, |index| self.batch.cells[self.first + index]);
        self.batch.str(cell).unwrap_or_default().to_owned()
    }

    fn refuse(&mut self, code: Code, column: Option<&str>, value: Option<&str>) {
        self.batch.places[self.index as usize].refused = true;
        self.complain(code, column, value);
    }

    fn complain(&mut self, code: Code, column: Option<&str>, value: Option<&str>) {
        self.batch.findings.push(finding(code, self.index, self.line, self.row, column, value));
    }
}

fn finding(
    code: Code,
    index: u32,
    line: u64,
    row: u64,
    column: Option<&str>,
    value: Option<&str>,
) -> Finding {
    Finding {
        code,
        row_in_batch: Some(index),
        line,
        row,
        column: column.map(ToOwned::to_owned),
        value: value.map(|value| value.chars().take(VALUE_CHARACTERS).collect()),
    }
}

fn of_file(code: Code, column: &str) -> Finding {
    Finding { code, row_in_batch: None, line: 0, row: 0, column: Some(column.to_owned()), value: None }
}

/// `YYYY-MM-DD`.
fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Columns that an import overwrites with nothing when all their cells are blank (5.3 rule 3).
fn would_erase(column: &Column) -> bool {
    match column {
        Column::Customer(column) => matches!(
            column,
            CustomerColumn::Prefix
                | CustomerColumn::Middlename
                | CustomerColumn::Suffix
                | CustomerColumn::Dob
                | CustomerColumn::Taxvat
                | CustomerColumn::Gender
        ),
        Column::Address(column) => matches!(
            column,
            AddressColumn::Company
                | AddressColumn::Fax
                | AddressColumn::Middlename
                | AddressColumn::Prefix
                | AddressColumn::Suffix
                | AddressColumn::VatId
        ),
        Column::Attribute(_) => true,
    }
}

fn plan(header: &Header) -> (Vec<Column>, Vec<SlotPlan>) {
    let mut columns = Vec::new();
    let mut slots = Vec::new();
    for (slot, cell) in header.slots.iter().zip(&header.cells) {
        let kept = columns.len();
        let column = if let Slot::Kept(column) = slot { Some(column) } else { None };
        columns.extend(column.cloned());
        slots.push(SlotPlan {
            slot: slot.clone(),
            header: cell.clone(),
            kept,
            rules: check::rules(column.unwrap_or(&Column::Attribute(String::new()))),
            filled: 0,
            profile: matches!(column, Some(Column::Attribute(_))).then(Profile::default),
        });
    }
    (columns, slots)
}

/// UTF-8 without byte order mark. UTF-8 itself is passed through: the reader wants to see what is undecodable.
fn decoded(stream: Box<dyn Read + Send>, dialect: &Dialect) -> Box<dyn Read + Send> {
    let encoding = (dialect.encoding != crate::Encoding::Utf8).then(|| dialect.encoding.decoder());
    let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(stream);
    Box::new(decoder)
}

fn failed(input: &Input, error: csv::Error, line: u64) -> FormatError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<LeashError>()) => {
            FormatError::RecordTooLong { file: input.name().to_owned(), line }
        }
        csv::ErrorKind::Io(error) => input.error(error),
        other => input.error(io::Error::other(format!("{other:?}"))),
    }
}

/// Stops a record that does not end before it fills the memory.
struct Leash<R> {
    inner: R,
    since_record: Arc<AtomicU64>,
}

#[derive(Debug, thiserror::Error)]
#[error("a record has no end")]
struct LeashError;

impl<R: Read> Read for Leash<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let since = self.since_record.fetch_add(read as u64, Ordering::Relaxed) + read as u64;
        if since > RECORD_LIMIT + buffer.len() as u64 { Err(io::Error::other(LeashError)) } else { Ok(read) }
    }
}
