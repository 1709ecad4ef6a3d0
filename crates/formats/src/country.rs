//! Countries by name in any language: the names of Unicode's CLDR, as `examples/countries.rs` gathers them.

use std::io::Read as _;
use std::sync::OnceLock;

use crate::fold::fold;
use crate::labels::Language;
use crate::place;

/// Lines of a folded name, the country's code, and the code in French where that differs, between tabs; in the order of
/// their bytes, compressed.
const NAMES: &[u8] = include_bytes!("../data/countries.gz");

/// The code (ISO 3166-1 alpha-2) of a country by its name in any language or by its code in any case. A name that means
/// several countries is read in the language of the header, else in English.
pub(crate) fn code(text: &str, language: Language) -> Option<&'static str> {
    if text.len() == 2
        && let Some(code) = place::country(&text.to_ascii_uppercase())
    {
        return Some(code);
    }
    let folded = fold(text);
    let names = names();
    let found = names.binary_search_by(|line| name_of(line).cmp(folded.as_str())).ok()?;
    let mut codes = names[found].split('\t').skip(1);
    let (first, french) = (codes.next()?, codes.next());
    let code = if language == Language::French { french.unwrap_or(first) } else { first };
    place::country(code)
}

fn name_of(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(name, _)| name)
}

/// The lines of the table, inflated where the first file needs them.
fn names() -> &'static [&'static str] {
    static TEXT: OnceLock<String> = OnceLock::new();
    static LINES: OnceLock<Vec<&str>> = OnceLock::new();
    LINES.get_or_init(|| {
        let text = TEXT.get_or_init(|| {
            let mut text = String::new();
            // Its own test holds that the table can be inflated.
            let _ = flate2::read::GzDecoder::new(NAMES).read_to_string(&mut text);
            text
        });
        text.lines().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{code, names};
    use crate::labels::Language;

    #[test]
    fn countries_are_known_in_any_language() {
        let check = |name, expected: &str| {
            assert_eq!(code(name, Language::English).unwrap_or("none"), expected, "{name}");
        };
        check("United Kingdom", "GB");
        check("UK", "GB");
        check("Frankreich", "FR");
        check("ÉTATS-UNIS", "US");
        check("Ελλάδα", "GR");
        check("Україна", "UA");
        check("日本", "JP");
        check("الإمارات العربية المتحدة", "AE");
        check("fr", "FR");
        check("DEU", "DE");
        check("Atlantis", "none");
        check("", "none");
    }

    #[test]
    fn the_table_is_whole_and_in_order() {
        assert!(names().len() > 20_000, "{}", names().len());
        assert!(names().is_sorted_by(|one, other| super::name_of(one) < super::name_of(other)));
    }
}
