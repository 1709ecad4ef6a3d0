//! Customers: columns, views, rows, the page of one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::finding::FindingRow;
use crate::order::{Balance, Order, Subscription};

/// A cell. Instants are milliseconds UTC and shown in the website's zone; dates are `YYYY-MM-DD` and never shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
#[ts(export_to = "customer.ts")]
pub enum Cell {
    /// No value.
    Null,
    /// A number or an instant, by the column's kind.
    Number(f64),
    /// Text or a date, by the column's kind.
    Text(String),
}

/// How a column's cells are shown, filtered and sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "customer.ts")]
pub enum ColumnKind {
    /// Text, left.
    Text,
    /// A number, right.
    Number,
    /// A calendar date.
    Date,
    /// An instant.
    Instant,
    /// One of few labels.
    Choice,
    /// Yes or No.
    YesNo,
    /// Several labels joined by commas.
    MultiSelect,
    /// Set or not set.
    Existence,
    /// Money in ten-thousandths.
    Money,
}

/// A column of the customer grid; also a field of conditions and of `--sort`, `--columns`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct ColumnInfo {
    /// Field name (groups-segments.md 14.2, 14.3), for example `billing_country` or `attr.loyalty_no`.
    pub field: String,
    /// The attribute's code where it is a custom attribute: its label.
    pub attribute: Option<String>,
    /// How it is shown.
    pub kind: ColumnKind,
    /// Whether any customer has a value.
    pub filled: bool,
    /// Whether it is shown unless someone chose otherwise.
    pub shown: bool,
}

/// What to show, in which order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "customer.ts")]
pub struct ViewRequest {
    /// Condition as text; empty for all.
    pub condition: String,
    /// Keywords; empty for none.
    pub search: String,
    /// Sort keys, first one first; empty keeps the order of entry.
    pub sort: Vec<SortKey>,
}

/// A sort key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct SortKey {
    /// Field name.
    pub field: String,
    /// Largest first; customers without a value stay last.
    pub descending: bool,
}

/// The size of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct View {
    /// Customers that match.
    pub total: u64,
    /// Customers in the workspace.
    pub of: u64,
    /// When nothing matches: the part of the condition that costs the most, as text, and how many match without it.
    pub costly: Option<CostlyCondition>,
}

/// A part of a condition whose removal would bring the most customers back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct CostlyCondition {
    /// That part as text.
    pub part: String,
    /// Whether it is the keywords; `part` then is their text.
    pub keywords: bool,
    /// The condition without it.
    pub without: String,
    /// Customers matching then.
    pub total: u64,
}

/// Rows of a view.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "customer.ts")]
pub struct RowsRequest {
    /// The view.
    pub view: ViewRequest,
    /// First row, 0-based.
    pub offset: u64,
    /// At most 1,000.
    pub limit: u32,
    /// Fields to show.
    pub columns: Vec<String>,
    /// Only these customers of the view, by key; all of it when absent.
    #[ts(optional)]
    pub only: Option<Vec<u32>>,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Rows {
    /// Customers that match.
    pub total: u64,
    /// First row of this page.
    pub offset: u64,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Row {
    /// The workspace's own key.
    pub id: u32,
    /// One per column asked for.
    pub cells: Vec<Cell>,
    /// Index of its website in `settings.list`, for the zone of its instants: the website's key.
    pub website: i64,
    /// Whether sign-in is locked now, or confirmation is required: `locked`, `unconfirmed`.
    pub states: Vec<String>,
}

/// Which customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct CustomerRequest {
    /// The workspace's own key.
    pub id: u32,
}

/// Which customer in which view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct PositionRequest {
    /// The workspace's own key.
    pub id: u32,
    /// The list it is looked at in.
    pub view: ViewRequest,
}

/// A customer's place in a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Position {
    /// 0-based; `None` when the view does not hold it.
    pub index: Option<u64>,
    /// Customers in the view.
    pub total: u64,
    /// The one before.
    pub previous: Option<u32>,
    /// The one after.
    pub next: Option<u32>,
}

/// Which values to list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "customer.ts")]
pub struct ValuesRequest {
    /// Field name.
    pub field: String,
    /// The condition under which to count.
    pub condition: String,
    /// Keywords under which to count.
    pub search: String,
    /// Only labels that hold this text.
    pub matching: String,
    /// At most this many, most frequent first.
    pub limit: u32,
}

/// A value with its count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct FieldValue {
    /// What a condition compares with; `None` for no value.
    pub value: Option<String>,
    /// What a person reads.
    pub label: String,
    /// Customers with it.
    pub count: u64,
}

/// Columns by which customers can be told apart at a glance, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct FacetColumn {
    /// Field name.
    pub column: String,
    /// The attribute's label where it is a custom attribute.
    pub attribute: Option<String>,
    /// How its values are shown; an instant's are months, `2025-06`.
    pub kind: ColumnKind,
    /// Whether any customer has a value.
    pub filled: bool,
}

/// What to count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "customer.ts")]
pub struct FacetsRequest {
    /// The condition of the list. Each facet is counted without its own ticks: see `query.tick`.
    pub condition: String,
    /// The keywords of the list.
    pub search: String,
    /// Whether to count under the whole condition instead, ticks included.
    pub whole: bool,
    /// The columns, any of the grid's or of `customers.facet_columns`.
    pub facets: Vec<FacetRequest>,
}

