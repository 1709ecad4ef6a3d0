//! Records out of bytes: cells in place, each record with its physical line (data-formats.md 2.1-2.3).
//!
//! Written here because a reader of exports must tell what a general CSV parser hides: blank lines, the line on which
//! a record starts, and the line of a quote that nobody closed. Tests compare its cells with those of the `csv` crate.

use std::io::{self, Read};
use std::ops::Range;

/// No record of the platform is longer.
pub(crate) const RECORD_LIMIT: usize = 16 << 20;
const BUFFER_BYTES: usize = 256 << 10;
const SHORT_CELL: usize = 16;

/// Why there is no next record.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Longer than [`RECORD_LIMIT`]; the line is that of the quote left open, else the record's.
    #[error("the record at line {line} is too long")]
    TooLong { line: u64 },
    /// The stream ends inside the quoted cell that starts at `line`.
    #[error("the quote at line {line} is not closed")]
    Unclosed { line: u64 },
    /// A sheet that ends in the middle, or whose tags cannot be followed, behind that row.
    #[error("the sheet is damaged behind row {line}")]
    Malformed { line: u64 },
    /// A document that declares entities.
    #[error("the document declares entities")]
    Entities,
}

/// A stream cut into records. The record read last lies in the buffer until the next is read.
pub(crate) struct Records<R> {
    inner: R,
    separator: u8,
    buffer: Vec<u8>,
    /// End of what the buffer holds of the stream, and whether the stream ends there.
    filled: usize,
    ended: bool,
    /// First byte after the record, and its physical line.
    next: usize,
    next_line: u64,
    /// The record without its line end, and its physical line.
    record: Range<usize>,
    line: u64,
    /// Cells counted from the record's first byte, and those of them that still have quotes to lose.
    cells: Vec<Range<usize>>,
    quoted: Vec<usize>,
}

/// The buffer ends before the record does; inside the quoted cell that starts at `quote`, if any.
struct Cut {
    quote: Option<usize>,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(inner: R, separator: u8) -> Self {
        Self {
            inner,
            separator,
            buffer: vec![0; BUFFER_BYTES],
            filled: 0,
            ended: false,
            next: 0,
            next_line: 1,
            record: 0..0,
            line: 1,
            cells: Vec::new(),
            quoted: Vec::new(),
        }
    }

