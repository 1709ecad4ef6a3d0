//! Websites, store views, groups and attributes: few, and needed to name what rows hold by number.

use std::collections::HashMap;

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_domain::group::system_group_name;
use clientele_query::Catalogue;
use jiff::tz::TimeZone;

use super::ReadError;
use crate::engine::{Pool, Record};

/// A website.
#[derive(Debug, Clone)]
pub struct Website {
    /// The workspace's key.
    pub id: i64,
    /// The platform's code; `None` when it is known by name only.
    pub code: Option<String>,
    /// Its name, when known.
    pub name: Option<String>,
    /// The shop's number, when known.
    pub number: Option<i64>,
    /// `_store` of an export: the code of its default view.
    pub default_store_code: Option<String>,
    /// Zone in which its instants are shown and its days begin; UTC when the name is unknown to this program.
    pub time_zone: TimeZone,
    /// Name of that zone as it was set.
    pub time_zone_name: String,
    /// Base currency.
    pub currency: Option<String>,
}

impl Website {
    /// What a person reads.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().or(self.code.as_deref()).unwrap_or_default()
    }

    /// What a condition or script compares with.
    #[must_use]
    pub fn key(&self) -> &str {
        self.code.as_deref().or(self.name.as_deref()).unwrap_or_default()
    }
}

/// A store view of a website.
#[derive(Debug, Clone)]
pub struct StoreView {
    /// The website's key.
    pub website_id: i64,
    /// The shop's number of the view.
    pub store_id: i64,
    /// Its name, when known.
    pub name: Option<String>,
    /// Its code, when known.
    pub code: Option<String>,
}

impl StoreView {
    /// Code, else name, else the number.
    #[must_use]
    pub fn key(&self) -> String {
        self.code.clone().or_else(|| self.name.clone()).unwrap_or_else(|| self.store_id.to_string())
    }
}

/// A customer group.
#[derive(Debug, Clone)]
pub struct Group {
    /// The shop's number; below zero where only the name is known.
    pub id: i64,
    /// Its name; `None` until a file or staff name it.
    pub name: Option<String>,
}

impl Group {
    /// Its name, or “Group 4”.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("Group {}", self.id))
    }
}

/// A custom attribute.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// The workspace's key; its values stand in column `attr_<id>`.
    pub id: i64,
    /// Whom it describes.
    pub entity: Entity,
    /// The platform's code; where only a label is known, made of that.
    pub code: String,
    /// The shop's label, where a grid showed it.
    pub label: Option<String>,
    /// How its text is read.
    pub kind: AttributeType,
}

impl Attribute {
    /// The column of its values.
    pub(super) fn column(&self) -> String {
        format!("attr_{}", self.id)
    }
}

/// Everything that a workspace names by number.
#[derive(Debug)]
pub struct Directory {
    /// In order of key.
    pub websites: Vec<Website>,
    /// In order of website and number.
    pub store_views: Vec<StoreView>,
    /// In order of number.
    pub groups: Vec<Group>,
    /// In order of key, which is the order of the files' columns.
    pub attributes: Vec<Attribute>,
    website_places: HashMap<i64, usize>,
    view_keys: HashMap<(i64, i64), String>,
    group_labels: HashMap<i64, String>,
    catalogue: Catalogue,
}

impl Directory {
    pub(super) async fn load(pool: &Pool) -> Result<Self, ReadError> {
        let websites = "SELECT id, code, name, website_id, default_store_code, time_zone, currency FROM website ORDER BY id";
        let views = "SELECT website_id, store_id, name, code FROM store_view ORDER BY website_id, store_id";
        let groups = "SELECT id, code FROM customer_group ORDER BY id";
        let attributes = "SELECT id, entity, code, type, label FROM attribute ORDER BY id";
        Ok(Self::assemble(
            pool.query(websites, &[]).await?.iter().map(website).collect(),
            pool.query(views, &[]).await?.iter().map(store_view).collect(),
            pool.query(groups, &[]).await?.iter().map(group).collect(),
            pool.query(attributes, &[]).await?.iter().filter_map(attribute).collect(),
        ))
    }

    pub(crate) fn assemble(
        websites: Vec<Website>,
        store_views: Vec<StoreView>,
        groups: Vec<Group>,
        attributes: Vec<Attribute>,
    ) -> Self {
        let fields =
            attributes.iter().map(|attribute| (attribute.entity, attribute.code.as_str(), attribute.kind));
        Self {
            website_places: websites.iter().enumerate().map(|(place, website)| (website.id, place)).collect(),
            view_keys: store_views
                .iter()
                .map(|view| ((view.website_id, view.store_id), view.key()))
                .collect(),
            group_labels: groups.iter().map(|group| (group.id, group.label())).collect(),
            catalogue: Catalogue::new(fields),
            attributes,
            websites,
            store_views,
            groups,
        }
    }

    /// The fields of conditions, columns and sorts: the platform's and this workspace's attributes.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The website of that key.
    #[must_use]
    pub fn website(&self, id: i64) -> Option<&Website> {
        self.website_places.get(&id).map(|place| &self.websites[*place])
    }

    /// The group's name, “Group 4” when it has none; `None` for a number that no file showed.
    #[must_use]
    pub fn group_label(&self, id: i64) -> Option<&str> {
        self.group_labels.get(&id).map(String::as_str)
    }

    /// Code, name or number of a store view, the first that is known.
    #[must_use]
    pub fn store_view_key(&self, website_id: i64, store_id: i64) -> Option<&str> {
        self.view_keys.get(&(website_id, store_id)).map(String::as_str)
    }

    /// The attribute of that code.
    #[must_use]
    pub fn attribute(&self, entity: Entity, code: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.entity == entity && attribute.code == code)
    }
}

fn website(row: &Record) -> Website {
    let time_zone_name = row.text(5).unwrap_or_default();
    Website {
        id: row.number(0),
        code: row.text(1),
        name: row.text(2),
        number: row.integer(3),
        default_store_code: row.text(4),
        time_zone: TimeZone::get(&time_zone_name).unwrap_or(TimeZone::UTC),
        time_zone_name,
        currency: row.text(6),
    }
}

fn store_view(row: &Record) -> StoreView {
    StoreView { website_id: row.number(0), store_id: row.number(1), name: row.text(2), code: row.text(3) }
}

fn group(row: &Record) -> Group {
    let id = row.number(0);
    Group { id, name: row.text(1).or_else(|| system_group_name(id).map(str::to_owned)) }
}

/// An attribute of a type that this version does not know reads as text.
fn attribute(row: &Record) -> Option<Attribute> {
    let word = |column| serde_json::Value::from(row.value(column).text());
    Some(Attribute {
        id: row.number(0),
        entity: serde_json::from_value(word(1)).ok()?,
        code: row.text(2)?,
        kind: serde_json::from_value(word(3)).unwrap_or(AttributeType::Text),
        label: row.text(4),
    })
}
