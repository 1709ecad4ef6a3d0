//! An invented person, and the rows of the account and its addresses.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};

use crate::Options;
use crate::locale::{LOCALES, Locale};
use crate::random::Random;
use crate::row::Row;

/// Accounts are at most this old.
const YEARS: u64 = 8;
const DAY_SECONDS: u64 = 24 * 60 * 60;
const INTERESTS: &[&str] = &["Garden", "Sport", "Kitchen", "Music"];

/// Someone with an account.
pub(crate) struct Person {
    locale: &'static Locale,
    email: String,
    woman: bool,
    first: &'static str,
    middle: &'static str,
    last: String,
    group: u8,
    gender: &'static str,
    dob: String,
    tax: String,
    created: String,
    updated: String,
    locked_until: String,
    loyalty: String,
    credit: String,
    member_since: String,
    sms: &'static str,
    interests: String,
    company: &'static str,
}

impl Person {
    /// The next person of the stream.
    pub(crate) fn invent(random: &mut Random, number: u64, options: &Options) -> Self {
        let locale = *random.pick(LOCALES);
        let woman = random.one_in(2);
        let first = *random.pick(if woman { locale.women } else { locale.men });
        let mut last = (*random.pick(locale.surnames)).to_owned();
        if random.one_in(12) {
            let second = *random.pick(locale.surnames);
            let _ = write!(last, "-{second}");
        }
        let business = random.one_in(6);
        let seconds = YEARS * 365 * DAY_SECONDS;
        // More accounts in later years, as a shop that grows has.
        let age = seconds - random.below(seconds).max(random.below(seconds));
        let created = moment(options.now_ms, age);
        let updated = moment(options.now_ms, random.below(age + 1));
        let member = random.one_in(3);
        Self {
            email: email(first, &last, number),
            woman,
            first,
            middle: if random.one_in(15) { "M." } else { "" },
            group: group(random, number, business),
            gender: gender(random, woman),
            dob: if random.one_in(3) { birthday(random) } else { String::new() },
            tax: if business { digits(random, locale.tax) } else { String::new() },
            created,
            updated,
            locked_until: if random.one_in(400) { moment(options.now_ms, 0) } else { String::new() },
            loyalty: if member { format!("L{:07}", number * 7 % 9_999_991) } else { String::new() },
            credit: if business { format!("{}.0000", (random.below(100) + 1) * 50) } else { String::new() },
            member_since: if member {
                moment(options.now_ms, random.below(age + 1))[..10].to_owned()
            } else {
                String::new()
            },
            sms: *random.pick(&["Yes", "No", "No", ""]),
            interests: interests(random),
            company: if business { *random.pick(locale.companies) } else { "" },
            locale,
            last,
        }
    }

    /// The row of the customers file.
    pub(crate) fn customer<'a>(&self, row: &'a mut Row) -> &'a [u8] {
        let (website, store) = (self.locale.website, self.locale.store);
        let prefix = if self.group == 2 { if self.woman { "Ms." } else { "Mr." } } else { "" };
        row.start()
            .cell(&self.email)
            .cell(website.code)
            .cell(website.default_store)
            .cell(website.id)
            .cell(store.0)
            .cell(store.1);
        row.cell(prefix)
            .cell(self.first)
            .cell(self.middle)
            .cell(&self.last)
            .blank(1)
            .cell(self.group)
            .cell(&self.dob)
            .blank(3);
        row.cell(&self.tax).blank(1).cell(&self.created).cell(self.gender).cell(0).cell(&self.updated);
        let failures = if self.locked_until.is_empty() { 0 } else { 10 };
        row.cell(failures)
            .blank(1)
            .cell(&self.locked_until)
            .cell(&self.loyalty)
            .cell(&self.credit)
            .cell(&self.member_since);
        row.cell(self.sms).cell(&self.interests).blank(1).end()
    }

    /// A row of the addresses file: the first address is both defaults.
    pub(crate) fn address<'a>(
        &self,
        random: &mut Random,
        row: &'a mut Row,
        place: u64,
        number: u64,
    ) -> &'a [u8] {
        let locale = self.locale;
        let (city, region, postcode) = *random.pick(locale.cities);
        let default = if place == 0 { "1" } else { "" };
        row.start()
            .cell(locale.website.code)
            .cell(&self.email)
            .cell(number)
            .cell(city)
            .cell(self.company)
            .cell(locale.country)
            .blank(1);
        row.cell(self.first)
            .cell(&self.last)
            .cell(self.middle)
            .cell(digits(random, postcode))
            .blank(1)
            .cell(region);
        row.cell(if region.is_empty() { "0" } else { "" })
            .cell(street(random, locale))
            .blank(1)
            .cell(digits(random, locale.phone));
        row.cell(&self.tax).blank(4).cell(default).cell(default).end()
    }
}

/// Latin letters of the name, made unique by the number, under a domain that nobody owns.
fn email(first: &str, last: &str, number: u64) -> String {
    let latin =
        |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let (first, last) = (latin(first), latin(last));
    let domains = ["example.com", "example.org", "mail.example", "shop.example"];
    let domain = domains[usize::try_from(number % 4).unwrap_or(0)];
    match (first.is_empty(), last.is_empty()) {
        (false, false) => format!("{first}.{last}{number}@{domain}"),
        (true, true) => format!("customer{number}@{domain}"),
        _ => format!("{first}{last}{number}@{domain}"),
    }
}

/// Every default group among the first four people; group 0 is rare.
fn group(random: &mut Random, number: u64, business: bool) -> u8 {
    match number % 1000 {
        1 => 2,
        2 => 3,
        3 => 0,
        _ if business => *random.pick(&[2, 2, 3, 4]),
        _ => 1,
    }
}

fn gender(random: &mut Random, woman: bool) -> &'static str {
    match random.below(5) {
        0 => "",
        1 if random.one_in(6) => "Not Specified",
        _ if woman => "Female",
        _ => "Male",
    }
}

fn birthday(random: &mut Random) -> String {
    format!("{}-{:02}-{:02}", 1940 + random.below(66), random.below(12) + 1, random.below(28) + 1)
}

fn interests(random: &mut Random) -> String {
    if !random.one_in(4) {
        return String::new();
    }
    let chosen: Vec<&str> = INTERESTS.iter().copied().filter(|_| random.one_in(2)).collect();
    chosen.join(",")
}

fn street(random: &mut Random, locale: &Locale) -> String {
    let (name, number) = (random.pick(locale.streets), random.below(180) + 1);
    let mut street =
        if locale.number_first { format!("{number} {name}") } else { format!("{name} {number}") };
    if random.one_in(9) {
        let _ = write!(street, "\nApt \"{}\", floor {}", random.below(40) + 1, random.below(9) + 1);
    }
    street
}

/// Every `#` becomes a digit.
fn digits(random: &mut Random, pattern: &str) -> String {
    pattern
        .chars()
        .map(|letter| {
            if letter == '#' {
                char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0))
            } else {
                letter
            }
        })
        .collect()
}

/// UTC as the platform writes it.
fn moment(now_ms: i64, seconds_ago: u64) -> String {
    let now = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let ago = SignedDuration::from_secs(i64::try_from(seconds_ago).unwrap_or(0));
    now.saturating_sub(ago).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
