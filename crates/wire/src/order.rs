//! Orders, newsletter subscriptions and balances.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "order.ts")]
pub struct PageRequest {
    /// First row, 0-based.
    pub offset: u64,
    /// At most 1,000.
    pub limit: u32,
}

/// A page of orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "order.ts")]
pub struct Orders {
    /// How many there are.
    pub total: u64,
    /// The orders, newest first.
    pub rows: Vec<Order>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "order.ts")]
pub struct Order {
    /// The workspace's own key.
    pub id: u32,
    /// The order's number.
    pub increment_id: String,
    /// When it was placed, milliseconds UTC.
    pub purchase_date: Option<i64>,
    /// The website's key, when its purchase point names one known here.
    pub website: Option<i64>,
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
    /// The customer it counts to; guests' orders count to nobody.
    pub customer: Option<u32>,
}

/// A page of newsletter subscriptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "order.ts")]
pub struct Subscriptions {
    /// How many there are.
    pub total: u64,
    /// The subscriptions, in order of entry.
    pub rows: Vec<Subscription>,
}

/// A newsletter subscription.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "order.ts")]
pub struct Subscription {
    /// The workspace's own key.
    pub id: u32,
    /// E-mail.
    pub email: String,
    /// `subscribed`, `not_activated`, `unsubscribed`, `unconfirmed`, or the text of the file where it is none of these.
    pub status: String,
    /// The website's key, when known.
    pub website: Option<i64>,
    /// Store view by name.
    pub store_view: String,
    /// Name of the subscriber.
    pub name: String,
    /// The customer it belongs to; guests have none.
    pub customer: Option<u32>,
}

/// Store credit and reward points of a customer in a website.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "order.ts")]
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
