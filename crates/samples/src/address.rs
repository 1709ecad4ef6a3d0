//! A row of the addresses file.

use std::collections::HashMap;
use std::sync::LazyLock;

use clientele_domain::region::regions;

use crate::locale::Locale;
use crate::moment::Day;
use crate::person::Person;
use crate::random::Random;
use crate::row::Row;

/// An address book of a person: the first address is the default for bills, often for goods too.
pub(crate) struct AddressBook<'p> {
    person: &'p Person,
    ships_to: u64,
}

impl<'p> AddressBook<'p> {
    pub(crate) fn new(random: &mut Random, person: &'p Person, addresses: u64) -> Self {
        let elsewhere = random.one_in(3);
        Self { person, ships_to: if elsewhere { addresses.saturating_sub(1) } else { 0 } }
    }

    /// The row of the address at that place of the book; `id` is its `_entity_id`.
    pub(crate) fn row<'a>(&self, random: &mut Random, row: &'a mut Row, place: u64, id: u64) -> &'a [u8] {
        let (person, locale) = (self.person, self.person.locale);
        let (city, region, postcode) = random.pick(locale.cities);
        let region = Region::of(random, locale.country, region);
        row.start().cell(locale.website.code).cell(&person.email).cell(id);
        row.cell(city).cell(person.company).cell(locale.country).cell(fax(random, person));
        row.cell(recipient(random, person, place)).cell(&person.last).cell(person.middle);
        row.cell(postcode_of(random, postcode)).cell(person.prefix);
        row.cell(region.name).cell(region.id);
        row.cell(street(random, locale)).cell(person.suffix).cell(phone(random, locale));
        vat(random, person, row);
        let flag = |set| if set { "1" } else { "" };
        row.cell(flag(place == 0)).cell(flag(place == self.ships_to)).end()
    }
}

/// `region` and `region_id`: 0 where the platform has no such region (observed in 2.4.7).
struct Region {
    name: &'static str,
    id: usize,
}

impl Region {
    /// A few addresses lack the region that forms ask for.
    fn of(random: &mut Random, country: &'static str, name: &'static str) -> Self {
        /// Ids differ from shop to shop; in this one they number the platform's list.
        static IDS: LazyLock<HashMap<(&str, &str), usize>> = LazyLock::new(|| {
            regions().iter().zip(1..).map(|(region, id)| ((region.country, &*region.name), id)).collect()
        });
        match IDS.get(&(country, name)) {
            Some(_) if random.one_in(300) => Self { name: "", id: 0 },
            Some(&id) => Self { name, id },
            None => Self { name, id: 0 },
        }
    }
}

/// Later addresses may be someone else's, for gifts.
fn recipient<'p>(random: &mut Random, person: &'p Person, place: u64) -> &'p str {
    if place > 0 && random.one_in(4) {
        let names = if random.one_in(2) { person.locale.women } else { person.locale.men };
        return random.pick(names);
    }
    &person.first
}

/// A few have lost their leading zero in a spreadsheet.
fn postcode_of(random: &mut Random, pattern: &str) -> String {
    let postcode = random.fill(pattern);
    match postcode.strip_prefix('0') {
        Some(rest) if !rest.contains('-') && random.one_in(60) => rest.to_owned(),
        _ => postcode,
    }
}

fn street(random: &mut Random, locale: &Locale) -> String {
    let (name, number) = (random.pick(locale.streets), random.below(180) + 1);
    let street = if locale.number_first { format!("{number} {name}") } else { format!("{name} {number}") };
    match random.below(20) {
        0 => format!("{street}\nApt \"{}\", floor {}", random.below(40) + 1, random.below(9) + 1),
        1 => format!("{street}\nc/o {}", random.pick(locale.companies)),
        _ => street,
    }
}

/// Most write the country code, which the platform guards like a formula.
fn phone(random: &mut Random, locale: &Locale) -> String {
    let (country, trunk, rest) = locale.phone;
    let rest = random.fill(rest);
    if random.one_in(3) { [trunk, &rest].concat() } else { [country, " ", &rest].concat() }
}

fn fax(random: &mut Random, person: &Person) -> String {
    if person.company.is_empty() || !random.one_in(6) {
        return String::new();
    }
    phone(random, person.locale)
}

/// `vat_id` and what a check of it said, for companies of the European Union.
fn vat(random: &mut Random, person: &Person, row: &mut Row) {
    row.cell(&person.tax);
    if person.tax.is_empty() || person.locale.website.code != "eu" || random.one_in(2) {
        row.blank(4);
        return;
    }
    let request = random.fill("WAPIAAAA@#@@##@#");
    row.cell(u8::from(!random.one_in(10))).cell(Day(person.updated)).cell(request).cell(1);
}
