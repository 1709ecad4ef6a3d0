//! Progress and cancel of a running operation.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clientele_wire::import::Preview;
use clientele_wire::job::{JobEvent, Phase, Progress, Unit};
use clientele_wire::{ErrorCode, Failure};

/// Where a job's events go.
pub type JobSink = Arc<dyn Fn(JobEvent) + Send + Sync>;

/// At most ten progress events a second reach the window.
const INTERVAL: Duration = Duration::from_millis(100);

/// A running operation. Cheap to clone; a query or mutation runs under a job that nobody watches.
#[derive(Clone)]
pub struct Job {
    cancel: Arc<AtomicBool>,
    sink: Option<JobSink>,
    started: Instant,
    next_event_ms: Arc<AtomicU64>,
}

impl Job {
    /// A job whose events go to `sink`.
    #[must_use]
    pub fn new(sink: JobSink) -> Self {
        Self { sink: Some(sink), ..Self::unwatched() }
    }

    /// A job that tells nobody.
    #[must_use]
    pub fn unwatched() -> Self {
        Self { cancel: Arc::default(), sink: None, started: Instant::now(), next_event_ms: Arc::default() }
    }

    /// Asks the job to end; it does so at its next look, and everything is as before.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// The flag that [`Self::cancel`] sets, for loops that know no job.
    #[must_use]
    pub fn cancel_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.cancel)
    }

    /// # Errors
    /// `cancelled` once someone asked for it.
    pub fn check_cancelled(&self) -> Result<(), Failure> {
        if self.cancel.load(Ordering::Relaxed) { Err(Failure::new(ErrorCode::Cancelled)) } else { Ok(()) }
    }

    /// Milliseconds since the start.
    #[must_use]
    pub fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Tells how far the job is, unless it told so less than a tenth of a second ago.
    pub fn progress(
        &self,
        phase: Phase,
        subject: Option<&str>,
        done: u64,
        total: Option<u64>,
        unit: Unit,
        rows: u64,
    ) {
        let now = self.elapsed_ms();
        let next = self.next_event_ms.load(Ordering::Relaxed);
        let interval = u64::try_from(INTERVAL.as_millis()).unwrap_or(u64::MAX);
        let mine = now >= next
            && self
                .next_event_ms
                .compare_exchange(next, now + interval, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        if mine {
            let subject = subject.map(ToOwned::to_owned);
            self.send(JobEvent::Progress(Progress {
                phase,
                subject,
                done,
                total,
                unit,
                rows,
                elapsed_ms: now,
            }));
        }
    }

    /// Shows the first rows of a file.
    pub fn preview(&self, preview: Preview) {
        self.send(JobEvent::Preview(preview));
    }

    pub(crate) fn send(&self, event: JobEvent) {
        if let Some(sink) = &self.sink {
            sink(event);
        }
    }
}

/// The jobs that run now, by id.
#[derive(Default)]
pub struct Jobs {
    last_id: AtomicU32,
    running: Mutex<HashMap<u32, Job>>,
}

impl Jobs {
    /// Cancels a job; one that has ended meanwhile is none.
    pub fn cancel(&self, id: u32) {
        if let Some(job) = self.lock().get(&id) {
            job.cancel();
        }
    }

    /// How many run: closing the window asks while there are any.
    #[must_use]
    pub fn running(&self) -> usize {
        self.lock().len()
    }

    pub(crate) fn register(&self, sink: JobSink) -> (u32, Job) {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let job = Job::new(sink);
        self.lock().insert(id, job.clone());
        (id, job)
    }

    pub(crate) fn forget(&self, id: u32) {
        self.lock().remove(&id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u32, Job>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
