//! Workbooks with one sheet of texts. Written here because the library for workbooks keeps rows in a file of its own and
//! ends the program where the disk of that is full.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Seek, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::TableWriter;
use super::excel_xml::escaped;

/// What a sheet has room for.
const ROWS: u32 = 1_048_576;
const COLUMNS: usize = 16_384;
const CELL_CHARACTERS: usize = 32_767;
const NAME_CHARACTERS: usize = 31;

/// A fraction of the time of the usual level, for a tenth more bytes.
const LEVEL: i64 = 1;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
</Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
</Relationships>";
const SHEETS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
</Relationships>";
const WORKBOOK: [&str; 2] = [
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"",
    "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
];
const SHEET: [&str; 2] = [
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    "</sheetData></worksheet>",
];

/// Writes a workbook.
pub(super) struct Xlsx<W: Write + Seek> {
    sheet: BufWriter<ZipWriter<W>>,
    row: u32,
    /// Letters of the columns.
    columns: Vec<String>,
}

impl<W: Write + Seek> Xlsx<W> {
    pub(super) fn start(out: W, sheet: &str) -> io::Result<Self> {
        let is_forbidden = |character: char| "[]:*?/\\'".contains(character) || character.is_control();
        if sheet.is_empty() || sheet.chars().count() > NAME_CHARACTERS || sheet.contains(is_forbidden) {
            return Err(no_room("a sheet cannot have that name"));
        }
        let mut workbook = Vec::from(WORKBOOK[0]);
        escaped(&mut workbook, sheet)?;
        workbook.extend_from_slice(WORKBOOK[1].as_bytes());
        let mut archive = ZipWriter::new(out);
        let parts = [
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
            ("xl/workbook.xml", &workbook),
            ("xl/worksheets/sheet1.xml", SHEET[0].as_bytes()),
        ];
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .large_file(true);
        for (name, content) in parts {
            archive.start_file(name, options).map_err(failed)?;
            archive.write_all(HEAD.as_bytes())?;
            archive.write_all(content)?;
        }
        Ok(Self { sheet: BufWriter::with_capacity(1 << 16, archive), row: 0, columns: Vec::new() })
    }
}

impl<W: Write + Seek> TableWriter for Xlsx<W> {
    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        if self.row == ROWS || cells.len() > COLUMNS {
            return Err(no_room("a sheet has 1,048,576 rows and 16,384 columns"));
        }
        self.row += 1;
        self.columns.extend((self.columns.len()..cells.len()).map(letters));
        write!(self.sheet, "<row r=\"{}\">", self.row)?;
        for (cell, column) in cells.iter().zip(&self.columns).filter(|(cell, _)| !cell.is_empty()) {
            if cell.len() > CELL_CHARACTERS && cell.encode_utf16().count() > CELL_CHARACTERS {
                return Err(no_room("a cell has 32,767 characters"));
            }
            let row = self.row;
            write!(self.sheet, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")?;
            match encoded(cell) {
                Some(text) => escaped(&mut self.sheet, &text)?,
                None => escaped(&mut self.sheet, cell)?,
            }
            self.sheet.write_all(b"</t></is></c>")?;
        }
        self.sheet.write_all(b"</row>")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.sheet.write_all(SHEET[1].as_bytes())?;
        let archive = self.sheet.into_inner().map_err(io::IntoInnerError::into_error)?;
        archive.finish().map_err(failed)?.flush()
    }
}

/// `A`, `Z`, `AA`.
fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let mut letters = if before > 0 { letters(before - 1) } else { String::new() };
    letters.extend(u8::try_from(last).map(|last| char::from(b'A' + last)));
    letters
}

/// Characters that XML has not, and a carriage return, which it would make a line feed, stand as `_x000D_`; what looks
/// so by itself with its first character written so. None where the text has none.
fn encoded(text: &str) -> Option<String> {
    let is_control = |character: char| character < ' ' && !matches!(character, '\t' | '\n');
    if !text.contains(is_control) && !text.contains("_x") {
        return None;
    }
    let mut encoded = String::with_capacity(text.len() + 16);
    for (at, character) in text.char_indices() {
        let looks_so = character == '_' && text[at + 1..].starts_with('x');
        match is_control(character) || looks_so {
            // Writing to memory succeeds.
            true => drop(write!(encoded, "_x{:04X}_", u32::from(character))),
            false => encoded.push(character),
        }
    }
    Some(encoded)
}

fn no_room(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

fn failed(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{encoded, letters};

    #[test]
    fn columns_have_letters() {
        let check = |column, expected: &str| assert_eq!(letters(column), expected);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(701, "ZZ");
        check(16_383, "XFD");
    }

    #[test]
    fn what_xml_has_not_is_written_by_its_number() {
        let check = |text, expected: Option<&str>| assert_eq!(encoded(text).as_deref(), expected, "{text:?}");
        check("a\tb\nc", None);
        check("a\r\n\u{1}", Some("a_x000D_\n_x0001_"));
        check("_x000D_ _y", Some("_x005F_x000D_ _y"));
    }
}
