//! Rows of a sheet: text as it is, numbers as the sheet shows them, dates as ISO.

use std::sync::Arc;

use super::Shared;
use super::strings::unescaped;
use crate::line::Line;
use crate::records::{RECORD_LIMIT, RecordError};
use crate::sheet_date;
use crate::xml::{Tag, Token, Xml};

/// The rows of one sheet.
pub(crate) struct SheetRows {
    xml: Xml,
    shared: Arc<Shared>,
    line: Line,
    value: String,
    /// Inside the rows; a sheet of charts has none.
    begun: bool,
    ended: bool,
}

/// Where in a row the reading is.
#[derive(Default)]
struct Cursor {
    column: usize,
    kind: CellKind,
    style: usize,
    /// Inside a value or text.
    inside: bool,
    /// Inside the reading above a text.
    reading: bool,
}

/// How a cell's value is written.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Flag,
    Date,
}

impl SheetRows {
    pub(super) fn new(xml: Xml, shared: Arc<Shared>) -> Self {
        Self { xml, shared, line: Line::default(), value: String::new(), begun: false, ended: false }
    }

    /// Goes to the next row that is not blank; `false` at the end of the sheet.
    pub(crate) fn advance(&mut self) -> Result<bool, RecordError> {
        while !self.ended {
            let number = self.line.number;
            match self.xml.token().map_err(|error| error.at(number))? {
                Token::Start(tag) if tag.name() == "row" => {
                    let number = row_number(&tag, number);
                    self.row(number)?;
                    if !self.line.is_blank() {
                        return Ok(true);
                    }
                }
                Token::Start(tag) if tag.name() == "sheetData" => self.begun = true,
                Token::End(tag) if tag.name() == "sheetData" => self.ended = true,
                Token::Eof if !self.begun => self.ended = true,
                Token::Eof => return Err(RecordError::Malformed { line: number.max(1) }),
                _ => {}
            }
        }
        Ok(false)
    }

    pub(crate) fn line(&self) -> &Line {
        &self.line
    }

    pub(crate) fn line_mut(&mut self) -> &mut Line {
        &mut self.line
    }

    fn row(&mut self, number: u64) -> Result<(), RecordError> {
        self.line.start(number);
        let mut at = Cursor::default();
        loop {
            match self.xml.token().map_err(|error| error.at(number))? {
                Token::Start(tag) => at.open(&tag, &mut self.value),
                Token::Text(text) if at.inside => {
                    if self.value.len() + text.len() > RECORD_LIMIT {
                        return Err(RecordError::TooLong { line: number });
                    }
                    self.value.push_str(&text);
                }
                Token::End(tag) => match tag.name() {
                    "v" | "t" => at.inside = false,
                    "rPh" => at.reading = false,
                    "c" => {
                        self.cell(&at)?;
                        at.column = at.column.saturating_add(1);
                    }
                    "row" => {
                        self.line.end();
                        return Ok(());
                    }
                    _ => {}
                },
                Token::Eof => return Err(RecordError::Malformed { line: number }),
                Token::Text(_) | Token::Other => {}
            }
        }
    }

    fn cell(&mut self, at: &Cursor) -> Result<(), RecordError> {
        let value = self.value.as_str();
        let text = match at.kind {
            CellKind::Shared => {
                let index = value.trim().parse().ok();
                return match index.and_then(|index| self.shared.strings.get(index)) {
                    Some(text) => self.line.put(at.column, text),
                    None => Ok(()),
                };
            }
            CellKind::Text => unescaped(value),
            CellKind::Flag if value == "1" => Some("TRUE".to_owned()),
            CellKind::Flag if value == "0" => Some("FALSE".to_owned()),
            CellKind::Flag => None,
            CellKind::Date => sheet_date::spaced(value),
            CellKind::Number if self.shared.styles.is_date(at.style) => {
                let serial = value.trim().parse().ok();
                let date = serial.and_then(|serial| sheet_date::of_serial(serial, self.shared.from_1904));
                Some(date.unwrap_or_else(|| sheet_date::plain(value)))
            }
            CellKind::Number => Some(sheet_date::plain(value)),
        };
        self.line.put(at.column, text.as_deref().unwrap_or(value))
    }
}

impl Cursor {
    fn open(&mut self, tag: &Tag<'_>, value: &mut String) {
        match tag.name() {
            "c" => {
                value.clear();
                let place = tag.attribute("r").and_then(|place| column(&place));
                self.column = place.unwrap_or(self.column);
                self.style = tag.number("s").unwrap_or(0);
                self.kind = match tag.attribute("t").as_deref() {
                    Some("s") => CellKind::Shared,
                    Some("str" | "inlineStr" | "e") => CellKind::Text,
                    Some("b") => CellKind::Flag,
                    Some("d") => CellKind::Date,
                    _ => CellKind::Number,
                };
            }
            "rPh" => self.reading = true,
            "v" | "t" => self.inside = !self.reading,
            _ => {}
        }
    }
}

/// The number of a row that may tell it itself.
fn row_number(tag: &Tag<'_>, before: u64) -> u64 {
    let told = tag.number("r").and_then(|number| u64::try_from(number).ok());
    told.filter(|&told| told > before).unwrap_or(before + 1)
}

/// The column, counted from 0, of a place such as `AB12`.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn columns_are_counted_by_letters() {
        let check = |place, expected| assert_eq!(column(place), expected, "{place}");
        check("A1", Some(0));
        check("Z9", Some(25));
        check("AA10", Some(26));
        check("XFD1", Some(16_383));
        check("12", None);
    }
}
