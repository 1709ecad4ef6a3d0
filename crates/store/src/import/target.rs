//! Where an import reads what is here, and where it writes what is new: an empty workspace itself, or a plan file.
//!
//! A plan file is a workspace of its own with nothing but what is new: rows that would be made, changes of rows that are
//! here, findings. Nobody waits for it and nothing is changed until it is applied.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous};
use tempfile::TempDir;

use crate::StoreError;
use crate::engine::Session;
use crate::file::SCHEMA;
use crate::writer::Writer;

/// What a plan knows of its rows besides.
const PLAN_ONLY: &str = "ALTER TABLE change ADD COLUMN entry INTEGER; \
                         ALTER TABLE finding ADD COLUMN entry INTEGER; \
                         ALTER TABLE finding ADD COLUMN kept INTEGER; \
                         CREATE TABLE refused (entry INTEGER PRIMARY KEY, name TEXT, email TEXT) STRICT; \
                         DROP INDEX customer_email_website; DROP INDEX address_alone; \
                         DROP INDEX finding_customer; DROP INDEX subscription_email; DROP INDEX sales_order_number; \
                         DROP INDEX balance_email; DROP INDEX address_customer";
/// Made once everything is there.
pub(super) const PLAN_INDEXES: &str = "CREATE INDEX change_entry ON change (entry); \
                                       CREATE INDEX finding_entry ON finding (entry); \
                                       CREATE INDEX address_customer ON address (customer_id)";

/// Of the file in its folder.
const NAME: &str = "plan";

/// The sessions of an import.
pub(super) enum Target {
    /// Into an empty workspace: rows go where they belong as they come.
    Workspace(Writer),
    /// Beside a workspace.
    Plan { reading: Reading, plan: PlanFile },
}

/// How a plan reads what is here.
pub(super) enum Reading {
    /// As it was when the plan was begun.
    Snapshot(Session),
    /// While nobody else writes: it will be applied at once.
    Locked(Writer),
}

/// A database in a folder of its own that goes away with it.
pub(super) struct PlanFile {
    pub(super) session: Session,
    /// Behind the session, so that it goes away after it.
    folder: TempDir,
    is_shared: bool,
}

impl PlanFile {
    /// Makes one below `scratch`, with columns for the attributes that the workspace has.
    pub(super) async fn create(scratch: &Path, attributes: &[(&str, String)]) -> Result<Self, StoreError> {
        let refused = crate::file::refusal;
        std::fs::create_dir_all(scratch).map_err(refused)?;
        let folder = tempfile::Builder::new().prefix("plan-").tempdir_in(scratch).map_err(refused)?;
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join(NAME))
            .create_if_missing(true)
            .page_size(16_384)
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .locking_mode(SqliteLockingMode::Exclusive)
            .foreign_keys(false);
        let mut session = Session::Sqlite(Box::new(options.connect().await?));
        session.script(&SCHEMA.concat()).await?;
        session.script(PLAN_ONLY).await?;
        for (entity, column) in attributes {
            session.script(&format!("ALTER TABLE {entity} ADD COLUMN {column} TEXT")).await?;
        }
        session.script("BEGIN").await?;
        Ok(Self { session, folder, is_shared: false })
    }

    /// Keeps what was written, and lets another connection read it. Returns the file's path.
    pub(super) async fn share(&mut self) -> Result<String, StoreError> {
        if !std::mem::replace(&mut self.is_shared, true) {
            // The lock goes with the next statement that reads.
            self.session.script("COMMIT; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM source").await?;
        }
        let path = self.folder.path().join(NAME);
        path.into_os_string().into_string().map_err(|path| StoreError::Missing(path.into()))
    }
}

impl Target {
    /// Where the records are that were here before.
    pub(super) fn existing(&mut self) -> &mut Session {
        match self {
            Self::Workspace(writer) => writer,
            Self::Plan { reading, .. } => reading.session(),
        }
    }

    /// Where new records go.
    pub(super) fn new_records(&mut self) -> &mut Session {
        match self {
            Self::Workspace(writer) => writer,
            Self::Plan { plan, .. } => &mut plan.session,
        }
    }

    pub(super) fn is_plan(&self) -> bool {
        matches!(self, Self::Plan { .. })
    }
}

impl Reading {
    pub(super) fn session(&mut self) -> &mut Session {
        match self {
            Self::Snapshot(session) => session,
            Self::Locked(writer) => writer,
        }
    }
}
