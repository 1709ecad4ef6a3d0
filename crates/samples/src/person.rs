//! An invented person, and the row of the account.

use crate::Options;
use crate::email::email;
use crate::locale::{LOCALES, Locale};
use crate::moment::{Day, Moment};
use crate::random::Random;
use crate::row::Row;

const DAY_SECONDS: u64 = 24 * 60 * 60;
/// The shop is that old.
const SHOP_SECONDS: u64 = 8 * 365 * DAY_SECONDS;
const INTERESTS: &[&str] = &["Garden", "Sport", "Kitchen", "Books & Music"];

/// Someone with an account.
pub(crate) struct Person {
    pub(crate) locale: &'static Locale,
    pub(crate) email: String,
    pub(crate) prefix: &'static str,
    pub(crate) first: String,
    pub(crate) middle: &'static str,
    pub(crate) last: String,
    pub(crate) suffix: &'static str,
    /// Empty for private people.
    pub(crate) company: &'static str,
    pub(crate) tax: String,
    pub(crate) created: Moment,
    pub(crate) updated: Moment,
    woman: bool,
    pub(crate) group: u8,
    /// Wrong passwords in a row, the last of them just before `updated`.
    failures: u64,
    number: u64,
}

impl Person {
    /// The next person of the stream.
    pub(crate) fn invent(random: &mut Random, number: u64, options: &Options) -> Self {
        let locale = random.pick(LOCALES);
        let woman = random.one_in(2);
        let (first, last) = name(random, locale, woman);
        let business = random.one_in(6);
        let now = Moment(options.now_ms.div_euclid(1000));
        let created = creation(random, number, options.customers, now.before(SHOP_SECONDS));
        Self {
            email: email(random, &first, &last, number),
            prefix: prefix(random, woman),
            middle: if random.one_in(15) { random.pick(&["M.", "A.", "J. R.", "E."]) } else { "" },
            suffix: if random.one_in(150) { random.pick(&["PhD", "Jr.", "MBA"]) } else { "" },
            company: if business { random.pick(locale.companies) } else { "" },
            tax: if business { random.fill(locale.tax) } else { String::new() },
            updated: created.after(random.below(created.until(now))),
            group: group(random, number, business),
            failures: if random.one_in(60) { random.below(10) + 1 } else { 0 },
            locale,
            first,
            last,
            created,
            woman,
            number,
        }
    }

    /// The row of the customers file.
    pub(crate) fn account<'a>(&self, random: &mut Random, row: &'a mut Row) -> &'a [u8] {
        let (website, store) = (self.locale.website, self.locale.store);
        let created_in = if random.one_in(40) { "Admin" } else { store.name };
        row.start().cell(&self.email).cell(website.code).cell(website.default_store);
        row.cell(website.id).cell(store.id).cell(created_in);
        row.cell(self.prefix).cell(&self.first).cell(self.middle).cell(&self.last).cell(self.suffix);
        row.cell(self.group).cell(birthday(random)).blank(3).cell(&self.tax).blank(1);
        row.cell(self.created).cell(gender(random, self.woman));
        row.cell(u8::from(self.group != 1 && random.one_in(5))).cell(self.updated);
        self.failures(row);
        self.attributes(random, row);
        row.blank(1).end()
    }

    /// `failures_num`, `first_failure`, `lock_expires`: the tenth failure locks for ten minutes.
    fn failures(&self, row: &mut Row) {
        row.cell(self.failures);
        match self.failures {
            0 => row.blank(2),
            10.. => row.cell(self.updated.before(90)).cell(self.updated.after(600)),
            _ => row.cell(self.updated.before(30)).blank(1),
        };
    }

    /// The custom attributes: `loyalty_no`, `credit_limit`, `member_since`, `accepts_sms`, `interests`.
    fn attributes(&self, random: &mut Random, row: &mut Row) {
        let member = random.one_in(3);
        if member {
            row.cell(format_args!("L-{:07}", self.number + 1));
        } else {
            row.blank(1);
        }
        row.cell(credit_limit(random, !self.company.is_empty()));
        if member {
            let since = self.created.after(random.below(self.created.until(self.updated)));
            row.cell(format_args!("{} 00:00:00", Day(since)));
        } else {
            row.blank(1);
        }
        row.cell(random.pick(&["Yes", "No", "No", ""])).cell(interests(random));
    }
}

/// First and last name; few carry what Clientele warns of: a blank behind, or an advertisement for a name.
fn name(random: &mut Random, locale: &Locale, woman: bool) -> (String, String) {
    if random.one_in(5000) {
        return ("Free gift".to_owned(), "www.prize.example".to_owned());
    }
    let mut first = random.early(if woman { locale.women } else { locale.men }).to_owned();
    if random.one_in(900) {
        first.push(' ');
    }
    let mut last = surname(random, locale);
    if let Some(joint) = locale.joint
        && random.one_in(12)
    {
        last = [&last, joint, &surname(random, locale)].concat();
    }
    (first, last)
}

fn surname(random: &mut Random, locale: &Locale) -> String {
    let (beginnings, endings) = locale.rare_surnames;
    if random.one_in(3) {
        [random.pick(beginnings), random.pick(endings)].concat()
    } else {
        random.early(locale.surnames).to_owned()
    }
}

/// Accounts stand in the order of their creation, and the shop grows: half of them are from its last two years.
fn creation(random: &mut Random, number: u64, customers: u64, opening: Moment) -> Moment {
    let square = u128::from(SHOP_SECONDS).pow(2);
    let start = |number: u64| {
        let part = square * u128::from(number) / u128::from(customers.max(1));
        u64::try_from(part.isqrt()).unwrap_or(SHOP_SECONDS)
    };
    let (from, to) = (start(number), start(number + 1));
    opening.after(from + random.below(to - from))
}

/// Every default group among the first four people; group 0, that of visitors, is rare.
fn group(random: &mut Random, number: u64, business: bool) -> u8 {
    match number % 1000 {
        1 => 2,
        2 => 3,
        3 => 0,
        _ if business => random.pick(&[2, 2, 3, 4]),
        _ => 1,
    }
}

fn prefix(random: &mut Random, woman: bool) -> &'static str {
    match random.below(20) {
        0 => "Dr.",
        1 | 2 if woman => "Ms.",
        1 | 2 => "Mr.",
        _ => "",
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

/// A third tell it, a few of them nonsense that Clientele warns of.
fn birthday(random: &mut Random) -> String {
    if !random.one_in(3) {
        return String::new();
    }
    let year = if random.one_in(1500) { 1870 } else { 1940 } + random.below(67).min(random.below(67) + 20);
    format!("{year}-{:02}-{:02}", random.below(12) + 1, random.below(28) + 1)
}

/// Decimals as the platform writes them; a few are negative and therefore guarded.
fn credit_limit(random: &mut Random, business: bool) -> String {
    if !business {
        return String::new();
    }
    let sign = if random.one_in(30) { "-" } else { "" };
    format!("{sign}{}.{}000", (random.below(100) + 1) * 50, random.below(2) * 5)
}

fn interests(random: &mut Random) -> String {
    if !random.one_in(4) {
        return String::new();
    }
    let chosen: Vec<&str> = INTERESTS.iter().copied().filter(|_| random.one_in(2)).collect();
    chosen.join(",")
}
