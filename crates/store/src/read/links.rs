//! Which address belongs to which customer: turns a set of addresses into the set of their owners.

use std::ops::RangeInclusive;
use std::sync::Arc;

use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::ReadError;
use super::marks::Marks;
use super::snapshot::Snapshot;
use crate::engine::Cursor;

/// Owners by address, and the default addresses.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The customer's key by the address's; 0 where nobody owns it.
    owners: Vec<u32>,
    /// Addresses that have an owner.
    pub(super) all: RoaringBitmap,
    pub(super) billing: RoaringBitmap,
    pub(super) shipping: RoaringBitmap,
}

impl Links {
    pub(super) async fn load(snapshot: &Snapshot) -> Result<Arc<Self>, ReadError> {
        let mut links = Self::default();
        for part in snapshot.in_parts("address", select, read).await? {
            for (address, customer) in part.owners {
                links.owners.resize(address as usize + 1, 0);
                links.owners[address as usize] = customer;
            }
            links.all |= RoaringBitmap::from(part.all);
            links.billing |= RoaringBitmap::from(part.billing);
            links.shipping |= RoaringBitmap::from(part.shipping);
        }
        Ok(Arc::new(links))
    }

    /// The customer who owns an address.
    pub(super) fn owner(&self, address: u32) -> Option<u32> {
        self.owners.get(address as usize).copied().filter(|owner| *owner != 0)
    }

    /// The customers who own any of these addresses.
    pub(super) fn owners(&self, addresses: &RoaringBitmap) -> RoaringBitmap {
        let mut marks = Marks::default();
        addresses.iter().filter_map(|address| self.owner(address)).for_each(|owner| marks.insert(owner));
        marks.into()
    }
}

/// The addresses of a range of keys.
#[derive(Default)]
struct Part {
    owners: Vec<(u32, u32)>,
    all: Marks,
    billing: Marks,
    shipping: Marks,
}

fn select(range: RangeInclusive<u32>) -> SelectStatement {
    let key = Expr::col("id").between(*range.start(), *range.end());
    Query::select()
        .columns(["id", "customer_id", "is_billing", "is_shipping"])
        .from("address")
        .and_where(key)
        .take()
}

fn read(cursor: &mut Cursor) -> Result<Part, ReadError> {
    let mut part = Part::default();
    while let Some(row) = cursor.next()? {
        let address = row.id(0);
        if row.integer(1).is_none() {
            continue;
        }
        part.owners.push((address, row.id(1)));
        part.all.insert(address);
        if row.integer(2) == Some(1) {
            part.billing.insert(address);
        }
        if row.integer(3) == Some(1) {
            part.shipping.insert(address);
        }
    }
    Ok(part)
}
