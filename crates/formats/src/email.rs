//! Whether a text is an e-mail address, as the platform asks: the top-level domain is not compared with a list.

/// Whether it is an e-mail address with a domain of at least two labels.
pub(crate) fn is_email(email: &str) -> bool {
    is_plain(email.as_bytes())
        || (email.contains('@')
            && email.rsplit_once('.').is_some_and(|(_, end)| end.chars().count() > 1)
            && is_lawful(email))
}

/// The common case, decided without the grammar.
fn is_plain(email: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', email) else { return false };
    let (local, domain) = (&email[..at], &email[at + 1..]);
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    local.len() <= 64
        && local.iter().all(word)
        && local.split(|&byte| byte == b'.').all(|part| !part.is_empty())
        && domain.iter().all(host)
        && domain.split(|&byte| byte == b'.').all(is_label)
        && memchr::memrchr(b'.', domain).is_some_and(|dot| domain.len() - dot > 2)
}

fn is_label(label: &[u8]) -> bool {
    !label.is_empty() && !label.starts_with(b"-") && !label.ends_with(b"-")
}

fn is_lawful(email: &str) -> bool {
    let options =
        email_address::Options::default().without_display_text().without_domain_literal().with_required_tld();
    email_address::EmailAddress::parse_with_options(email, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses_are_told_from_what_is_none() {
        let check = |email: &str, expected: bool| assert_eq!(is_email(email), expected, "{email}");
        check("anna@example.com", true);
        check("Anna.O'Neil+shop@mail.example.co.uk", true);
        check("анна@пример.рф", true);
        check("\"a b\"@example.com", true);
        check("anna@example.newtld", true);
        for none in [
            "",
            "anna",
            "@example.com",
            "anna@",
            "anna@example",
            "anna@example.c",
            "anna@@example.com",
            "an na@example.com",
            "anna@example..com",
            ".anna@example.com",
            "anna@-example.com",
            "anna@example.com, ben@example.com",
            "Anna <anna@example.com>",
        ] {
            check(none, false);
        }
    }
}
