//! The plan that waits in the open workspace. There is one at a time.

use std::sync::Arc;

use clientele_store::{Entry, Fate, PlanFilter, Planned};
use clientele_wire::finding::FindingKind;
use clientele_wire::import::{ImportedFile, OpenRequest};
use clientele_wire::plan::{NameTaken, PlanInfo, PlanTabs};
use clientele_wire::{ErrorCode, Failure};
use roaring::RoaringBitmap;
use tokio::sync::{MappedMutexGuard, MutexGuard};

use super::words;
use crate::files::kinds;
use crate::workspace::Open;
use crate::{App, failure};

/// A plan, what was left out of it, and what it was made of.
pub(crate) struct Waiting {
    pub(super) planned: Planned,
    /// Rows left out, of those that change something.
    pub(super) left_out: RoaringBitmap,
    pub(super) open: Arc<Open>,
    /// What makes it anew.
    pub(super) request: OpenRequest,
    pub(super) sources: Vec<ImportedFile>,
    not_read: Vec<String>,
    has_actions: bool,
    /// The rows of the filter used last.
    selected: Option<Selected>,
}

/// The rows of a filter.
struct Selected {
    filter: PlanFilter,
    rows: Arc<Vec<u32>>,
    /// Those of them that change something.
    acting: RoaringBitmap,
}

/// What is known of the files of a plan.
#[derive(Default)]
pub(crate) struct Files {
    /// As the report tells them.
    pub(crate) sources: Vec<ImportedFile>,
    /// Columns that were not read for their secrets.
    pub(crate) not_read: Vec<String>,
    /// Whether one of them says what each row does.
    pub(crate) has_actions: bool,
}

impl Waiting {
    pub(crate) fn new(planned: Planned, open: Arc<Open>, request: OpenRequest, files: Files) -> Self {
        let Files { sources, not_read, has_actions } = files;
        let left_out = RoaringBitmap::new();
        Self { planned, left_out, open, request, sources, not_read, has_actions, selected: None }
    }

    /// What the head of the review shows.
    pub(crate) async fn info(&self) -> Result<PlanInfo, Failure> {
        let plan = self.planned.plan();
        let tabs = tabs(self.planned.entries().iter());
        let acting = tabs.created + tabs.changed + tabs.deleted;
        let revision = self.open.reader.revision().await.map_err(failure::of_read)?;
        let kinds: Vec<FindingKind> = kinds(self.planned.kinds());
        let name = |(what, name, code): &(&'static str, String, String)| NameTaken {
            what: (*what).to_owned(),
            name: name.clone(),
            code: code.clone(),
        };
        Ok(PlanInfo {
            sources: self.sources.clone(),
            plan: words::plan(plan),
            tabs,
            ticked: self.ticked(),
            findings: plan.findings,
            kinds,
            behavior: self.request.behavior.clone().unwrap_or_else(|| "add_update".to_owned()),
            has_actions: self.has_actions,
            delete_missing: self.request.delete_missing,
            included: acting - self.left_out.len(),
            left_out: self.left_out.len(),
            not_read: self.not_read.clone(),
            names: plan.names.iter().map(name).collect(),
            stale: revision != self.planned.revision(),
        })
    }

    /// The numbers of the rows that pass a filter.
    pub(super) async fn select(&mut self, filter: PlanFilter) -> Result<Arc<Vec<u32>>, Failure> {
        if let Some(selected) = self.selected.as_ref().filter(|selected| selected.filter == filter) {
            return Ok(Arc::clone(&selected.rows));
        }
        let rows = Arc::new(self.planned.select(&filter).await.map_err(failure::of_read)?);
        let entries = self.planned.entries();
        let acts = |row: &u32| entries.get(*row as usize).is_some_and(|entry| entry.fate.acts());
        let acting = rows.iter().copied().filter(acts).collect();
        self.selected = Some(Selected { filter, rows: Arc::clone(&rows), acting });
        Ok(rows)
    }

    /// Of the rows selected last: how many change something, and how many of these would be applied.
    pub(super) fn ticks(&self) -> (u64, u64) {
        let Some(Selected { acting, .. }) = &self.selected else { return (0, 0) };
        (acting.len(), acting.len() - acting.intersection_len(&self.left_out))
    }

    /// Rows that would be applied, by the tabs.
    fn ticked(&self) -> PlanTabs {
        let entries = (0..).zip(self.planned.entries());
        tabs(entries.filter(|(index, entry)| self.includes(*index, entry)).map(|(_, entry)| entry))
    }

    /// Whether a row would be applied.
    pub(super) fn includes(&self, index: u32, entry: &Entry) -> bool {
        entry.fate.acts() && !self.left_out.contains(index)
    }
}

fn tabs<'a>(entries: impl Iterator<Item = &'a Entry>) -> PlanTabs {
    let mut tabs = PlanTabs::default();
    for entry in entries {
        tabs.all += 1;
        tabs.with_findings += u64::from(entry.findings > 0);
        *match entry.fate {
            Fate::Created => &mut tabs.created,
            Fate::Changed => &mut tabs.changed,
            Fate::Unchanged => &mut tabs.unchanged,
            Fate::Deleted => &mut tabs.deleted,
            Fate::Refused => &mut tabs.refused,
            Fate::Missing => &mut tabs.missing,
        } += 1;
    }
    tabs
}

impl App {
    /// Keeps a plan for review. One that waited before is dropped.
    pub(crate) async fn keep_plan(&self, waiting: Waiting) {
        *self.inner.plan.lock().await = Some(waiting);
    }

    /// Drops the plan, if there is one.
    pub(crate) async fn drop_plan(&self) {
        self.inner.plan.lock().await.take();
    }

    /// The plan that waits in the open workspace, for oneself.
    ///
    /// # Errors
    /// `no_plan` when there is none.
    pub(crate) async fn plan(&self) -> Result<MappedMutexGuard<'_, Waiting>, Failure> {
        let open = self.workspace().await?;
        MutexGuard::try_map(self.inner.plan.lock().await, Option::as_mut)
            .ok()
            .filter(|waiting| Arc::ptr_eq(&waiting.open, &open))
            .ok_or_else(|| Failure::new(ErrorCode::NoPlan))
    }
}
