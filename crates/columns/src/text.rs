//! Two ways of not minding how a text is written.
//!
//! Conditions ignore case alone (groups-segments.md 6.5, E8): [`lower`], [`equals`], [`contains`], ...
//! Search and sorting ignore accents too: [`fold_into`].

use std::cell::RefCell;

use memchr::{memchr2, memchr2_iter, memmem};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The lower-case form of every character by itself, as conditions compare. The word-final sigma is no exception
/// here, so that a part of a word compares like the whole.
#[must_use]
pub fn lower(text: &str) -> String {
    lowered(text).collect()
}

fn lowered(text: &str) -> impl DoubleEndedIterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// Whether the text is the pattern, case ignored. The pattern of this and the next three is made by [`lower`].
#[must_use]
pub fn equals(text: &str, pattern: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(pattern) } else { lowered(text).eq(pattern.chars()) }
}

/// Whether the text begins with the pattern, case ignored.
#[must_use]
pub fn starts(text: &str, pattern: &str) -> bool {
    if text.is_ascii() {
        text.get(..pattern.len()).is_some_and(|start| start.eq_ignore_ascii_case(pattern))
    } else {
        begins_with(lowered(text), pattern.chars())
    }
}

/// Whether the text ends with the pattern, case ignored.
#[must_use]
pub fn ends(text: &str, pattern: &str) -> bool {
    if text.is_ascii() {
        let start = text.len().checked_sub(pattern.len());
        start.is_some_and(|start| text[start..].eq_ignore_ascii_case(pattern))
    } else {
        begins_with(lowered(text).rev(), pattern.chars().rev())
    }
}

fn begins_with(mut text: impl Iterator<Item = char>, pattern: impl Iterator<Item = char>) -> bool {
    pattern.into_iter().all(|expected| text.next() == Some(expected))
}

/// Whether the pattern occurs in the text, case ignored.
#[must_use]
pub fn contains(text: &str, pattern: &str) -> bool {
    let Some(&first) = pattern.as_bytes().first() else { return true };
    if text.is_ascii() || (pattern.is_ascii() && !may_lower_to_ascii(text)) {
        let text = text.as_bytes();
        return memchr2_iter(first, first.to_ascii_uppercase(), text).any(|at| {
            text.get(at..at + pattern.len()).is_some_and(|part| part.eq_ignore_ascii_case(pattern.as_bytes()))
        });
    }
    thread_local!(static BUFFER: RefCell<String> = const { RefCell::new(String::new()) });
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.extend(lowered(text));
        memmem::find(buffer.as_bytes(), pattern.as_bytes()).is_some()
    })
}

/// Whether a character beyond ASCII may be in the text that becomes one of ASCII in lower case: İ and the Kelvin sign do,
/// of which these are the first bytes.
fn may_lower_to_ascii(text: &str) -> bool {
    memchr2(0xC4, 0xE2, text.as_bytes()).is_some()
}

/// Whether the text, or one of the labels that it joins by commas, is the pattern, case ignored.
#[must_use]
pub fn has_option(text: &str, pattern: &str) -> bool {
    equals(text, pattern) || text.split(',').any(|label| equals(label.trim(), pattern))
}

/// Joins what is filled of these by blanks, as the parts of a name are.
pub fn join<'a>(parts: impl IntoIterator<Item = Option<&'a str>>, out: &mut String) {
    out.clear();
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
}

/// Sign, whole digits and decimals of a number as the platform writes it; `None` for other text.
#[must_use]
pub fn decimal(text: &str) -> Option<(bool, &str, &str)> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(fraction)).then_some((negative, whole, fraction))
}

/// The calendar day with which a text begins, alone or with a time behind it.
#[must_use]
pub fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let alone = matches!(text.as_bytes().get(10), None | Some(b' ' | b'T'));
    (alone && day.parse::<jiff::civil::Date>().is_ok()).then_some(day)
}

/// Appends the form in which search and sorting compare: compatibility decomposition, marks removed, lower case, and
/// the letters that Unicode does not decompose but that people type without their stroke or ligature.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for lower in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match lower {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            other => out.push(other),
        }
    }
}

/// [`fold_into`] a new text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{contains, ends, equals, fold, lower, may_lower_to_ascii, starts};

    #[test]
    fn few_characters_become_ascii_in_lower_case() {
        let becomes = |sign: &char| !sign.is_ascii() && sign.to_lowercase().any(|lower| lower.is_ascii());
        let all = ('\u{80}'..=char::MAX).filter(becomes).collect::<Vec<_>>();
        assert_eq!(all, ['İ', '\u{212A}']);
        assert!(all.iter().all(|sign| may_lower_to_ascii(&sign.to_string())));
        assert!(contains("Ünal KIZILİRMAK", &lower("i\u{307}r")) && contains("Ø \u{212A}elvin", "kelvin"));
        assert!(contains("Zoé SMITH", "smith") && !contains("Zoé Smyth", "smith"));
    }

    #[test]
    fn search_minds_neither_case_nor_accents() {
        for (text, expected) in [
            ("Zoë", "zoe"),
            ("Łódź", "lodz"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Ελένη ΟΔΟΣ", "ελενη οδοσ"),
            ("İstanbul", "istanbul"),
            ("ﬁn ①", "fin 1"),
            ("東京", "東京"),
            ("Søren Ærø", "soren aero"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_mind_accents_but_not_case() {
        assert!(equals("ÉMILIE", &lower("émilie")));
        assert!(!equals("Emilie", &lower("émilie")));
        assert!(contains("10 RUE DES ÉCOLES", &lower("Écoles")));
        assert!(contains("100%_sure", "%_"));
        assert!(!contains("100 sure", "%"));
    }

    proptest! {
        #[test]
        fn predicates_are_those_of_the_lowered_text(text in "[a-cA-CéÉσΣK ]{0,8}", part in "[a-cA-CéÉσΣ]{0,3}") {
            let (whole, pattern) = (lower(&text), lower(&part));
            prop_assert_eq!(equals(&text, &pattern), whole == pattern);
            prop_assert_eq!(contains(&text, &pattern), whole.contains(&pattern));
            prop_assert_eq!(starts(&text, &pattern), whole.starts_with(&pattern));
            prop_assert_eq!(ends(&text, &pattern), whole.ends_with(&pattern));
        }
    }
}
