//! Websites, store views, groups and attributes that the files teach: few, kept in memory until the import is applied.

use std::collections::{BTreeMap, HashMap};

use clientele_domain::attribute::{AttributeType, Entity, Profile};
use clientele_domain::column::Column;
use clientele_domain::group::system_group_name;
use jiff::tz::TimeZone;
use serde_json::json;

use super::change::Values;
use super::plan::Plan;
use crate::StoreError;
use crate::engine::{Session, Value};
use crate::read::directory::{self, Directory};
use crate::read::text::fold;

/// What is known of the shop.
#[derive(Debug, Default)]
pub(super) struct Learned {
    websites: Vec<Website>,
    by_code: HashMap<String, i64>,
    by_name: HashMap<String, i64>,
    /// Names of websites in the files, as they are written there.
    aliases: Vec<(String, i64)>,
    groups: BTreeMap<i64, Group>,
    group_names: HashMap<String, i64>,
    views: BTreeMap<(i64, i64), View>,
    /// `_store` cells by website.
    store_codes: BTreeMap<String, i64>,
    attributes: Vec<Attribute>,
}

#[derive(Debug, Clone, Default)]
struct Website {
    id: i64,
    code: Option<String>,
    name: Option<String>,
    number: Option<i64>,
    store_code: Option<String>,
    /// As it was here; nothing of one that is new.
    was: Option<Box<Website>>,
}

impl Website {
    /// The code, or the name where that alone is known.
    fn label(&self) -> String {
        self.code.clone().or_else(|| self.name.clone()).unwrap_or_default()
    }
}

#[derive(Debug, Default)]
struct Group {
    name: Option<String>,
    is_new: bool,
    /// Its name before it was named here.
    was: Option<Option<String>>,
}

/// A store view with the names that accounts had at creation.
#[derive(Debug, Default)]
struct View {
    names: BTreeMap<String, u64>,
    is_new: bool,
}

#[derive(Debug)]
struct Attribute {
    id: i64,
    entity: Entity,
    code: String,
    label: Option<String>,
    kind: AttributeType,
    is_new: bool,
}

impl Learned {
    pub(super) async fn load(session: &mut Session) -> Result<Self, StoreError> {
        let mut learned = Self::default();
        let websites = "SELECT id, code, name, website_id, default_store_code FROM website ORDER BY id";
        for row in session.query(websites, &[]).await? {
            let website = Website {
                id: row.number(0),
                code: row.text(1),
                name: row.text(2),
                number: row.integer(3),
                store_code: row.text(4),
                was: None,
            };
            learned.store_codes.extend(website.store_code.clone().map(|code| (code, website.id)));
            learned.by_code.extend(website.code.clone().map(|code| (code, website.id)));
            learned.by_name.extend(website.name.as_deref().map(|name| (fold(name), website.id)));
            learned.websites.push(Website { was: Some(Box::new(website.clone())), ..website });
        }
        for row in session.query("SELECT id, code FROM customer_group", &[]).await? {
            let name = row.text(1);
            learned.group_names.extend(name.as_deref().map(|name| (fold(name), row.number(0))));
            learned.groups.insert(row.number(0), Group { name, ..Group::default() });
        }
        for row in session.query("SELECT website_id, store_id FROM store_view", &[]).await? {
            learned.views.insert((row.number(0), row.number(1)), View::default());
        }
        for row in session.query("SELECT id, entity, code, label FROM attribute ORDER BY id", &[]).await? {
            let entity = if row.value(1).text() == "customer" { Entity::Customer } else { Entity::Address };
            let (id, code, label) = (row.number(0), row.text(2).unwrap_or_default(), row.text(3));
            let kind = AttributeType::Text;
            learned.attributes.push(Attribute { id, entity, code, label, kind, is_new: false });
        }
        Ok(learned)
    }

    /// The key of a website, if its code is known.
    pub(super) fn known_website(&self, code: &str) -> Option<i64> {
        self.by_code.get(code).copied()
    }

    /// The key of a website, if its name is known.
    pub(super) fn named_website(&self, name: &str) -> Option<i64> {
        self.by_name.get(&fold(name)).copied()
    }

    /// The key of a website, which is learned when it is new.
    pub(super) fn website(&mut self, code: &str) -> i64 {
        self.known_website(code).unwrap_or_else(|| {
            let id = self.next_website();
            self.websites.push(Website { id, code: Some(code.to_owned()), ..Website::default() });
            self.by_code.insert(code.to_owned(), id);
            id
        })
    }

