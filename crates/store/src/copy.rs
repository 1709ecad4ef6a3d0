//! A verified copy of a workspace.

use std::path::Path;

use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::{Store, StoreError};

impl Store {
    /// Writes a copy of the workspace that is readable by its user only. The file appears whole or not at all.
    ///
    /// # Errors
    /// When the place cannot be written or the copy does not verify.
    pub async fn save_copy(&self, path: &Path) -> Result<(), StoreError> {
        let mut connection = self.pool.acquire().await?;
        copy(&mut connection, path).await
    }
}

/// Copies beside the place first: a copy that does not verify never takes it.
pub(crate) async fn copy(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let failed = |error: std::io::Error| StoreError::ReadOnly(error.to_string());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A temporary folder is its user's alone, so the copy is never readable by others while it grows.
    let private = tempfile::Builder::new().prefix(".clientele-copy").tempdir_in(folder).map_err(failed)?;
    let next = private.path().join("copy");
    let target = next.display().to_string();
    sqlx::query("VACUUM INTO ?").bind(target).execute(&mut *connection).await?;
    verify(&next).await?;
    #[cfg(unix)]
    std::fs::set_permissions(&next, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(failed)?;
    std::fs::rename(&next, path).map_err(failed)
}

async fn verify(path: &Path) -> Result<(), StoreError> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let verdict: String = sqlx::query("PRAGMA quick_check(1)").fetch_one(&mut connection).await?.get(0);
    connection.close().await?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged(verdict)) }
}