/// One column to count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "customer.ts")]
pub struct FacetRequest {
    /// Field name.
    pub column: String,
    /// Only values whose label holds this text, whatever its case and accents; then “no value” is left out.
    pub matching: String,
    /// At most this many values, most frequent first, beside those that are ticked or left out; 0 for all.
    pub limit: u32,
}

/// The values of a column with exact counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Facet {
    /// Field name, as conditions print it.
    pub column: String,
    /// Different values that these customers have, “no value” not counted.
    pub distinct: u64,
    /// The values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct FacetValue {
    /// The value: a code, `1` and `0` for yes and no, a month `2025-06`; `None` for no value.
    pub value: Option<String>,
    /// What a person reads; codes of countries, states and months are for the window to name.
    pub label: String,
    /// Customers with it.
    pub count: u64,
    /// The condition that holds of exactly these customers; `None` where the language has none.
    pub condition: Option<String>,
    /// Whether it is ticked or left out in the condition of the request.
    pub mark: Option<FacetMark>,
}

/// What the condition says of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "customer.ts")]
pub enum FacetMark {
    /// Ticked: customers must have this value or another ticked one.
    Chosen,
    /// Customers must not have it.
    LeftOut,
}

/// What to do to a value of a facet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct TickRequest {
    /// The condition of the list.
    pub text: String,
    /// Field name.
    pub column: String,
    /// The value's own condition; `None` clears the facet.
    pub condition: Option<String>,
    /// What to do.
    pub act: TickAct,
}

/// What a click on a value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "customer.ts")]
pub enum TickAct {
    /// Ticks it; if it is ticked or left out, no longer.
    Toggle,
    /// Ticks it alone.
    Only,
    /// Leaves it out; if it is left out, no longer.
    LeaveOut,
}

/// A field of conditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct QueryField {
    /// Its name.
    pub field: String,
    /// The attribute's label where it is a custom attribute.
    pub attribute: Option<String>,
    /// What its values are.
    pub kind: ColumnKind,
    /// Whose it is.
    pub scope: FieldScope,
    /// Whether any record has a value, as far as the files told.
    pub filled: bool,
}

/// Whose a field of conditions is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "customer.ts")]
pub enum FieldScope {
    /// The customer's.
    Customer,
    /// An address's: stands within `address MATCHES (...)`.
    Address,
}

/// A condition to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct CheckRequest {
    /// The text.
    pub text: String,
}

/// A condition that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct CheckedQuery {
    /// The tree in JSON form (groups-segments.md 13), when the text is valid.
    #[ts(type = "unknown")]
    pub tree: Option<serde_json::Value>,
    /// The parts joined by AND at the top level, each one chip.
    pub parts: Vec<QueryPart>,
    /// What is wrong.
    pub problems: Vec<QueryProblem>,
}

/// One part of a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct QueryPart {
    /// The part as text.
    pub text: String,
    /// Field, operator and values where the part is one leaf on a customer field; else a nested group.
    pub leaf: Option<QueryLeaf>,
}

/// A single condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct QueryLeaf {
    /// Field name.
    pub field: String,
    /// Operator by its JSON name (groups-segments.md 6.2).
    pub operator: String,
    /// Values as text; two for `between`.
    pub values: Vec<String>,
}

/// A place in a condition that cannot be understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct QueryProblem {
    /// First character, counted in UTF-16 units as the window counts.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Kind of problem: `unknown_field`, `expected`, `wrong_type`, `too_large`, `not_yet`...
    pub code: String,
    /// What was found there.
    pub found: String,
    /// What could stand there.
    pub expected: Vec<String>,
    /// The nearest known name.
    pub nearest: Option<String>,
}

/// Everything known about a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Customer {
    /// The workspace's own key.
    pub id: u32,
    /// Full name.
    pub name: String,
    /// E-mail as the file has it.
    pub email: String,
    /// The website's key.
    pub website: i64,
    /// Account fields with a value or brought by a file, in the form's order.
    pub account: Vec<Field>,
    /// Custom attributes.
    pub attributes: Vec<Field>,
    /// Addresses in order of entry.
    pub addresses: Vec<Address>,
    /// Findings about the customer and its addresses.
    pub findings: Vec<FindingRow>,
    /// Newsletter subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Store credit and reward points by website.
    pub balances: Vec<Balance>,
    /// Orders, newest first.
    pub orders: Vec<Order>,
    /// File and line it came from.
    pub origin: Origin,
    /// `locked`, `unconfirmed`, `confirmed`.
    pub states: Vec<String>,
}

/// A field with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Field {
    /// Field name, or the attribute's code.
    pub field: String,
    /// How it is shown.
    pub kind: ColumnKind,
    /// The value.
    pub value: Cell,
    /// The cell text where it differs from the value.
    pub raw: Option<String>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Address {
    /// The workspace's own key.
    pub id: u32,
    /// Whether it is the default billing address.
    pub default_billing: bool,
    /// Whether it is the default shipping address.
    pub default_shipping: bool,
    /// Its fields, custom attributes last.
    pub fields: Vec<Field>,
    /// File and line it came from.
    pub origin: Origin,
}

/// Where a record stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "customer.ts")]
pub struct Origin {
    /// File name.
    pub file: String,
    /// Physical line, 1-based.
    pub line: u64,
}
