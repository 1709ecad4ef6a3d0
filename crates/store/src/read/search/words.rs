//! The words of a search, and phones with and without their punctuation.

use memchr::memmem::Finder;

use super::END;
use crate::read::text::fold;

/// A word with the ways in which it may stand in a record.
#[derive(Debug, Clone)]
pub(in crate::read) struct Word {
    text: String,
    /// The word itself and, where it looks like a part of a phone, its digits.
    pub(super) finders: Vec<Finder<'static>>,
}

impl Word {
    fn new(text: &str) -> Self {
        let text = fold(text);
        let mut finders = vec![Finder::new(text.as_bytes()).into_owned()];
        finders.extend(digits_of_phone(&text).map(|digits| Finder::new(digits.as_bytes()).into_owned()));
        Self { text, finders }
    }

    /// Whether the folded text holds the word.
    pub(super) fn occurs_in(&self, text: &[u8]) -> bool {
        self.finders.iter().any(|finder| finder.find(text).is_some())
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The words of what someone typed: `*`, `"` and all other characters stand for themselves.
pub(in crate::read) fn words(typed: &str) -> Vec<Word> {
    // Folded first: a compatibility character may come apart into several words.
    let mut words: Vec<Word> = fold(typed).split_whitespace().map(Word::new).collect();
    words.dedup();
    words
}

/// Appends a phone as bare digits, `+` as the `00` that is dialled for it, when that says more than the phone itself.
pub(super) fn push_digits(phone: &str, out: &mut String) {
    let start = out.len();
    push_dialled(phone, out);
    if &out[start..] == phone || out.len() == start {
        out.truncate(start);
    } else {
        out.push(END);
    }
}

fn push_dialled(phone: &str, out: &mut String) {
    for character in phone.trim_start().chars() {
        match character {
            '+' => out.push_str("00"),
            digit if digit.is_ascii_digit() => out.push(digit),
            _ => {}
        }
    }
}

/// The digits of a word that has punctuation of phones around at least two digits, as [`push_digits`] writes them.
fn digits_of_phone(word: &str) -> Option<String> {
    let is_phone = word.chars().all(|c| c.is_ascii_digit() || "+()-./".contains(c));
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    (is_phone && digits >= 2 && digits < word.len()).then(|| {
        let mut dialled = String::new();
        push_dialled(word, &mut dialled);
        dialled
    })
}

#[cfg(test)]
mod tests {
    use super::{push_digits, words};

    /// Whether what was typed finds an address with that phone.
    fn finds(typed: &str, phone: &str) -> bool {
        let mut text = format!("{phone}\n");
        push_digits(phone, &mut text);
        words(typed).iter().all(|word| word.occurs_in(text.as_bytes()))
    }

    #[test]
    fn phones_are_found_however_they_are_written() {
        for (typed, phone, expected) in [
            ("0033 1", "+33 1 42 68 53 00", true),
            ("+33 1", "0033 1 42 68 53 00", true),
            ("+33142685300", "+33 1 42 68 53 00", true),
            ("42685300", "+33 (0)1.42.68.53.00", true),
            ("(555) 229-3326", "5552293326", true),
            ("555-229", "(555) 229 3326", true),
            ("+34", "+33 1 42 68 53 00", false),
            ("229-3327", "(555) 229-3326", false),
        ] {
            assert_eq!(finds(typed, phone), expected, "{typed} in {phone}");
        }
    }

    #[test]
    fn signs_stand_for_themselves() {
        assert!(finds("*", "call * later"));
        assert!(!finds("*", "call later"));
        assert!(!finds("\"call\"", "call later"));
    }
}
