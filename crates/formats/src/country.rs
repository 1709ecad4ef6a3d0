//! Countries: by name in any language, and by their names in English and French. The names are those of Unicode's CLDR,
//! as `examples/countries.rs` gathers them.

use std::io::Read as _;
use std::sync::OnceLock;

use crate::fold::fold;
use crate::labels::Language;
use crate::place;

/// Lines of a folded name, the country's code, and the code in French where that differs, between tabs; in the order of
/// their bytes, compressed.
const NAMES: &[u8] = include_bytes!("../data/countries.gz");

/// Lines of a country's code, its English and its French name, between tabs; in the order of their codes.
const SHOWN: &str = include_str!("../data/country_names.tsv");

/// The name of a country by its code.
pub(crate) fn name(code: &str, language: Language) -> Option<&'static str> {
    static LINES: OnceLock<Vec<&str>> = OnceLock::new();
    let lines = LINES.get_or_init(|| SHOWN.lines().collect());
    let found = lines.binary_search_by(|line| name_of(line).cmp(code)).ok()?;
    lines[found].split('\t').nth(match language {
        Language::English => 1,
        Language::French => 2,
    })
}

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
    use super::{code, name, names};
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
    fn countries_have_names_in_both_languages_that_are_read_again() {
        let check = |of, english, french| {
            assert_eq!((name(of, Language::English), name(of, Language::French)), (english, french), "{of}");
        };
        check("DE", Some("Germany"), Some("Allemagne"));
        check("US", Some("United States"), Some("États-Unis"));
        check("ZZ", None, None);
        check("de", None, None);
        for line in super::SHOWN.lines() {
            let of = super::name_of(line);
            for language in [Language::English, Language::French] {
                assert_eq!(name(of, language).and_then(|name| code(name, language)), Some(of), "{line}");
            }
        }
    }

    #[test]
    fn the_table_is_whole_and_in_order() {
        assert!(names().len() > 20_000, "{}", names().len());
        assert!(names().is_sorted_by(|one, other| super::name_of(one) < super::name_of(other)));
    }
}
