//! Dates and times as the platform and its importer write and read them (data-formats.md 3.2).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::DateOrder;
use crate::fold::fold;
use crate::labels::Language;

/// Months in English and French, short and whole (CLDR), folded; those of January first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "janv", "janvier"],
    &["feb", "february", "fevr", "fevrier"],
    &["mar", "march", "mars"],
    &["apr", "april", "avr", "avril"],
    &["may", "mai"],
    &["jun", "june", "juin"],
    &["jul", "july", "juil", "juillet"],
    &["aug", "august", "aout"],
    &["sep", "sept", "september", "septembre"],
    &["oct", "october", "octobre"],
    &["nov", "november", "novembre"],
    &["dec", "december", "decembre"],
];

/// The short names of the months in French (CLDR).
const FRENCH: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// A moment read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Day and time as written.
    pub(crate) civil: DateTime,
    /// Written in the locale's form of 2.4.8, which means the store's zone instead of UTC.
    pub(crate) local: bool,
    /// Written year first with dashes.
    pub(crate) iso: bool,
}

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

impl Moment {
    /// Milliseconds since 1970 UTC; none where no clock goes, as on the last day of the year 9999.
    pub(crate) fn instant(self, zone: Option<&TimeZone>) -> Option<i64> {
        if let (true, Some(zone)) = (self.local, zone) {
            return Some(zone.to_ambiguous_timestamp(self.civil).compatible().ok()?.as_millisecond());
        }
        let milliseconds = i64::try_from(self.civil.duration_since(EPOCH).as_millis()).ok()?;
        Timestamp::from_millisecond(milliseconds).is_ok().then_some(milliseconds)
    }
}

/// Reads a moment or a day. ISO; slashes are month first as the importer reads them, dots and dashes day first,
/// unless `order` says otherwise; the medium English form of 2.4.8.
pub(crate) fn parse(text: &str, order: Option<DateOrder>) -> Option<Moment> {
    if let Some(civil) = iso(text) {
        return Some(Moment { civil, local: false, iso: true });
    }
    if let Some(civil) = medium(text) {
        return Some(Moment { civil, local: true, iso: false });
    }
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let civil = numbers(day, order)?.to_datetime(clock(time)?);
    Some(Moment { civil, local: false, iso: false })
}

/// The first two numbers of a day whose order its form does not tell.
pub(crate) fn undecided(text: &str) -> Option<(i16, i16)> {
    let day = text.trim().split([' ', 'T']).next()?;
    let separator = day.find(['/', '.', '-']).filter(|&at| at <= 2)?;
    let mut parts = day.split(char::from(day.as_bytes()[separator])).map(|part| part.parse::<i16>().ok());
    let (first, second, _year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day = |number| (1..=31).contains(&number);
    (parts.next().is_none() && is_day(first) && is_day(second)).then_some((first, second))
}

/// `2026-11-22`, `2026-11-22 22:29:37`, also with `T` and fractions of a second.
fn iso(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0_i16, |all, &byte| byte.is_ascii_digit().then(|| all * 10 + i16::from(byte - b'0')))
    };
    let small = |range| number(range).and_then(|value| i8::try_from(value).ok());
    let day = Date::new(number(0..4)?, small(5..7)?, small(8..10)?).ok()?;
    match bytes.len() {
        10 => Some(day.to_datetime(Time::midnight())),
        19 if matches!(bytes[10], b' ' | b'T') && bytes[13] == b':' && bytes[16] == b':' => {
            Some(day.to_datetime(Time::new(small(11..13)?, small(14..16)?, small(17..19)?, 0).ok()?))
        }
        _ if matches!(bytes[10], b' ' | b'T') => Some(day.to_datetime(clock(text.get(11..)?)?)),
        _ => None,
    }
}

