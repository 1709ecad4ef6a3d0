//! A row of the orders grid (data-formats.md 11.2).

use std::io::{self, Write};

use crate::email::visitor;
use crate::locale::Locale;
use crate::moment::{Moment, Shown};
use crate::person::Person;
use crate::random::Random;
use crate::row::Row;

pub(crate) const HEADER: &str = "ID,\"Purchase Point\",\"Purchase Date\",\"Bill-to Name\",\"Ship-to Name\",\"Grand Total (Base)\",\
\"Grand Total (Purchased)\",Status,\"Billing Address\",\"Shipping Address\",\"Shipping Information\",\"Customer Email\",\"Customer Group\",Subtotal,\
\"Shipping and Handling\",\"Customer Name\",\"Payment Method\",\"Total Refunded\",\"Allocated sources\",\"Pickup Location Code\"\n";

/// Customers who may order again are as many as this.
const REGULARS: usize = 256;
/// One order in so many is a guest's.
const GUESTS: u64 = 12;
/// Ten-thousandths of a currency's unit.
const UNIT: u64 = 10_000;
const SHIPPING: &[u64] = &[0, 49_000, 59_000, 99_500];

/// The orders under construction.
pub(crate) struct OrderBook {
    row: Row,
    regulars: Vec<Person>,
    written: u64,
    /// When the order before was placed.
    clock: Moment,
    now: Moment,
}

/// Whoever orders.
struct Buyer<'p> {
    locale: &'static Locale,
    email: String,
    name: String,
    group: &'p str,
}

impl OrderBook {
    pub(crate) fn new(now_ms: i64) -> Self {
        Self {
            row: Row::default(),
            regulars: Vec::new(),
            written: 0,
            clock: Moment(0),
            now: Moment(now_ms.div_euclid(1000)),
        }
    }

    /// A customer comes; some orders are placed on that day, by customers of before too.
    pub(crate) fn add(
        &mut self,
        random: &mut Random,
        person: Person,
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.clock = self.clock.max(person.created);
        let place = usize::try_from(random.below(REGULARS as u64)).unwrap_or(0);
        match self.regulars.get_mut(place) {
            Some(regular) => *regular = person,
            None => self.regulars.push(person),
        }
        for _ in 0..random.pick(&[0, 0, 1, 1, 2, 3]) {
            self.clock = self.clock.after(random.below(60)).min(self.now);
            self.order(random, out)?;
        }
        Ok(())
    }

    fn order(&mut self, random: &mut Random, out: &mut impl Write) -> io::Result<()> {
        let last = self.regulars.len().saturating_sub(1) as u64;
        let place = if random.one_in(2) { last } else { random.below(last + 1) };
        let Some(person) = self.regulars.get(usize::try_from(place).unwrap_or(0)) else { return Ok(()) };
        self.written += 1;
        let buyer = Buyer::of(random, person, self.written);
        let ship_to = if random.one_in(8) { recipient(random, buyer.locale) } else { buyer.name.clone() };
        let (bill_address, subtotal) = (address(random, buyer.locale), amount(random));
        let ship_address =
            if random.one_in(6) { address(random, buyer.locale) } else { bill_address.clone() };
        let (shipping, status) = (random.pick(SHIPPING), status(random));
        let total = Money(subtotal + shipping);
        let (website, store) = (buyer.locale.website, buyer.locale.store);
        let point = format!("{}    {}        {}", website.name, website.store_name, store.name);
        let refunded = if status == "Closed" { total } else { Money(0) };
        let row =
            self.row.start().cell(format_args!("{:09}", self.written)).cell(point.replace('&', "&amp;"));
        row.cell(Shown(self.clock)).cell(&buyer.name).cell(ship_to).cell(total).cell(total).cell(status);
        row.cell(bill_address).cell(ship_address).cell("Flat Rate - Fixed").cell(&buyer.email);
        row.cell(buyer.group).cell(Money(subtotal)).cell(Money(shipping)).cell(&buyer.name);
        row.cell(payment(random)).cell(refunded).cell("default").blank(1);
        out.write_all(row.end())
    }
}

impl Buyer<'_> {
    fn of(random: &mut Random, person: &Person, number: u64) -> Self {
        let guest = random.one_in(GUESTS);
        let email = if guest { visitor(random, number) } else { person.email.clone() };
        let name = if guest { recipient(random, person.locale) } else { full_name(person) };
        let group = if guest { "NOT LOGGED IN" } else { group(person.group) };
        Self { locale: person.locale, email, name, group }
    }
}

/// An amount as the platform writes it.
#[derive(Clone, Copy)]
struct Money(u64);

impl std::fmt::Display for Money {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{:04}", self.0 / UNIT, self.0 % UNIT)
    }
}

/// Prefix, first, middle and last name and suffix, as grids run them together.
fn full_name(person: &Person) -> String {
    let parts = [person.prefix, person.first.trim(), person.middle, &person.last, person.suffix];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn recipient(random: &mut Random, locale: &Locale) -> String {
    format!("{} {}", random.pick(locale.women), random.pick(locale.surnames))
}

/// Street, city, region and postcode on one line.
fn address(random: &mut Random, locale: &Locale) -> String {
    let (city, region, postcode) = random.pick(locale.cities);
    let (street, number) = (random.pick(locale.streets), random.below(180) + 1);
    let street =
        if locale.number_first { format!("{number} {street}") } else { format!("{street} {number}") };
    [street.as_str(), city, region, &random.fill(postcode)].join(",")
}

/// Up to a few hundred, in cents.
fn amount(random: &mut Random) -> u64 {
    (random.below(300) + 5) * UNIT + random.pick(&[0, 5_000, 9_000, 9_900])
}

fn status(random: &mut Random) -> &'static str {
    random.pick(&[
        "Complete",
        "Complete",
        "Complete",
        "Complete",
        "Processing",
        "Pending",
        "Canceled",
        "Closed",
    ])
}

fn payment(random: &mut Random) -> &'static str {
    random.pick(&["Check / Money order", "Bank Transfer Payment", "Credit Card", "Credit Card"])
}

/// The names of the groups that customers are in; the fifth is this shop's own.
fn group(id: u8) -> &'static str {
    match id {
        0 => "NOT LOGGED IN",
        1 => "General",
        2 => "Wholesale",
        3 => "Retailer",
        _ => "Craftspeople",
    }
}