    /// The key of a website of which only the name is known, learned when it is new.
    pub(super) fn website_by_name(&mut self, name: &str) -> i64 {
        self.named_website(name).unwrap_or_else(|| {
            let id = self.next_website();
            self.websites.push(Website { id, name: Some(name.to_owned()), ..Website::default() });
            self.by_name.insert(fold(name), id);
            id
        })
    }

    /// The key of a website by its name. Where no file told a code yet, a name that is new is that of a website; where one
    /// did, it may be that of any.
    pub(super) fn website_named_beside_codes(&mut self, name: &str) -> Option<i64> {
        let known = self.named_website(name);
        let learns =
            known.is_none() && !name.is_empty() && self.websites.iter().all(|known| known.code.is_none());
        if learns { Some(self.website_by_name(name)) } else { known }
    }

    /// The website whose name a purchase point begins with: names of website, store and store view stand in one text, with
    /// runs of blanks between them (data-formats.md 11.2).
    pub(super) fn website_of_purchase_point(&self, text: &str) -> Option<i64> {
        let text = text.trim_start();
        let begins = |name: &str| {
            text.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        };
        let named = self.websites.iter().filter_map(|known| Some((known.name.as_deref()?, known.id)));
        let named = named.chain(self.aliases.iter().map(|(name, id)| (name.as_str(), *id)));
        named.filter(|(name, _)| begins(name)).max_by_key(|(name, _)| name.len()).map(|(_, id)| id)
    }

    /// What only one website has.
    pub(super) fn only<T>(&self, find: impl Fn(i64) -> Option<T>) -> Option<(i64, T)> {
        let mut found = self.websites.iter().filter_map(|known| Some((known.id, find(known.id)?)));
        found.next().filter(|_| found.next().is_none())
    }

    fn next_website(&self) -> i64 {
        self.websites.iter().map(|website| website.id).max().unwrap_or(0) + 1
    }

    /// Whether the code of a website is known.
    pub(super) fn has_code(&self, id: i64) -> bool {
        self.websites.iter().any(|website| website.id == id && website.code.is_some())
    }

    /// The website of a file that shows none: a store has one then (data-formats.md 3.1).
    pub(super) fn sole_website(&mut self) -> i64 {
        match self.websites.as_slice() {
            [website] => website.id,
            _ => self.website("base"),
        }
    }

    /// Whether a website is known by its name alone.
    pub(super) fn lacks_codes(&self) -> bool {
        self.websites.iter().any(|website| website.code.is_none())
    }

    /// The code of a website, or its name where that alone is known.
    pub(super) fn website_label(&self, id: i64) -> String {
        let website = self.websites.iter().find(|website| website.id == id);
        website.map(Website::label).unwrap_or_default()
    }

    /// A name that files give a website, whatever it is called here.
    pub(super) fn alias_website(&mut self, name: &str, id: i64) {
        self.by_name.insert(fold(name), id);
        self.aliases.push((name.to_owned(), id));
    }

    /// A name that files give a group, whatever it is called here.
    pub(super) fn alias_group(&mut self, name: &str, id: i64) {
        self.group_names.insert(fold(name), id);
    }

    /// The name of a group.
    pub(super) fn group_name(&self, id: i64) -> Option<String> {
        self.groups.get(&id).and_then(|group| group.name.clone())
    }

    /// Says what the code and the name of a website are, of whichever it lacks.
    pub(super) fn name_website(&mut self, id: i64, code: Option<&str>, name: Option<&str>) {
        let Some(website) = self.websites.iter_mut().find(|website| website.id == id) else { return };
        if website.code.is_none()
            && let Some(code) = code
        {
            website.code = Some(code.to_owned());
            self.by_code.insert(code.to_owned(), id);
        }
        if website.name.is_none()
            && let Some(name) = name
        {
            website.name = Some(name.to_owned());
            self.by_name.insert(fold(name), id);
        }
    }

    /// Learns a group by its number. Tells whether it is met for the first time without a name.
    pub(super) fn group(&mut self, id: i64) -> bool {
        if self.groups.contains_key(&id) {
            return false;
        }
        let name = system_group_name(id).map(ToOwned::to_owned);
        let nameless = name.is_none();
        self.group_names.extend(name.as_deref().map(|name| (fold(name), id)));
        self.groups.insert(id, Group { name, is_new: true, ..Group::default() });
        nameless
    }

