//! What the program does for a person: one folder per noun, one file per verb.
//!
//! Every host (window, loopback, terminal) enters by [`App::call`] or [`App::start`]; the right of an operation is
//! checked there and nowhere else. Nothing here knows a host.

mod caller;
mod changes;
mod customers;
mod environment;
mod failure;
mod files;
mod findings;
mod job;
mod program;
mod route;
mod settings;
mod workspace;

use std::sync::Arc;

use tokio::sync::RwLock;

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
    jobs: Jobs,
}

impl App {
    /// The program with the surroundings its host gives it.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { inner: Arc::new(Inner { environment, workspace: RwLock::default(), jobs: Jobs::default() }) }
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
