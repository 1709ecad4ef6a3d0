//! Progress on stderr, on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use clientele_app::Job;
use clientele_wire::job::JobEvent;

/// A job whose progress a person at a terminal sees; scripts see nothing.
pub fn job() -> Job {
    if !std::io::stderr().is_terminal() {
        return Job::unwatched();
    }
    Job::new(Arc::new(|event| {
        if let JobEvent::Progress(progress) = event {
            let share = progress.total.filter(|&total| total > 0).map(|total| progress.done * 100 / total);
            let share = share.map(|percent| format!(" {percent} %")).unwrap_or_default();
            let subject = progress.subject.unwrap_or_default();
            let _ = write!(
                std::io::stderr(),
                "\r\x1b[K{:?} {subject}{share}, {} rows",
                progress.phase,
                progress.rows
            );
        }
    }))
}

/// Clears the line of progress.
pub fn end() {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
}