    /// The number of a group by its name; of a name that is new a number below zero, which is none of the shop's.
    pub(super) fn group_by_name(&mut self, name: &str) -> i64 {
        if let Some(id) = self.known_group(name) {
            return id;
        }
        let system = (0..4).find(|id| system_group_name(*id).is_some_and(|known| fold(known) == fold(name)));
        let id = system.unwrap_or_else(|| self.groups.keys().min().copied().unwrap_or(0).min(0) - 1);
        self.groups.insert(id, Group { name: Some(name.to_owned()), is_new: true, ..Group::default() });
        self.group_names.insert(fold(name), id);
        id
    }

    /// The number of a group by its name, if that is known.
    pub(super) fn known_group(&self, name: &str) -> Option<i64> {
        self.group_names.get(&fold(name)).copied()
    }

    /// Names a group that has no name, or that of the platform's own for its number, which a shop may have changed.
    pub(super) fn name_group(&mut self, id: i64, name: &str) {
        let is_guess =
            |group: &Group| group.name.as_deref().is_none_or(|known| Some(known) == system_group_name(id));
        let Some(group) = self.groups.get_mut(&id).filter(|group| is_guess(group)) else { return };
        if group.name.as_deref() == Some(name) {
            return;
        }
        if !group.is_new {
            group.was.get_or_insert(group.name.clone());
        }
        group.name = Some(name.to_owned());
        self.group_names.insert(fold(name), id);
    }

    /// Sees the store view of an account and the name it had at creation.
    pub(super) fn view(&mut self, website: i64, store_id: i64, created_in: &str) {
        let view =
            self.views.entry((website, store_id)).or_insert_with(|| View { is_new: true, ..View::default() });
        if let Some(count) = view.names.get_mut(created_in) {
            *count += 1;
        } else if view.names.len() < 100 {
            // A shop has a handful of views; accounts from elsewhere may name anything.
            view.names.insert(created_in.to_owned(), 1);
        }
    }

    /// Sees a `_store` cell. Tells whether its code belongs to another website.
    pub(super) fn store_code(&mut self, website: i64, code: &str) -> bool {
        match self.store_codes.get(code) {
            Some(&owner) => owner != website && code != "admin",
            None => {
                self.store_codes.insert(code.to_owned(), website);
                false
            }
        }
    }

    /// Sees the number that a website has in the shop.
    pub(super) fn shop_id(&mut self, website: i64, number: i64) {
        if let Some(website) = self.websites.iter_mut().find(|known| known.id == website) {
            website.number.get_or_insert(number);
        }
    }

    /// The store's column of each attribute among the columns, learned when it is new.
    pub(super) fn attributes(&mut self, columns: &[Column]) -> HashMap<Column, String> {
        let mut names = HashMap::new();
        for column in columns {
            let id = match column {
                Column::Attribute(entity, code) => self.attribute(*entity, code, None),
                Column::Labelled(label) => self.labelled(label),
                _ => continue,
            };
            names.insert(column.clone(), format!("attr_{id}"));
        }
        names
    }

    fn attribute(&mut self, entity: Entity, code: &str, label: Option<&str>) -> i64 {
        let known = self.attributes.iter().find(|known| known.entity == entity && known.code == code);
        if let Some(known) = known {
            return known.id;
        }
        let id = self.attributes.iter().map(|attribute| attribute.id).max().unwrap_or(0) + 1;
        self.attributes.push(Attribute {
            id,
            entity,
            code: code.to_owned(),
            label: label.map(ToOwned::to_owned),
            kind: AttributeType::Text,
            is_new: true,
        });
        id
    }

    /// An attribute of which only the label is known gets a code made of that.
    fn labelled(&mut self, label: &str) -> i64 {
        let known = self.attributes.iter().find(|known| known.label.as_deref() == Some(label));
        if let Some(known) = known {
            return known.id;
        }
        let code = code_of(label);
        let is_taken = |code: &str| self.attributes.iter().any(|known| known.code == code);
        let numbered = (2..).map(|number| format!("{code}_{number}"));
        let free = std::iter::once(code.clone()).chain(numbered).find(|code| !is_taken(code));
        self.attribute(Entity::Customer, &free.unwrap_or(code), Some(label))
    }

    /// Tables and columns of attributes that are here or learned.
    pub(super) fn attribute_columns(&self) -> Vec<(&'static str, String)> {
        self.attributes
            .iter()
            .map(|attribute| (table_of(attribute.entity), format!("attr_{}", attribute.id)))
            .collect()
    }

