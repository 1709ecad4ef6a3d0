//! E-mail addresses under domains that nobody can own (RFC 2606).

use crate::random::Random;

const DOMAINS: &[&str] = &[
    "example.com",
    "example.org",
    "example.net",
    "mail.example",
    "post.example",
    "kontakt.example",
    "courrier.example",
];

/// For those whose names are not written in Latin letters.
const NICKNAMES: &[&str] = &[
    "sakura",
    "lotus",
    "jasmine",
    "blue.sky",
    "moonlight",
    "olive",
    "river",
    "green_tea",
    "north-wind",
    "pearl",
    "cedar",
    "tiger",
    "sunrise",
    "saffron",
];

/// Letters with what is written for them.
const FOLDED: &[(&str, &str)] = &[
    ("àáâãäåą", "a"),
    ("çćč", "c"),
    ("èéêëęě", "e"),
    ("ğ", "g"),
    ("ìíîïı", "i"),
    ("ł", "l"),
    ("ñńň", "n"),
    ("òóôõöø", "o"),
    ("śşš", "s"),
    ("ùúûüů", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
];

/// An address of that person; the number makes it unique.
pub(crate) fn email(random: &mut Random, first: &str, last: &str, number: u64) -> String {
    let (first, last) = (latin(first), latin(last));
    let domain = random.pick(DOMAINS);
    if first.is_empty() || last.is_empty() {
        return format!("{}{number}@{domain}", random.pick(NICKNAMES));
    }
    match random.below(8) {
        0 => format!("{last}{number}@{domain}"),
        1 => format!("{last}.{first}{number}@{domain}"),
        2 => format!("{first}+shop{number}@{domain}"),
        _ => format!("{first}.{last}{number}@{domain}"),
    }
}

/// An address of someone without an account; the number makes it unique.
pub(crate) fn visitor(random: &mut Random, number: u64) -> String {
    format!("visitor{number}@{}", random.pick(DOMAINS))
}

fn latin(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphabetic() {
            folded.push(letter);
        } else if let Some((_, plain)) = FOLDED.iter().find(|(letters, _)| letters.contains(letter)) {
            folded.push_str(plain);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn names_become_letters_of_an_address() {
        let check = |name, expected| assert_eq!(latin(name), expected, "{name}");
        check("de la Tour d’Auvergne", "delatourdauvergne");
        check("Großkreutz", "grosskreutz");
        check("Łęcki", "lecki");
        check("Élodie", "elodie");
        check("Шевченко", "");
        check("佐藤", "");
    }
}
