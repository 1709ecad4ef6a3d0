//! Websites, store views, groups and attributes that the files teach.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientele_domain::attribute::{AttributeType, Profile};
use clientele_domain::column::Column;
use clientele_domain::group::system_group_name;
use sqlx::{Row as _, SqliteConnection};

use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::record;

/// What is known of the shop, and the statements that keep what is learned.
pub(super) struct Learned {
    change_set: i64,
    websites: HashMap<String, i64>,
    groups: BTreeSet<i64>,
    /// Website and number of store views, with the names seen at creation of accounts.
    views: BTreeMap<(i64, i64), BTreeMap<String, u64>>,
    known_views: BTreeSet<(i64, i64)>,
    /// `_store` cells by website.
    store_codes: HashMap<String, i64>,
    shop_ids: BTreeMap<i64, i64>,
    attributes: HashMap<(&'static str, String), i64>,
    new_attributes: BTreeMap<i64, String>,
    new_websites: Vec<String>,
    new_groups: Vec<i64>,
    insert_website: Statement,
    insert_group: Statement,
    insert_view: Statement,
    name_website: Statement,
    type_attribute: Statement,
}

impl Learned {
    pub(super) async fn load(connection: &mut SqliteConnection, change_set: i64) -> Result<Self, StoreError> {
        let mut learned = Self {
            change_set,
            websites: HashMap::new(),
            groups: BTreeSet::new(),
            views: BTreeMap::new(),
            known_views: BTreeSet::new(),
            store_codes: HashMap::new(),
            shop_ids: BTreeMap::new(),
            attributes: HashMap::new(),
            new_attributes: BTreeMap::new(),
            new_websites: Vec::new(),
            new_groups: Vec::new(),
            insert_website: Statement::prepare(connection, "INSERT INTO website (id, code, change_set_id) VALUES (?, ?, ?)").await?,
            insert_group: Statement::prepare(connection, "INSERT INTO customer_group (id, code, change_set_id) VALUES (?, ?, ?)").await?,
            insert_view: Statement::prepare(
                connection,
                "INSERT INTO store_view (website_id, store_id, name, code, change_set_id) VALUES (?, ?, ?, ?, ?)",
            )
            .await?,
            name_website: Statement::prepare(
                connection,
                "UPDATE website SET website_id = coalesce(website_id, ?), default_store_code = coalesce(default_store_code, ?) WHERE id = ?",
            )
            .await?,
            type_attribute: Statement::prepare(connection, "UPDATE attribute SET type = ? WHERE id = ?").await?,
        };
        for row in sqlx::query("SELECT id, code, default_store_code FROM website WHERE code IS NOT NULL")
            .fetch_all(&mut *connection)
            .await?
        {
            learned.websites.insert(row.get(1), row.get(0));
            if let Some(code) = row.get::<Option<String>, _>(2) {
                learned.store_codes.insert(code, row.get(0));
            }
        }
        for row in sqlx::query("SELECT id FROM customer_group").fetch_all(&mut *connection).await? {
            learned.groups.insert(row.get(0));
        }
        for row in
            sqlx::query("SELECT website_id, store_id FROM store_view").fetch_all(&mut *connection).await?
        {
            learned.known_views.insert((row.get(0), row.get(1)));
        }
        for row in sqlx::query("SELECT entity, code, id FROM attribute").fetch_all(&mut *connection).await? {
            let entity = if row.get::<String, _>(0) == "customer" { "customer" } else { "address" };
            learned.attributes.insert((entity, row.get(1)), row.get(2));
        }
        Ok(learned)
    }

    /// The key of a website, if it is known.
    pub(super) fn known_website(&self, code: &str) -> Option<i64> {
        self.websites.get(code).copied()
    }

    /// The key of a website, which is learned when it is new.
    pub(super) fn website(&mut self, code: &str) -> Result<i64, StoreError> {
        if let Some(&id) = self.websites.get(code) {
            return Ok(id);
        }
        let id = self.websites.values().max().copied().unwrap_or(0) + 1;
        self.insert_website.run(&[Value::Integer(id), Value::Text(code), Value::Integer(self.change_set)])?;
        self.websites.insert(code.to_owned(), id);
        self.new_websites.push(code.to_owned());
        Ok(id)
    }

    /// Learns a group. Tells whether it is met for the first time without a name.
    pub(super) fn group(&mut self, id: i64) -> Result<bool, StoreError> {
        if !self.groups.insert(id) {
            return Ok(false);
        }
        let name = system_group_name(id);
        let name_value = name.map_or(Value::Null, Value::Text);
        self.insert_group.run(&[Value::Integer(id), name_value, Value::Integer(self.change_set)])?;
        self.new_groups.push(id);
        Ok(name.is_none())
    }

