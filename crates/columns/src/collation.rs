//! Our own order of values, the same on every engine: bytes that compare like the values.
//!
//! Text goes without case and accents, then as written; numbers and instants go by size, numbers in text exactly
//! whatever their length. Text that is no number stands behind all numbers.

use crate::column::{Entry, Form};
use crate::text::{decimal, fold_into};

/// The first byte of a number in text is 0 or 1.
const NO_NUMBER: u8 = 2;

/// Appends the bytes of a value. `folded` is for text being folded.
pub fn push_key(keys: &mut Vec<u8>, value: Entry<'_>, form: Form, folded: &mut String) {
    match value {
        Entry::Integer(number) => keys.extend((number as u64 ^ 1 << 63).to_be_bytes()),
        Entry::Text(text) if form == Form::NumberText => {
            if !push_number(keys, text) {
                keys.push(NO_NUMBER);
                push_text(keys, text, folded);
            }
        }
        Entry::Text(text) => push_text(keys, text, folded),
    }
}

/// Whether a value that has these bytes is sorted by: text among numbers is not.
pub(crate) fn sorts(key: &[u8], form: Form) -> bool {
    form != Form::NumberText || key.first() != Some(&NO_NUMBER)
}

/// The folded text, then the text itself where folding changed it.
fn push_text(keys: &mut Vec<u8>, text: &str, folded: &mut String) {
    folded.clear();
    fold_into(text, folded);
    keys.extend(folded.bytes().filter(|byte| *byte != 0));
    keys.push(0);
    if folded != text {
        keys.extend_from_slice(text.as_bytes());
    }
    keys.push(0);
}

/// How many digits before the point, then the digits. `false` for other text.
fn push_number(keys: &mut Vec<u8>, text: &str) -> bool {
    let Some((negative, whole, fraction)) = decimal(text) else { return false };
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let zero = whole.is_empty() && fraction.is_empty();
    keys.push(u8::from(!negative || zero));
    let start = keys.len();
    keys.extend((whole.len() as u32).to_be_bytes());
    keys.extend(whole.bytes().chain(fraction.bytes()).chain([0]));
    if negative && !zero {
        keys[start..].iter_mut().for_each(|byte| *byte = !*byte);
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{push_key, sorts};
    use crate::column::{Entry, Form};

    fn key(value: Entry<'_>, form: Form) -> Vec<u8> {
        let mut keys = Vec::new();
        push_key(&mut keys, value, form, &mut String::new());
        keys
    }

    fn sorted<'a>(texts: &[&'a str], form: Form) -> Vec<&'a str> {
        let mut sorted = texts.to_vec();
        sorted.sort_by_key(|text| key(Entry::Text(text), form));
        sorted
    }

    #[test]
    fn text_goes_by_letters_and_not_by_code_points() {
        let names = ["zoe", "Émile", "Zoë", "emil", "Łukasz", "luke", "E", "Zoé Lang", "東京"];
        let expected = ["E", "emil", "Émile", "Łukasz", "luke", "zoe", "Zoë", "Zoé Lang", "東京"];
        assert_eq!(sorted(&names, Form::Text), expected);
    }

    #[test]
    fn numbers_in_text_go_by_size() {
        let numbers = ["n/a", "10", "9.5", "-2", "-10.25", "0.0", "12345678901234567890", "009"];
        let expected = ["-10.25", "-2", "0.0", "009", "9.5", "10", "12345678901234567890", "n/a"];
        assert_eq!(sorted(&numbers, Form::NumberText), expected);
        for no_number in ["n/a", "1.", ".5", "1,5", "-"] {
            assert!(!sorts(&key(Entry::Text(no_number), Form::NumberText), Form::NumberText), "{no_number}");
        }
        assert!(sorts(&key(Entry::Text("n/a"), Form::Text), Form::Text));
    }

    proptest! {
        #[test]
        fn keys_of_numbers_compare_like_the_numbers(one: i64, other: i64) {
            let keys = [one, other].map(|number| key(Entry::Integer(number), Form::Integer));
            prop_assert_eq!(keys[0].cmp(&keys[1]), one.cmp(&other));
            let texts = [one, other].map(|number| key(Entry::Text(&number.to_string()), Form::NumberText));
            prop_assert_eq!(texts[0].cmp(&texts[1]), one.cmp(&other));
        }
    }
}
