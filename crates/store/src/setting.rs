//! What staff set in a workspace: each a change set with the values before and after.

use clientele_domain::attribute::AttributeType;
use serde_json::{Map, Value as Json, json};

use crate::change_set::{self, Draft};
use crate::engine::{Session, Value};
use crate::import::type_name;
use crate::writer::Writer;
use crate::{Context, Store, StoreError};

/// Columns that staff may set, by table: the only ones that [`restore`] writes.
const SETTABLE: &[(&str, &[&str])] = &[
    ("website", &["name", "time_zone", "currency"]),
    ("customer_group", &["code"]),
    ("attribute", &["type"]),
];

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
        let before = values(&mut writer, table, id).await?;
        if Json::Object(before.clone()) == after {
            return Ok(());
        }
        let after = after.as_object().cloned().unwrap_or_default();
        write(&mut writer, table, id, &after).await?;
        let change_set = change_set::next_id(&mut writer).await?;
        let summary = json!({ "table": table, "id": id, "before": before, "after": after }).to_string();
        let draft = Draft {
            id: change_set,
            kind: "setting",
            actor: &context.actor,
            at: context.at,
            summary: &summary,
            undoes: None,
        };
        change_set::seal(&mut writer, &draft).await?;
        writer.commit(Some(change_set)).await?;
        Ok(())
    }
}

/// Writes the values that a setting had before.
pub(crate) async fn restore(session: &mut Session, summary: &Json) -> Result<(), StoreError> {
    let (Some(table), Some(id)) = (summary["table"].as_str(), summary["id"].as_i64()) else {
        return Err(StoreError::Damaged("a setting's change set does not tell what it set".to_owned()));
    };
    let before = summary["before"].as_object().cloned().unwrap_or_default();
    write(session, table, id, &before).await
}

fn settable(table: &str) -> Result<&'static (&'static str, &'static [&'static str]), StoreError> {
    SETTABLE.iter().find(|(name, _)| *name == table).ok_or(StoreError::NotFound("the setting"))
}

async fn values(session: &mut Session, table: &str, id: i64) -> Result<Map<String, Json>, StoreError> {
    let (table, columns) = settable(table)?;
    let sql = format!("SELECT {} FROM {table} WHERE id = ?", columns.join(", "));
    let row = session.query(&sql, &[id.into()]).await?.pop().ok_or(StoreError::NotFound("the setting"))?;
    Ok((0..).zip(*columns).map(|(index, name)| ((*name).to_owned(), json!(row.text(index)))).collect())
}

async fn write(
    session: &mut Session,
    table: &str,
    id: i64,
    values: &Map<String, Json>,
) -> Result<(), StoreError> {
    let (table, columns) = settable(table)?;
    let list = columns.iter().map(|name| format!("{name} = ?")).collect::<Vec<_>>().join(", ");
    let sql = format!("UPDATE {table} SET {list} WHERE id = ?");
    let value = |name: &&str| Value::from(values.get(*name).and_then(Json::as_str));
    let values: Vec<Value<'_>> = columns.iter().map(value).chain([id.into()]).collect();
    session.execute(&sql, &values).await.map(drop)
}
