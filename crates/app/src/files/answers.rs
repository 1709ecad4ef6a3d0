//! From the answers of a person, as text, to the reader's options.

use clientele_domain::file::Kind;
use clientele_formats::{DateOrder, Encoding, ReadOptions};
use clientele_wire::import::{Answers, Choice, Question};
use clientele_wire::{ErrorCode, Failure};

/// The reader's options.
///
/// # Errors
/// `bad_request` naming the answer that is none of its choices.
pub(super) fn options(answers: &Answers, now_ms: i64) -> Result<ReadOptions, Failure> {
    Ok(ReadOptions {
        encoding: parse(answers.encoding.as_deref(), "encoding", Encoding::parse)?,
        separator: parse(answers.separator.as_deref(), "separator", separator)?,
        date_order: parse(answers.date_order.as_deref(), "date-order", DateOrder::parse)?,
        time_zone: parse(answers.time_zone.as_deref(), "time-zone", |name| {
            jiff::tz::TimeZone::get(name).ok()
        })?,
        kind: parse(answers.kind.as_deref(), "kind", Kind::parse)?,
        mapping: None,
        today: today(now_ms),
    })
}

/// The questions of a reader, in the words of the contract.
pub(super) fn questions(file: &str, asked: Vec<clientele_formats::Question>) -> Vec<Question> {
    let question = |question: clientele_formats::Question| Question {
        file: file.to_owned(),
        about: question.about.as_str().to_owned(),
        subject: None,
        choices: question
            .choices
            .into_iter()
            .map(|choice| Choice { value: choice.value, preview: choice.preview })
            .collect(),
    };
    asked.into_iter().map(question).collect()
}

fn parse<T>(
    text: Option<&str>,
    option: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Failure> {
    let wrong = |text: &str| Failure::new(ErrorCode::BadRequest).with("option", option).with("value", text);
    text.map(|text| parse(text).ok_or_else(|| wrong(text))).transpose()
}

/// One of the separators that files use; a tab also by its name.
fn separator(text: &str) -> Option<u8> {
    match text {
        "tab" | "\\t" => Some(b'\t'),
        "," | ";" | "\t" | "|" => Some(text.as_bytes()[0]),
        _ => None,
    }
}

fn today(now_ms: i64) -> jiff::civil::Date {
    jiff::Timestamp::from_millisecond(now_ms)
        .map_or(jiff::civil::Date::MIN, |now| jiff::tz::TimeZone::UTC.to_datetime(now).date())
}
