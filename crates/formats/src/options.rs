//! What a person may have to tell about a file.

use clientele_domain::file::{Kind, Mapping};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How bytes become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, which Latin-1 files are read as too.
    Windows1252,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

impl Encoding {
    /// The name on the command line and in the window.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The encoding of that name, also by the names that other programs use.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "windows-1252" | "cp1252" | "latin1" | "latin-1" | "iso-8859-1" => Some(Self::Windows1252),
            "utf-16le" | "utf-16" => Some(Self::Utf16Le),
            "utf-16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }

    pub(crate) fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }
}

/// Order of day, month and year where a file does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Month first.
    Mdy,
    /// Day first.
    Dmy,
    /// Year first.
    Ymd,
}

impl DateOrder {
    /// `mdy`, `dmy` or `ymd`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "mdy" => Some(Self::Mdy),
            "dmy" => Some(Self::Dmy),
            "ymd" => Some(Self::Ymd),
            _ => None,
        }
    }

    /// `mdy`, `dmy` or `ymd`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mdy => "mdy",
            Self::Dmy => "dmy",
            Self::Ymd => "ymd",
        }
    }
}

/// What is told about a file; what is not told is recognised or asked.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Encoding of a file without a byte order mark.
    pub encoding: Option<Encoding>,
    /// Field separator.
    pub separator: Option<u8>,
    /// Order of dates with slashes, dots or dashes. Without it files A to D are read as the importer reads them, and
    /// other files that do not tell it are a question (data-formats.md 3.2).
    pub date_order: Option<DateOrder>,
    /// Zone of times in grids and in the 2.4.8 form, which carry none.
    pub time_zone: Option<TimeZone>,
    /// Which of the kinds asked about the file is; [`Kind::People`] reads any table by a mapping.
    pub kind: Option<Kind>,
    /// How a list of another program is read. Of a file that the platform's importer takes it is ignored.
    pub mapping: Option<Mapping>,
    /// The day of reading, for birth dates in the future.
    pub today: Date,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The encoding.
    Encoding,
    /// The separator.
    Separator,
    /// The kind of file: its labels are those of several.
    Kind,
    /// The order of day and month.
    DateOrder,
}

impl About {
    /// The option's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Separator => "separator",
            Self::Kind => "kind",
            Self::DateOrder => "date_order",
        }
    }
}

/// Something that cannot be known from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub about: About,
    /// The proposed answer first.
    pub choices: Vec<Choice>,
}

/// A possible answer with how the file would read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The option's value.
    pub value: String,
    /// Telling lines.
    pub preview: Vec<String>,
}
