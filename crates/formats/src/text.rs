//! The bytes of a record as text.

use std::borrow::Cow;
use std::ops::Range;

/// The bytes of a record, decoded at once where nothing is wrong with them.
pub(crate) enum Text<'a> {
    Whole(&'a str),
    /// Some bytes are no UTF-8.
    Broken(&'a [u8]),
    /// The decoder of another encoding has put U+FFFD for some bytes.
    Replaced(&'a str),
}

impl<'a> Text<'a> {
    /// `decoded` tells that a decoder was at work, which puts U+FFFD for what it does not know.
    pub(crate) fn of(bytes: &'a [u8], decoded: bool) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) if decoded && text.contains('\u{FFFD}') => Self::Replaced(text),
            Ok(text) => Self::Whole(text),
            Err(_) => Self::Broken(bytes),
        }
    }

    /// A cell, and whether it has bytes that are not in the file's encoding.
    #[inline(always)]
    pub(crate) fn cell(&self, cell: &Range<usize>) -> (Cow<'a, str>, bool) {
        match self {
            Self::Whole(text) => (Cow::Borrowed(&text[cell.clone()]), false),
            Self::Replaced(text) => {
                let text = &text[cell.clone()];
                (Cow::Borrowed(text), text.contains('\u{FFFD}'))
            }
            Self::Broken(bytes) => {
                let text = String::from_utf8_lossy(&bytes[cell.clone()]);
                let undecodable = matches!(text, Cow::Owned(_));
                (text, undecodable)
            }
        }
    }
}

/// The cell without the blank that the platform puts before a formula (data-formats.md 2.1).
pub(crate) fn without_guard(raw: &str) -> &str {
    match raw.as_bytes() {
        [b' ', b'=' | b'+' | b'-', ..] => &raw[1..],
        _ => raw,
    }
}
