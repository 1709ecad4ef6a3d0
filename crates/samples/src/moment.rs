//! Points in time as the platform writes them.

use std::fmt::{self, Display, Formatter};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Seconds since 1970, UTC; displayed as `YYYY-MM-DD HH:MM:SS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) i64);

/// `YYYY-MM-DD`.
pub(crate) struct Day(pub(crate) Moment);

/// `Jan 5, 2024 03:04:05 PM`, as grids show a moment.
pub(crate) struct Shown(pub(crate) Moment);

impl Moment {
    pub(crate) fn after(self, seconds: u64) -> Self {
        Self(self.0.saturating_add_unsigned(seconds))
    }

    pub(crate) fn before(self, seconds: u64) -> Self {
        Self(self.0.saturating_sub_unsigned(seconds))
    }

    /// Seconds until `later`, 0 when it has passed.
    pub(crate) fn until(self, later: Self) -> u64 {
        u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0)
    }

    fn civil(self) -> jiff::civil::DateTime {
        TimeZone::UTC.to_datetime(Timestamp::from_second(self.0).unwrap_or_default())
    }
}

impl Display for Moment {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let time = self.civil().time();
        write!(out, "{} {:02}:{:02}:{:02}", Day(*self), time.hour(), time.minute(), time.second())
    }
}

impl Display for Day {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let day = self.0.civil().date();
        write!(out, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
    }
}

impl Display for Shown {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (day, time) = (self.0.civil().date(), self.0.civil().time());
        let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        let (half, hour) = (if time.hour() < 12 { "AM" } else { "PM" }, (time.hour() + 11) % 12 + 1);
        write!(out, "{month} {}, {} ", day.day(), day.year())?;
        write!(out, "{hour:02}:{:02}:{:02} {half}", time.minute(), time.second())
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Moment, Shown};

    #[test]
    fn moments_read_as_the_platform_writes_them() {
        let check = |seconds, moment: &str, day: &str| {
            assert_eq!(
                (Moment(seconds).to_string(), Day(Moment(seconds)).to_string()),
                (moment.into(), day.into())
            );
        };
        check(0, "1970-01-01 00:00:00", "1970-01-01");
        check(1_709_251_199, "2024-02-29 23:59:59", "2024-02-29");
        check(-1, "1969-12-31 23:59:59", "1969-12-31");
    }

    #[test]
    fn grids_show_moments_in_words() {
        let check = |seconds, shown: &str| assert_eq!(Shown(Moment(seconds)).to_string(), shown);
        check(0, "Jan 1, 1970 12:00:00 AM");
        check(1_709_251_199, "Feb 29, 2024 11:59:59 PM");
        check(1_709_208_000, "Feb 29, 2024 12:00:00 PM");
    }
}
