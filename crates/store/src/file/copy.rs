//! A verified copy of a workspace.

use std::fs::File;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection};

use super::place::{identity, refusal, side_file};
use crate::engine::Pool;
use crate::{Store, StoreError, Watch};

impl Store {
    /// Writes a copy of the workspace that is readable by its user only. The file appears whole or not at all, and
    /// takes the place of one that was there.
    ///
    /// # Errors
    /// When the place cannot be written or is a workspace in use, when the copy does not verify, or when someone cancels
    /// one of a team database; that of a file takes seconds.
    pub async fn save_copy(&self, path: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        self.still_there()?;
        if identity(path).is_some() && identity(path) == self.path().and_then(identity) {
            return Err(StoreError::Exists(path.to_owned()));
        }
        match &self.pool {
            Pool::Sqlite(pool) => copy(&mut *pool.acquire().await?, path).await,
            Pool::Postgres(_) => self.write_file(path, watch).await,
        }
    }
}

pub(super) async fn copy(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    put(path, async |next| {
        let target = next.display().to_string();
        sqlx::query("VACUUM INTO ?").bind(target).execute(connection).await?;
        Ok(())
    })
    .await
}

/// Has a workspace written beside the place first: what does not verify never takes it.
pub(crate) async fn put(
    path: &Path,
    write: impl AsyncFnOnce(&Path) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    // Someone has the workspace there open, or was killed: its journal would be played into the copy.
    if ["-wal", "-journal"].iter().any(|suffix| side_file(path, suffix).exists()) {
        return Err(StoreError::Busy);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A temporary folder is its user's alone, so the copy is never readable by others while it grows.
    let private = tempfile::Builder::new().prefix(".clientele-copy").tempdir_in(folder).map_err(refusal)?;
    let next = private.path().join("copy");
    write(&next).await?;
    verify(&next).await?;
    let file = File::options().write(true).open(&next).map_err(refusal)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(refusal)?;
    file.sync_all().map_err(refusal)?;
    drop(file);
    std::fs::rename(&next, path).map_err(refusal)
}

async fn verify(path: &Path) -> Result<(), StoreError> {
    let mut connection = SqliteConnectOptions::new().filename(path).read_only(true).connect().await?;
    let verdict = quick_check(&mut connection).await;
    connection.close().await?;
    verdict
}

/// Looks at every page.
pub(super) async fn quick_check(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let verdict: String = sqlx::query("PRAGMA quick_check(1)").fetch_one(connection).await?.get(0);
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged(verdict)) }
}
