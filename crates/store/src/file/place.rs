//! What lies at a path, told without touching it, and what kind of disk it is on.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::migrate::{APPLICATION_ID, newest};
use crate::StoreError;

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// No file.
    Nothing,
    /// A file without content, or one whose first transaction was never committed.
    Empty,
    /// A workspace; `wal` when its last journal was a write-ahead log.
    Workspace { wal: bool },
}

/// Reads the header alone, so that a file that is refused is not touched.
pub(crate) fn look(path: &Path) -> Result<Found, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(StoreError::ReadOnly(error.to_string())),
    };
    let mut bytes = Vec::new();
    let length = file.metadata().map(|metadata| metadata.len()).unwrap_or(0);
    file.by_ref()
        .take(100)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    if bytes.is_empty() {
        return Ok(Found::Empty);
    }
    let header = Header::read(&bytes).ok_or_else(|| StoreError::NotAWorkspace(path.to_owned()))?;
    if header.application == 0 && header.version == 0 && header.pages <= 1 {
        return Ok(Found::Empty);
    }
    if header.application != APPLICATION_ID {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    if header.version > newest() {
        return Err(StoreError::Newer { path: path.to_owned(), found: header.version });
    }
    // A hot journal or log may hold what the header does not tell yet.
    let settled = !side_file(path, "-wal").exists() && !side_file(path, "-journal").exists();
    if settled && u64::from(header.pages) * header.page_bytes > length {
        return Err(StoreError::Damaged("the file ends before its last page".to_owned()));
    }
    Ok(Found::Workspace { wal: header.wal })
}

/// What SQLite's file header tells (sqlite.org/fileformat2.html 1.3).
struct Header {
    wal: bool,
    page_bytes: u64,
    pages: u32,
    version: u32,
    application: u32,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() < 100 || !bytes.starts_with(b"SQLite format 3\0") {
            return None;
        }
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let page_bytes = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65_536,
            bytes => u64::from(bytes),
        };
        Some(Self {
            wal: bytes[18] == 2,
            page_bytes,
            pages: number(28),
            version: number(60),
            application: number(68),
        })
    }
}

/// The name of one of the files that SQLite keeps beside a workspace.
pub(crate) fn side_file(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes an empty file, or takes one that is there, readable by its user only; SQLite gives its side files the same mode.
pub(crate) fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(refusal)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(refusal)?;
    drop(file);
    Ok(())
}

/// Why a file cannot be written.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub(crate) fn refusal(error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::ReadOnly(error.to_string()),
    }
}

/// Which file a path leads to: another one may have taken its place.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Elsewhere an open file cannot be replaced; it is there or not.
#[cfg(not(unix))]
pub(crate) fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

/// File systems of other computers, by the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
pub(crate) fn is_on_network(path: &Path) -> bool {
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

/// What is not local is of another computer.
#[cfg(target_vendor = "apple")]
pub(crate) fn is_on_network(path: &Path) -> bool {
    const MNT_LOCAL: u32 = 0x1000;
    rustix::fs::statfs(path).is_ok_and(|system| system.f_flags & MNT_LOCAL == 0)
}

/// The whole name of a file on a share, behind a drive letter too, starts with `\\server` or `\\?\UNC`.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn is_on_network(path: &Path) -> bool {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let whole = whole.to_string_lossy();
    whole.starts_with(r"\\?\UNC\") || (whole.starts_with(r"\\") && !whole.starts_with(r"\\?\"))
}
