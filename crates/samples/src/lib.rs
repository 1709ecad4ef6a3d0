//! Invents customers, addresses, newsletter subscribers and orders from a seed, written byte for byte as the platform
//! exports them (data-formats.md 2.1, 5, 6, 11; observed-2.4.7.md): guarded phones and the website's default view in
//! `_store` included.
//!
//! The same seed gives the same bytes on every system and in every version. Nothing in the files is refused; hashes
//! and tokens are blank.

mod address;
mod email;
mod locale;
mod moment;
mod newsletter;
mod order;
mod person;
mod random;
mod row;

use std::io::{self, Write};
use std::ops::ControlFlow;

use address::AddressBook;
use newsletter::Newsletter;
use order::OrderBook;
use person::Person;
use random::Random;
use row::Row;

/// What to invent.
#[derive(Debug, Clone)]
pub struct Options {
    /// Number of customers; as many addresses are written.
    pub customers: u64,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// The newest moment in the files, milliseconds UTC.
    pub now_ms: i64,
}

impl Default for Options {
    fn default() -> Self {
        // 2026-11-22T18:40:00Z
        Self { customers: 10_000, seed: 1, now_ms: 1_795_372_800_000 }
    }
}

const CUSTOMER_HEADER: &str = "email,_website,_store,website_id,store_id,created_in,prefix,firstname,middlename,lastname,suffix,group_id,dob,\
password_hash,rp_token,rp_token_created_at,taxvat,confirmation,created_at,gender,disable_auto_group_change,updated_at,failures_num,\
first_failure,lock_expires,loyalty_no,credit_limit,member_since,accepts_sms,interests,password\n";
const ADDRESS_HEADER: &str = "_website,_email,_entity_id,city,company,country_id,fax,firstname,lastname,middlename,postcode,prefix,region,region_id,\
street,suffix,telephone,vat_id,vat_is_valid,vat_request_date,vat_request_id,vat_request_success,_address_default_billing_,_address_default_shipping_\n";
/// How often `progress` is asked.
const STEP: u64 = 1000;

/// Writes the customers file and the addresses file in constant memory. `progress` is told how many customers are done;
/// when it breaks, writing ends there and the files are cut short.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    options: &Options,
    customers: &mut impl Write,
    addresses: &mut impl Write,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> io::Result<()> {
    customers.write_all(CUSTOMER_HEADER.as_bytes())?;
    addresses.write_all(ADDRESS_HEADER.as_bytes())?;
    invent(options, customers, addresses, progress, &mut |_| Ok(()))
}

/// Writes the newsletter subscribers: a third of the customers, and some guests.
///
/// # Errors
/// When the file cannot be written.
pub fn write_subscribers(options: &Options, out: &mut impl Write) -> io::Result<()> {
    out.write_all(newsletter::HEADER.as_bytes())?;
    let (mut random, mut newsletter) = (Random::new(!options.seed), Newsletter::default());
    people(options, &mut |person| newsletter.add(&mut random, &person, out))
}

/// Writes the orders grid, oldest first: customers order from their first day on, a few guests too.
///
/// # Errors
/// When the file cannot be written.
pub fn write_orders(options: &Options, out: &mut impl Write) -> io::Result<()> {
    out.write_all(order::HEADER.as_bytes())?;
    let mut random = Random::new(options.seed.rotate_left(32));
    let mut book = OrderBook::new(options.now_ms);
    people(options, &mut |person| book.add(&mut random, person, out))
}

/// The customers of the files, in their order.
fn people(options: &Options, see: &mut dyn FnMut(Person) -> io::Result<()>) -> io::Result<()> {
    let mut go_on = |_| ControlFlow::Continue(());
    invent(options, &mut io::sink(), &mut io::sink(), &mut go_on, see)
}

fn invent(
    options: &Options,
    customers: &mut impl Write,
    addresses: &mut impl Write,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    see: &mut dyn FnMut(Person) -> io::Result<()>,
) -> io::Result<()> {
    let mut random = Random::new(options.seed);
    let mut row = Row::default();
    let mut written = 0;
    for number in 0..options.customers {
        if number % STEP == 0 && progress(number).is_break() {
            return Ok(());
        }
        let person = Person::invent(&mut random, number, options);
        customers.write_all(person.account(&mut random, &mut row))?;
        let places = share(&mut random, number, options.customers, written);
        let book = AddressBook::new(&mut random, &person, places);
        for place in 0..places {
            written += 1;
            addresses.write_all(book.row(&mut random, &mut row, place, written))?;
        }
        see(person)?;
    }
    let _ = progress(options.customers);
    Ok(())
}

/// How many addresses this customer has: none to three, as many in the end as there are customers.
fn share(random: &mut Random, number: u64, customers: u64, written: u64) -> u64 {
    // What would level the two files; the clamp below keeps it within none to three.
    let due = number + 1 - written;
    if number + 1 == customers {
        return due;
    }
    let wanted = random.pick(&[0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
    wanted.clamp(due.saturating_sub(2), (due + 1).min(3))
}
