//! What every import that is kept ends with: its files in the history, indexes, the log and the seal.

use clientele_domain::column::Column;
use serde_json::json;

use super::{Import, ImportOutcome, Plan, Source, count_kinds};
use crate::change_set::{self, Draft};
use crate::digest::Loaded;
use crate::engine::{Engine, Session};
use crate::log::Log;
use crate::record::{ADDRESS, CUSTOMER, Records};
use crate::{Context, StoreError};

use super::plan::Subject;
use super::target::Target;

const DROP_INDEXES: &str = "DROP INDEX customer_email_website; DROP INDEX address_customer; DROP INDEX address_alone; \
                            DROP INDEX finding_customer";

/// A load into an empty workspace makes its indexes afterwards.
pub(crate) async fn drop_indexes(session: &mut Session) -> Result<(), StoreError> {
    session.script(DROP_INDEXES).await
}

/// Room in which a server sorts keys: with what it has by default, a million are sorted on disk. A larger setting stays.
const SORT_IN_MEMORY: &str = "SELECT set_config('maintenance_work_mem', \
                              greatest(pg_size_bytes(current_setting('maintenance_work_mem')), 268435456) / 1024 || 'kB', true)";

pub(crate) async fn make_indexes(session: &mut Session) -> Result<(), StoreError> {
    if session.engine() == Engine::Postgres {
        session.script(SORT_IN_MEMORY).await?;
    }
    session.script(indexes(session.engine())).await
}

pub(super) const fn indexes(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => include_str!("../../../../migrations/sqlite/0002_indexes.sql"),
        Engine::Postgres => include_str!("../../../../migrations/postgres/0002_indexes.sql"),
    }
}

impl Import {
    /// Counts of what was read.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Keeps what was loaded into an empty workspace, in one transaction and one change set. A file without rows leaves a
    /// line in the history.
    ///
    /// # Errors
    /// What the database reports, or that someone cancelled; the workspace is as before then.
    pub async fn commit(mut self) -> Result<ImportOutcome, StoreError> {
        let counts = [
            self.plan.customers,
            self.plan.addresses,
            self.plan.subscriptions,
            self.plan.orders,
            self.plan.balances,
        ];
        let changed = counts.iter().any(|counts| counts.created > 0);
        let kinds = self.findings.kinds.iter().map(|(code, count)| (*code, *count)).collect();
        let loaded = self.loading.take().map(crate::digest::Loading::finish);
        // A statement left open would keep the connection from being closed.
        drop((
            self.customers,
            self.addresses,
            self.listed,
            self.joined,
            self.findings,
            self.changes,
            self.refused,
        ));
        let Self { target, mut learned, sources, plan, context, change_set, import_id, store, next, .. } =
            self;
        let Target::Workspace(mut writer) = target else { return Err(StoreError::PlanStale) };
        make_indexes(&mut writer).await?;
        write_sources(&mut writer, &sources, import_id, &context, changed.then_some(change_set)).await?;
        if changed {
            learned.keep(&mut writer, change_set).await?;
            let mut log = Log::prepare(&mut writer, change_set, context.randomness).await?;
            if let Some(loaded) = loaded {
                log_loaded(&mut log, &loaded, |_| true)?;
            }
            for (subject, last) in
                [Subject::Subscription, Subject::Order, Subject::Balance].into_iter().zip(next.listed)
            {
                let mut records = Records::prepare(&mut writer, subject.table()).await?;
                log.write(&mut records, &(1..last).collect::<Vec<_>>())?;
            }
            log.finish()?;
            seal(&mut writer, change_set, &sources, &plan, &context).await?;
        }
        count_kinds(&mut writer).await?;
        if context.cancel.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(StoreError::Cancelled);
        }
        writer.commit(changed.then_some(change_set)).await?;
        store.use_wal().await;
        Ok(ImportOutcome { change_set: changed.then_some(change_set), plan, kinds })
    }
}

/// Logs customers and waiting addresses as they were inserted.
pub(super) fn log_loaded(
    log: &mut Log,
    loaded: &Loaded,
    wanted: impl Fn(u32) -> bool,
) -> Result<(), StoreError> {
    loaded.customers(|id, record| if wanted(id) { log.add(CUSTOMER, id, record) } else { Ok(()) })?;
    loaded.waiting(|id, record| log.add(ADDRESS, id, record))
}

/// Seals an import.
pub(super) async fn seal(
    session: &mut Session,
    change_set: i64,
    sources: &[Source],
    plan: &Plan,
    context: &Context,
) -> Result<(), StoreError> {
    let file =
        |source: &Source| json!({ "name": source.new.name, "sha256": hexadecimal(&source.end.sha256) });
    let counts = |counts: super::Counts| json!({ "created": counts.created, "changed": counts.changed, "deleted": counts.deleted });
    let mut summary = json!({
        "sources": sources.iter().map(file).collect::<Vec<_>>(),
        "customers": counts(plan.customers),
        "addresses": counts(plan.addresses),
    });
    for (name, of) in
        [("subscriptions", plan.subscriptions), ("orders", plan.orders), ("balances", plan.balances)]
    {
        if of.created + of.changed + of.deleted > 0 {
            summary[name] = counts(of);
        }
    }
    let summary = summary.to_string();
    let draft = Draft {
        id: change_set,
        kind: "import",
        actor: &context.actor,
        at: context.at,
        summary: &summary,
        undoes: None,
    };
    change_set::seal(session, &draft).await
}

/// Before the name of an address column in a file that lists customers.
pub(crate) const OF_ADDRESS: &str = "address.";

/// Lines of the import history.
pub(super) async fn write_sources(
    session: &mut Session,
    sources: &[Source],
    import_id: i64,
    context: &Context,
    change_set: Option<i64>,
) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO source (id, import_id, name, path, kind, sha256, bytes, columns, dialect, rows, created, changed, \
                          unchanged, refused, actor, at, change_set_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    for source in sources {
        let lists_customers = source.new.kind.lists_customers();
        let name = |column: &Column| match column {
            Column::Address(column) if lists_customers => format!("{OF_ADDRESS}{}", column.code()),
            column => column.code().to_owned(),
        };
        let filled = source.end.filled.iter().map(|(column, filled)| (name(column), json!(filled)));
        let columns = serde_json::Value::Object(filled.collect()).to_string();
        let sha256 = hexadecimal(&source.end.sha256);
        let values = [
            source.id.into(),
            import_id.into(),
            source.new.name.as_str().into(),
            source.new.path.as_str().into(),
            source.new.kind.as_str().into(),
            sha256.as_str().into(),
            source.new.bytes.into(),
            columns.as_str().into(),
            source.new.dialect.as_str().into(),
            source.end.rows.into(),
            source.counts.created.into(),
            source.counts.changed.into(),
            source.counts.unchanged.into(),
            source.counts.refused.into(),
            context.actor.as_str().into(),
            context.at.into(),
            change_set.into(),
        ];
        session.execute(INSERT, &values).await?;
    }
    Ok(())
}

/// Lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
