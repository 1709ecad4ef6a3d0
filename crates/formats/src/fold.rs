//! Names folded to be looked up: case, accents and signs do not matter.

use unicode_normalization::UnicodeNormalization as _;

/// Letters and digits of a text, in lower case and without the accents of Latin, Greek and Cyrillic letters; one blank
/// for whatever stands between them.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn names_are_the_same_whatever_their_case_and_accents() {
        let check = |text, expected: &str| assert_eq!(fold(text), expected, "{text}");
        check("Île-de-France", "ile de france");
        check(" Côte d’Ivoire ", "cote d ivoire");
        check("ÅLAND", "aland");
        check("日本", "日本");
        check("--", "");
    }
}
