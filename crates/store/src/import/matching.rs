//! Which address that is here a row of a file is.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::column::{AddressColumn, Column};
use clientele_domain::file::Kind;
use hashbrown::{DefaultHashBuilder, HashSet};

use super::Import;
use super::address::{Addresses, is_of_address};
use super::change::{Differences, differences, same};
use super::fetch::Fetched;
use super::raw::FileRow;
use crate::StoreError;
use crate::engine::{Session, Statement, Value};

/// How a row relates to the addresses that are here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation {
    Unchanged(u32),
    /// With what the row says otherwise.
    Changed(u32, Differences),
    New,
}

/// Addresses that are here and may be those of a batch.
#[derive(Default)]
pub(super) struct Here {
    of_customers: Fetched,
    waiting: Fetched,
    /// Places of waiting addresses by folded e-mail and website.
    by_key: HashMap<(String, String), Vec<(u32, usize)>>,
}

impl Here {
    fn is_empty(&self) -> bool {
        self.of_customers.len() + self.waiting.len() == 0
    }

    /// The address of a customer that has a number in the shop.
    pub(super) fn numbered(&self, addresses: &Addresses, customer: u32, number: i64) -> Option<u32> {
        let column = addresses.kept.iter().position(|kept| kept.name == "entity_id")?;
        let is_it = |(_, at): &(u32, usize)| self.of_customers.value(*at, column).integer() == Some(number);
        self.of_customers.by(customer).find(is_it).map(|(id, _)| id)
    }

    /// The default billing (0) or shipping (1) address of a customer.
    pub(super) fn default_of(&self, addresses: &Addresses, customer: u32, place: usize) -> Option<u32> {
        let flag = addresses.beside(place);
        let is_it = |(_, at): &(u32, usize)| self.of_customers.value(*at, flag).integer() == Some(1);
        self.of_customers.by(customer).find(is_it).map(|(id, _)| id)
    }
}

/// E-mails asked for at once.
const TOGETHER: usize = 200;

/// Looks for addresses that wait for their customer.
pub(super) struct Waiting(Statement);

impl Waiting {
    pub(super) async fn prepare(session: &mut Session, columns: &[String]) -> Result<Self, StoreError> {
        let there = session.columns("address").await?;
        let name = |column: &String| {
            if there.contains(column) { format!(", \"{column}\"") } else { ", NULL".to_owned() }
        };
        let columns: String = columns.iter().map(name).collect();
        let marks = vec!["FOLD(?)"; TOGETHER].join(", ");
        let sql = format!(
            "SELECT id, email, website_code{columns} FROM address WHERE customer_id IS NULL AND FOLD(email) IN ({marks}) ORDER BY id"
        );
        Ok(Self(session.statement(&sql).await?))
    }

