//! The workspace that is open.

mod connect;
mod current;
mod moving;
mod open;
mod recent;

use std::path::Path;
use std::sync::Arc;

use clientele_store::read::Reader;
use clientele_store::{Context, OpenMode, Store};
use clientele_wire::workspace::{Place, WorkspaceInfo};
use clientele_wire::{ErrorCode, Failure};

use crate::{App, Caller, Job, changes, failure};

/// A workspace with its reader, which keeps what it computed.
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) reader: Reader,
}

impl Open {
    /// Opens or makes a workspace file.
    pub(crate) async fn open(path: &Path, mode: OpenMode) -> Result<Self, Failure> {
        let named = path.display().to_string();
        let store = Store::open(path, mode).await.map_err(|error| failure::of_store(error, &named))?;
        Ok(Self { reader: store.reader(), store })
    }

    /// Where it is: a path, or a URL without password.
    pub(crate) fn place(&self) -> String {
        self.store.place()
    }

    /// Whether it is where it was: a file may have gone.
    fn is_there(&self) -> bool {
        self.store.path().is_none_or(Path::exists)
    }

    /// Closes its connections.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }

    /// What the shell shows of it.
    pub(crate) async fn info(&self) -> Result<WorkspaceInfo, Failure> {
        let counts = self.reader.counts().await.map_err(failure::of_read)?;
        let last_change = self.reader.last_change().await.map_err(failure::of_read)?;
        Ok(WorkspaceInfo {
            path: self.place(),
            place: if self.store.path().is_some() { Place::File } else { Place::Server },
            name: self.store.name(),
            subscriptions: counts.subscriptions,
            orders: counts.orders,
            customers: counts.customers,
            addresses: counts.addresses,
            findings: counts.findings,
            data_as_of: counts.data_as_of,
            last_change: last_change.map(changes::change_set),
            data_revision: self.reader.data_revision().await.map_err(failure::of_read)?,
            revision: self.reader.revision().await.map_err(failure::of_read)?,
        })
    }
}

impl App {
    /// The open workspace.
    ///
    /// # Errors
    /// `no_workspace` when there is none; `workspace_missing` when its file went away.
    pub(crate) async fn workspace(&self) -> Result<Arc<Open>, Failure> {
        let open =
            self.inner.workspace.read().await.clone().ok_or_else(|| Failure::new(ErrorCode::NoWorkspace))?;
        if open.is_there() {
            return Ok(open);
        }
        Err(Failure::new(ErrorCode::WorkspaceMissing).with("path", &open.place()))
    }

    /// Opens a workspace, unless it is the open one already.
    pub(crate) async fn open_workspace(&self, path: &Path) -> Result<WorkspaceInfo, Failure> {
        let _one_at_a_time = self.inner.opening.lock().await;
        match self.workspace().await {
            Ok(open) if open.store.path() == Some(path) && open.store.still_there().is_ok() => {
                open.info().await
            }
            _ => self.enter(Arc::new(Open::open(path, OpenMode::Existing).await?)).await,
        }
    }

    /// Makes a workspace the open one and remembers it.
    pub(crate) async fn enter(&self, open: Arc<Open>) -> Result<WorkspaceInfo, Failure> {
        let info = open.info().await?;
        let left = self.inner.workspace.write().await.replace(Arc::clone(&open));
        if let Some(left) = left.filter(|left| !Arc::ptr_eq(left, &open)) {
            self.drop_plan().await;
            left.close().await;
        }
        recent::remember(self.environment(), &info)?;
        Ok(info)
    }

    /// Who changes something, when, and how to stop it.
    pub(crate) fn context(&self, caller: &Caller, job: &Job) -> Result<Context, Failure> {
        let scratch = self.inner.scratch.folder();
        let scratch = scratch
            .map_err(|error| failure::of_io(&error, &self.environment().data_folder.display().to_string()))?;
        let now = (self.environment().clock)();
        Ok(Context::new(caller.actor.clone(), now, job.cancel_flag(), scratch))
    }
}
