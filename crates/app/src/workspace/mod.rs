//! The workspace that is open.

mod current;
mod open;
mod recent;
mod save_copy;

use std::path::Path;
use std::sync::Arc;

use clientele_store::read::Reader;
use clientele_store::{Context, OpenMode, Store};
use clientele_wire::workspace::WorkspaceInfo;
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

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.store.path()
    }

    /// Closes its connections.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }

    /// What the shell shows of it.
    pub(crate) async fn info(&self) -> Result<WorkspaceInfo, Failure> {
        let counts = self.reader.counts().await.map_err(failure::of_read)?;
        let changes = changes::list(&self.reader).await?;
        let path = self.path();
        Ok(WorkspaceInfo {
            path: path.display().to_string(),
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            customers: counts.customers,
            addresses: counts.addresses,
            findings: counts.findings,
            data_as_of: counts.data_as_of,
            last_change: changes.into_iter().next(),
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
        if open.path().exists() {
            return Ok(open);
        }
        Err(Failure::new(ErrorCode::WorkspaceMissing).with("path", &open.path().display()))
    }

    /// Opens a workspace, unless it is the open one already.
    pub(crate) async fn open_workspace(&self, path: &Path) -> Result<WorkspaceInfo, Failure> {
        let _one_at_a_time = self.inner.opening.lock().await;
        match self.workspace().await {
            Ok(open) if open.path() == path && open.store.still_there().is_ok() => open.info().await,
            _ => self.enter(Arc::new(Open::open(path, OpenMode::Existing).await?)).await,
        }
    }

    /// Makes a workspace the open one and remembers it.
    pub(crate) async fn enter(&self, open: Arc<Open>) -> Result<WorkspaceInfo, Failure> {
        let info = open.info().await?;
        let left = self.inner.workspace.write().await.replace(Arc::clone(&open));
        if let Some(left) = left.filter(|left| !Arc::ptr_eq(left, &open)) {
            left.close().await;
        }
        recent::remember(self.environment(), &info)?;
        Ok(info)
    }

    /// Who changes something, when, and how to stop it.
    pub(crate) fn context(&self, caller: &Caller, job: &Job) -> Context {
        Context { actor: caller.actor.clone(), at: (self.environment().clock)(), cancel: job.cancel_flag() }
    }
}
