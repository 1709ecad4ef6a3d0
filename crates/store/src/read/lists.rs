//! Orders, newsletter subscriptions and balances: in pages, and those of a customer.

use std::sync::Arc;

use super::snapshot::Snapshot;
use super::{ReadError, Reader};
use crate::engine::{Record, Value};

/// An order (data-formats.md 11.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The workspace's own key.
    pub id: u32,
    /// The order's number.
    pub increment_id: String,
    /// When it was placed, milliseconds UTC.
    pub purchase_date: Option<i64>,
    /// The website's key, when its purchase point names one known here.
    pub website_id: Option<i64>,
    /// Names of website, store and store view.
    pub purchase_point: String,
    /// Status by label.
    pub status: String,
    /// Total in the website's base currency, ten-thousandths.
    pub grand_total_base: Option<i64>,
    /// Base currency of the website, when known.
    pub currency: Option<String>,
    /// Who ordered.
    pub customer_name: String,
    /// E-mail of who ordered.
    pub email: String,
    /// The customer it counts to.
    pub customer_id: Option<u32>,
}

/// A newsletter subscription (data-formats.md 11.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The workspace's own key.
    pub id: u32,
    /// E-mail.
    pub email: String,
    /// Its status as the file has it.
    pub status: String,
    /// The website's key, when known.
    pub website_id: Option<i64>,
    /// Store view by name.
    pub store_view: String,
    /// Name of the subscriber.
    pub name: String,
    /// The customer it belongs to; guests have none.
    pub customer_id: Option<u32>,
}

/// Store credit and reward points of a customer in a website (data-formats.md section 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Code of the website.
    pub website: String,
    /// Store credit, ten-thousandths.
    pub store_credit: Option<i64>,
    /// Base currency of that website, when known.
    pub currency: Option<String>,
    /// Reward points.
    pub reward_points: Option<i64>,
    /// When the file was read that says so, milliseconds UTC.
    pub as_of: i64,
}

const ORDERS: &str = "SELECT o.id, o.increment_id, o.purchase_date, o.website_id, o.purchase_point, o.status, \
                      o.grand_total_base, w.currency, o.customer_name, o.bill_to_name, o.customer_email, o.customer_id \
                      FROM sales_order o LEFT JOIN website w ON w.id = o.website_id";
const SUBSCRIPTIONS: &str = "SELECT s.id, s.email, s.status, s.website_id, s.store_view_name, s.firstname, s.lastname, \
                             s.customer_id FROM subscription s";
const BALANCES: &str = "SELECT b.finance_website, b.store_credit, w.currency, b.reward_points, s.at FROM balance b \
                        LEFT JOIN website w ON w.code = b.finance_website LEFT JOIN source s ON s.id = b.source_id \
                        WHERE b.customer_id = ? ORDER BY b.id";
/// Newest first, those without a date last.
const NEWEST: &str = "ORDER BY o.purchase_date IS NULL, o.purchase_date DESC, o.id DESC";

/// States of a subscription: their names in conditions, and as the platform's list has them.
pub const SUBSCRIPTION_STATES: [(&str, &str); 4] = [
    ("subscribed", "Subscribed"),
    ("not_activated", "Not Activated"),
    ("unsubscribed", "Unsubscribed"),
    ("unconfirmed", "Unconfirmed"),
];

