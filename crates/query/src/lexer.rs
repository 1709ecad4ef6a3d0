//! Tokens with their places. Longest first: date, relative date, number (groups-segments.md 14.1).

use std::ops::Range;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name, also with dots, or a keyword.
    Word(String),
    /// Text between quotes, doubled quotes undone.
    Text(String),
    /// A number as written.
    Number(String),
    /// `2025-06-15`, whether or not that day exists.
    Date(String),
    /// `-30d`.
    Relative(String),
    /// `= != > >= < <= ( ) , ;`
    Sign(&'static str),
    /// Text without its closing quote.
    OpenText,
    /// Anything else.
    Unknown(char),
    /// Behind the last token.
    End,
}

/// Splits a text; the last token is [`Token::End`].
pub(crate) fn tokens(text: &str) -> Vec<(Token, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(&text[at..], first);
        tokens.push((token, at..at + length));
        at += length;
    }
    tokens.push((Token::End, text.len()..text.len()));
    tokens
}

fn token(rest: &str, first: char) -> (Token, usize) {
    const SIGNS: [&str; 10] = ["!=", ">=", "<=", "=", ">", "<", "(", ")", ",", ";"];
    if first == '\'' {
        return quoted(rest);
    }
    if first.is_ascii_digit() || matches!(first, '+' | '-') {
        return number(rest, first);
    }
    if first.is_alphabetic() || first == '_' {
        let length = rest
            .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.')))
            .unwrap_or(rest.len());
        return (Token::Word(rest[..length].to_owned()), length);
    }
    match SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
        Some(sign) => (Token::Sign(sign), sign.len()),
        None => (Token::Unknown(first), first.len_utf8()),
    }
}

fn quoted(rest: &str) -> (Token, usize) {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != '\'' {
            text.push(letter);
        } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
            text.push('\'');
        } else {
            return (Token::Text(text), at + 1);
        }
    }
    (Token::OpenText, rest.len())
}

fn number(rest: &str, first: char) -> (Token, usize) {
    let bytes = rest.as_bytes();
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let at = |index: usize| bytes.get(index).copied();
    if first.is_ascii_digit()
        && digits(0) == 4
        && at(4) == Some(b'-')
        && digits(5) == 2
        && at(7) == Some(b'-')
        && digits(8) == 2
    {
        return (Token::Date(rest[..10].to_owned()), 10);
    }
    let sign = usize::from(!first.is_ascii_digit());
    let whole = digits(sign);
    if whole == 0 {
        return (Token::Unknown(first), 1);
    }
    let end = sign + whole;
    let is_step = matches!(at(end), Some(b'd' | b'w' | b'm' | b'y'));
    let word_goes_on = rest[end..].chars().nth(1).is_some_and(|next| next.is_alphanumeric() || next == '_');
    if sign == 1 && is_step && !word_goes_on {
        return (Token::Relative(rest[..=end].to_owned()), end + 1);
    }
    if first == '+' {
        return (Token::Unknown(first), 1);
    }
    let fraction = if at(end) == Some(b'.') { digits(end + 1) } else { 0 };
    let end = if fraction > 0 { end + 1 + fraction } else { end };
    (Token::Number(rest[..end].to_owned()), end)
}
