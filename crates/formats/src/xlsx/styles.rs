//! Which formats of a workbook show a number as a date.

use std::collections::HashMap;

use super::each_tag;
use crate::FormatError;
use crate::input::Input;

/// Formats of a workbook have at most that many (a spreadsheet keeps 65,490).
const LIMIT: usize = 1 << 17;

/// Per cell format, whether it shows a date.
#[derive(Default)]
pub(super) struct Styles(Vec<bool>);

impl Styles {
    /// Whether the format of that index shows a date.
    pub(super) fn is_date(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }
}

/// Reads the part of that name.
pub(super) fn read(input: &Input, part: &str) -> Result<Styles, FormatError> {
    let (mut styles, mut codes, mut inside) = (Vec::new(), HashMap::new(), false);
    let Some(stream) = input.part(part)? else { return Ok(Styles::default()) };
    each_tag(input, stream, |tag| match tag.name() {
        "numFmt" if codes.len() < LIMIT => {
            let code = tag.attribute("formatCode").unwrap_or_default();
            codes.extend(tag.number("numFmtId").map(|id| (id, is_date_code(&code))));
        }
        "cellXfs" => inside = true,
        "cellStyles" | "dxfs" => inside = false,
        "xf" if inside && styles.len() < LIMIT => {
            let id = tag.number("numFmtId").unwrap_or(0);
            styles.push(codes.get(&id).copied().unwrap_or_else(|| is_date_format(id)));
        }
        _ => {}
    })?;
    Ok(Styles(styles))
}

/// The formats that every spreadsheet has: 14 to 22 and those of East Asia; 45 and 47 are times.
fn is_date_format(id: usize) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format shows parts of a date. What stands in quotes, brackets or behind a backslash is no part of one;
/// a duration, `[h]:mm`, is no date.
fn is_date_code(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            '"' => while letters.next().is_some_and(|letter| letter != '"') {},
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let inner: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
                if !inner.is_empty() && inner.chars().all(|letter| "hHmMsS".contains(letter)) {
                    return false;
                }
            }
            ';' => return false,
            'd' | 'm' | 'y' | 'h' | 's' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_date_code;

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        let check = |code, expected| assert_eq!(is_date_code(code), expected, "{code}");
        check("yyyy-mm-dd hh:mm:ss", true);
        check("[$-409]d-mmm-yy;@", true);
        check("General", false);
        check("0.00E+00", false);
        check("#,##0 \"days\"", false);
        check("[Red]0.0", false);
        check("[h]:mm", false);
        check("\"unclosed", false);
    }
}
