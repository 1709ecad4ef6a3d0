//! Saved views of the list of customers, and with which one each person begins: settings whose rows come and go.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::change_set;
use crate::engine::Session;
use crate::setting::{self, DEFAULT_VIEW, OWN, SAVED_VIEW};
use crate::writer::Writer;
use crate::{Context, Store, StoreError};

/// A view as it is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewDraft<'a> {
    /// What it is called; blanks around it are dropped.
    pub name: &'a str,
    /// Whether everybody of a team database sees it.
    pub shared: bool,
    /// What it shows, as JSON that its caller reads.
    pub state: &'a str,
}

impl Store {
    /// Keeps a view, a new one for `None`, and tells its key. A view keeps its owner.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the view is gone; [`StoreError::NameTaken`] when its
    /// owner has another view of that name, whatever its case; when the workspace cannot be written.
    pub async fn save_view(
        &self,
        id: Option<i64>,
        draft: &ViewDraft<'_>,
        context: &Context,
    ) -> Result<i64, StoreError> {
        let name = draft.name.trim();
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let (id, before) = match id {
            Some(id) => {
                let before = setting::values(&mut writer, SAVED_VIEW, id).await?;
                (id, before.ok_or(StoreError::NotFound("the view"))?)
            }
            None => (change_set::next_id(&mut writer).await?, Json::Null),
        };
        let owner = before["owner"].as_str().unwrap_or(&context.actor);
        let names = writer
            .query("SELECT name FROM saved_view WHERE owner = ? AND id <> ?", &[owner.into(), id.into()])
            .await?;
        if names.iter().any(|row| row.value(0).text().to_lowercase() == name.to_lowercase()) {
            return Err(StoreError::NameTaken(name.to_owned()));
        }
        let after =
            json!({ "owner": owner, "name": name, "shared": i64::from(draft.shared), "state": draft.state });
        put(writer, SAVED_VIEW, id, before, after, context).await?;
        Ok(id)
    }

    /// Takes a view away. Who began with it begins with the platform's own again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone already; when the workspace cannot be written.
    pub async fn delete_view(&self, id: i64, context: &Context) -> Result<(), StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let before = setting::values(&mut writer, SAVED_VIEW, id).await?;
        put(writer, SAVED_VIEW, id, before.ok_or(StoreError::NotFound("the view"))?, Json::Null, context)
            .await
    }

    /// Sets the view with which the context's actor begins; the platform's own for `None`.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such view; when the workspace cannot be written.
    pub async fn set_default_view(&self, view: Option<i64>, context: &Context) -> Result<(), StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        if let Some(view) = view
            && setting::values(&mut writer, SAVED_VIEW, view).await?.is_none()
        {
            return Err(StoreError::NotFound("the view"));
        }
        let sql = "SELECT id FROM default_view WHERE owner = ? ORDER BY id";
        let row = writer.query(sql, &[context.actor.as_str().into()]).await?.first().map(|row| row.number(0));
        let (id, before) = match row {
            Some(id) => (id, setting::values(&mut writer, DEFAULT_VIEW, id).await?.unwrap_or_default()),
            None => (change_set::next_id(&mut writer).await?, Json::Null),
        };
        let after = view.map_or(Json::Null, |view| json!({ "owner": context.actor, "view_id": view }));
        put(writer, DEFAULT_VIEW, id, before, after, context).await
    }
}

async fn put(
    mut writer: Writer,
    table: &str,
    id: i64,
    before: Json,
    after: Json,
    context: &Context,
) -> Result<(), StoreError> {
    match setting::put(&mut writer, table, id, before, after, context).await? {
        Some(change_set) => writer.commit(Some(change_set)).await,
        None => Ok(()),
    }
}

/// The first row of a table of [`OWN`] that is not what its settings say, by the number of the setting that says it last;
/// by the newest change set where none speaks of the row.
pub(crate) async fn unsettled(session: &mut Session) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT id, summary, undone_by FROM change_set WHERE kind = 'setting' ORDER BY id";
    let mut said: BTreeMap<(&'static str, i64), (i64, Json)> = BTreeMap::new();
    for row in session.query(sql, &[]).await? {
        let mut summary: Json = serde_json::from_str(row.value(1).text()).unwrap_or_default();
        let Some(table) = OWN.into_iter().find(|own| summary["table"] == *own) else { continue };
        let told = said.entry((table, summary["id"].as_i64().unwrap_or(0))).or_default();
        told.0 = row.number(0);
        if row.integer(2).is_none() {
            told.1 = summary["after"].take();
        }
    }
    for ((table, id), (change_set, values)) in &said {
        if setting::values(session, table, *id).await?.unwrap_or_default() != *values {
            return Ok(Some(*change_set));
        }
    }
    for table in OWN {
        for row in session.query(&format!("SELECT id FROM {table} ORDER BY id"), &[]).await? {
            if !said.contains_key(&(table, row.number(0))) {
                return Ok(session.one("SELECT max(id) FROM change_set", &[]).await?.integer(0));
            }
        }
    }
    Ok(None)
}
