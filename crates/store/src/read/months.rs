//! Orders by month: how many, and whose.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::tz::TimeZone;
use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::field::{month, month_text};
use super::marks::Marks;
use super::snapshot::Snapshot;
use super::{ReadError, Reader, ViewRequest};
use crate::engine::Cursor;

/// When customers ordered.
#[derive(Debug, Default)]
pub(super) struct Months {
    /// Orders by months since the year 0.
    pub(super) orders: BTreeMap<i64, Orders>,
    /// The customers who placed any order with a date, in a known month or not.
    pub(super) customers: RoaringBitmap,
}

/// Orders of a month.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// How many, guests' included.
    pub(super) count: u64,
    /// The customers who placed any.
    pub(super) customers: RoaringBitmap,
}

/// Orders of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthOfOrders {
    /// `2025-06`, in the zone of each order's website.
    pub month: String,
    /// How many orders, guests' included.
    pub orders: u64,
    /// How many customers of a view placed any.
    pub customers: u64,
}

impl Reader {
    /// Orders by month, the first month first; those without a date, and of no known website where websites lie in several
    /// zones, are left out.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn orders_by_month(&self, view: &ViewRequest) -> Result<Vec<MonthOfOrders>, ReadError> {
        self.settled(|snapshot| async move {
            let members = snapshot.members(view).await?;
            let months = snapshot.months_of_orders().await?;
            let month = |(month, orders): (&i64, &Orders)| MonthOfOrders {
                month: month_text(*month),
                orders: orders.count,
                customers: match &members {
                    Some(members) => members.intersection_len(&orders.customers),
                    None => orders.customers.len(),
                },
            };
            Ok(months.orders.iter().map(month).collect())
        })
        .await
    }
}

impl Snapshot {
    pub(super) async fn months_of_orders(&self) -> Result<Arc<Months>, ReadError> {
        self.months.get_or_try_init(|| self.load_months()).await.cloned()
    }

    async fn load_months(&self) -> Result<Arc<Months>, ReadError> {
        let directory = self.directory().await?;
        let zones = directory.websites.iter().map(|website| &website.time_zone);
        let first = zones.clone().next().cloned().unwrap_or(TimeZone::UTC);
        let only = zones.clone().all(|zone| *zone == first).then_some(first);
        let work = move |cursor: &mut Cursor| {
            let mut months: BTreeMap<i64, (u64, Marks)> = BTreeMap::new();
            let mut all = Marks::default();
            while let Some(row) = cursor.next()? {
                let customer = row.integer(0).map(|_| row.id(0));
                if row.integer(2).is_some() {
                    customer.into_iter().for_each(|customer| all.insert(customer));
                }
                let website = row.integer(1).and_then(|website| directory.website(website));
                let zone = website.map(|website| &website.time_zone).or(only.as_ref());
                let Some(month) = row.integer(2).zip(zone).and_then(|(at, zone)| month(at, zone)) else {
                    continue;
                };
                let (count, customers) = months.entry(month).or_default();
                *count += 1;
                customer.into_iter().for_each(|customer| customers.insert(customer));
            }
            Ok((months, all))
        };
        let mut months = Months::default();
        for (part, all) in self.in_parts("sales_order", select, work).await? {
            months.customers |= RoaringBitmap::from(all);
            for (month, (count, customers)) in part {
                let orders = months.orders.entry(month).or_default();
                orders.count += count;
                orders.customers |= RoaringBitmap::from(customers);
            }
        }
        Ok(Arc::new(months))
    }
}

fn select(range: RangeInclusive<u32>) -> SelectStatement {
    Query::select()
        .columns(["customer_id", "website_id", "purchase_date"])
        .from("sales_order")
        .and_where(Expr::col("id").between(*range.start(), *range.end()))
        .take()
}