    /// Goes to the next record that is no blank line; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, RecordError> {
        if !self.skip_blank_lines()? {
            return Ok(false);
        }
        while let Err(cut) = self.parse() {
            self.read_on(&cut)?;
        }
        self.line = self.next_line;
        self.next_line += 1 + line_feeds(&self.buffer[self.record.clone()]);
        for index in self.quoted.drain(..) {
            let cell = &mut self.cells[index];
            let raw = &mut self.buffer[self.record.clone()][cell.clone()];
            cell.end = cell.start + unquote(raw);
        }
        Ok(true)
    }

    /// Physical line of the record's first byte, 1-based.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The line after the record.
    pub(crate) fn next_line(&self) -> u64 {
        self.next_line
    }

    /// The record's bytes, separators included.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.record.clone()]
    }

    /// The cells as places in [`Records::bytes`].
    pub(crate) fn cells(&self) -> &[Range<usize>] {
        &self.cells
    }

    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            match self.buffer[self.next..self.filled] {
                [] | [b'\r'] if !self.ended => {
                    self.fill()?;
                    continue;
                }
                [] => return Ok(false),
                [b'\r', b'\n', ..] => self.next += 2,
                [b'\r' | b'\n', ..] => self.next += 1,
                _ => return Ok(true),
            }
            self.next_line += 1;
        }
    }

    /// Follows the record that starts at `next`; once it is whole, `next` lies behind it.
    fn parse(&mut self) -> Result<(), Cut> {
        self.cells.clear();
        self.quoted.clear();
        let start = self.next;
        let mut first = start;
        loop {
            let end = self.cell(start, first)?;
            let line_end = match &self.buffer[end..self.filled] {
                [byte, ..] if *byte == self.separator => {
                    first = end + 1;
                    continue;
                }
                [b'\r'] if !self.ended => return Err(Cut { quote: None }),
                [b'\r', b'\n', ..] => 2,
                rest => rest.len().min(1),
            };
            self.record = start..end;
            self.next = end + line_end;
            return Ok(());
        }
    }

    /// Follows the cell that starts at `first` to the separator or line end behind it.
    fn cell(&mut self, start: usize, first: usize) -> Result<usize, Cut> {
        let bytes = &self.buffer[..self.filled];
        let quoted = bytes.get(first) == Some(&b'"');
        let closed = match quoted {
            true => self.close(first).ok_or(Cut { quote: Some(first) })?,
            false => Closed { after: first, clean: true },
        };
        let end = match cell_length(&bytes[closed.after..], self.separator) {
            Some(length) => closed.after + length,
            None if self.ended => bytes.len(),
            None => return Err(Cut { quote: None }),
        };
        if quoted && closed.clean {
            self.cells.push(first + 1 - start..end - 1 - start);
            return Ok(end);
        }
        if quoted {
            self.quoted.push(self.cells.len());
        }
        self.cells.push(first - start..end - start);
        Ok(end)
    }

    /// Finds the end of the quoted part that starts at `first`. A quote behind a backslash does not end it where more
    /// text follows: version 2.0 wrote such quotes undoubled.
    fn close(&self, first: usize) -> Option<Closed> {
        let bytes = &self.buffer[..self.filled];
        let (mut at, mut clean) = (first + 1, true);
        loop {
            let quote = at + memchr::memchr(b'"', &bytes[at..])?;
            let after = quote + 1;
            match bytes.get(after) {
                None if !self.ended => return None,
                Some(b'"') => at = after + 1,
                None | Some(b'\n' | b'\r') => return Some(Closed { after, clean }),
                Some(&byte) if byte == self.separator => return Some(Closed { after, clean }),
                Some(_) if quote > at && bytes[quote - 1] == b'\\' => at = after,
                Some(_) => return Some(Closed { after, clean: false }),
            }
            clean = false;
        }
    }

    fn read_on(&mut self, cut: &Cut) -> Result<(), RecordError> {
        let line = self.next_line + cut.quote.map_or(0, |quote| line_feeds(&self.buffer[self.next..quote]));
        if self.ended {
            return Err(RecordError::Unclosed { line });
        }
        if self.filled - self.next > RECORD_LIMIT {
            return Err(RecordError::TooLong { line });
        }
        Ok(self.fill()?)
    }

    /// Moves what is unread to the front and fills the rest of the buffer, which doubles where nothing is used up.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.next..self.filled, 0);
        self.filled -= self.next;
        self.next = 0;
        if self.filled == self.buffer.len() {
            self.buffer.resize((2 * self.filled).min(RECORD_LIMIT + 1), 0);
        }
        while self.filled < self.buffer.len() && !self.ended {
            match self.inner.read(&mut self.buffer[self.filled..]) {
                Ok(read) => {
                    self.filled += read;
                    self.ended = read == 0;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Where the quoted part of a cell ends.
struct Closed {
    /// First byte behind the closing quote.
    after: usize,
    /// Nothing but the outer quotes must go.
    clean: bool,
}

/// Bytes before the separator or line end. Most cells are short: a look at each byte is faster than setting out for a
/// vectorised search.
fn cell_length(bytes: &[u8], separator: u8) -> Option<usize> {
    let near = bytes.len().min(SHORT_CELL);
    let found = bytes[..near].iter().position(|&byte| byte == separator || byte == b'\n' || byte == b'\r');
    found.or_else(|| Some(near + memchr::memchr3(separator, b'\n', b'\r', &bytes[near..])?))
}

fn line_feeds(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Takes the quotes off a cell in place and returns its length. What follows a closing quote is kept. The room gained
/// is filled with blanks, so that valid UTF-8 stays valid.
fn unquote(cell: &mut [u8]) -> usize {
    let (mut length, mut at, mut inside) = (0, 1, true);
    while at < cell.len() {
        let byte = cell[at];
        if inside && byte == b'"' {
            match cell.get(at + 1) {
                Some(b'"') => at += 1,
                Some(_) if at > 1 && cell[at - 1] == b'\\' => {}
                _ => {
                    inside = false;
                    at += 1;
                    continue;
                }
            }
        }
        cell[length] = byte;
        length += 1;
        at += 1;
    }
    cell[length..].fill(b' ');
    length
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use proptest::prelude::*;

    use super::{RECORD_LIMIT, RecordError, Records};

    /// A stream that gives a few bytes at a time.
    struct Dribble<'a>(&'a [u8], usize);

    impl Read for Dribble<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len()).min(self.0.len());
            self.0.read(&mut buffer[..length])
        }
    }

    type Read1 = (u64, Vec<String>);

    fn read(bytes: &[u8], separator: u8) -> Result<Vec<Read1>, RecordError> {
        let mut records = Records::new(Dribble(bytes, 7), separator);
        let mut read = Vec::new();
        while records.advance()? {
            let cells = records.cells().iter().map(|cell| &records.bytes()[cell.clone()]);
            read.push((
                records.line(),
                cells.map(|cell| String::from_utf8_lossy(cell).into_owned()).collect(),
            ));
        }
        Ok(read)
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let read = read(text.as_bytes(), b',').expect("records");
        let read: Vec<(u64, Vec<&str>)> =
            read.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(u64, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn records_have_their_cells_and_lines() {
        check("", &[]);
        check("a,b\nc,d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a,\r\n,b\r\n", &[(1, &["a", ""]), (2, &["", "b"])]);
        check("a\rb\r", &[(1, &["a"]), (2, &["b"])]);
        check("\n\na\n\r\n\nb\n\n", &[(3, &["a"]), (6, &["b"])]);
        check("\"a\nb\",c\nd\n", &[(1, &["a\nb", "c"]), (3, &["d"])]);
        check("\"a \"\"b\"\"\",\"\"\n", &[(1, &["a \"b\"", ""])]);
        check("5\" pipe,\"x\" y\n", &[(1, &["5\" pipe", "x y"])]);
    }

    #[test]
    fn quotes_behind_a_backslash_are_those_of_version_2_0() {
        check(r#""a \"b\" c",d"#, &[(1, &[r#"a \"b\" c"#, "d"])]);
        check(r#""ends with \",d"#, &[(1, &[r"ends with \", "d"])]);
        check(r#"\"a,b"#, &[(1, &[r#"\"a"#, "b"])]);
    }

    #[test]
    fn an_open_quote_is_told_with_its_line() {
        let check = |text: &str, expected: &str| {
            let error = read(text.as_bytes(), b',').expect_err(text);
            assert_eq!(error.to_string(), expected, "{text:?}");
        };
        check("a,b\nc,\"d\ne,f\n", "the quote at line 2 is not closed");
        check("\"a\nb\",\"c\n", "the quote at line 2 is not closed");
        check("\"", "the quote at line 1 is not closed");
    }

    /// As many bytes as asked for, counted.
    struct Endless(u64, u8);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(self.1);
            self.0 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_line_of_two_gigabytes_is_given_up_at_the_limit() {
        let check = |head: &str, expected: u64| {
            let mut records = Records::new(head.as_bytes().chain(Endless(0, b'x').take(2 << 30)), b',');
            let error = loop {
                match records.advance() {
                    Ok(more) => assert!(more, "the line was taken for a record"),
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, RecordError::TooLong { line } if line == expected), "{error}");
            let seen = records.inner.get_ref().1.get_ref().0;
            assert!(seen <= 1 + RECORD_LIMIT as u64, "{seen} bytes were read");
        };
        check("a,b\nc", 2);
        check("a,b\n\"c\nd\",\"", 3);
    }

    /// What the `csv` crate makes of it.
    fn reference(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(bytes);
        let records = reader.byte_records().map(|record| record.expect("in memory"));
        records
            .map(|record| record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[ab,;\"\n\r é]{0,60}", semicolon: bool) {
            let separator = if semicolon { b';' } else { b',' };
            if let Ok(read) = read(text.as_bytes(), separator) {
                let cells: Vec<_> = read.into_iter().map(|(_, cells)| cells).collect();
                prop_assert_eq!(cells, reference(text.as_bytes(), separator));
            }
        }

        #[test]
        fn records_cut_anywhere_are_the_same(text in "[ab,\"\n\r]{0,60}", step in 1_usize..9) {
            let all = |step| {
                let mut records = Records::new(Dribble(text.as_bytes(), step), b',');
                records.buffer.truncate(step);
                let mut cells = Vec::new();
                while records.advance().unwrap_or(false) {
                    cells.push((records.line(), records.bytes().to_vec(), records.cells().to_vec()));
                }
                cells
            };
            prop_assert_eq!(all(step), all(1000));
        }
    }
}
