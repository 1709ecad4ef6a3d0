//! Rows on their way from a file to the store: one text buffer, cells as places in it.

use std::ops::Range;

use crate::finding::Finding;

/// One cell of a [`Batch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cell {
    /// The file has the column, the value could not be read in the column's storage or the cell is blank
    /// and its storage is not text.
    #[default]
    Null,
    /// A slice of [`Batch::text`]; an empty slice is an empty cell.
    Text {
        /// First byte.
        start: u32,
        /// Length in bytes.
        len: u32,
    },
    /// A whole number, an instant in milliseconds, or 0/1, by the column's storage.
    Integer(i64),
}

/// Which records a row holds, of the kinds of files whose rows are customers, addresses or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// A customer.
    #[default]
    Customer,
    /// A customer and one of its addresses.
    Both,
    /// An address of the customer whom the row's key names.
    Address,
}

/// Where a row stood in its file, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Physical line of the row's first byte, 1-based; the header is usually line 1.
    pub line: u64,
    /// Ordinal of the data row, 1-based, as the platform's messages count.
    pub row: u64,
    /// The reader refuses the row: a finding says why, the row must not be stored.
    pub refused: bool,
    /// Which records it holds.
    pub part: Part,
    /// Its `_action` is to delete; acts only where someone chose that the file's actions count (data-formats.md 4.1).
    pub deletes: bool,
}

/// The text of a cell whose canonical writing differs from it (data-formats.md 16.1 rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    /// Index of the row in the batch.
    pub row: u32,
    /// Index of the column in the reader's columns.
    pub column: u32,
    /// First byte in [`Batch::text`].
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// Up to a thousand rows of one file. Reused: [`Batch::clear`] keeps the buffers.
#[derive(Debug, Default, Clone)]
pub struct Batch {
    /// The buffer all text cells point into; always valid UTF-8.
    pub text: String,
    /// Row by row, as many as the reader has columns.
    pub cells: Vec<Cell>,
    /// One per row.
    pub places: Vec<Place>,
    /// Cells whose raw text is kept, by row and column.
    pub raw: Vec<Raw>,
    /// What the reader complains about in these rows, in row order.
    pub findings: Vec<Finding>,
}

impl Batch {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Forgets the rows and keeps the buffers.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.places.clear();
        self.raw.clear();
        self.findings.clear();
    }

    /// The cells of a row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[Cell] {
        let columns = self.cells.len() / self.places.len().max(1);
        &self.cells[row * columns..(row + 1) * columns]
    }

    /// The text of a cell; `None` for a cell that is no text.
    #[must_use]
    pub fn str(&self, cell: Cell) -> Option<&str> {
        match cell {
            Cell::Text { start, len } => Some(&self.text[Self::range(start, len)]),
            Cell::Null | Cell::Integer(_) => None,
        }
    }

    /// The raw text kept for a cell.
    #[must_use]
    pub fn raw_str(&self, raw: Raw) -> &str {
        &self.text[Self::range(raw.start, raw.len)]
    }

    /// Appends text to the buffer and returns the cell that points to it.
    ///
    /// # Panics
    /// If the buffer outgrows 4 GiB; readers end a batch long before.
    pub fn push_text(&mut self, text: &str) -> Cell {
        let start = u32::try_from(self.text.len()).expect("a batch is smaller than 4 GiB");
        self.text.push_str(text);
        Cell::Text { start, len: u32::try_from(text.len()).expect("a cell is smaller than 4 GiB") }
    }

    fn range(start: u32, len: u32) -> Range<usize> {
        start as usize..start as usize + len as usize
    }
}
