//! Invents customers and addresses from a seed, written byte for byte as the platform exports them
//! (data-formats.md 2.1, 5, 6; observed-2.4.7.md): guarded phones and the website's default view in `_store` included.
//!
//! The same seed gives the same bytes on every system and in every version. Nothing in the files is refused; hashes
//! and tokens are blank.

mod locale;
mod person;
mod random;
mod row;

use std::io::{self, Write};
use std::ops::ControlFlow;

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

/// Writes the customers file and the addresses file. `progress` is told how many customers are done and says whether
/// to go on.
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
    let mut random = Random::new(options.seed);
    let mut row = Row::default();
    let mut written = 0;
    for number in 0..options.customers {
        if number % STEP == 0 && progress(number).is_break() {
            return Ok(());
        }
        let person = Person::invent(&mut random, number, options);
        customers.write_all(person.customer(&mut row))?;
        for place in 0..share(&mut random, number, options.customers, written) {
            written += 1;
            let address = person.address(&mut random, &mut row, place, written);
            addresses.write_all(address)?;
        }
    }
    let _ = progress(options.customers);
    Ok(())
}

/// How many addresses this customer has: none to three, as many in the end as there are customers.
fn share(random: &mut Random, number: u64, customers: u64, written: u64) -> u64 {
    let behind = (number + 1).saturating_sub(written);
    if number + 1 == customers {
        return behind;
    }
    match behind {
        0 => 0,
        1 => u64::from(random.one_in(4)) + 1 - u64::from(random.one_in(5)),
        _ => 2.min(behind),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::ops::ControlFlow;

    use super::{Options, write};

    fn files(customers: u64, seed: u64) -> (Vec<u8>, Vec<u8>) {
        let (mut people, mut places) = (Vec::new(), Vec::new());
        let options = Options { customers, seed, ..Options::default() };
        write(&options, &mut people, &mut places, &mut |_| ControlFlow::Continue(()))
            .expect("memory can be written");
        (people, places)
    }

    fn column(file: &[u8], name: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(file);
        let at =
            reader.headers().expect("a header").iter().position(|cell| cell == name).expect("the column");
        reader.records().map(|record| record.expect("as many cells as the header")[at].to_owned()).collect()
    }

    #[test]
    fn a_seed_is_its_bytes() {
        assert_eq!(files(500, 7), files(500, 7));
        assert_ne!(files(500, 7).0, files(500, 8).0);
    }

    #[test]
    fn there_are_as_many_addresses_as_customers_and_every_default_group() {
        for customers in [1, 2, 100, 3000] {
            let (people, places) = files(customers, 1);
            assert_eq!(column(&people, "email").len() as u64, customers);
            assert_eq!(column(&places, "_email").len() as u64, customers);
        }
        let groups: HashSet<String> = column(&files(4, 3).0, "group_id").into_iter().collect();
        assert!(["0", "1", "2", "3"].iter().all(|group| groups.contains(*group)), "{groups:?}");
    }

    #[test]
    fn keys_are_unique_and_addresses_belong_to_someone() {
        let (people, places) = files(3000, 1);
        let key = |file: &[u8], email: &str| -> Vec<(String, String)> {
            column(file, email)
                .into_iter()
                .map(|email| email.to_ascii_lowercase())
                .zip(column(file, "_website"))
                .collect()
        };
        let owners: HashSet<_> = key(&people, "email").into_iter().collect();
        assert_eq!(owners.len(), 3000);
        assert!(key(&places, "_email").iter().all(|owner| owners.contains(owner)));
    }

    #[test]
    fn phones_are_guarded_and_hashes_blank() {
        let (people, places) = files(200, 1);
        assert!(column(&places, "telephone").iter().all(|phone| phone.starts_with(" +")));
        assert!(column(&people, "password_hash").iter().all(String::is_empty));
    }
}