    fn find(&mut self, emails: &[&str], here: &mut Here, width: usize) -> Result<(), StoreError> {
        here.waiting = Fetched::of_width(width);
        for emails in emails.chunks(TOGETHER) {
            let padded = emails.iter().copied().chain(std::iter::repeat("")).take(TOGETHER);
            let Here { waiting, by_key, .. } = here;
            self.0.each(&padded.map(Value::from).collect::<Vec<_>>(), |row| {
                let text = |column| row.text(column).unwrap_or_default();
                let key = (text(1).to_ascii_lowercase(), text(2).to_owned());
                by_key.entry(key).or_default().push((row.id(0), waiting.len()));
                waiting.push(0, row.id(0), (3..3 + width).map(|column| row.value(column)));
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl Import {
    /// Addresses are looked at where there can be any.
    pub(super) fn addresses_here(
        &mut self,
        addresses: &mut Addresses,
        batch: &Batch,
        owners: &[Option<super::address::Whose>],
    ) -> Result<Here, StoreError> {
        let mut here = Here::default();
        let (mut customers, mut emails) = (Vec::new(), Vec::new());
        for (row, owner) in owners.iter().enumerate() {
            match owner {
                Some(super::address::Whose::Customer(Some(key))) => customers.push(key.customer),
                Some(super::address::Whose::Customer(None)) => emails.push(addresses.key(batch, row).0),
                _ => {}
            }
        }
        if self.before.joined_addresses {
            customers.retain(|customer| !self.seen.created.contains(*customer));
            customers.sort_unstable();
            customers.dedup();
            here.of_customers = addresses.fetch.of(&customers)?;
        }
        if self.before.waiting_addresses && !emails.is_empty() {
            emails.sort_unstable();
            emails.dedup();
            let width = addresses.beside(3);
            addresses.waiting.find(&emails, &mut here, width)?;
        }
        Ok(here)
    }

    /// The same number means the same address; without a number that is known here, equality in all columns of the file
    /// does. Of a list or a grid the one address that such a file brought is meant.
    pub(super) fn relation(
        &mut self,
        addresses: &mut Addresses,
        (batch, row): (&Batch, usize),
        customer: Option<u32>,
        here: &Here,
    ) -> Result<Relation, StoreError> {
        if here.is_empty() {
            return Ok(Relation::New);
        }
        let new = addresses.values(batch, row);
        let number = addresses.entity_id(batch, row);
        let (email, website) = addresses.key(batch, row);
        let none = Vec::new();
        let (fetched, candidates): (&Fetched, Vec<(u32, usize)>) = match customer {
            Some(customer) => (&here.of_customers, here.of_customers.by(customer).collect()),
            None => {
                let key = (email.to_ascii_lowercase(), website.to_owned());
                (&here.waiting, here.by_key.get(&key).unwrap_or(&none).clone())
            }
        };
        let free = |(id, _): &&(u32, usize)| !self.seen.matched_addresses.contains(*id);
        let column = addresses.kept.iter().position(|kept| kept.name == "entity_id");
        let numbered = |(_, at): &&(u32, usize)| {
            number.is_some() && column.is_some_and(|column| fetched.value(*at, column).integer() == number)
        };
        let equal = |(_, at): &&(u32, usize)| {
            let differs =
                |place: usize| Some(place) != column && !same(fetched.value(*at, place), new[place]);
            !(0..new.len()).any(differs)
        };
        let listed = |(_, at): &&(u32, usize)| {
            let source = fetched.value(*at, addresses.beside(2)).integer().unwrap_or(0);
            self.list_sources.contains(&source)
        };
        let candidates = || candidates.iter().filter(free);
        let of_list = addresses.kind != Kind::Addresses && addresses.kind != Kind::Composite;
        let found = candidates().find(numbered).or_else(|| candidates().find(equal));
        let found = found.or_else(|| candidates().find(|candidate| of_list && listed(candidate)));
        let Some(&(id, at)) = found else { return Ok(Relation::New) };
        let mut differences = differences(&addresses.kept, fetched, at, &new);
        if !numbered(&&(id, at)) && !of_list {
            // Equal in all but what it may lack.
            differences.clear();
        }
        let file = FileRow { batch, row, columns: &addresses.columns, of_record: is_of_address };
        let changes = !differences.is_empty() || addresses.raw.differ(id, file)?;
        Ok(if changes { Relation::Changed(id, differences) } else { Relation::Unchanged(id) })
    }
}

/// Whose address a row is: a customer, or a hash of the name under which it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Owner(u64);

/// Hashes of what addresses say, to notice one that comes twice.
#[derive(Default)]
pub(super) struct Contents {
    hasher: DefaultHashBuilder,
    seen: HashSet<u64>,
}

impl Contents {
    pub(super) fn owner(&self, customer: Option<u32>, website: &str, email: &str) -> Owner {
        /// Keys of customers stay below.
        const WAITING: u64 = 1 << 63;
        Owner(match customer {
            Some(customer) => u64::from(customer),
            None => WAITING | self.hasher.hash_one((website, email.to_ascii_lowercase())),
        })
    }

    /// Adds what an address says, without its number and flags. Tells whether its owner had none like it.
    pub(super) fn add(&mut self, owner: Owner, columns: &[Column], batch: &Batch, cells: &[Cell]) -> bool {
        let mut hasher = self.hasher.build_hasher();
        owner.hash(&mut hasher);
        for (column, &cell) in columns.iter().zip(cells) {
            if is_of_address(column) && !is_name_or_flag(column) {
                batch.str(cell).hash(&mut hasher);
            }
        }
        self.seen.insert(hasher.finish())
    }
}

fn is_name_or_flag(column: &Column) -> bool {
    matches!(
        column,
        Column::Address(
            AddressColumn::EntityId
                | AddressColumn::Email
                | AddressColumn::DefaultBilling
                | AddressColumn::DefaultShipping
        )
    )
}
