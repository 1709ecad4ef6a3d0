//! Websites, store views, groups, attributes, and a person's preferences.

use clientele_domain::attribute::{AttributeType, Entity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the files taught, and staff set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct WorkspaceSettings {
    /// Websites with their store views.
    pub websites: Vec<Website>,
    /// Customer groups.
    pub groups: Vec<Group>,
    /// Custom attributes.
    pub attributes: Vec<Attribute>,
}

/// A website.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct Website {
    /// The workspace's own key.
    pub id: i64,
    /// Code.
    pub code: Option<String>,
    /// Name, where one is known.
    pub name: Option<String>,
    /// IANA time zone in which its instants are shown.
    pub time_zone: String,
    /// ISO 4217 code of the base currency.
    pub currency: Option<String>,
    /// Customers.
    pub customers: u64,
    /// Store views.
    pub store_views: Vec<StoreView>,
}

/// A store view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct StoreView {
    /// The shop's number.
    pub store_id: i64,
    /// Name, where one is known.
    pub name: Option<String>,
    /// Code, where it is known for sure.
    pub code: Option<String>,
}

/// A customer group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct Group {
    /// The shop's number.
    pub id: i64,
    /// Name; `None` reads "Group 4".
    pub name: Option<String>,
    /// Customers.
    pub customers: u64,
}

/// A custom attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct Attribute {
    /// Key.
    pub id: i64,
    /// Whom it describes.
    #[ts(type = "\"customer\" | \"address\"")]
    pub entity: Entity,
    /// Code.
    pub code: String,
    /// How its text is read.
    #[serde(rename = "type")]
    #[ts(
        type = "\"text\" | \"yes_no\" | \"date\" | \"integer\" | \"decimal\" | \"choice\" | \"multi_select\""
    )]
    pub kind: AttributeType,
}

/// New settings of a website.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct SetWebsite {
    /// The website's key.
    pub id: i64,
    /// Name; `None` shows the code.
    pub name: Option<String>,
    /// IANA time zone.
    pub time_zone: String,
    /// ISO 4217 code.
    pub currency: Option<String>,
}

/// A group's new name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct NameGroup {
    /// The shop's number.
    pub id: i64,
    /// Name.
    pub name: String,
}

/// An attribute's new type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct SetAttributeType {
    /// Key.
    pub id: i64,
    /// How its text is read from now on.
    #[serde(rename = "type")]
    #[ts(
        type = "\"text\" | \"yes_no\" | \"date\" | \"integer\" | \"decimal\" | \"choice\" | \"multi_select\""
    )]
    pub kind: AttributeType,
}

/// Preferences of this person on this computer: a JSON object that the window owns.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "settings.ts")]
pub struct Preferences {
    /// Theme, language, density, columns of lists...
    #[ts(type = "Record<string, unknown>")]
    pub values: serde_json::Map<String, serde_json::Value>,
}