    /// Sees the store view of an account and the name it had at creation.
    pub(super) fn view(&mut self, website: i64, store_id: i64, created_in: &str) {
        let names = self.views.entry((website, store_id)).or_default();
        if let Some(count) = names.get_mut(created_in) {
            *count += 1;
        } else if names.len() < 100 {
            // A shop has a handful of views; accounts from elsewhere may name anything.
            names.insert(created_in.to_owned(), 1);
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
    pub(super) fn shop_id(&mut self, website: i64, shop_id: i64) {
        self.shop_ids.entry(website).or_insert(shop_id);
    }

    /// The store's column of each attribute among the columns, learned when it is new.
    pub(super) async fn attributes(
        &mut self,
        connection: &mut SqliteConnection,
        columns: &[Column],
    ) -> Result<HashMap<String, String>, StoreError> {
        let customers = columns.iter().any(|column| matches!(column, Column::Customer(_)));
        let entity = if customers { "customer" } else { "address" };
        let mut existing = record::columns(connection, entity).await?;
        let mut names = HashMap::new();
        for column in columns {
            let Column::Attribute(_, code) = column else { continue };
            let key = (entity, code.clone());
            let id = match self.attributes.get(&key) {
                Some(&id) => id,
                None => {
                    let id = self.attributes.values().max().copied().unwrap_or(0) + 1;
                    sqlx::query("INSERT INTO attribute (id, entity, code, type, change_set_id) VALUES (?, ?, ?, 'text', ?)")
                        .bind(id)
                        .bind(entity)
                        .bind(code.clone())
                        .bind(self.change_set)
                        .execute(&mut *connection)
                        .await?;
                    self.attributes.insert(key, id);
                    self.new_attributes.insert(id, code.clone());
                    id
                }
            };
            let name = format!("attr_{id}");
            // An attribute that was undone left its column, empty.
            if !existing.contains(&name) {
                let sql = format!("ALTER TABLE {entity} ADD COLUMN {name} TEXT");
                sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *connection).await?;
                existing.push(name.clone());
            }
            names.insert(code.clone(), name);
        }
        Ok(names)
    }

    /// Proposes types for attributes learned here.
    pub(super) fn infer(&mut self, kind: &str, profiles: &[(String, Profile)]) -> Result<(), StoreError> {
        let entity = if kind == "customers" { "customer" } else { "address" };
        for (code, profile) in profiles {
            let id = self.attributes.get(&(entity, code.clone())).copied();
            if let Some(id) = id.filter(|id| self.new_attributes.contains_key(id)) {
                self.type_attribute.run(&[Value::Text(type_name(profile.infer())), Value::Integer(id)])?;
            }
        }
        Ok(())
    }

    /// Names what is new.
    pub(super) fn tell(&self, plan: &mut super::Plan) {
        let codes: HashMap<i64, &String> = self.websites.iter().map(|(code, id)| (*id, code)).collect();
        let new_views = self.views.keys().filter(|view| !self.known_views.contains(view));
        plan.new_websites.clone_from(&self.new_websites);
        plan.new_store_views = new_views
            .filter_map(|(website, store_id)| Some(((*codes.get(website)?).clone(), *store_id)))
            .collect();
        plan.new_groups.clone_from(&self.new_groups);
        plan.new_attributes = self.new_attributes.values().cloned().collect();
    }

    /// Keeps store views and what was learned of websites. The code of a view is known only where its website
    /// shows a single one: `_store` is the website's default view, not the account's (observed-2.4.7.md).
    pub(super) fn keep(&mut self) -> Result<(), StoreError> {
        let mut codes: HashMap<i64, Vec<&String>> = HashMap::new();
        for (code, website) in &self.store_codes {
            codes.entry(*website).or_default().push(code);
        }
        let views = std::mem::take(&mut self.views);
        for (&(website, store_id), names) in &views {
            if self.known_views.contains(&(website, store_id)) {
                continue;
            }
            let single = views.keys().filter(|(of, _)| *of == website).count() == 1;
            let code = codes.get(&website).filter(|codes| single && codes.len() == 1).map(|codes| codes[0]);
            let name = names
                .iter()
                .filter(|(name, _)| !name.is_empty())
                .max_by_key(|(_, count)| **count)
                .map(|(name, _)| name);
            self.insert_view.run(&[
                Value::Integer(website),
                Value::Integer(store_id),
                name.map_or(Value::Null, |name| Value::Text(name)),
                code.map_or(Value::Null, |code| Value::Text(code)),
                Value::Integer(self.change_set),
            ])?;
        }
        for &website in self.websites.values() {
            let shop_id = self.shop_ids.get(&website).map_or(Value::Null, |id| Value::Integer(*id));
            let code = codes
                .get(&website)
                .filter(|codes| codes.len() == 1)
                .map_or(Value::Null, |codes| Value::Text(codes[0]));
            if shop_id != Value::Null || code != Value::Null {
                self.name_website.run(&[shop_id, code, Value::Integer(website)])?;
            }
        }
        Ok(())
    }
}

/// Takes back what a change set learned.
pub(crate) async fn forget_learned(
    connection: &mut SqliteConnection,
    change_set: i64,
) -> Result<(), StoreError> {
    for table in ["store_view", "website", "customer_group", "attribute"] {
        let sql = format!("DELETE FROM {table} WHERE change_set_id = ?");
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(change_set).execute(&mut *connection).await?;
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
