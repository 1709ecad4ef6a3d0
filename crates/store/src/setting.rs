//! What staff set in a workspace: each a change set with the values before and after.

use clientele_domain::attribute::AttributeType;
use serde_json::{Value as Json, json};

use crate::change_set::{self, Draft};
use crate::engine::{Session, Value};
use crate::import::{json_of, type_name};
use crate::replay::value_of;
use crate::writer::Writer;
use crate::{Context, Store, StoreError};

/// Columns that staff may set, by table: the only ones that [`restore`] writes.
const SETTABLE: &[(&str, &[&str])] = &[
    ("website", &["name", "time_zone", "currency"]),
    ("customer_group", &["code"]),
    ("attribute", &["type"]),
    (SAVED_VIEW, &["owner", "name", "shared", "state"]),
    (DEFAULT_VIEW, &["owner", "view_id"]),
];
/// The table of saved views.
pub(crate) const SAVED_VIEW: &str = "saved_view";
/// The table of the views with which people begin.
pub(crate) const DEFAULT_VIEW: &str = "default_view";
/// Tables whose rows come and go by settings alone: a setting of one of them has JSON null for a row that was not there.
pub(crate) const OWN: [&str; 2] = [SAVED_VIEW, DEFAULT_VIEW];

impl Store {
    /// Sets a website's name, time zone and currency.
    ///
    /// # Errors
    /// When the website is not there or the workspace cannot be written.
    pub async fn set_website(
        &self,
        id: i64,
        name: Option<&str>,
        time_zone: &str,
        currency: Option<&str>,
        context: &Context,
    ) -> Result<(), StoreError> {
        let after = json!({ "name": name, "time_zone": time_zone, "currency": currency });
        self.set("website", id, after, context).await
    }

    /// Names a customer group.
    ///
    /// # Errors
    /// When the group is not there or the workspace cannot be written.
    pub async fn name_group(&self, id: i64, name: &str, context: &Context) -> Result<(), StoreError> {
        self.set("customer_group", id, json!({ "code": name }), context).await
    }

    /// Sets how an attribute's text is read.
    ///
    /// # Errors
    /// When the attribute is not there or the workspace cannot be written.
    pub async fn set_attribute_type(
        &self,
        id: i64,
        kind: AttributeType,
        context: &Context,
    ) -> Result<(), StoreError> {
        self.set("attribute", id, json!({ "type": type_name(kind) }), context).await
    }

    async fn set(&self, table: &str, id: i64, after: Json, context: &Context) -> Result<(), StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let before = values(&mut writer, table, id).await?.ok_or(StoreError::NotFound("the setting"))?;
        match put(&mut writer, table, id, before, after, context).await? {
            Some(change_set) => writer.commit(Some(change_set)).await,
            None => Ok(()),
        }
    }
}

/// Makes a row what it shall be, JSON null for none, and seals that as the next change set; nothing where it is so already.
pub(crate) async fn put(
    session: &mut Session,
    table: &str,
    id: i64,
    before: Json,
    after: Json,
    context: &Context,
) -> Result<Option<i64>, StoreError> {
    if before == after {
        return Ok(None);
    }
    write(session, table, id, &after).await?;
    let change_set = change_set::next_id(session).await?;
    let summary = json!({ "table": table, "id": id, "before": before, "after": after }).to_string();
    let draft = Draft {
        id: change_set,
        kind: "setting",
        actor: &context.actor,
        at: context.at,
        summary: &summary,
        undoes: None,
    };
    change_set::seal(session, &draft).await?;
    Ok(Some(change_set))
}

/// Writes the values that a setting had before.
pub(crate) async fn restore(session: &mut Session, summary: &Json) -> Result<(), StoreError> {
    let (Some(table), Some(id)) = (summary["table"].as_str(), summary["id"].as_i64()) else {
        return Err(StoreError::Damaged("a setting's change set does not tell what it set".to_owned()));
    };
    write(session, table, id, &summary["before"]).await
}

fn settable(table: &str) -> Result<(&'static str, &'static [&'static str]), StoreError> {
    SETTABLE.iter().find(|(name, _)| *name == table).copied().ok_or(StoreError::NotFound("the setting"))
}

/// The values of a row that staff may set; nothing where there is no such row.
pub(crate) async fn values(session: &mut Session, table: &str, id: i64) -> Result<Option<Json>, StoreError> {
    let (table, columns) = settable(table)?;
    let sql = format!("SELECT {} FROM {table} WHERE id = ?", columns.join(", "));
    let row = session.query(&sql, &[id.into()]).await?.pop();
    Ok(row.map(|row| {
        (0..).zip(columns).map(|(index, name)| ((*name).to_owned(), json_of(row.value(index)))).collect()
    }))
}

async fn write(session: &mut Session, table: &str, id: i64, values: &Json) -> Result<(), StoreError> {
    let (table, columns) = settable(table)?;
    let own = OWN.contains(&table);
    if own && values.is_null() {
        return session.execute(&format!("DELETE FROM {table} WHERE id = ?"), &[id.into()]).await.map(drop);
    }
    let bound: Vec<Value<'_>> =
        columns.iter().map(|name| value_of(&values[*name])).chain([id.into()]).collect();
    let list = columns.iter().map(|name| format!("{name} = ?")).collect::<Vec<_>>().join(", ");
    let there = session.execute(&format!("UPDATE {table} SET {list} WHERE id = ?"), &bound).await?;
    if own && there == 0 {
        let marks = vec!["?"; bound.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}, id) VALUES ({marks})", columns.join(", "));
        session.execute(&sql, &bound).await?;
    }
    Ok(())
}
