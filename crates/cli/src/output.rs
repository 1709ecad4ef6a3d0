//! Lists as JSON, CSV or a plain table.

use std::io::{self, BufWriter, Write};

use clientele_wire::customer::Cell;
use serde_json::Value;

/// The text of a cell; nothing for no value.
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Number(number) => number_text(*number),
        Cell::Text(text) => text.clone(),
    }
}

/// The JSON value of a cell.
pub fn json(cell: &Cell) -> Value {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 => Value::from(whole(*number)),
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 { whole(number).to_string() } else { number.to_string() }
}

/// Every number on the wire stays below 2^53.
#[allow(clippy::cast_possible_truncation, reason = "whole numbers on the wire stay below 2^53")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// Writes a list; a reader that closed the pipe ends it without complaint.
pub fn write(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match print(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// A row of CSV: quoted where needed.
pub fn csv_row(out: &mut dyn Write, cells: &mut dyn Iterator<Item = &str>) -> io::Result<()> {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r', '\t', ' ']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// A row for people: cells by tabs, line ends inside them as blanks.
pub fn plain_row(out: &mut dyn Write, cells: &mut dyn Iterator<Item = &str>) -> io::Result<()> {
    let row = cells.map(|cell| cell.replace(['\n', '\r', '\t'], " ")).collect::<Vec<_>>().join("\t");
    writeln!(out, "{row}")
}
