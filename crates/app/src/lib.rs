//! What the program does for a person: one folder per noun, one file per verb.
//!
//! Every host (window, loopback, terminal) enters by [`App::call`] or [`App::start`]; the right of an operation is
//! checked there and nowhere else. Nothing here knows a host.

mod caller;
mod changes;
mod customers;
mod environment;
mod exports;
mod failure;
mod files;
mod findings;
mod job;
mod orders;
mod overview;
mod plans;
mod program;
mod route;
mod scratch;
mod settings;
mod unfinished;
mod views;
mod workspace;

use std::sync::Arc;

use tokio::sync::{Mutex, RwLock};

pub use caller::Caller;
pub use environment::{Environment, JsonPreferences, PreferenceStore};
pub use failure::internal;
pub use files::samples::default_sample_seed;
pub use job::{Job, JobSink, Jobs};
pub use route::Act;

/// The program behind every host. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    environment: Environment,
    workspace: RwLock<Option<Arc<workspace::Open>>>,
    /// Held while a workspace is being opened: the same one is never opened twice.
    opening: Mutex<()>,
    /// The plan that waits for review.
    plan: Mutex<Option<plans::Waiting>>,
    scratch: scratch::Scratch,
    jobs: Jobs,
}

impl App {
    /// The program with the surroundings its host gives it.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        let (workspace, opening, plan) = (RwLock::default(), Mutex::default(), Mutex::default());
        let scratch = scratch::Scratch::below(&environment.data_folder);
        Self {
            inner: Arc::new(Inner { environment, workspace, opening, plan, scratch, jobs: Jobs::default() }),
        }
    }

    /// Opens a workspace that was named at the start while the host still makes its window. Whoever asks for it later
    /// finds it open, or is told why it is not.
    pub async fn open_ahead(&self) {
        if let [path] = self.environment().open_at_start.as_slice()
            && files::is_workspace(path.as_ref())
        {
            let _ = self.open_workspace(path.as_ref()).await;
        }
    }

    /// The surroundings.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    /// The jobs that run now.
    #[must_use]
    pub fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }
}
