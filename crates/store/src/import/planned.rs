//! An import that waits to be applied or dropped: its list, and what it would do with each row.

use clientele_domain::finding::Code;

use super::plan::{Entry, Plan, Seen};
use super::target::{PLAN_INDEXES, PlanFile, Reading, Target};
use super::{Import, Replaced, Source, learn};
use crate::{Store, StoreError};

/// An import that waits. Dropping it leaves the workspace as before.
pub struct Planned {
    pub(super) plan: Plan,
    pub(super) kinds: Vec<(Code, u64)>,
    pub(super) entries: Vec<Entry>,
    pub(super) sources: Vec<Source>,
    pub(super) learned: learn::Learned,
    pub(super) seen: Seen,
    pub(super) replaced: Replaced,
    pub(super) change_set: i64,
    pub(super) import_id: i64,
    /// Changes written down in the file.
    pub(super) changes: u64,
    /// Those of records; the others are of websites and groups.
    pub(super) record_changes: u64,
    pub(super) revision: u64,
    pub(super) store: Store,
    /// How it read what is here; until it is applied nobody else writes if it does so at once.
    pub(super) reading: Option<Reading>,
    pub(super) file: PlanFile,
}

impl Planned {
    pub(super) async fn of(import: Import) -> Result<Self, StoreError> {
        let Target::Plan { reading, plan: mut file } = import.target else {
            return Err(StoreError::PlanStale);
        };
        let kinds = import.findings.kinds.iter().map(|(code, count)| (*code, *count)).collect();
        let changes = import.changes.count;
        drop((import.findings, import.changes));
        let reading = match reading {
            // Nobody looks at it.
            Reading::Locked(writer) => Some(Reading::Locked(writer)),
            Reading::Snapshot(session) => {
                file.session.script(PLAN_INDEXES).await?;
                session.close().await?;
                None
            }
        };
        Ok(Self {
            plan: import.plan,
            kinds,
            entries: import.list.entries,
            sources: import.sources,
            learned: import.learned,
            seen: import.seen,
            replaced: import.replaced,
            change_set: import.change_set,
            import_id: import.import_id,
            changes,
            record_changes: import.record_changes,
            revision: import.revision,
            store: import.store,
            reading,
            file,
        })
    }

    /// Counts, nothing left out.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Findings of the files by code.
    #[must_use]
    pub fn kinds(&self) -> &[(Code, u64)] {
        &self.kinds
    }

    /// The list of its rows, in the order of the files, missing customers behind.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Name of the file that a row is of.
    #[must_use]
    pub fn file_of(&self, entry: &Entry) -> Option<&str> {
        let source = (entry.line > 0).then(|| self.sources.get(usize::from(entry.source))).flatten()?;
        Some(&source.new.name)
    }

    /// The revision of the workspace that it was made for: it cannot be applied to another.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
