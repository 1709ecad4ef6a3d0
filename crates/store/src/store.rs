//! A workspace, wherever it is kept.

use std::path::Path;
use std::sync::Arc;

use crate::engine::{Engine, Pool, Server, Session};
use crate::file::File;
use crate::{StoreError, server};

/// A workspace: a file of this computer, or a team's PostgreSQL database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    home: Arc<Home>,
}

#[derive(Debug)]
enum Home {
    File(File),
    Server(Box<Server>),
}

/// Whether a workspace file must be there, must not be, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// It must be there.
    Existing,
    /// It must not be there; an empty file may.
    Create,
}

impl Store {
    /// Opens a workspace file, or makes one.
    ///
    /// # Errors
    /// When the file is missing, there already, no workspace, newer, damaged, or cannot be written.
    pub async fn open(path: &Path, mode: OpenMode) -> Result<Self, StoreError> {
        let (file, pool) = File::open(path, mode).await?;
        let store = Self { pool: Pool::Sqlite(pool), home: Arc::new(Home::File(file)) };
        if store.is_filled().await? {
            store.use_wal().await;
        }
        Ok(store)
    }

    /// Opens a team database by its URL, or makes a workspace of an empty one. Without a password there or here that of
    /// `PGPASSWORD` counts.
    ///
    /// # Errors
    /// When the server cannot be reached, asks for another password, or cannot hold a workspace.
    pub async fn connect(url: &str, password: Option<&str>) -> Result<Self, StoreError> {
        let server = Server::parse(url, password)?;
        let pool = server::open(&server).await?;
        Ok(Self { pool: Pool::Postgres(pool), home: Arc::new(Home::Server(Box::new(server))) })
    }

    /// The file that holds it; none of a team database.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &*self.home {
            Home::File(file) => Some(file.path()),
            Home::Server(_) => None,
        }
    }

    /// Where it is: a path, or a URL without password.
    #[must_use]
    pub fn place(&self) -> String {
        match &*self.home {
            Home::File(file) => file.path().display().to_string(),
            Home::Server(server) => server.shown().to_owned(),
        }
    }

    /// What a person calls it: the file's name without extension, or the database's.
    #[must_use]
    pub fn name(&self) -> String {
        match &*self.home {
            Home::File(file) => file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Home::Server(server) => server.database().to_owned(),
        }
    }

    /// A reader of this workspace.
    #[must_use]
    pub fn reader(&self) -> crate::read::Reader {
        crate::read::Reader::new(self.pool.clone())
    }

    /// Closes every connection; the side files of a workspace file go away with the last one.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whoever writes goes to the path anew: what was put there meanwhile is another workspace than the readers show.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the file is gone or another one.
    pub fn still_there(&self) -> Result<(), StoreError> {
        match &*self.home {
            Home::File(file) => file.still_there(),
            Home::Server(_) => Ok(()),
        }
    }

    /// A connection that sees one state of the workspace however long it reads. What it does is never kept.
    pub(crate) async fn snapshot(&self) -> Result<Session, StoreError> {
        let mut session = self.pool.session().await?;
        session
            .script(match session.engine() {
                Engine::Sqlite => "BEGIN",
                Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            })
            .await?;
        Ok(session)
    }

    /// Whether there is any customer or address: a load into an empty workspace takes the short way.
    pub(crate) async fn is_filled(&self) -> Result<bool, StoreError> {
        const FILLED: &str = "SELECT EXISTS (SELECT 1 FROM customer) OR EXISTS (SELECT 1 FROM address) \
                              OR EXISTS (SELECT 1 FROM subscription) OR EXISTS (SELECT 1 FROM sales_order) \
                              OR EXISTS (SELECT 1 FROM balance)";
        Ok(self.pool.one(FILLED, &[]).await?.is(0))
    }

    /// Lets readers go on while someone writes, where the workspace file can.
    pub(crate) async fn use_wal(&self) {
        if let (Home::File(file), Pool::Sqlite(pool)) = (&*self.home, &self.pool) {
            file.use_wal(pool).await;
        }
    }
}
