//! SpreadsheetML 2003 (data-formats.md section 10), well-formed.

use std::io::{self, BufWriter, Write};

use super::{TableWriter, is_formula};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?mso-application progid=\"Excel.Sheet\"?>\
<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
<Worksheet ss:Name=\"";
const TAIL: &str = "</Table></Worksheet></Workbook>";

/// Writes a workbook in XML.
pub(super) struct ExcelXml<W: Write> {
    out: BufWriter<W>,
}

impl<W: Write> ExcelXml<W> {
    pub(super) fn start(out: W, sheet: &str) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        out.write_all(HEAD.as_bytes())?;
        escaped(&mut out, sheet)?;
        out.write_all(b"\"><Table>")?;
        Ok(Self { out })
    }
}

impl<W: Write> TableWriter for ExcelXml<W> {
    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        self.out.write_all(b"<Row>")?;
        for cell in cells {
            let kind = if is_number(cell) { "Number" } else { "String" };
            write!(self.out, "<Cell><Data ss:Type=\"{kind}\">")?;
            if is_formula(cell) {
                self.out.write_all(b" ")?;
            }
            escaped(&mut self.out, cell)?;
            self.out.write_all(b"</Data></Cell>")?;
        }
        self.out.write_all(b"</Row>")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(TAIL.as_bytes())?;
        self.out.flush()
    }
}

/// The platform's rule: numeric, and beginning with none of `0`, `+`, a blank; nor with what is guarded here.
fn is_number(cell: &str) -> bool {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    !cell.starts_with('0') && digits(whole) && digits(fraction)
}

/// Text with what XML needs escaped; a character that XML has not becomes U+FFFD.
pub(super) fn escaped(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut buffer = [0; 4];
    for character in text.chars() {
        let written = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#039;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            '\t' => "&#9;",
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            character => character.encode_utf8(&mut buffer),
        };
        out.write_all(written.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ExcelXml, TableWriter, is_number};

    #[test]
    fn numbers_are_those_of_the_platforms_rule() {
        let check = |cell, expected| assert_eq!(is_number(cell), expected, "{cell}");
        check("12", true);
        check("12.5", true);
        check("012", false);
        check("0", false);
        check("+12", false);
        check("-12", false);
        check(" 12", false);
        check("", false);
        check("1e5", false);
    }

    #[test]
    fn cells_are_escaped_and_guarded() {
        let mut bytes = Vec::new();
        let mut xml = ExcelXml::start(&mut bytes, "A & B").expect("memory can be written");
        xml.row(&["7", "+33", "<b>\n'x'"]).expect("memory can be written");
        Box::new(xml).finish().expect("memory can be written");
        let text = String::from_utf8(bytes).expect("text");
        let row = "<Row><Cell><Data ss:Type=\"Number\">7</Data></Cell><Cell><Data ss:Type=\"String\"> +33</Data></Cell>\
                   <Cell><Data ss:Type=\"String\">&lt;b&gt;&#10;&#039;x&#039;</Data></Cell></Row>";
        assert!(text.contains("ss:Name=\"A &amp; B\""), "{text}");
        assert!(text.ends_with(&format!("<Table>{row}</Table></Worksheet></Workbook>")), "{text}");
    }
}
