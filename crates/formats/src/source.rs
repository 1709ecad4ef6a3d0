//! Records from wherever a table lies: CSV, a sheet of a workbook, a sheet in XML. Each gives cells as places in bytes
//! and the physical line of the record; of a sheet that is the row's number.

use std::ops::Range;

use crate::excel_xml::ExcelXml;
use crate::input::Stream;
use crate::records::{RecordError, Records};
use crate::xlsx::SheetRows;

/// A stream of records.
pub(crate) enum Source {
    Csv(Box<Records<Stream>>),
    ExcelXml(Box<ExcelXml>),
    Xlsx(Box<SheetRows>),
}

impl Source {
    /// Goes to the next record that is not blank; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, RecordError> {
        match self {
            Self::Csv(records) => records.advance(),
            Self::ExcelXml(rows) => rows.advance(),
            Self::Xlsx(rows) => rows.advance(),
        }
    }

    /// Physical line of the record, 1-based.
    pub(crate) fn line(&self) -> u64 {
        match self {
            Self::Csv(records) => records.line(),
            Self::ExcelXml(rows) => rows.line().number,
            Self::Xlsx(rows) => rows.line().number,
        }
    }

    /// The line after the record.
    pub(crate) fn next_line(&self) -> u64 {
        match self {
            Self::Csv(records) => records.next_line(),
            Self::ExcelXml(_) | Self::Xlsx(_) => self.line() + 1,
        }
    }

    /// The record's bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Csv(records) => records.bytes(),
            Self::ExcelXml(rows) => rows.line().bytes(),
            Self::Xlsx(rows) => rows.line().bytes(),
        }
    }

    /// The cells as places in [`Source::bytes`].
    pub(crate) fn cells(&self) -> &[Range<usize>] {
        match self {
            Self::Csv(records) => records.cells(),
            Self::ExcelXml(rows) => rows.line().cells(),
            Self::Xlsx(rows) => rows.line().cells(),
        }
    }

    /// Whether no cell has anything.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells().iter().all(Range::is_empty)
    }

    /// Whether a blank line is a record that lacks its cells, as the importer sees it, and not a gap in a sheet.
    pub(crate) fn has_blank_lines(&self) -> bool {
        matches!(self, Self::Csv(_))
    }

    /// Sheets leave out blank cells at the end: every record from now on has at least that many cells.
    pub(crate) fn widen(&mut self, cells: usize) {
        match self {
            Self::Csv(_) => {}
            Self::ExcelXml(rows) => rows.line_mut().widen(cells),
            Self::Xlsx(rows) => rows.line_mut().widen(cells),
        }
    }

    /// The cells as texts, undecodable bytes replaced.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |cell: &Range<usize>| String::from_utf8_lossy(&self.bytes()[cell.clone()]).into_owned();
        self.cells().iter().map(text).collect()
    }

    /// The cells as those of a header: without blanks around.
    pub(crate) fn header(&self) -> Vec<String> {
        self.texts().iter().map(|cell| cell.trim().to_owned()).collect()
    }
}
