//! CSV. Written here because the platform quotes cells with blanks, which no library's rule says.

use std::io::{self, BufWriter, Write};

use super::{TableWriter, is_formula};

/// Writes CSV.
pub(super) struct Csv<W: Write> {
    out: BufWriter<W>,
    separator: u8,
    line_end: &'static [u8],
    guarded: bool,
}

impl<W: Write> Csv<W> {
    pub(super) fn for_platform(out: W) -> Self {
        Self { out: BufWriter::new(out), separator: b',', line_end: b"\n", guarded: false }
    }

    pub(super) fn for_spreadsheets(out: W, separator: u8) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        out.write_all(b"\xEF\xBB\xBF")?;
        Ok(Self { out, separator, line_end: b"\r\n", guarded: true })
    }

    fn cell(&mut self, cell: &str, alone: bool) -> io::Result<()> {
        let guard: &[u8] = if self.guarded && is_formula(cell) { b" " } else { b"" };
        let asks = |byte: u8| byte == self.separator || matches!(byte, b'"' | b'\n' | b'\r' | b'\t' | b' ');
        // A row with nothing but an empty cell would be a blank line.
        let quoted = !guard.is_empty() || cell.bytes().any(asks) || (alone && cell.is_empty());
        if !quoted {
            return self.out.write_all(cell.as_bytes());
        }
        self.out.write_all(b"\"")?;
        self.out.write_all(guard)?;
        for (index, part) in cell.split('"').enumerate() {
            if index > 0 {
                self.out.write_all(b"\"\"")?;
            }
            self.out.write_all(part.as_bytes())?;
        }
        self.out.write_all(b"\"")
    }
}

impl<W: Write> TableWriter for Csv<W> {
    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.out.write_all(&[self.separator])?;
            }
            self.cell(cell, cells.len() == 1)?;
        }
        self.out.write_all(self.line_end)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, TableWriter};

    fn platform(cells: &[&str]) -> String {
        let mut bytes = Vec::new();
        Csv::for_platform(&mut bytes).row(cells).expect("memory can be written");
        String::from_utf8(bytes).expect("text")
    }

    fn spreadsheet(cells: &[&str]) -> String {
        let mut bytes = Vec::new();
        let mut csv = Csv::for_spreadsheets(&mut bytes, b';').expect("memory can be written");
        csv.row(cells).expect("memory can be written");
        drop(csv);
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn cells_are_quoted_as_the_platform_quotes_them() {
        let check = |cells: &[&str], expected: &str| assert_eq!(platform(cells), expected);
        check(&["Admin", ""], "Admin,\n");
        check(&["Default Store View", "O'Neil"], "\"Default Store View\",O'Neil\n");
        check(&["a,b", "\"Best\"", "one\ntwo", "a\tb"], "\"a,b\",\"\"\"Best\"\"\",\"one\ntwo\",\"a\tb\"\n");
        check(&["+33", "-12.5", "=1", "back\\slash"], "+33,-12.5,=1,back\\slash\n");
        check(&[""], "\"\"\n");
    }

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let check = |cell: &str, expected: &str| {
            assert_eq!(spreadsheet(&[cell, "x"]), format!("\u{feff}{expected};x\r\n"));
        };
        check("+33 1", "\" +33 1\"");
        check("=1+1", "\" =1+1\"");
        check("@home", "\" @home\"");
        check("\tx", "\" \tx\"");
        check("a,b", "a,b");
        check("a;b", "\"a;b\"");
    }
}