    /// Proposes types for attributes learned here, by their codes or labels.
    pub(super) fn infer(&mut self, profiles: &[(String, Profile)]) {
        for (name, profile) in profiles {
            let is_meant = |known: &&mut Attribute| known.code == *name || known.label.as_ref() == Some(name);
            for attribute in self.attributes.iter_mut().filter(|known| known.is_new).filter(is_meant) {
                attribute.kind = profile.infer();
            }
        }
    }

    /// What is here together with what is learned.
    pub(super) fn beside(&self, here: &Directory) -> Directory {
        let website = |website: &Website| {
            let here = here.website(website.id);
            let zone = here.map(|here| (here.time_zone.clone(), here.time_zone_name.clone()));
            let (time_zone, time_zone_name) = zone.unwrap_or((TimeZone::UTC, "UTC".to_owned()));
            directory::Website {
                id: website.id,
                code: website.code.clone(),
                name: website.name.clone(),
                number: website.number,
                default_store_code: website.store_code.clone(),
                time_zone,
                time_zone_name,
                currency: here.and_then(|here| here.currency.clone()),
            }
        };
        let group = |(id, group): (&i64, &Group)| directory::Group { id: *id, name: group.name.clone() };
        let attribute = |attribute: &Attribute| directory::Attribute {
            id: attribute.id,
            entity: attribute.entity,
            code: attribute.code.clone(),
            label: attribute.label.clone(),
            kind: attribute.kind,
        };
        let new = self.attributes.iter().filter(|attribute| attribute.is_new).map(attribute);
        Directory::assemble(
            self.websites.iter().map(website).collect(),
            here.store_views.clone(),
            self.groups.iter().map(group).collect(),
            here.attributes.iter().cloned().chain(new).collect(),
        )
    }

    /// Names what is new.
    pub(super) fn tell(&self, plan: &mut Plan) {
        let new = self.websites.iter().filter(|website| website.was.is_none());
        plan.new_websites = new.map(Website::label).collect();
        let site = |id: i64| self.websites.iter().find(|website| website.id == id).map(Website::label);
        let views = self.views.iter().filter(|(_, view)| view.is_new);
        plan.new_store_views =
            views.filter_map(|((website, store_id), _)| Some((site(*website)?, *store_id))).collect();
        let groups = self.groups.iter().filter(|(_, group)| group.is_new);
        plan.new_groups = groups
            .map(|(id, group)| if *id < 0 { group.name.clone().unwrap_or_default() } else { id.to_string() })
            .collect();
        let attributes = self.attributes.iter().filter(|attribute| attribute.is_new);
        plan.new_attributes = attributes.map(|attribute| attribute.code.clone()).collect();
    }

    /// What became of websites and groups that were here: table, key, values before and after.
    pub(super) fn changes(&mut self) -> Vec<(&'static str, i64, Values, Values)> {
        self.settle();
        let mut changes = Vec::new();
        for website in &self.websites {
            let Some(was) = &website.was else { continue };
            let values = |website: &Website| {
                json!({
                    "code": website.code, "name": website.name,
                    "website_id": website.number, "default_store_code": website.store_code,
                })
            };
            changes
                .extend(difference(values(was), values(website)).map(|(b, a)| ("website", website.id, b, a)));
        }
        for (id, group) in &self.groups {
            let Some(was) = &group.was else { continue };
            let change = difference(json!({ "code": was }), json!({ "code": group.name }));
            changes.extend(change.map(|(before, after)| ("customer_group", *id, before, after)));
        }
        changes
    }

    /// The code of a website's default view: known only where its `_store` cells agree.
    fn settle(&mut self) {
        for website in self.websites.iter_mut().filter(|website| website.store_code.is_none()) {
            let mut codes =
                self.store_codes.iter().filter(|(_, of)| **of == website.id).map(|(code, _)| code);
            website.store_code = codes.next().filter(|_| codes.next().is_none()).cloned();
        }
    }

