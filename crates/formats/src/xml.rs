//! XML as exports and workbooks write it, a token at a time: `quick-xml` cut short where memory would grow, and lenient
//! where the platform's files are not well-formed (data-formats.md section 10).

use std::borrow::Cow;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use crate::input::Stream;
use crate::records::{RECORD_LIMIT, RecordError};

const BUFFER_BYTES: usize = 256 << 10;
/// Tables lie four elements deep, formatted text a few more. Names of open tags are kept.
const DEPTH: usize = 256;
const NAME_BYTES: usize = 1024;

/// Why there is no next token.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XmlError {
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A token longer than a record may be.
    #[error("a tag or text is too long")]
    TooLong,
    /// The document declares what its entities stand for, by which a small file grows without end.
    #[error("the document declares entities")]
    Entities,
    /// Not to be followed any further.
    #[error("the document is damaged")]
    Malformed,
}

/// What a document consists of, as far as tables are concerned.
pub(crate) enum Token<'a> {
    /// A tag opens, or is empty: then its end follows.
    Start(Tag<'a>),
    /// A tag closes.
    End(EndTag<'a>),
    /// Text, with entities resolved.
    Text(Cow<'a, str>),
    /// Comments and instructions.
    Other,
    /// The end of the document.
    Eof,
}

/// An opening tag.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Name without prefix.
    pub(crate) fn name(&self) -> &str {
        without_prefix(self.0.name().into_inner())
    }

    /// The text of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| without_prefix(attribute.key.into_inner()) == name)?;
        let text = found
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_or_else(|_| found.value.to_string(), Cow::into_owned);
        Some(text)
    }

    /// The number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A closing tag.
pub(crate) struct EndTag<'a>(BytesEnd<'a>);

impl EndTag<'_> {
    /// Name without prefix.
    pub(crate) fn name(&self) -> &str {
        without_prefix(self.0.name().into_inner())
    }
}

fn without_prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A document read token by token.
pub(crate) struct Xml {
    reader: Reader<BufReader<Leash>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl Xml {
    /// A document in UTF-8.
    pub(crate) fn new(stream: Stream) -> Self {
        let leash = Leash { inner: stream, left: RECORD_LIMIT };
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER_BYTES, leash));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next token.
    pub(crate) fn token(&mut self) -> Result<Token<'_>, XmlError> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().left = RECORD_LIMIT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(XmlError::of)?;
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                if self.depth > DEPTH || tag.name().into_inner().len() > NAME_BYTES {
                    return Err(XmlError::Malformed);
                }
                Token::Start(Tag(tag))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Token::End(EndTag(tag))
            }
            Event::Text(text) => Token::Text(text.into_inner()),
            Event::CData(text) => Token::Text(text.into_inner()),
            Event::GeneralRef(entity) => Token::Text(resolved(&entity)),
            Event::DocType(_) => return Err(XmlError::Entities),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Token::Other,
            Event::Eof => Token::Eof,
        })
    }
}

impl XmlError {
    fn of(error: quick_xml::Error) -> Self {
        let quick_xml::Error::Io(error) = error else { return Self::Malformed };
        let error = Arc::try_unwrap(error).unwrap_or_else(|shared| shared.kind().into());
        match error.get_ref().is_some_and(|inner| inner.is::<TooLongError>()) {
            true => Self::TooLong,
            false => Self::Io(error),
        }
    }

    /// The same of the row of a sheet.
    pub(crate) fn at(self, line: u64) -> RecordError {
        let line = line.max(1);
        match self {
            Self::Io(error) => RecordError::Io(error),
            Self::TooLong => RecordError::TooLong { line },
            Self::Entities => RecordError::Entities,
            Self::Malformed => RecordError::Malformed { line },
        }
    }
}

/// What an entity stands for. One that no XML has is text: the platform does not escape `&nbsp;` twice.
fn resolved(entity: &BytesRef<'_>) -> Cow<'static, str> {
    let character = match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    };
    match character {
        Some(character) => Cow::Owned(character.to_string()),
        None => Cow::Owned(format!("&{};", &**entity)),
    }
}

/// Marks an [`io::Error`] of a token without end.
#[derive(Debug, thiserror::Error)]
#[error("a token without end")]
struct TooLongError;

/// Ends a stream that gives more than one token may have.
struct Leash {
    inner: Stream,
    left: usize,
}

impl Read for Leash {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(TooLongError));
        }
        let read = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

/// Whether the text begins as a workbook in XML does.
pub(crate) fn is_document(head: &str) -> bool {
    let head = head.trim_start();
    head.starts_with("<?xml") || head.starts_with("<Workbook") || head.starts_with("<?mso-application")
}
