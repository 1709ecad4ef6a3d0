//! Files as text in, findings and cells out.

use std::io::Write as _;
use std::sync::atomic::AtomicBool;

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::finding::Finding;
use clientele_formats::{FormatError, Opened, Question, ReadOptions, Reader, Table, open};

/// On a day in 2026.
pub fn options() -> ReadOptions {
    ReadOptions { today: jiff::civil::date(2026, 11, 23), ..ReadOptions::default() }
}

pub fn write(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("written");
    file
}

pub fn opened(bytes: &[u8], options: &ReadOptions) -> Result<Opened, FormatError> {
    open(write(bytes).path(), options, &AtomicBool::new(false))
}

#[track_caller]
pub fn reader_with(bytes: &[u8], options: &ReadOptions) -> Box<Reader> {
    match opened(bytes, options) {
        Ok(Opened::Reader(reader)) => reader,
        Ok(Opened::Questions(questions)) => panic!("asked {questions:?}"),
        Ok(Opened::Table(table)) => panic!("a table with {:?}", table.problems),
        Err(error) => panic!("refused: {error}"),
    }
}

#[track_caller]
pub fn reader(bytes: &[u8]) -> Box<Reader> {
    reader_with(bytes, &options())
}

#[track_caller]
pub fn questions(bytes: &[u8], options: &ReadOptions) -> Vec<Question> {
    match opened(bytes, options) {
        Ok(Opened::Questions(questions)) => questions,
        Ok(Opened::Reader(reader)) => panic!("read as {:?}", reader.kind()),
        Ok(Opened::Table(_)) => panic!("a table"),
        Err(error) => panic!("refused: {error}"),
    }
}

#[track_caller]
pub fn table(bytes: &[u8], options: &ReadOptions) -> Box<Table> {
    match opened(bytes, options) {
        Ok(Opened::Table(table)) => table,
        Ok(Opened::Reader(reader)) => panic!("read as {:?}", reader.kind()),
        Ok(Opened::Questions(questions)) => panic!("asked {questions:?}"),
        Err(error) => panic!("refused: {error}"),
    }
}

/// All rows as text, refused ones marked, and all findings.
pub fn read(mut reader: Box<Reader>) -> (Vec<Vec<String>>, Vec<Finding>) {
    let (mut rows, mut findings, mut batch) = (Vec::new(), Vec::new(), Batch::default());
    while reader.read(&mut batch).expect("readable") {
        for row in 0..batch.len() {
            let cell = |&cell: &Cell| match cell {
                Cell::Null => "-".to_owned(),
                Cell::Integer(number) => number.to_string(),
                Cell::Text { .. } => batch.str(cell).unwrap_or_default().to_owned(),
            };
            let refused = batch.places[row].refused.then(|| "refused".to_owned());
            rows.push(refused.into_iter().chain(batch.row(row).iter().map(cell)).collect());
        }
        findings.append(&mut batch.findings);
    }
    findings.extend(reader.finish().findings);
    (rows, findings)
}

/// Code, line and column of findings.
pub fn told(findings: &[Finding]) -> Vec<(&str, u64, &str)> {
    fn told(finding: &Finding) -> (&str, u64, &str) {
        (finding.code.as_str(), finding.line, finding.column.as_deref().unwrap_or(""))
    }
    findings.iter().map(told).collect()
}

#[track_caller]
pub fn refused(bytes: &[u8], code: &str) {
    match opened(bytes, &options()) {
        Err(error) => {
            assert_eq!(error.code(), code, "{error}");
            assert_eq!(error.to_string().lines().count(), 1, "{error}");
        }
        Ok(_) => panic!("{code} expected"),
    }
}
