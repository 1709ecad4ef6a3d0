//! A row as the platform writes it: quoted where a blank, comma, quote or line end asks for it, formulas guarded.

use std::fmt::{Display, Write as _};

/// A row under construction; its buffers are used again.
#[derive(Debug, Default)]
pub(crate) struct Row {
    line: String,
    cell: String,
    started: bool,
}

impl Row {
    /// Begins a new row.
    pub(crate) fn start(&mut self) -> &mut Self {
        self.line.clear();
        self.started = false;
        self
    }

    /// Adds a cell.
    pub(crate) fn cell(&mut self, value: impl Display) -> &mut Self {
        self.cell.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.cell, "{value}");
        if std::mem::replace(&mut self.started, true) {
            self.line.push(',');
        }
        let guard = self.cell.starts_with(['=', '+', '-']);
        if guard || self.cell.contains([' ', ',', '"', '\n', '\t']) {
            self.line.push('"');
            self.line.push_str(if guard { " " } else { "" });
            self.line.push_str(&self.cell.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(&self.cell);
        }
        self
    }

    /// Adds empty cells.
    pub(crate) fn blank(&mut self, cells: usize) -> &mut Self {
        for _ in 0..cells {
            self.cell("");
        }
        self
    }

    /// The row with its line end.
    pub(crate) fn end(&mut self) -> &[u8] {
        self.line.push('\n');
        self.line.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn cells_are_quoted_and_guarded_as_the_platform_does() {
        let check = |cell: &str, expected: &str| {
            let mut row = Row::default();
            let line = row.start().cell(cell).blank(1).end();
            assert_eq!(String::from_utf8_lossy(line), format!("{expected},\n"));
        };
        check("", "");
        check("Admin", "Admin");
        check("O'Neil", "O'Neil");
        check("Default Store View", "\"Default Store View\"");
        check("a,b", "\"a,b\"");
        check("\"Best\"", "\"\"\"Best\"\"\"");
        check("one\ntwo", "\"one\ntwo\"");
        check("+33 1", "\" +33 1\"");
        check("-12.5000", "\" -12.5000\"");
        check("@home", "@home");
    }
}
