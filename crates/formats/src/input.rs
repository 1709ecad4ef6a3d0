//! A file on disk, plain or inside `.gz` or `.zip`, as a stream that can be read twice; a workbook as its parts.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use tempfile::TempPath;

use crate::FormatError;
use crate::archive::{self, Archive, Entry};
use crate::error::on_one_line;
use crate::guard::{BombError, Counted, Guarded};

/// A stream of a file's bytes.
pub(crate) type Stream = Box<dyn Read + Send>;

/// A file and how it is packed.
#[derive(Debug)]
pub(crate) struct Input {
    path: PathBuf,
    name: String,
    packing: Packing,
    /// A workbook that was packed once more, inflated to where its parts can be reached; gone with the input.
    unpacked: Option<TempPath>,
    /// Bytes that reading consumes on disk.
    pub(crate) packed_bytes: u64,
    /// Bytes consumed by the stream opened last.
    consumed: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Packing {
    Plain,
    Gzip,
    Zip(Entry),
    Workbook(HashMap<String, Entry>),
}

impl Input {
    /// Recognises the packing by the first bytes.
    pub(crate) fn open(path: &Path) -> Result<Self, FormatError> {
        let name = on_one_line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
        let failed = |source| FormatError::Io { file: name.clone(), source };
        let mut file = File::open(path).map_err(failed)?;
        let packed_bytes = file.metadata().map_err(failed)?.len();
        let magic = first_bytes(&mut file).map_err(failed)?;
        let mut input = Self {
            path: path.to_owned(),
            name,
            packing: Packing::Plain,
            unpacked: None,
            packed_bytes,
            consumed: Arc::default(),
        };
        match magic.as_slice() {
            [0x1f, 0x8b, ..] => {
                input.packing = Packing::Gzip;
                let head = first_bytes(&mut input.stream()?).map_err(|error| input.error(error))?;
                if is_zip(&head) { input.unpack() } else { Ok(input) }
            }
            magic if is_zip(magic) => match archive::open(file, &input.name)? {
                Archive::Table(entry) => {
                    input.packed_bytes = entry.length;
                    Ok(Self { packing: Packing::Zip(entry), ..input })
                }
                Archive::Packed(entry) => Self { packing: Packing::Zip(entry), ..input }.unpack(),
                Archive::Workbook(parts) => Ok(Self { packing: Packing::Workbook(parts), ..input }),
            },
            _ => Ok(input),
        }
    }

    /// Inflates a workbook that lies in an archive: its parts are not in the order of reading.
    fn unpack(self) -> Result<Self, FormatError> {
        let failed = |source| FormatError::Io { file: self.name.clone(), source };
        let mut unpacked = tempfile::NamedTempFile::new().map_err(failed)?;
        io::copy(&mut self.stream()?, &mut unpacked).map_err(|error| self.error(error))?;
        let file = File::open(unpacked.path()).map_err(failed)?;
        match archive::open(file, &self.name)? {
            Archive::Workbook(parts) => {
                let packing = Packing::Workbook(parts);
                Ok(Self { packing, unpacked: Some(unpacked.into_temp_path()), ..self })
            }
            Archive::Table(_) | Archive::Packed(_) => {
                Err(FormatError::NotText { file: self.name, what: "an archive within an archive" })
            }
        }
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

    /// Whether it is a workbook, read part by part.
    pub(crate) fn is_workbook(&self) -> bool {
        matches!(self.packing, Packing::Workbook(_))
    }

    /// The table's bytes from the start.
    pub(crate) fn stream(&self) -> Result<Stream, FormatError> {
        let file = self.packed()?;
        self.consumed.store(0, Ordering::Relaxed);
        Ok(match &self.packing {
            Packing::Plain | Packing::Workbook(_) => Box::new(Counted::new(file, &self.consumed)),
            Packing::Gzip => {
                let counted = BufReader::new(Counted::new(file, &self.consumed));
                Box::new(Guarded::new(MultiGzDecoder::new(counted), &self.consumed))
            }
            Packing::Zip(entry) => self.entry(file, *entry)?,
        })
    }

    /// A part of a workbook from the start; none where it has no such part.
    pub(crate) fn part(&self, part: &str) -> Result<Option<Stream>, FormatError> {
        let Packing::Workbook(parts) = &self.packing else { return Ok(None) };
        let Some(entry) = parts.get(part) else { return Ok(None) };
        let file = match &self.unpacked {
            Some(path) => File::open(path).map_err(|error| self.error(error))?,
            None => self.packed()?,
        };
        self.consumed.store(0, Ordering::Relaxed);
        self.entry(file, *entry).map(Some)
    }

    /// How many bytes a part of a workbook has on disk.
    pub(crate) fn part_bytes(&self, part: &str) -> u64 {
        match &self.packing {
            Packing::Workbook(parts) => parts.get(part).map_or(0, |entry| entry.length),
            _ => 0,
        }
    }

    fn entry(&self, mut file: File, entry: Entry) -> Result<Stream, FormatError> {
        file.seek(SeekFrom::Start(entry.start)).map_err(|error| self.error(error))?;
        let counted = Counted::new(file.take(entry.length), &self.consumed);
        Ok(match entry.deflated {
            true => {
                let inflated = DeflateDecoder::new(BufReader::new(counted));
                Box::new(Guarded::new(inflated, &self.consumed))
            }
            false => Box::new(counted),
        })
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

fn first_bytes(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(4).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_zip(magic: &[u8]) -> bool {
    matches!(magic, [b'P', b'K', 3 | 5, _])
}