    /// Keeps what is new, under the change set that learned it.
    pub(super) async fn keep(&mut self, session: &mut Session, change_set: i64) -> Result<(), StoreError> {
        const WEBSITE: &str = "INSERT INTO website (id, code, name, website_id, default_store_code, change_set_id) \
                               VALUES (?, ?, ?, ?, ?, ?)";
        const GROUP: &str = "INSERT INTO customer_group (id, code, change_set_id) VALUES (?, ?, ?)";
        const ATTRIBUTE: &str =
            "INSERT INTO attribute (id, entity, code, label, type, change_set_id) VALUES (?, ?, ?, ?, ?, ?)";
        self.settle();
        let text = |text: &Option<String>| text.clone();
        for website in self.websites.iter().filter(|website| website.was.is_none()) {
            let (code, name, store) = (text(&website.code), text(&website.name), text(&website.store_code));
            let values = [
                website.id.into(),
                code.as_deref().into(),
                name.as_deref().into(),
                website.number.into(),
                store.as_deref().into(),
                change_set.into(),
            ];
            session.execute(WEBSITE, &values).await?;
        }
        for (id, group) in self.groups.iter().filter(|(_, group)| group.is_new) {
            session.execute(GROUP, &[(*id).into(), group.name.as_deref().into(), change_set.into()]).await?;
        }
        for attribute in self.attributes.iter().filter(|attribute| attribute.is_new) {
            let values = [
                attribute.id.into(),
                table_of(attribute.entity).into(),
                attribute.code.as_str().into(),
                attribute.label.as_deref().into(),
                type_name(attribute.kind).into(),
                change_set.into(),
            ];
            session.execute(ATTRIBUTE, &values).await?;
        }
        self.keep_views(session, change_set).await
    }

    /// The code of a view is known only where its website shows a single one: `_store` is the website's default view,
    /// not the account's (observed-2.4.7.md).
    async fn keep_views(&self, session: &mut Session, change_set: i64) -> Result<(), StoreError> {
        const VIEW: &str = "INSERT INTO store_view (id, website_id, store_id, name, code, change_set_id) \
                            VALUES (?, ?, ?, ?, ?, ?)";
        let mut next = session.one("SELECT coalesce(max(id), 0) + 1 FROM store_view", &[]).await?.number(0);
        for (&(website, store_id), view) in self.views.iter().filter(|(_, view)| view.is_new) {
            let single = self.views.keys().filter(|(of, _)| *of == website).count() == 1;
            let site = self.websites.iter().find(|known| known.id == website);
            let code = site.and_then(|site| site.store_code.as_deref()).filter(|_| single);
            let named = view.names.iter().filter(|(name, _)| !name.is_empty());
            let name = named.max_by_key(|(_, count)| **count).map(|(name, _)| name.as_str());
            let values: [Value<'_>; 6] =
                [next.into(), website.into(), store_id.into(), name.into(), code.into(), change_set.into()];
            session.execute(VIEW, &values).await?;
            next += 1;
        }
        Ok(())
    }

    /// Gives a session's tables the columns of attributes that they lack; one that was undone left its column, empty.
    pub(super) async fn add_columns(&self, session: &mut Session) -> Result<(), StoreError> {
        for table in ["customer", "address"] {
            let existing = session.columns(table).await?;
            for (of, column) in self.attribute_columns() {
                if of == table && !existing.contains(&column) {
                    session.add_text_column(table, &column).await?;
                }
            }
        }
        Ok(())
    }
}

/// What of two objects differs.
fn difference(before: serde_json::Value, after: serde_json::Value) -> Option<(Values, Values)> {
    let (serde_json::Value::Object(mut before), serde_json::Value::Object(mut after)) = (before, after)
    else {
        return None;
    };
    before.retain(|name, value| after.get(name) != Some(value));
    after.retain(|name, _| before.contains_key(name));
    (!before.is_empty()).then_some((before, after))
}

/// Lower-case letters, digits and underscores of a label.
fn code_of(label: &str) -> String {
    let folded = fold(label);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let code = words.collect::<Vec<_>>().join("_");
    if code.starts_with(|first: char| first.is_ascii_lowercase()) { code } else { format!("label_{code}") }
}

fn table_of(entity: Entity) -> &'static str {
    match entity {
        Entity::Customer => "customer",
        Entity::Address => "address",
    }
}

/// Takes back what a change set learned.
pub(crate) async fn forget_learned(session: &mut Session, change_set: i64) -> Result<(), StoreError> {
    for table in ["store_view", "website", "customer_group", "attribute"] {
        session
            .execute(&format!("DELETE FROM {table} WHERE change_set_id = ?"), &[change_set.into()])
            .await?;
    }
    Ok(())
}

/// The name of a type in the store, which is that of its JSON form.
pub(crate) fn type_name(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::Text => "text",
        AttributeType::YesNo => "yes_no",
        AttributeType::Date => "date",
        AttributeType::Integer => "integer",
        AttributeType::Decimal => "decimal",
        AttributeType::Choice => "choice",
        AttributeType::MultiSelect => "multi_select",
    }
}
