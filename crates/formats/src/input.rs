//! A file on disk, plain or inside `.gz` or `.zip`, as a stream that can be read twice.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use crate::FormatError;

/// Nothing of the platform inflates to more.
const INFLATED_LIMIT: u64 = 64 << 30;
/// A real export of repeated rows reaches 76:1 (samples/README.md); a bomb reaches 1,000:1.
const RATIO_LIMIT: u64 = 200;
/// Below this the ratio says nothing.
const RATIO_FROM: u64 = 1 << 20;

/// A file and how it is packed.
#[derive(Debug)]
pub(crate) struct Input {
    path: PathBuf,
    name: String,
    packing: Packing,
    /// Bytes that reading consumes on disk.
    pub(crate) packed_bytes: u64,
    /// Bytes consumed by the stream opened last.
    consumed: Arc<AtomicU64>,
}

#[derive(Debug, Clone, Copy)]
enum Packing {
    Plain,
    Gzip,
    Zip { start: u64, length: u64, deflated: bool },
}

/// Marks an [`io::Error`] of a bomb, to be told from a disk's.
#[derive(Debug, thiserror::Error)]
#[error("inflates beyond {0}")]
struct BombError(&'static str);

impl Input {
    /// Recognises the packing by the first bytes.
    pub(crate) fn open(path: &Path) -> Result<Self, FormatError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let failed = |source| FormatError::Io { file: name.clone(), source };
        let mut file = File::open(path).map_err(failed)?;
        let packed_bytes = file.metadata().map_err(failed)?.len();
        let mut magic = Vec::new();
        file.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
        let (packing, packed_bytes) = match magic.as_slice() {
            [0x1f, 0x8b, ..] => (Packing::Gzip, packed_bytes),
            [b'P', b'K', 3 | 5, _] => zip_entry(file, &name)?,
            _ => (Packing::Plain, packed_bytes),
        };
        Ok(Self { path: path.to_owned(), name, packing, packed_bytes, consumed: Arc::default() })
    }

    /// File name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Bytes on disk consumed by the stream opened last.
    pub(crate) fn consumed(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.consumed)
    }

    /// The file's bytes as they lie on disk.
    pub(crate) fn packed(&self) -> Result<File, FormatError> {
        File::open(&self.path).map_err(|error| self.error(error))
    }

    /// Whether the bytes on disk are those of the table.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.packing, Packing::Plain)
    }

    /// The table's bytes from the start.
    pub(crate) fn stream(&self) -> Result<Box<dyn Read + Send>, FormatError> {
        let mut file = self.packed()?;
        self.consumed.store(0, Ordering::Relaxed);
        let consumed = self.consumed();
        let stream: Box<dyn Read + Send> = match self.packing {
            Packing::Plain => Box::new(Counted { inner: file, count: consumed }),
            Packing::Gzip => {
                let counted = Counted { inner: file, count: Arc::clone(&consumed) };
                Box::new(Guarded {
                    inner: MultiGzDecoder::new(io::BufReader::new(counted)),
                    inflated: 0,
                    consumed,
                })
            }
            Packing::Zip { start, length, deflated } => {
                file.seek(SeekFrom::Start(start)).map_err(|error| self.error(error))?;
                let counted = Counted { inner: file.take(length), count: Arc::clone(&consumed) };
                if deflated {
                    let inner = DeflateDecoder::new(io::BufReader::new(counted));
                    Box::new(Guarded { inner, inflated: 0, consumed })
                } else {
                    Box::new(counted)
                }
            }
        };
        Ok(stream)
    }

    /// What a failing stream means.
    pub(crate) fn error(&self, error: io::Error) -> FormatError {
        let file = self.name.clone();
        if let Some(bomb) = error.get_ref().and_then(|inner| inner.downcast_ref::<BombError>()) {
            return FormatError::Bomb { file, limit: bomb.0 };
        }
        let packed = !self.is_plain();
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData
                if packed =>
            {
                FormatError::Truncated { file }
            }
            _ => FormatError::Io { file, source: error },
        }
    }
}

/// The place of the one table in an archive.
fn zip_entry(file: File, name: &str) -> Result<(Packing, u64), FormatError> {
    let truncated = |_| FormatError::Truncated { file: name.to_owned() };
    let mut archive = zip::ZipArchive::new(io::BufReader::new(file)).map_err(truncated)?;
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Err(FormatError::NotText { file: name.to_owned(), what: "a spreadsheet or office document" });
    }
    let tables: Vec<usize> = (0..archive.len())
        .filter(|&index| {
            archive.name_for_index(index).and_then(Result::ok).is_some_and(|entry| {
                Path::new(entry.as_ref())
                    .extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
            })
        })
        .collect();
    let [table] = tables[..] else {
        return Err(FormatError::Archive { file: name.to_owned(), count: tables.len() });
    };
    let entry = archive.by_index(table).map_err(truncated)?;
    let start = entry.data_start().ok_or_else(|| FormatError::Truncated { file: name.to_owned() })?;
    let length = entry.compressed_size();
    let deflated = match entry.compression() {
        zip::CompressionMethod::Stored => false,
        zip::CompressionMethod::Deflated => true,
        _ => {
            return Err(FormatError::NotText {
                file: name.to_owned(),
                what: "an archive packed in an unusual way",
            });
        }
    };
    Ok((Packing::Zip { start, length, deflated }, length))
}

/// Counts what is read from disk.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a stream that inflates beyond reason.
struct Guarded<R> {
    inner: R,
    inflated: u64,
    consumed: Arc<AtomicU64>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.inflated += read as u64;
        let consumed = self.consumed.load(Ordering::Relaxed).max(1);
        if self.inflated > INFLATED_LIMIT {
            return Err(io::Error::other(BombError("64 GiB")));
        }
        if self.inflated > RATIO_FROM && self.inflated / consumed > RATIO_LIMIT {
            return Err(io::Error::other(BombError("200 times its size")));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, AtomicU64, BombError, Guarded, INFLATED_LIMIT, Read, io};

    #[test]
    fn an_archive_stops_at_a_size_and_at_a_ratio() {
        let check = |inflated: u64, consumed: u64, expected: Option<&str>| {
            let consumed = Arc::new(AtomicU64::new(consumed));
            let mut archive = Guarded { inner: io::repeat(b'a'), inflated, consumed };
            let error = archive.read(&mut [0; 1000]).err();
            let bomb = error.as_ref().and_then(|error| error.get_ref()?.downcast_ref::<BombError>());
            assert_eq!(bomb.map(|bomb| bomb.0), expected, "{inflated} bytes");
        };
        check(76 << 20, 1 << 20, None);
        check(201 << 20, 1 << 20, Some("200 times its size"));
        check(900_000, 1, None);
        check(INFLATED_LIMIT - 1000, INFLATED_LIMIT / 10, None);
        check(INFLATED_LIMIT - 999, INFLATED_LIMIT / 10, Some("64 GiB"));
    }
}
