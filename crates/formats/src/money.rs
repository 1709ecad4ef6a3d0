//! Amounts of money as the platform writes them: a point, up to four decimals (data-formats.md 3.3).

/// Parts of a currency's unit that are kept.
const DECIMALS: usize = 4;
const UNIT: i64 = 10_000;

/// Ten-thousandths of the unit; none for what is no amount or too large.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > DECIMALS || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let amount = format!("{whole}{fraction:0<DECIMALS$}").parse::<i64>().ok()?;
    Some(if negative { -amount } else { amount })
}

/// An amount as the platform writes it: `10.0000`.
pub(crate) fn text(amount: i64) -> String {
    let (sign, absolute) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
    let unit = UNIT.unsigned_abs();
    format!("{sign}{}.{:0DECIMALS$}", absolute / unit, absolute % unit)
}

/// Whether the platform would write the amount so.
pub(crate) fn is_written(amount: i64, written: &str) -> bool {
    text(amount) == written
}

#[cfg(test)]
mod tests {
    use super::{parse, text};

    #[test]
    fn amounts_are_read_and_written() {
        let check = |written: &str, amount: Option<i64>, canonical: &str| {
            assert_eq!(parse(written), amount, "{written}");
            assert_eq!(amount.map(text).unwrap_or_default(), canonical, "{written}");
        };
        check("10.0000", Some(100_000), "10.0000");
        check("10", Some(100_000), "10.0000");
        check("-12.5", Some(-125_000), "-12.5000");
        check("0.0001", Some(1), "0.0001");
        check("-0.5", Some(-5_000), "-0.5000");
        check("922337203685477.5807", Some(i64::MAX), "922337203685477.5807");
        check("922337203685477.5808", None, "");
        check("1.00001", None, "");
        check("1,5", None, "");
        check("$1", None, "");
        check(".5", None, "");
        check("", None, "");
    }
}
