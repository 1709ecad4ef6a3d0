//! Saved views of the list of customers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::customer::SortKey;

/// Height of the rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "view.ts")]
pub enum Density {
    /// 28 px.
    Compact,
    /// 32 px.
    Standard,
    /// 40 px.
    Comfortable,
}

/// How the columns of a list are arranged.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "view.ts")]
pub struct Layout {
    /// Fields in the order in which they show; nothing for those that show before anyone chose.
    pub columns: Option<Vec<String>>,
    /// Fields that stay in sight beside the name, in the order of their pinning.
    pub pins: Vec<String>,
    /// Widths in pixels, by field; the others have their own.
    pub widths: BTreeMap<String, u32>,
    /// Height of rows; nothing for the person's choice.
    pub density: Option<Density>,
}

/// What a view shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "view.ts")]
pub struct ViewState {
    /// Condition as text; empty for all.
    pub condition: String,
    /// Keywords; empty for none.
    pub search: String,
    /// Sort keys, first one first.
    pub sort: Vec<SortKey>,
    /// Columns.
    pub layout: Layout,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "view.ts")]
pub struct SavedView {
    /// Its key, which no other view ever gets.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Who made it.
    pub owner: String,
    /// Whether the caller may change it: in a file always, in a team database one's own.
    pub mine: bool,
    /// Whether everybody of a team database sees it.
    pub shared: bool,
    /// Whether the caller begins with it.
    pub is_default: bool,
    /// What it shows.
    pub state: ViewState,
}

/// A view to keep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "view.ts")]
pub struct SaveView {
    /// The view to change; nothing for a new one.
    pub id: Option<i64>,
    /// What it is called, at most 100 characters.
    pub name: String,
    /// Whether everybody of a team database sees it.
    pub shared: bool,
    /// What it shows.
    pub state: ViewState,
}

/// A view by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "view.ts")]
pub struct ViewKey {
    /// The view's key.
    pub id: i64,
}

/// With which view a person begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "view.ts")]
pub struct DefaultView {
    /// The view's key; nothing for the platform's own.
    pub id: Option<i64>,
}
