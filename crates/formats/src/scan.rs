//! The first look through a file: is it text, in which encoding, and what do its first lines look like.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest as _, Sha256};

use crate::input::Input;
use crate::{Encoding, FormatError};

/// Enough for a hundred records of any export.
const HEAD_BYTES: usize = 256 * 1024;
const BLOCK_BYTES: usize = 1 << 20;
/// Lines shown with a question.
const TELLING_LINES: usize = 3;

/// What the first look told.
#[derive(Debug)]
pub(crate) struct Scan {
    /// First bytes, without the byte order mark.
    pub(crate) head: Vec<u8>,
    /// Encoding by byte order mark.
    pub(crate) mark: Option<Encoding>,
    /// Whether all of it is valid UTF-8.
    pub(crate) valid_utf8: bool,
    /// The first lines with bytes that are not UTF-8.
    pub(crate) telling: Vec<Vec<u8>>,
    /// SHA-256 of the file as it lies on disk.
    pub(crate) sha256: [u8; 32],
}

/// Looks through the whole stream once.
pub(crate) fn scan(input: &Input, told: Option<Encoding>, cancel: &AtomicBool) -> Result<Scan, FormatError> {
    let mut stream = input.stream()?;
    let mut state = State::default();
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(FormatError::Cancelled { file: input.name().to_owned() });
        }
        let read = stream.read(&mut block).map_err(|error| input.error(error))?;
        if read == 0 {
            break;
        }
        if input.is_plain() {
            hash.update(&block[..read]);
        }
        state.see(&block[..read]);
    }
    let sha256 = if input.is_plain() { hash.finalize().into() } else { hash_of(input, cancel)? };
    state.end(input, told, sha256)
}

/// Looks at the beginning of the stream alone; its hash is not that of the file.
pub(crate) fn head(input: &Input, told: Option<Encoding>, cancel: &AtomicBool) -> Result<Scan, FormatError> {
    if cancel.load(Ordering::Relaxed) {
        return Err(FormatError::Cancelled { file: input.name().to_owned() });
    }
    let mut head = Vec::new();
    let limit = HEAD_BYTES as u64;
    input.stream()?.take(limit).read_to_end(&mut head).map_err(|error| input.error(error))?;
    let mut state = State::default();
    state.see(&head);
    // A character that the end of the head cuts is whole in the file.
    state.cut.clear();
    state.end(input, told, [0; 32])
}

/// SHA-256 of the file as it lies on disk.
pub(crate) fn hash_of(input: &Input, cancel: &AtomicBool) -> Result<[u8; 32], FormatError> {
    let mut file = input.packed()?;
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(FormatError::Cancelled { file: input.name().to_owned() });
        }
        match file.read(&mut block).map_err(|error| input.error(error))? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(&block[..read]),
        }
    }
}

#[derive(Default)]
struct State {
    head: Vec<u8>,
    bytes: u64,
    nul: bool,
    control: u64,
    invalid: bool,
    telling: Vec<Vec<u8>>,
    /// The start of a character that the block cut.
    cut: Vec<u8>,
}

impl State {
    fn see(&mut self, block: &[u8]) {
        let room = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend_from_slice(&block[..block.len().min(room)]);
        self.bytes += block.len() as u64;
        self.nul |= memchr::memchr(0, block).is_some();
        self.control += control_characters(block);
        if !self.invalid {
            self.validate(block);
        }
    }

    fn validate(&mut self, block: &[u8]) {
        let joined;
        let bytes = if self.cut.is_empty() {
            block
        } else {
            joined = [std::mem::take(&mut self.cut).as_slice(), block].concat();
            &joined
        };
        match std::str::from_utf8(bytes) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => self.cut = bytes[error.valid_up_to()..].to_vec(),
            Err(error) => {
                self.invalid = true;
                self.telling = telling_lines(bytes, error.valid_up_to());
            }
        }
    }

    fn end(self, input: &Input, told: Option<Encoding>, sha256: [u8; 32]) -> Result<Scan, FormatError> {
        let file = input.name().to_owned();
        if self.bytes == 0 {
            return Err(FormatError::Empty { file });
        }
        let (mark, mark_bytes) = match self.head.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Some(Encoding::Utf8), 3),
            [0xFF, 0xFE, ..] => (Some(Encoding::Utf16Le), 2),
            [0xFE, 0xFF, ..] => (Some(Encoding::Utf16Be), 2),
            _ => (None, 0),
        };
        let wide = matches!(mark.or(told), Some(Encoding::Utf16Le | Encoding::Utf16Be));
        if let Some(what) = no_text(&self.head, wide, self.nul, self.control * 100 > self.bytes) {
            return Err(FormatError::NotText { file, what });
        }
        let head = self.head[mark_bytes..].to_vec();
        if head.is_empty() {
            return Err(FormatError::Empty { file });
        }
        let valid_utf8 = !self.invalid && self.cut.is_empty();
        Ok(Scan { head, mark, valid_utf8, telling: self.telling, sha256 })
    }
}

/// How many control characters there are besides those of any text. In pieces whose count fits a byte, which are
/// counted many bytes at once.
fn control_characters(block: &[u8]) -> u64 {
    let is_control = |byte: u8| u8::from(byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    // It cannot wrap; a check for it would count byte by byte.
    let count = |piece: &[u8]| piece.iter().fold(0_u8, |count, &byte| count.wrapping_add(is_control(byte)));
    block.chunks(usize::from(u8::MAX)).map(|piece| u64::from(count(piece))).sum()
}

fn no_text(head: &[u8], wide: bool, nul: bool, much_control: bool) -> Option<&'static str> {
    match head {
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF document"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some("a picture"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("an old spreadsheet or office document"),
        _ if wide => None,
        _ if nul || much_control => Some("binary data"),
        _ => None,
    }
}

/// The line around the first undecodable byte and those after it that have one too.
fn telling_lines(bytes: &[u8], at: usize) -> Vec<Vec<u8>> {
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    bytes[start..]
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_ascii())
        .take(TELLING_LINES)
        .map(|line| line[..line.len().min(200)].to_vec())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::control_characters;

    #[test]
    fn control_characters_are_counted_in_blocks_of_any_length() {
        let check = |length: usize| {
            let block = [b"\x01a\t\n\r".as_slice(), &vec![0; length]].concat();
            assert_eq!(control_characters(&block), 1 + length as u64);
        };
        [0, 1, 254, 255, 256, 1000].into_iter().for_each(check);
    }
}
