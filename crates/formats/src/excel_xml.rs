//! Rows of a workbook in XML (SpreadsheetML 2003, data-formats.md section 10), as the platform writes it and as
//! spreadsheets save it again. Texts are read, never the numbers that a type makes of them.

use crate::line::Line;
use crate::records::{RECORD_LIMIT, RecordError};
use crate::sheet_date;
use crate::xml::{Tag, Token, Xml};

/// The rows of one sheet.
pub(crate) struct ExcelXml {
    xml: Xml,
    line: Line,
    data: String,
    /// Behind the sheet's last row.
    ended: bool,
}

/// Where in a row the reading is.
struct Cursor {
    column: usize,
    /// Columns that the cell spans beside its own.
    merged: usize,
    dated: bool,
    /// Inside `Data`, outside of a comment, which has one of its own.
    inside: bool,
    comment: bool,
}

impl ExcelXml {
    /// The sheet of that index; none where the document has fewer.
    pub(crate) fn open(xml: Xml, sheet: usize) -> Result<Option<Self>, RecordError> {
        let mut rows = Self { xml, line: Line::default(), data: String::new(), ended: false };
        let mut seen = 0;
        loop {
            match rows.xml.token().map_err(|error| error.at(1))? {
                Token::Start(tag) if tag.name() == "Worksheet" => {
                    if seen == sheet {
                        return Ok(Some(rows));
                    }
                    seen += 1;
                }
                Token::Eof if seen == 0 => return Err(RecordError::Malformed { line: 1 }),
                Token::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Goes to the next row that is not blank; `false` at the end of the sheet.
    pub(crate) fn advance(&mut self) -> Result<bool, RecordError> {
        while !self.ended {
            let number = self.line.number;
            match self.xml.token().map_err(|error| error.at(number))? {
                Token::Start(tag) if tag.name() == "Row" => {
                    let number = row_number(&tag, number);
                    self.row(number)?;
                    if !self.line.is_blank() {
                        return Ok(true);
                    }
                }
                Token::End(tag) if tag.name() == "Worksheet" => self.ended = true,
                Token::Eof => return Err(RecordError::Malformed { line: number }),
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
        let mut at = Cursor { column: 0, merged: 0, dated: false, inside: false, comment: false };
        loop {
            match self.xml.token().map_err(|error| error.at(number))? {
                Token::Start(tag) => at.open(&tag, &mut self.data),
                Token::Text(text) if at.inside => {
                    // The row's own limit is looked at once the cell is whole.
                    if self.data.len() + text.len() > RECORD_LIMIT {
                        return Err(RecordError::TooLong { line: number });
                    }
                    self.data.push_str(&text);
                }
                Token::End(tag) => match tag.name() {
                    "Data" if at.inside => {
                        at.inside = false;
                        let text = if at.dated { sheet_date::spaced(&self.data) } else { None };
                        self.line.put(at.column, text.as_deref().unwrap_or(&self.data))?;
                    }
                    "Comment" => at.comment = false,
                    "Cell" => at.column = at.column.saturating_add(at.merged).saturating_add(1),
                    "Row" => {
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
}

impl Cursor {
    fn open(&mut self, tag: &Tag<'_>, data: &mut String) {
        match tag.name() {
            "Cell" => {
                // 1-based; what goes back is not followed.
                let index = tag.number("Index").map_or(0, |index| index.saturating_sub(1));
                self.column = self.column.max(index);
                self.merged = tag.number("MergeAcross").unwrap_or(0);
                self.comment = false;
            }
            "Comment" => self.comment = true,
            "Data" if !self.comment => {
                data.clear();
                self.inside = true;
                self.dated = tag.attribute("Type").as_deref() == Some("DateTime");
            }
            _ => {}
        }
    }
}

/// The number of a row that may tell it itself.
fn row_number(tag: &Tag<'_>, before: u64) -> u64 {
    let told = tag.number("Index").and_then(|index| u64::try_from(index).ok());
    told.filter(|&told| told > before).unwrap_or(before + 1)
}
