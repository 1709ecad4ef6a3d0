//! Why a file is refused: what, where, and what to do, in one line.

use std::io;

/// A file that cannot be read. [`FormatError::code`] is stable; the text is for a terminal.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// The disk refused.
    #[error("{file}: cannot be read: {source}")]
    Io {
        /// File name.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Nothing in it.
    #[error("{file}: the file is empty; export it again")]
    Empty {
        /// File name.
        file: String,
    },
    /// Bytes that are no text.
    #[error("{file}: this is no table but {what}; export it as CSV, Excel XML or XLSX")]
    NotText {
        /// File name.
        file: String,
        /// What it looks like.
        what: &'static str,
    },
    /// An archive that holds no or several tables.
    #[error("{file}: the archive holds {count} CSV, XML or XLSX files; it must hold exactly one")]
    Archive {
        /// File name.
        file: String,
        /// How many it holds.
        count: usize,
    },
    /// An archive that ends too early or is damaged.
    #[error("{file}: the archive is damaged or incomplete; fetch it again")]
    Truncated {
        /// File name.
        file: String,
    },
    /// An archive that inflates beyond reason.
    #[error("{file}: the archive inflates beyond {limit}; it is refused as a bomb")]
    Bomb {
        /// File name.
        file: String,
        /// The limit passed.
        limit: &'static str,
    },
    /// A record longer than any of the platform's.
    #[error("{file}: the record at line {line} is longer than 16 MiB; look for a quote left open there")]
    RecordTooLong {
        /// File name.
        file: String,
        /// Physical line of the open quote, or else of the record's first byte.
        line: u64,
    },
    /// The file ends inside a quoted cell.
    #[error(
        "{file}: the quote that opens at line {line} is never closed; close it, or export the file again"
    )]
    UnclosedQuote {
        /// File name.
        file: String,
        /// Physical line of the quote.
        line: u64,
    },
    /// XML or a workbook that ends too early or whose parts cannot be followed.
    #[error("{file}: the sheet is damaged or incomplete behind row {line}; export it again")]
    Malformed {
        /// File name.
        file: String,
        /// The last row that was read; of a sheet whose rows are not told, 1.
        line: u64,
    },
    /// XML that declares entities, by which a small file grows without end.
    #[error("{file}: the document declares entities, which no export does; it is refused as a bomb")]
    Entities {
        /// File name.
        file: String,
    },
    /// The header has codes of the platform's files, but not all that they need.
    #[error("{file}: the header lacks {missing}; export the file again with that column")]
    ColumnNotFound {
        /// File name.
        file: String,
        /// The columns that are missing.
        missing: String,
    },
    /// A header cell is empty.
    #[error("{file}: the header of column {column} is empty; name it or remove it")]
    ColumnEmptyHeader {
        /// File name.
        file: String,
        /// 1-based.
        column: usize,
    },
    /// A header cell occurs twice.
    #[error("{file}: the column “{name}” occurs twice; remove one")]
    ColumnDuplicate {
        /// File name.
        file: String,
        /// The header cell.
        name: String,
    },
    /// A header cell that cannot be an attribute's code.
    #[error(
        "{file}: the column “{name}” cannot be an attribute: a lower-case letter, then lower-case letters, digits, underscores"
    )]
    ColumnNameInvalid {
        /// File name.
        file: String,
        /// The header cell.
        name: String,
    },
    /// Someone cancelled.
    #[error("{file}: cancelled")]
    Cancelled {
        /// File name.
        file: String,
    },
}

/// Characters of a header cell that a message shows.
const SHOWN: usize = 80;

/// A name on one line.
pub(crate) fn on_one_line(name: &str) -> String {
    name.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// A header cell as a message shows it: on one line, and not without end.
pub(crate) fn shown(cell: &str) -> String {
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => on_one_line(&cell[..end]) + "…",
        None => on_one_line(cell),
    }
}

impl FormatError {
    /// The platform's code where it has one (data-formats.md 12), else our own.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "unreadable",
            Self::Empty { .. } => "empty",
            Self::NotText { .. } => "notText",
            Self::Archive { .. } => "archive",
            Self::Truncated { .. } => "truncated",
            Self::Bomb { .. } => "zipBomb",
            Self::RecordTooLong { .. } => "recordTooLong",
            Self::UnclosedQuote { .. } => "unclosedQuote",
            Self::Malformed { .. } => "malformed",
            Self::Entities { .. } => "entityBomb",
            Self::ColumnNotFound { .. } => "columnNotFound",
            Self::ColumnEmptyHeader { .. } => "columnEmptyHeader",
            Self::ColumnDuplicate { .. } => "columnDuplicate",
            Self::ColumnNameInvalid { .. } => "columnNameInvalid",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Name of the file.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Io { file, .. }
            | Self::Empty { file }
            | Self::NotText { file, .. }
            | Self::Archive { file, .. }
            | Self::Truncated { file }
            | Self::Bomb { file, .. }
            | Self::RecordTooLong { file, .. }
            | Self::UnclosedQuote { file, .. }
            | Self::Malformed { file, .. }
            | Self::Entities { file }
            | Self::ColumnNotFound { file, .. }
            | Self::ColumnEmptyHeader { file, .. }
            | Self::ColumnDuplicate { file, .. }
            | Self::ColumnNameInvalid { file, .. }
            | Self::Cancelled { file } => file,
        }
    }

    /// The physical line meant, 1-based.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::RecordTooLong { line, .. }
            | Self::UnclosedQuote { line, .. }
            | Self::Malformed { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What of the file is meant: a column, a kind, a limit.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NotText { what, .. } => Some((*what).to_owned()),
            Self::Archive { count, .. } => Some(count.to_string()),
            Self::Bomb { limit, .. } => Some((*limit).to_owned()),
            Self::ColumnNotFound { missing, .. } => Some(missing.clone()),
            Self::ColumnEmptyHeader { column, .. } => Some(column.to_string()),
            Self::ColumnDuplicate { name, .. } | Self::ColumnNameInvalid { name, .. } => Some(name.clone()),
            Self::Io { source, .. } => Some(source.to_string()),
            Self::Empty { .. }
            | Self::Truncated { .. }
            | Self::RecordTooLong { .. }
            | Self::UnclosedQuote { .. }
            | Self::Malformed { .. }
            | Self::Entities { .. }
            | Self::Cancelled { .. } => None,
        }
    }
}
