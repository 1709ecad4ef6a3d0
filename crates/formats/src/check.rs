//! Checks of one cell that need neither the other rows nor the store (data-formats.md 12).

use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use clientele_domain::finding::Code;

/// Long texts end below this many bytes, short ones below 256 characters.
const LONG_LIMIT: usize = 65_536;
const SHORT_LIMIT: usize = 256;

/// What is asked of the text of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    /// A blank cell is an error.
    pub(crate) required: bool,
    /// Long text.
    pub(crate) long: bool,
    /// The database column's own limit, in characters.
    pub(crate) limit: Option<usize>,
    /// Digits and addresses of pages are suspicious.
    pub(crate) name: bool,
}

/// The rules of a column.
pub(crate) fn rules(column: &Column) -> Rules {
    let plain = Rules { required: false, long: false, limit: None, name: false };
    match column {
        Column::Customer(column) => match column {
            CustomerColumn::Firstname | CustomerColumn::Lastname => {
                Rules { required: true, name: true, ..plain }
            }
            CustomerColumn::Middlename => Rules { name: true, ..plain },
            CustomerColumn::GroupId => Rules { required: true, ..plain },
            CustomerColumn::Prefix | CustomerColumn::Suffix => Rules { limit: Some(40), ..plain },
            CustomerColumn::Taxvat => Rules { limit: Some(50), ..plain },
            _ => plain,
        },
        Column::Address(column) => match column {
            AddressColumn::Firstname | AddressColumn::Lastname => {
                Rules { required: true, name: true, ..plain }
            }
            AddressColumn::Middlename => Rules { name: true, ..plain },
            AddressColumn::City | AddressColumn::CountryId | AddressColumn::Telephone => {
                Rules { required: true, ..plain }
            }
            AddressColumn::Street => Rules { required: true, long: true, ..plain },
            AddressColumn::Prefix | AddressColumn::Suffix => Rules { limit: Some(40), ..plain },
            _ => plain,
        },
        Column::Attribute(_) => Rules { long: true, ..plain },
    }
}

/// Everything wrong with a text cell. `text` is without formula guard.
pub(crate) fn text(rules: Rules, text: &str, mut complain: impl FnMut(Code)) {
    if text.is_empty() {
        if rules.required {
            complain(Code::ValueIsRequired);
        }
        return;
    }
    let bytes = text.as_bytes();
    if bytes.len() >= SHORT_LIMIT {
        let characters = text.chars().count();
        if (rules.long && bytes.len() >= LONG_LIMIT) || (!rules.long && characters >= SHORT_LIMIT) {
            complain(Code::ExceededMaxLength);
        }
    }
    if rules.limit.is_some_and(|limit| bytes.len() > limit && text.chars().count() > limit) {
        complain(Code::ColumnLimit);
    }
    if bytes.iter().any(|&byte| byte < 32 && !matches!(byte, b'\n' | b'\r')) {
        complain(Code::ControlCharacters);
    }
    if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        complain(Code::SurroundingBlanks);
    }
    if text == "__EMPTY__VALUE__" {
        complain(Code::EmptyValueLiteral);
    }
    if rules.name && suspicious(bytes) {
        complain(Code::NameSuspicious);
    }
}

fn suspicious(name: &[u8]) -> bool {
    name.iter().any(u8::is_ascii_digit)
        || memchr::memmem::find(name, b"://").is_some()
        || name.windows(4).any(|part| part.eq_ignore_ascii_case(b"www."))
}

/// Whether a website or store view can have that code.
pub(crate) fn is_scope_code(code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether it is an e-mail address; the top-level domain is not compared with a list.
pub(crate) fn is_email(email: &str) -> bool {
    plain_email(email.as_bytes())
        || (email.contains('@')
            && email.rsplit_once('.').is_some_and(|(_, end)| end.chars().count() > 1)
            && lenient(email))
}

/// The common case, decided without the grammar.
fn plain_email(email: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', email) else { return false };
    let (local, domain) = (&email[..at], &email[at + 1..]);
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let dots = |part: &[u8]| {
        part.starts_with(b".") || part.ends_with(b".") || memchr::memmem::find(part, b"..").is_some()
    };
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (1..=64).contains(&local.len())
        && local.iter().all(word)
        && !dots(local)
        && domain.len() > 2
        && domain.iter().all(host)
        && !dots(domain)
        && memchr::memrchr(b'.', domain).is_some_and(|dot| domain.len() - dot > 2)
        && !domain.split(|&byte| byte == b'.').any(|label| label.starts_with(b"-") || label.ends_with(b"-"))
}

fn lenient(email: &str) -> bool {
    let options =
        email_address::Options::default().without_display_text().without_domain_literal().with_required_tld();
    email_address::EmailAddress::parse_with_options(email, options).is_ok()
}

/// Whether a password hash has one of the known forms (data-formats.md 3.5).
pub(crate) fn is_known_hash(hash: &str) -> bool {
    if let Some(encrypted) = hash.strip_prefix("0:").and_then(|rest| rest.split_once(':')) {
        return !encrypted.1.is_empty();
    }
    let mut parts = hash.split(':');
    let digest = parts.next().unwrap_or_default();
    let hexadecimal = digest.len() >= 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let salt = parts.next().is_none_or(|salt| !salt.is_empty());
    hexadecimal
        && salt
        && parts
            .all(|version| !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit() || b == b'_'))
}
