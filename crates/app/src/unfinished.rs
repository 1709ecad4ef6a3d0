//! A file that takes its name when it is whole, and leaves nothing behind otherwise.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A file on its way. Dropping it takes what was written away; one that was there before stays as it is.
pub(crate) struct Unfinished {
    file: File,
    part: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    /// Begins a file beside its place.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        Ok(Self { file: File::create(&part)?, part, path: path.to_owned() })
    }

    /// Where to write.
    pub(crate) fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Gives it its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.part, &self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.part);
    }
}
