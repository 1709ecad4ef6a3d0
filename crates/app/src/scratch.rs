//! A folder for plans on their way, which goes away with the program; one that a killed program left goes with the next.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The lock in each folder, held while its program runs.
const LOCK: &str = "in-use";

/// A folder that is made when it is first needed.
pub(crate) struct Scratch {
    parent: PathBuf,
    made: Mutex<Option<Made>>,
}

struct Made {
    folder: PathBuf,
    lock: File,
}

impl Scratch {
    pub(crate) fn below(data_folder: &Path) -> Self {
        Self { parent: data_folder.join("plans"), made: Mutex::default() }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> io::Result<PathBuf> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*made {
            return Ok(made.folder.clone());
        }
        fs::create_dir_all(&self.parent)?;
        sweep(&self.parent);
        let folder = self.parent.join(format!("{:x}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock().map_err(io::Error::from)?;
        *made = Some(Made { folder: folder.clone(), lock });
        Ok(folder)
    }
}

/// Takes away what no running program holds.
fn sweep(parent: &Path) {
    for folder in fs::read_dir(parent).into_iter().flatten().flatten() {
        let free =
            File::open(folder.path().join(LOCK)).and_then(|lock| lock.try_lock().map_err(io::Error::from));
        if free.is_ok() {
            let _ = fs::remove_dir_all(folder.path());
        }
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = self.lock.unlock();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
