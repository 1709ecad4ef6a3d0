//! Which address that is here a row of a file is.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use clientele_domain::batch::{Batch, Cell};
use clientele_domain::column::{AddressColumn, Column};
use hashbrown::{DefaultHashBuilder, HashSet};
use roaring::RoaringBitmap;
use sqlx::SqliteConnection;

use super::Import;
use super::address::Addresses;
use super::change::{Differences, FileRow};
use super::customer::{same, value};
use crate::StoreError;
use crate::bind::{Statement, Value};

/// How a row relates to the addresses that are here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation {
    Unchanged(u32),
    /// With what the row says otherwise.
    Changed(u32, Differences),
    New,
}

/// Looks for the addresses of a customer, and for those that wait under the same e-mail and website.
pub(super) struct Matching {
    of_customer: Statement,
    waiting: Statement,
    /// Each address is matched once.
    pub(super) matched: RoaringBitmap,
}

impl Matching {
    /// `list` names the columns of the file, in its order.
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        list: &str,
        matched: RoaringBitmap,
    ) -> Result<Self, StoreError> {
        let of_customer = format!("SELECT id, {list} FROM address WHERE customer_id = ? ORDER BY id");
        let waiting = format!(
            "SELECT id, {list} FROM address WHERE customer_id IS NULL AND email = ? COLLATE NOCASE AND website_code = ? ORDER BY id"
        );
        Ok(Self {
            of_customer: Statement::prepare(connection, &of_customer).await?,
            waiting: Statement::prepare(connection, &waiting).await?,
            matched,
        })
    }
}

impl Import {
    /// Addresses are looked at where there can be any. The same number means the same address; without a number that
    /// is known here, equality in all columns of the file does.
    pub(super) fn relation(
        &self,
        addresses: &mut Addresses,
        batch: &Batch,
        row: usize,
        customer: Option<u32>,
    ) -> Result<Relation, StoreError> {
        let (cells, places) = (batch.row(row), addresses.places);
        let cell = |index: usize| value(batch, cells[index]);
        let entity_id = cell(places.entity_id).integer();
        let mut relation = Relation::New;
        let Addresses { columns, update, raw, matching, first_id, .. } = addresses;
        let Matching { of_customer, waiting, matched } = matching;
        let file = FileRow { batch, row, columns };
        let mut judge = |kept: &[Value<'_>]| {
            let (id, kept) = (kept[0].key(), &kept[1..]);
            let same_id = entity_id.is_some() && kept[places.entity_id].integer() == entity_id;
            let equal = || {
                (0..cells.len())
                    .filter(|index| ![places.entity_id, places.email].contains(index))
                    .all(|index| same(kept[index], cell(index)))
            };
            if matched.contains(id) || id >= *first_id {
                return Ok(());
            }
            if same_id {
                let differences = update.differences(kept, file);
                relation = if differences.is_empty() {
                    Relation::Unchanged(id)
                } else {
                    Relation::Changed(id, differences)
                };
            } else if relation == Relation::New && equal() {
                relation = Relation::Unchanged(id);
            }
            Ok(())
        };
        match customer {
            Some(customer) if self.has_joined() => {
                of_customer.each(&[Value::Integer(i64::from(customer))], &mut judge)?;
            }
            None if self.before.waiting_addresses => {
                waiting.each(&[cell(places.email), cell(places.website)], &mut judge)?;
            }
            _ => {}
        }
        if let Relation::Unchanged(id) | Relation::Changed(id, _) = relation {
            matched.insert(id);
            if matches!(relation, Relation::Unchanged(_)) && raw.differ(id, file)? {
                relation = Relation::Changed(id, Differences::new());
            }
        }
        Ok(relation)
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
            if !is_name_or_flag(column) {
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
