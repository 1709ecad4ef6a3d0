//! Dates and numbers of spreadsheets as text: ISO, no exponent, nothing that the sheet does not show.

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

/// Day 0 of sheets that count from 1900, corrected for the leap day that 1900 did not have.
const EPOCH_1900: DateTime = DateTime::constant(1899, 12, 30, 0, 0, 0, 0);
const EPOCH_1904: DateTime = DateTime::constant(1904, 1, 1, 0, 0, 0, 0);
/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;
/// The 9999-12-31 of a sheet, after which none counts.
const LAST_DAY: f64 = 2_958_466.0;
const DAY_SECONDS: f64 = 86_400.0;

/// `2026-11-22T22:29:36.000` with a blank between; midnight alone is a day.
pub(crate) fn spaced(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let time = time.split_once('.').map_or(time, |(whole, _)| whole).trim_end_matches('Z');
    Some(if time == "00:00:00" { day.to_owned() } else { format!("{day} {time}") })
}

/// The day, moment or time of day of a serial number; none for what is no date.
pub(crate) fn of_serial(serial: f64, from_1904: bool) -> Option<String> {
    if !(0.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let seconds = (serial * DAY_SECONDS).round();
    // Below 2^38 by the check above.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = seconds as i64;
    let epoch = if from_1904 { EPOCH_1904 } else { EPOCH_1900 };
    let moment = epoch.checked_add(seconds.seconds()).ok()?;
    let time = moment.time();
    Some(match (seconds < 86_400, time == Time::midnight()) {
        (true, false) => time.strftime("%H:%M:%S").to_string(),
        (_, true) => moment.date().strftime("%Y-%m-%d").to_string(),
        (false, false) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    })
}

/// A number as a sheet shows it: whole ones without `.0`, none with an exponent, no digits beyond those it keeps.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let exponent = text.contains(['e', 'E']);
    let fraction = text.contains('.');
    if !exponent && (!fraction || digits <= DIGITS && !text.ends_with('0')) {
        return text.to_owned();
    }
    let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return text.to_owned();
    };
    let kept = format!("{number:.*e}", DIGITS - 1).parse::<f64>().unwrap_or(number);
    kept.to_string()
}

#[cfg(test)]
mod tests {
    use super::{of_serial, plain, spaced};

    #[test]
    fn numbers_are_written_as_a_sheet_shows_them() {
        let check = |text, expected: &str| assert_eq!(plain(text), expected, "{text}");
        check("42", "42");
        check("42.0", "42");
        check("4.79E+09", "4790000000");
        check("1.5", "1.5");
        check("12.300000000000001", "12.3");
        check("0.10", "0.1");
        check("33123456789012345", "33123456789012345");
        check("-1E-2", "-0.01");
        check("no number", "no number");
        check("1e999", "1e999");
    }

    #[test]
    fn serial_numbers_are_days_and_moments() {
        let check = |serial, from_1904, expected: Option<&str>| {
            assert_eq!(of_serial(serial, from_1904).as_deref(), expected, "{serial}");
        };
        check(46_348.0, false, Some("2026-11-22"));
        check(46_348.937_222_222_2, false, Some("2026-11-22 22:29:36"));
        check(44_886.0, true, Some("2026-11-22"));
        check(0.5, false, Some("12:00:00"));
        check(-1.0, false, None);
        check(f64::NAN, false, None);
        check(1e12, false, None);
    }

    #[test]
    fn moments_of_a_sheet_in_xml_get_a_blank() {
        let check = |text, expected: Option<&str>| assert_eq!(spaced(text).as_deref(), expected, "{text}");
        check("2026-11-22T22:29:36.000", Some("2026-11-22 22:29:36"));
        check("2026-11-22T00:00:00.000", Some("2026-11-22"));
        check("2026-11-22", None);
    }
}
