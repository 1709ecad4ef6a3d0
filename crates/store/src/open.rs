//! Opening, making and migrating a workspace; what is none is refused and left untouched.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Connection as _, Row as _, SqliteConnection, SqlitePool};

use crate::StoreError;
use crate::functions::register;
use crate::memory::give_back_large_buffers;

/// `PRAGMA application_id`: "Clie".
const APPLICATION_ID: u32 = 0x436C_6965;
/// Numbered from 1, forward only; `PRAGMA user_version` is the number of the last one applied.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/sqlite/0001_workspace.sql"),
    include_str!("../../../migrations/sqlite/0002_indexes.sql"),
];
/// Larger than SQLite's 4,096: scans of a million rows take a fifth less time, the import a tenth, the file a seventh.
const PAGE: u32 = 16_384;
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Whether a workspace must be there, must not be, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// It must be there.
    Existing,
    /// It must not be there; an empty file may.
    Create,
}

/// A workspace. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: SqlitePool,
    path: Arc<PathBuf>,
}

impl Store {
    /// Opens a workspace, or makes one.
    ///
    /// # Errors
    /// When the file is missing, there already, no workspace, newer, damaged, or cannot be written.
    pub async fn open(path: &Path, mode: OpenMode) -> Result<Self, StoreError> {
        give_back_large_buffers();
        let found = look(path)?;
        match (mode, &found) {
            (OpenMode::Existing, Found::Nothing) => return Err(StoreError::Missing(path.to_owned())),
            (OpenMode::Create, Found::Workspace) => return Err(StoreError::Exists(path.to_owned())),
            (OpenMode::Create, Found::Nothing) => make_private(path)?,
            _ => {}
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .page_size(PAGE)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .optimize_on_close(true, None);
        migrate(path, &options).await?;
        let pool = SqlitePoolOptions::new()
            .max_connections(READERS + 1)
            .after_connect(|connection, _| Box::pin(prepare(connection)))
            .connect_with(options)
            .await?;
        let store = Self { pool, path: Arc::new(path.to_owned()) };
        if store.is_filled().await? {
            store.use_wal().await?;
        }
        Ok(store)
    }

    /// Where the workspace is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A reader of this workspace.
    #[must_use]
    pub fn reader(&self) -> crate::read::Reader {
        crate::read::Reader::new(self.pool.clone())
    }

    /// Closes every connection; the side files go away with the last one.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whether there is any customer or address: a load into an empty workspace takes the short way.
    pub(crate) async fn is_filled(&self) -> Result<bool, StoreError> {
        let filled = sqlx::query("SELECT EXISTS (SELECT 1 FROM customer) OR EXISTS (SELECT 1 FROM address)");
        Ok(filled.fetch_one(&self.pool).await?.get::<i64, _>(0) != 0)
    }

    /// Readers go on while someone writes. A network drive cannot share the index of the log between computers:
    /// there the rollback journal stays.
    pub(crate) async fn use_wal(&self) -> Result<(), StoreError> {
        if is_on_network(&self.path) {
            return Ok(());
        }
        // Where it cannot be had (another connection is busy, a read-only folder) the rollback journal serves as well.
        let _ = sqlx::query("PRAGMA journal_mode = WAL").fetch_one(&self.pool).await;
        Ok(())
    }
}

/// What lies at a path.
enum Found {
    Nothing,
    Empty,
    Workspace,
}

/// Reads the header alone, so that a file that is refused is not touched.
fn look(path: &Path) -> Result<Found, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(StoreError::ReadOnly(error.to_string())),
    };
    let mut header = Vec::new();
    let length = file.metadata().map(|metadata| metadata.len()).unwrap_or(0);
    file.by_ref()
        .take(100)
        .read_to_end(&mut header)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    if header.is_empty() {
        return Ok(Found::Empty);
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let (pages, version, application) = (number(28), number(60), number(68));
    let page_bytes = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    // A hot journal or log may hold what the header does not tell yet.
    let settled = !side_file(path, "-wal").exists() && !side_file(path, "-journal").exists();
    if application == 0 && version == 0 && pages <= 1 {
        return Ok(Found::Empty);
    }
    if application != APPLICATION_ID {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    if version > newest() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version });
    }
    if settled && u64::from(pages) * page_bytes > length {
        return Err(StoreError::Damaged("the file ends before its last page".to_owned()));
    }
    Ok(Found::Workspace)
}

pub(crate) fn side_file(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Readable by its user only; SQLite gives its side files the same mode.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::ReadOnly(error.to_string()),
    })
}

async fn prepare(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    register(connection).await?;
    sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096")
        .execute(connection)
        .await?;
    Ok(())
}

/// Applies what is missing in one transaction, after keeping a verified copy of a workspace that holds something.
async fn migrate(path: &Path, options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let mut connection = SqliteConnection::connect_with(options).await?;
    let version: u32 = sqlx::query("PRAGMA user_version").fetch_one(&mut connection).await?.get(0);
    sqlx::query("SELECT count(*) FROM sqlite_schema").fetch_one(&mut connection).await?;
    if version < newest() {
        if version > 0 {
            let copy = side_file(path, &format!(".before-{}", newest()));
            crate::copy::copy(&mut connection, &copy).await?;
        }
        let mut sql = String::from("BEGIN EXCLUSIVE;");
        for migration in &MIGRATIONS[version as usize..] {
            sql.push_str(migration);
        }
        sql.push_str(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {}; COMMIT;",
            newest()
        ));
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    }
    connection.close().await?;
    Ok(())
}

/// File systems of other computers, by the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn is_on_network(path: &Path) -> bool {
    const NFS: u64 = 0x6969;
    const SMB: u64 = 0x517B;
    const CIFS: u64 = 0xFF53_4D42;
    const SMB2: u64 = 0xFE53_4D42;
    const FUSE: u64 = 0x6573_5546;
    const AFS: u64 = 0x5346_414F;
    const NINE_P: u64 = 0x0102_1997;
    rustix::fs::statfs(path).is_ok_and(|system| {
        [NFS, SMB, CIFS, SMB2, FUSE, AFS, NINE_P].contains(&(system.f_type as u64 & 0xFFFF_FFFF))
    })
}

/// A share is reached by a path of two backslashes.
#[cfg(not(target_os = "linux"))]
fn is_on_network(path: &Path) -> bool {
    path.to_string_lossy().starts_with(r"\\")
}