impl Reader {
    /// Orders from an offset, newest first, and how many there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn orders(&self, offset: u64, limit: u32) -> Result<(u64, Vec<Order>), ReadError> {
        let snapshot = self.snapshot().await?;
        let ids = snapshot
            .lists
            .get("sales_order", keys(&snapshot, format!("SELECT o.id FROM sales_order o {NEWEST}")))
            .await?;
        let rows = self.page(&ids, offset, limit, (ORDERS, "o")).await?;
        Ok((ids.len() as u64, rows.iter().map(order).collect()))
    }

    /// Newsletter subscriptions from an offset, in order of entry, and how many there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn subscriptions(
        &self,
        offset: u64,
        limit: u32,
    ) -> Result<(u64, Vec<Subscription>), ReadError> {
        let snapshot = self.snapshot().await?;
        let ids = "SELECT id FROM subscription ORDER BY id".to_owned();
        let ids = snapshot.lists.get("subscription", keys(&snapshot, ids)).await?;
        let rows = self.page(&ids, offset, limit, (SUBSCRIPTIONS, "s")).await?;
        Ok((ids.len() as u64, rows.iter().map(subscription).collect()))
    }

    /// Orders of a customer, newest first.
    pub(super) async fn orders_of(&self, customer: u32) -> Result<Vec<Order>, ReadError> {
        let sql = format!("{ORDERS} WHERE o.customer_id = ? {NEWEST}");
        Ok(self.pool.query(&sql, &[customer.into()]).await?.iter().map(order).collect())
    }

    /// Newsletter subscriptions of a customer.
    pub(super) async fn subscriptions_of(&self, customer: u32) -> Result<Vec<Subscription>, ReadError> {
        let sql = format!("{SUBSCRIPTIONS} WHERE s.customer_id = ? ORDER BY s.id");
        Ok(self.pool.query(&sql, &[customer.into()]).await?.iter().map(subscription).collect())
    }

    /// Balances of a customer.
    pub(super) async fn balances_of(&self, customer: u32) -> Result<Vec<Balance>, ReadError> {
        Ok(self.pool.query(BALANCES, &[customer.into()]).await?.iter().map(balance).collect())
    }

    /// The rows of a window of a list of keys, in its order.
    async fn page(
        &self,
        ids: &[u32],
        offset: u64,
        limit: u32,
        (select, table): (&str, &str),
    ) -> Result<Vec<Record>, ReadError> {
        let start = usize::try_from(offset).unwrap_or(ids.len()).min(ids.len());
        let page = &ids[start..ids.len().min(start + limit as usize)];
        if page.is_empty() {
            return Ok(Vec::new());
        }
        let marks = vec!["?"; page.len()].join(", ");
        let values: Vec<Value<'_>> = page.iter().map(|id| Value::from(*id)).collect();
        let mut rows = self.pool.query(&format!("{select} WHERE {table}.id IN ({marks})"), &values).await?;
        let place = |row: &Record| page.iter().position(|id| *id == row.value(0).key());
        rows.sort_by_cached_key(place);
        Ok(rows)
    }
}

async fn keys(snapshot: &Snapshot, sql: String) -> Result<Arc<Vec<u32>>, ReadError> {
    let rows = snapshot.pool.query(&sql, &[]).await?;
    Ok(Arc::new(rows.iter().map(|row| row.value(0).key()).collect()))
}

fn key(row: &Record, column: usize) -> Option<u32> {
    row.integer(column).map(|_| row.value(column).key())
}

fn order(row: &Record) -> Order {
    let text = |column| row.text(column).unwrap_or_default();
    Order {
        id: row.value(0).key(),
        increment_id: text(1),
        purchase_date: row.integer(2),
        website_id: row.integer(3),
        purchase_point: text(4),
        status: text(5),
        grand_total_base: row.integer(6),
        currency: row.text(7),
        customer_name: row.text(8).filter(|name| !name.is_empty()).unwrap_or_else(|| text(9)),
        email: text(10),
        customer_id: key(row, 11),
    }
}

fn subscription(row: &Record) -> Subscription {
    let text = |column| row.text(column).unwrap_or_default();
    Subscription {
        id: row.value(0).key(),
        email: text(1),
        status: text(2),
        website_id: row.integer(3),
        store_view: text(4),
        name: [text(5), text(6)].join(" ").trim().to_owned(),
        customer_id: key(row, 7),
    }
}

fn balance(row: &Record) -> Balance {
    Balance {
        website: row.text(0).unwrap_or_default(),
        store_credit: row.integer(1),
        currency: row.text(2),
        reward_points: row.integer(3),
        as_of: row.number(4),
    }
}
