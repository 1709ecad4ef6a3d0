//! Workbooks by `rust_xlsxwriter` in constant memory.

use std::io::{self, Write};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::TableWriter;

/// Writes a workbook with one sheet.
pub(super) struct Xlsx<W> {
    out: W,
    workbook: Workbook,
    row: u32,
}

impl<W: Write + Send> Xlsx<W> {
    pub(super) fn start(out: W, sheet: &str) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        worksheet.set_name(sheet).map_err(failed)?;
        Ok(Self { out, workbook, row: 0 })
    }
}

impl<W: Write + Send> TableWriter for Xlsx<W> {
    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(self.row, column, *cell).map_err(failed)?;
        }
        self.row += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.workbook.save_to_writer(&mut self.out).map_err(failed)?;
        self.out.flush()
    }
}

/// A sheet has 1,048,576 rows, 16,384 columns and 32,767 characters in a cell; its name at most 31 characters.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidInput, error.to_string()),
    }
}
