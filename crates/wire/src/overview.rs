//! The overview: counts and charts, each leading into the grid.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::customer::ColumnKind;

/// Whom it is about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "overview.ts")]
pub struct OverviewRequest {
    /// Only customers that match this condition, for example a website's; empty for all.
    pub condition: String,
}

/// What there is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "overview.ts")]
pub struct Overview {
    /// `customers`, `subscribed`, `unconfirmed`, `locked`, `with_findings`.
    pub tiles: Vec<Tile>,
    /// `customer_since`, `group`, `website`, `billing_country`, `newsletter`, `finding`, `order_date`; those of
    /// subscriptions, findings and orders are missing where there are none.
    pub charts: Vec<Chart>,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "overview.ts")]
pub struct Tile {
    /// What is counted.
    pub name: String,
    /// Customers.
    pub customers: u64,
    /// The condition that opens the grid on exactly these.
    pub condition: String,
}

/// Customers by the values of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "overview.ts")]
pub struct Chart {
    /// Field name.
    pub column: String,
    /// How its values are shown; an instant's are months, `2025-06`.
    pub kind: ColumnKind,
    /// Months in their order, those without customers left out, no value last; else the most frequent value first.
    pub bars: Vec<Bar>,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "overview.ts")]
pub struct Bar {
    /// A code, a month; `None` for no value.
    pub value: Option<String>,
    /// What a person reads; codes and months are for the window to name.
    pub label: String,
    /// Customers.
    pub customers: u64,
    /// Findings or orders of all workspace, those without a customer included; `None` in other charts.
    pub records: Option<u64>,
    /// The condition that opens the grid on exactly these customers.
    pub condition: String,
}
