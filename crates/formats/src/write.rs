//! Tables out: for the platform's importer, for spreadsheets, as Excel XML and as workbooks (data-formats.md 2.1, 10,
//! 16.2).

mod csv;
mod excel_xml;
mod xlsx;

use std::io::{self, Seek, Write};

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;

use crate::money;

/// How a table is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// As the platform writes and takes it: UTF-8 without mark, LF, commas, quotes where a cell needs them, and never a
    /// guard, which the importer would store.
    PlatformCsv,
    /// For spreadsheets: UTF-8 with mark, CRLF, and a blank before what a spreadsheet would run as a formula.
    SpreadsheetCsv {
        /// What stands between cells.
        separator: u8,
    },
    /// SpreadsheetML 2003 as the platform writes it, but well-formed.
    ExcelXml {
        /// The name on the sheet's tab.
        sheet: String,
    },
    /// A workbook in which every cell is text, so that no spreadsheet takes it for a number or a formula.
    Xlsx {
        /// The name on the sheet's tab.
        sheet: String,
    },
}

/// Takes a table row by row; its memory does not grow with the table.
pub trait TableWriter {
    /// Adds a row.
    ///
    /// # Errors
    /// When the disk refuses, or the form has no room for the row.
    fn row(&mut self, cells: &[&str]) -> io::Result<()>;

    /// Ends the table; without it the file is not whole.
    ///
    /// # Errors
    /// When the disk refuses.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A writer of that form.
///
/// # Errors
/// When the disk refuses, or the sheet cannot have that name.
pub fn writer<W>(form: Form, out: W) -> io::Result<Box<dyn TableWriter + Send>>
where
    W: Write + Seek + Send + 'static,
{
    Ok(match form {
        Form::PlatformCsv => Box::new(csv::Csv::for_platform(out)),
        Form::SpreadsheetCsv { separator } => Box::new(csv::Csv::for_spreadsheets(out, separator)?),
        Form::ExcelXml { sheet } => Box::new(excel_xml::ExcelXml::start(out, &sheet)?),
        Form::Xlsx { sheet } => Box::new(xlsx::Xlsx::start(out, &sheet)?),
    })
}

/// Appends a moment as the platform writes it, `YYYY-MM-DD HH:MM:SS` in UTC, of milliseconds since 1970; nothing for one
/// that no calendar has.
pub fn push_instant(milliseconds: i64, out: &mut String) {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().separator(b' ').precision(Some(0));
    if let Ok(moment) = Timestamp::from_millisecond(milliseconds) {
        // Memory is always there to write to.
        let _ = PRINTER.print_datetime(&TimeZone::UTC.to_datetime(moment), out);
    }
}

/// An amount as the platform writes it, `10.0000`, of ten-thousandths of a currency's unit.
#[must_use]
pub fn money_text(amount: i64) -> String {
    money::text(amount)
}

/// Whether a spreadsheet would run the cell as a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::{money_text, push_instant};

    #[test]
    fn moments_and_amounts_are_the_platforms() {
        let check = |milliseconds, expected: &str| {
            let mut text = String::new();
            push_instant(milliseconds, &mut text);
            assert_eq!(text, expected);
        };
        check(1_795_386_577_000, "2026-11-22 22:29:37");
        check(-1, "1969-12-31 23:59:59");
        check(i64::MAX, "");
        assert_eq!(money_text(-125_000), "-12.5000");
    }
}
