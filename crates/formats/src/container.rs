//! A file that was looked through: what holds its table, and the table's records from the start.

use std::io::Read;

use clientele_domain::file::Mapping;

use crate::dialect::{Dialect, parse_separator};
use crate::excel_xml::ExcelXml;
use crate::input::{Input, Stream};
use crate::nul::WithoutNul;
use crate::records::{RecordError, Records};
use crate::source::Source;
use crate::xlsx::Workbook;
use crate::xml::Xml;
use crate::{Encoding, FormatError, ReadOptions};

/// What someone told about a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) encoding: Option<Encoding>,
    pub(crate) separator: Option<u8>,
}

impl Told {
    /// By a mapping; what it does not say is recognised.
    pub(crate) fn by(mapping: &Mapping) -> Self {
        Self {
            encoding: mapping.encoding.as_deref().and_then(Encoding::parse),
            separator: mapping.separator.as_deref().and_then(parse_separator),
        }
    }

    /// By answers alone.
    pub(crate) fn answered(options: &ReadOptions) -> Self {
        Self { encoding: options.encoding, separator: options.separator }
    }

    /// By answers, and by a mapping where there are none.
    pub(crate) fn of(options: &ReadOptions) -> Self {
        let mapped = options.mapping.as_ref().map(Self::by).unwrap_or_default();
        Self {
            encoding: options.encoding.or(mapped.encoding),
            separator: options.separator.or(mapped.separator),
        }
    }
}

/// What holds a table.
pub(crate) enum Container {
    /// Text with separators.
    Csv { encoding: Encoding, mark: bool, separator: u8 },
    /// A workbook in XML.
    ExcelXml { encoding: Encoding },
    /// A workbook.
    Xlsx(Workbook),
}

/// A table's records from the start.
pub(crate) struct Sheet {
    pub(crate) source: Source,
    pub(crate) dialect: Dialect,
    /// Bytes that reading it consumes on disk.
    pub(crate) packed_bytes: u64,
}

/// A file that was looked through.
pub(crate) struct Looked {
    pub(crate) input: Input,
    pub(crate) container: Container,
    /// SHA-256 of the file as it lies on disk.
    pub(crate) sha256: [u8; 32],
}

impl Looked {
    /// The sheet of that index; none where there are fewer. A text is one sheet.
    pub(crate) fn sheet(&self, index: usize) -> Result<Option<Sheet>, FormatError> {
        let input = &self.input;
        let (source, dialect, packed_bytes) = match &self.container {
            Container::Csv { .. } if index > 0 => return Ok(None),
            &Container::Csv { encoding, mark, separator } => {
                // UTF-8 is passed through: the reader wants to see what is undecodable.
                let records = Records::new(decoded(input.stream()?, encoding, true), separator);
                let dialect = Dialect::Csv { encoding, mark, separator };
                (Source::Csv(Box::new(records)), dialect, input.packed_bytes)
            }
            &Container::ExcelXml { encoding } => {
                let xml = Xml::new(decoded(input.stream()?, encoding, false));
                let rows = ExcelXml::open(xml, index).map_err(|error| self.failed(error))?;
                let Some(rows) = rows else { return Ok(None) };
                (Source::ExcelXml(Box::new(rows)), Dialect::ExcelXml, input.packed_bytes)
            }
            Container::Xlsx(workbook) => {
                let Some((rows, name, bytes)) = workbook.sheet(input, index)? else { return Ok(None) };
                (Source::Xlsx(Box::new(rows)), Dialect::Xlsx { sheet: name }, bytes)
            }
        };
        Ok(Some(Sheet { source, dialect, packed_bytes }))
    }

    /// What a failing record means.
    pub(crate) fn failed(&self, error: RecordError) -> FormatError {
        failed(&self.input, error)
    }
}

/// What a failing record means.
pub(crate) fn failed(input: &Input, error: RecordError) -> FormatError {
    let file = || input.name().to_owned();
    match error {
        RecordError::Io(error) => input.error(error),
        RecordError::TooLong { line } => FormatError::RecordTooLong { file: file(), line },
        RecordError::Unclosed { line } => FormatError::UnclosedQuote { file: file(), line },
        RecordError::Malformed { line } => FormatError::Malformed { file: file(), line },
        RecordError::Entities => FormatError::Entities { file: file() },
    }
}

/// UTF-8 without byte order mark.
fn decoded(stream: impl Read + Send + 'static, encoding: Encoding, passthru: bool) -> Stream {
    let decoder = (encoding != Encoding::Utf8 || !passthru).then(|| encoding.decoder());
    let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(decoder)
        .utf8_passthru(passthru)
        .strip_bom(true)
        .bom_override(true)
        .build(stream);
    match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => Box::new(WithoutNul::new(decoder)),
        // A text with that byte is refused as no text.
        Encoding::Utf8 | Encoding::Windows1252 => Box::new(decoder),
    }
}
