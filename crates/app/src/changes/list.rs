//! `changes.list`.

use clientele_store::read;
use clientele_wire::Failure;
use clientele_wire::history::ChangeSet;
use clientele_wire::operation::ListChanges;
use serde_json::Value;

use crate::{Act, App, Caller, Job, failure};

impl Act for ListChanges {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<ChangeSet>, Failure> {
        let changes = app.workspace().await?.reader.change_sets().await.map_err(failure::of_read)?;
        Ok(changes.into_iter().map(change_set).collect())
    }
}

/// A change set in the words of the contract.
pub(crate) fn change_set(change: read::ChangeSet) -> ChangeSet {
    let summary = &change.summary;
    let count = |kind: &str, what: &str| summary[kind][what].as_u64().unwrap_or(0);
    let both = |what: &str| count("customers", what) + count("addresses", what);
    let deleted = summary["customers"].as_u64().unwrap_or(0) + summary["addresses"].as_u64().unwrap_or(0);
    ChangeSet {
        id: change.id,
        subjects: subjects(summary),
        created: both("created"),
        changed: if change.kind == "setting" { 1 } else { both("changed") },
        deleted,
        kind: change.kind,
        actor: change.actor,
        at: change.at,
        undoes: change.undoes,
        undone_by: change.undone_by,
        can_undo: change.can_undo,
        hash: change.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// What a saved view is called, or was.
fn name_of(summary: &Value) -> &Value {
    if summary["table"] != "saved_view" {
        return &Value::Null;
    }
    let after = &summary["after"]["name"];
    if after.is_null() { &summary["before"]["name"] } else { after }
}

/// Names of the files of an import, or of what was set: its table, and the name of a view.
fn subjects(summary: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    match summary["sources"].as_array() {
        Some(sources) => sources.iter().filter_map(|source| text(&source["name"])).collect(),
        None => [&summary["table"], name_of(summary)].into_iter().filter_map(text).collect(),
    }
}
