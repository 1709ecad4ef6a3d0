//! Tables out: for the platform's importer, for spreadsheets, as Excel XML and as workbooks (data-formats.md 2.1, 10,
//! 16.2).

mod csv;
mod excel_xml;
mod xlsx;

use std::io::{self, Seek, Write};

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;

use crate::labels::Language;
use crate::{date, money};

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

/// A moment as the platform writes it, `YYYY-MM-DD HH:MM:SS` in UTC, of milliseconds since 1970; empty for one that no
/// calendar has.
#[must_use]
pub fn instant_text(milliseconds: i64) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().separator(b' ').precision(Some(0));
    match Timestamp::from_millisecond(milliseconds) {
        Ok(moment) => PRINTER.datetime_to_string(&TimeZone::UTC.to_datetime(moment)),
        Err(_) => String::new(),
    }
}

/// A moment as the customers grid writes it in a language, `Nov 22, 2026 10:29:37 PM`, by the clock of a zone
/// (data-formats.md 3.2); empty for one that no calendar has.
#[must_use]
pub fn shown_instant(milliseconds: i64, zone: &TimeZone, language: Language) -> String {
    match Timestamp::from_millisecond(milliseconds) {
        Ok(moment) => date::medium_text(zone.to_datetime(moment), language),
        Err(_) => String::new(),
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
    use jiff::tz::TimeZone;

    use super::{instant_text, money_text, shown_instant};
    use crate::labels::Language;

    #[test]
    fn moments_and_amounts_are_the_platforms() {
        assert_eq!(instant_text(1_795_386_577_000), "2026-11-22 22:29:37");
        assert_eq!(instant_text(-1), "1969-12-31 23:59:59");
        assert_eq!(instant_text(i64::MAX), "");
        assert_eq!(money_text(-125_000), "-12.5000");
    }

    #[test]
    fn moments_are_shown_by_the_clock_of_a_zone() {
        let paris = TimeZone::get("Europe/Paris").expect("a zone");
        let check = |zone: &TimeZone, language, expected: &str| {
            assert_eq!(shown_instant(1_795_386_577_000, zone, language), expected);
        };
        check(&TimeZone::UTC, Language::English, "Nov 22, 2026 10:29:37 PM");
        check(&paris, Language::English, "Nov 22, 2026 11:29:37 PM");
        check(&paris, Language::French, "22 nov. 2026 23:29:37");
        assert_eq!(shown_instant(i64::MIN, &paris, Language::French), "");
    }
}
