//! Encoding and separator of a file (data-formats.md 2, 13).

use crate::records::Records;
use crate::scan::Scan;
use crate::{About, Choice, Encoding, Question, ReadOptions};

/// Separators that files use, the platform's own first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at for the separator.
const RECORDS: usize = 100;

/// How a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// How its bytes become text.
    pub encoding: Encoding,
    /// Whether it starts with a byte order mark.
    pub mark: bool,
    /// Field separator.
    pub separator: u8,
}

impl Dialect {
    /// For people: `UTF-8, comma`.
    #[must_use]
    pub fn describe(&self) -> String {
        let separator = match self.separator {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "bar",
        };
        let mark = if self.mark { " with byte order mark" } else { "" };
        format!("{}{mark}, {separator}", self.encoding.as_str().to_uppercase())
    }
}

/// The dialect, or what must be asked.
pub(crate) fn of(scan: &Scan, options: &ReadOptions) -> Result<Dialect, Vec<Question>> {
    let encoding = match (scan.mark, options.encoding) {
        (Some(mark), _) => mark,
        (None, Some(told)) => told,
        (None, None) if scan.valid_utf8 => Encoding::Utf8,
        (None, None) => return Err(vec![encoding_question(scan)]),
    };
    let (head, _) = encoding.decoder().decode_without_bom_handling(&scan.head);
    let separator = match options.separator {
        Some(told) => told,
        None => separator(&head).map_err(|tied| vec![separator_question(&head, &tied)])?,
    };
    Ok(Dialect { encoding, mark: scan.mark.is_some(), separator })
}

fn encoding_question(scan: &Scan) -> Question {
    let choice = |encoding: Encoding| Choice {
        value: encoding.as_str().to_owned(),
        preview: scan
            .telling
            .iter()
            .map(|line| encoding.decoder().decode_without_bom_handling(line).0.trim_end().to_owned())
            .collect(),
    };
    Question { about: About::Encoding, choices: vec![choice(Encoding::Windows1252), choice(Encoding::Utf8)] }
}

fn separator_question(head: &str, tied: &[u8]) -> Question {
    let preview: Vec<String> = head.lines().take(3).map(ToOwned::to_owned).collect();
    let name =
        |separator: u8| if separator == b'\t' { "tab".to_owned() } else { char::from(separator).to_string() };
    let choices =
        tied.iter().map(|&separator| Choice { value: name(separator), preview: preview.clone() }).collect();
    Question { about: About::Separator, choices }
}

/// The separator with the most consistent cell count over the first records under quote rules, not by counting
/// characters (data-formats.md 13). A single column has no separator: the comma will do.
fn separator(head: &str) -> Result<u8, Vec<u8>> {
    let scores: Vec<(u8, usize)> = SEPARATORS
        .iter()
        .map(|&separator| (separator, score(head, separator)))
        .filter(|&(_, score)| score > 0)
        .collect();
    let best = scores.iter().map(|&(_, score)| score).max().unwrap_or(0);
    let tied: Vec<u8> =
        scores.iter().filter(|&&(_, score)| score == best).map(|&(separator, _)| separator).collect();
    match tied[..] {
        [] => Ok(b','),
        [one] => Ok(one),
        _ => Err(tied),
    }
}

/// How many records have as many cells as the header, in thousandths, and then that number; 0 where the header has a
/// single cell.
fn score(head: &str, separator: u8) -> usize {
    let mut records = Records::new(head.as_bytes(), separator);
    let mut counts = Vec::new();
    while counts.len() < RECORDS && records.advance().unwrap_or(false) {
        counts.push(records.cells().len());
    }
    match counts.first() {
        Some(&cells) if cells > 1 => {
            counts.iter().filter(|&&count| count == cells).count() * 1000 / counts.len() + cells
        }
        _ => 0,
    }
}
