//! Encoding and separator of a file (data-formats.md 2, 13).

use std::collections::BTreeMap;

use crate::container::{Container, Told};
use crate::records::Records;
use crate::scan::Scan;
use crate::xml;
use crate::{About, Choice, Encoding, Question};

/// Separators that files use, the platform's own first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at for the separator.
const RECORDS: usize = 100;

/// How a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialect {
    /// Text with separators.
    Csv {
        /// How its bytes become text.
        encoding: Encoding,
        /// Whether it starts with a byte order mark.
        mark: bool,
        /// Field separator.
        separator: u8,
    },
    /// A workbook in XML (SpreadsheetML 2003).
    ExcelXml,
    /// A workbook.
    Xlsx {
        /// The name on the sheet's tab.
        sheet: String,
    },
}

impl Dialect {
    /// For people: `UTF-8, comma`.
    #[must_use]
    pub fn describe(&self) -> String {
        let (encoding, mark, separator) = match self {
            Self::ExcelXml => return "Excel XML".to_owned(),
            Self::Xlsx { sheet } => return format!("XLSX, sheet {sheet}"),
            Self::Csv { encoding, mark, separator } => (encoding, mark, separator),
        };
        let separator = match separator {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "bar",
        };
        let mark = if *mark { " with byte order mark" } else { "" };
        format!("{}{mark}, {separator}", encoding.as_str().to_uppercase())
    }
}

impl Dialect {
    /// Whether a decoder was at work, which puts U+FFFD for what is not in the encoding or no text may have.
    pub(crate) fn is_decoded(&self) -> bool {
        match self {
            Self::Csv { encoding, .. } => *encoding != Encoding::Utf8,
            Self::ExcelXml | Self::Xlsx { .. } => true,
        }
    }
}

/// What a text is, or what must be asked.
pub(crate) fn of(scan: &Scan, told: &Told) -> Result<Container, Vec<Question>> {
    let encoding = match (scan.mark, told.encoding) {
        (Some(mark), _) => mark,
        (None, Some(told)) => told,
        (None, None) if scan.valid_utf8 => Encoding::Utf8,
        (None, None) => match declared(&scan.head) {
            Some(declared) => declared,
            None => return Err(vec![encoding_question(scan)]),
        },
    };
    let (head, _) = encoding.decoder().decode_without_bom_handling(&scan.head);
    if xml::is_document(&head) {
        return Ok(Container::ExcelXml { encoding });
    }
    let separator = match told.separator {
        Some(told) => told,
        None => separator(&head).map_err(|tied| vec![separator_question(&head, &tied)])?,
    };
    Ok(Container::Csv { encoding, mark: scan.mark.is_some(), separator })
}

/// The same where nobody can be asked, as in a preview.
pub(crate) fn proposed(scan: &Scan, told: &Told) -> Container {
    let mut told = told.clone();
    loop {
        let question = match of(scan, &told) {
            Ok(container) => return container,
            Err(questions) => questions.into_iter().next(),
        };
        match question.map(|question| question.about) {
            Some(About::Encoding) => told.encoding = Some(Encoding::Windows1252),
            _ => told.separator = Some(b','),
        }
    }
}

/// The encoding that an XML document says it has.
fn declared(head: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding=")?.1;
    Encoding::parse(value.get(1..)?.split(['"', '\'']).next()?)
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
    let choice = |&separator: &u8| Choice { value: separator_name(separator), preview: preview.clone() };
    Question { about: About::Separator, choices: tied.iter().map(choice).collect() }
}

/// `,`, `;`, `|` or `tab`.
pub(crate) fn separator_name(separator: u8) -> String {
    if separator == b'\t' { "tab".to_owned() } else { char::from(separator).to_string() }
}

/// The separator of that name.
pub(crate) fn parse_separator(name: &str) -> Option<u8> {
    SEPARATORS.into_iter().find(|&separator| separator_name(separator) == name)
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

/// How many records have the commonest number of cells, in thousandths, and then that number; 0 where it is one. Not
/// the first record's number: titles may stand above a table.
fn score(head: &str, separator: u8) -> usize {
    let mut records = Records::new(head.as_bytes(), separator);
    let (mut records_read, mut counts) = (0, BTreeMap::<usize, usize>::new());
    while records_read < RECORDS && records.advance().unwrap_or(false) {
        *counts.entry(records.cells().len()).or_default() += 1;
        records_read += 1;
    }
    match counts.into_iter().max_by_key(|&(_, records)| records) {
        Some((cells, records)) if cells > 1 => records * 1000 / records_read + cells,
        _ => 0,
    }
}
