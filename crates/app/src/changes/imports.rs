//! `imports.list`.

use clientele_wire::Failure;
use clientele_wire::history::Source;
use clientele_wire::operation::ListImports;

use crate::{Act, App, Caller, Job, failure};

impl Act for ListImports {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<Source>, Failure> {
        let sources = app.workspace().await?.reader.sources().await.map_err(failure::of_read)?;
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        let line = |source: clientele_store::read::Source| Source {
            id: source.id,
            import: source.import_id,
            name: source.name,
            kind: source.kind,
            dialect: source.dialect,
            findings: source.findings,
            sha256: source.sha256,
            bytes: count(source.bytes),
            rows: count(source.rows),
            created: count(source.created),
            changed: count(source.changed),
            unchanged: count(source.unchanged),
            refused: count(source.refused),
            actor: source.actor,
            at: source.at,
            change_set: source.change_set_id,
            undone: source.undone,
            can_undo: source.can_undo,
        };
        Ok(sources.into_iter().map(line).collect())
    }
}
