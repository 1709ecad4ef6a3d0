//! A row of a sheet under construction: its cells one behind the other, as places in its text.

use std::ops::Range;

use crate::records::{RECORD_LIMIT, RecordError};

/// No spreadsheet has more columns.
pub(crate) const COLUMNS: usize = 16_384;

/// The row read last.
#[derive(Default)]
pub(crate) struct Line {
    text: String,
    cells: Vec<Range<usize>>,
    /// Row number in the sheet, 1-based.
    pub(crate) number: u64,
    /// Cells that every row has, once a header was read.
    width: usize,
}

impl Line {
    /// Begins a row.
    pub(crate) fn start(&mut self, number: u64) {
        self.text.clear();
        self.cells.clear();
        self.number = number;
    }

    /// Puts a text into a column, counted from 0; the last one counts where there are two.
    pub(crate) fn put(&mut self, column: usize, text: &str) -> Result<(), RecordError> {
        if column >= COLUMNS || self.text.len() + text.len() > RECORD_LIMIT {
            return Err(RecordError::TooLong { line: self.number });
        }
        if text.is_empty() {
            return Ok(());
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, 0..0);
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells[column] = start..self.text.len();
        Ok(())
    }

    /// Whether no cell has text.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Ends a row: sheets leave out the blank cells behind the last one. The first row is the header.
    pub(crate) fn end(&mut self) {
        if self.cells.len() < self.width {
            self.cells.resize(self.width, 0..0);
        }
    }

    /// Every row from now on has at least that many cells.
    pub(crate) fn widen(&mut self, cells: usize) {
        self.width = cells;
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    pub(crate) fn cells(&self) -> &[Range<usize>] {
        &self.cells
    }
}