/// `5/6/2010`, `22.11.2026`, `22-11-2026`, `2026/11/22`.
fn numbers(day: &str, order: Option<DateOrder>) -> Option<Date> {
    let separator = day.chars().find(|character| !character.is_ascii_digit())?;
    if !matches!(separator, '/' | '.' | '-') {
        return None;
    }
    let mut parts = day.split(separator).map(|part| part.parse::<i16>().ok().filter(|_| part.len() <= 4));
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let year_first = day.find(separator) == Some(4);
    let order = match (order, separator) {
        _ if year_first => DateOrder::Ymd,
        (Some(order), _) => order,
        (None, '/') => DateOrder::Mdy,
        (None, _) => DateOrder::Dmy,
    };
    let (year, month, day) = match order {
        DateOrder::Mdy => (third, first, second),
        DateOrder::Dmy => (third, second, first),
        DateOrder::Ymd => (first, second, third),
    };
    Date::new(full_year(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Two digits as the server's date parser takes them: 70 to 99 are of the last century.
fn full_year(year: i16) -> i16 {
    match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        _ => year,
    }
}

/// `Jun 5, 2024, 3:04:05 PM`, `5 janv. 2024 à 15:04:05`; the gap before AM and PM may be U+202F or U+00A0.
fn medium(text: &str) -> Option<DateTime> {
    if !text.contains(|letter: char| letter.is_alphabetic()) {
        return None;
    }
    let words = text.split(|letter: char| letter.is_whitespace() || letter == ',');
    let mut words = words.filter(|word| !word.is_empty() && *word != "à" && *word != "at");
    let (first, second) = (words.next()?, words.next()?);
    let (month, day) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    let year = words.next()?.parse().ok()?;
    let date = Date::new(year, month, day.parse().ok()?).ok()?;
    let rest: Vec<&str> = words.collect();
    Some(date.to_datetime(clock(&rest.join(" "))?))
}

/// A moment as grids show it.
pub(crate) fn medium_text(moment: DateTime, language: Language) -> String {
    match language {
        Language::English => moment.strftime("%b %-d, %Y %I:%M:%S %p").to_string(),
        Language::French => {
            let month = usize::try_from(moment.month() - 1).ok().and_then(|month| FRENCH.get(month));
            format!("{} {} {}", moment.day(), month.unwrap_or(&""), moment.strftime("%Y %H:%M:%S"))
        }
    }
}

fn month(word: &str) -> Option<i8> {
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let word = fold(word);
    (1..).zip(MONTHS).find_map(|(number, names)| names.contains(&word.as_str()).then_some(number))
}

/// `15:53`, `22:29:37`, `3:04:05 PM`; nothing is midnight. Before 2.3 a 24-hour clock was followed by AM or PM.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let (digits, half) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let digits = digits.split_once('.').map_or(digits, |(whole, _)| whole).trim_end_matches('Z');
    let mut parts = digits.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let hour = match (half.to_ascii_uppercase().as_str(), hour) {
        ("PM", 1..=11) => hour + 12,
        ("AM", 12) => 0,
        ("" | "AM" | "PM", _) => hour,
        _ => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{medium_text, parse, undecided};
    use crate::DateOrder;
    use crate::labels::Language;

    #[track_caller]
    fn check(text: &str, order: Option<DateOrder>, expected: &str) {
        let read = parse(text, order).map_or_else(
            || "none".to_owned(),
            |moment| format!("{}{}", moment.civil, if moment.local { " local" } else { "" }),
        );
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn every_form_of_the_samples_is_read() {
        check("2026-11-22 22:29:37", None, "2026-11-22T22:29:37");
        check("1991-10-12", None, "1991-10-12T00:00:00");
        check("2016-04-19 00:00:00", None, "2016-04-19T00:00:00");
        check("5/6/2012 15:53", None, "2012-05-06T15:53:00");
        check("5/6/2010", Some(DateOrder::Dmy), "2010-06-05T00:00:00");
        check("31.12.1980", None, "1980-12-31T00:00:00");
        check("Jun 5, 2024, 3:04:05\u{202f}PM", None, "2024-06-05T15:04:05 local");
        check("Jan 5, 2024 15:04:05 PM", None, "2024-01-05T15:04:05 local");
        check("janv. 5, 2024 03:04:05 PM", None, "2024-01-05T15:04:05 local");
        check("5 févr. 2024 à 15:04:05", None, "2024-02-05T15:04:05 local");
        check("1 août 2024", None, "2024-08-01T00:00:00 local");
        check("juin 5, 2024, 3:04:05\u{a0}AM", None, "2024-06-05T03:04:05 local");
        check("9999-12-31", None, "9999-12-31T00:00:00");
    }

    #[test]
    fn what_grids_show_of_a_moment_is_read_again() {
        for (month, hour) in (1..=12).zip([0, 1, 11, 12, 13, 23].into_iter().cycle()) {
            let moment = date(2024, month, 29).at(hour, 4, 5, 0);
            for language in [Language::English, Language::French] {
                let text = medium_text(moment, language);
                assert_eq!(parse(&text, None).map(|read| read.civil), Some(moment), "{text}");
            }
        }
    }

    #[test]
    fn days_that_do_not_tell_their_order_are_known() {
        let check = |text, expected| assert_eq!(undecided(text), expected, "{text}");
        check("5/6/2010", Some((5, 6)));
        check("31.12.1980 10:00", Some((31, 12)));
        check("1-2-03", Some((1, 2)));
        check("2010-05-06", None);
        check("2010/5/6", None);
        check("99/1/2", None);
        check("Jan 5, 2024", None);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["31/12/1980", "2026-02-30", "yesterday", "12", "", "1/2/3/4", "2026-11-22 25:00:00", "é-1-1"]
        {
            check(text, None, "none");
        }
    }
}
