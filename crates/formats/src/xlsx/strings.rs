//! The texts that the cells of a workbook share, kept as one.

use std::ops::Range;

use super::failed;
use crate::FormatError;
use crate::input::Input;
use crate::xml::Token;

/// A sheet of a million customers shares a tenth of it.
const LIMIT: usize = 512 << 20;

/// All shared texts.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    places: Vec<Range<usize>>,
}

impl Strings {
    /// The text of that index.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.places.get(index).map(|place| &self.text[place.clone()])
    }
}

/// Reads the part of that name; formatted texts without their formats, and without the readings above them.
pub(super) fn read(input: &Input, part: &str) -> Result<Strings, FormatError> {
    let mut strings = Strings::default();
    let Some(stream) = input.part(part)? else { return Ok(strings) };
    let mut xml = super::document(stream);
    let (mut start, mut inside, mut reading) = (0, false, false);
    loop {
        match xml.token().map_err(|error| failed(input, error))? {
            Token::Start(tag) => match tag.name() {
                "si" => start = strings.text.len(),
                "rPh" => reading = true,
                "t" => inside = !reading,
                _ => {}
            },
            Token::Text(text) if inside => strings.text.push_str(&text),
            Token::End(tag) => match tag.name() {
                "si" => {
                    let text = unescaped(&strings.text[start..]);
                    if let Some(text) = text {
                        strings.text.truncate(start);
                        strings.text.push_str(&text);
                    }
                    strings.places.push(start..strings.text.len());
                }
                "rPh" => reading = false,
                "t" => inside = false,
                _ => {}
            },
            Token::Eof => return Ok(strings),
            Token::Text(_) | Token::Other => {}
        }
        if strings.text.len() + strings.places.len() * size_of::<Range<usize>>() > LIMIT {
            return Err(FormatError::Bomb {
                file: input.name().to_owned(),
                limit: "512 MiB of shared texts",
            });
        }
    }
}

/// Characters that XML has not stand as `_x000D_` in workbooks; none where the text has none.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let (mut rest, mut read, mut found) = (text, String::new(), false);
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        read.push_str(before);
        let (character, length) = match escape(from) {
            Some(character) => (character, "_x0000_".len()),
            None => ('_', 1),
        };
        found |= length > 1;
        read.push(character);
        rest = &from[length..];
    }
    found.then(|| read + rest)
}

fn escape(text: &str) -> Option<char> {
    let code = text.get(2..6)?;
    let ended = text.as_bytes().get(6) == Some(&b'_');
    if !ended || !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match u32::from_str_radix(code, 16).ok()? {
        0 => Some('\u{fffd}'),
        code => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn characters_that_xml_has_not_are_read() {
        let check = |text, expected: Option<&str>| assert_eq!(unescaped(text).as_deref(), expected, "{text}");
        check("plain", None);
        check("a_x000D_b", Some("a\rb"));
        check("_x005F_x000D_", Some("_x000D_"));
        check("a_x0000_b", Some("a\u{fffd}b"));
        check("_x00", None);
        check("_xé000_", None);
        check("_xD800_", None);
    }
}
