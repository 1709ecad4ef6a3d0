//! From an operation's name to the function that does it: derived from the table in `wire`.

use std::future::Future;
use std::sync::Arc;

use clientele_wire::job::JobEvent;
#[allow(clippy::wildcard_imports, reason = "the table names every operation")]
use clientele_wire::operation::*;
use clientele_wire::{ErrorCode, Failure, for_each_operation};
use serde_json::Value;

use crate::{App, Caller, Job, JobSink, internal};

/// How an operation is done.
pub trait Act: Operation {
    /// Does it. The right has been checked.
    fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: Self::Request,
    ) -> impl Future<Output = Result<Self::Response, Failure>> + Send;
}

impl App {
    /// Does an operation in Rust types, after checking the right it needs.
    ///
    /// # Errors
    /// Whatever the operation refuses.
    pub async fn perform<O: Act>(
        &self,
        caller: &Caller,
        job: &Job,
        request: O::Request,
    ) -> Result<O::Response, Failure> {
        let info = info(O::NAME)?;
        caller.require(info.right, info.name)?;
        Box::pin(O::act(self, caller, job, request)).await
    }

    /// Does a query or mutation by name.
    ///
    /// # Errors
    /// `bad_request` for an unknown name, a job, or a request of the wrong shape; else what the operation refuses.
    pub async fn call(&self, caller: &Caller, name: &str, request: Value) -> Result<Value, Failure> {
        if info(name)?.kind == Kind::Job {
            return Err(bad_request(name, "is a job"));
        }
        self.route(caller, &Job::unwatched(), name, request).await
    }

    /// Starts a job by name and returns its id at once; `sink` receives `Started`, progress and the ending.
    ///
    /// Must be called within a multi-threaded tokio runtime.
    pub fn start(&self, caller: Caller, name: &str, request: Value, sink: JobSink) -> u32 {
        let (id, job) = self.jobs().register(Arc::clone(&sink));
        let (app, name) = (self.clone(), name.to_owned());
        tokio::spawn(async move {
            sink(JobEvent::Started { id, operation: name.clone() });
            let ending = app.run(&caller, &job, &name, request).await;
            app.jobs().forget(id);
            sink(ending);
        });
        id
    }

    async fn run(&self, caller: &Caller, job: &Job, name: &str, request: Value) -> JobEvent {
        let result = match info(name) {
            Ok(info) if info.kind == Kind::Job => self.route(caller, job, name, request).await,
            Ok(_) => Err(bad_request(name, "is no job")),
            Err(failure) => Err(failure),
        };
        match result {
            Ok(result) => JobEvent::Finished { result },
            Err(failure) if failure.code == ErrorCode::Cancelled => JobEvent::Cancelled,
            Err(failure) => JobEvent::Failed { failure },
        }
    }

    async fn route(&self, caller: &Caller, job: &Job, name: &str, request: Value) -> Result<Value, Failure> {
        macro_rules! arms {
            ($($kind:ident $name:literal $marker:ident($request:ty) -> $response:ty, $right:ident, [$($tag:ident),*], $doc:literal;)*) => {
                match name {
                    $($name => self.by_json::<$marker>(caller, job, request).await,)*
                    _ => Err(bad_request(name, "is unknown")),
                }
            };
        }
        for_each_operation!(arms)
    }

    async fn by_json<O: Act>(&self, caller: &Caller, job: &Job, request: Value) -> Result<Value, Failure> {
        // Who may not do it does not learn what it takes.
        caller.require(info(O::NAME)?.right, O::NAME)?;
        let request =
            serde_json::from_value(request).map_err(|error| bad_request(O::NAME, &error.to_string()))?;
        let response = self.perform::<O>(caller, job, request).await?;
        serde_json::to_value(response).map_err(internal)
    }
}

fn info(name: &str) -> Result<&'static OperationInfo, Failure> {
    OPERATIONS.iter().find(|info| info.name == name).ok_or_else(|| bad_request(name, "is unknown"))
}

fn bad_request(name: &str, reason: &str) -> Failure {
    Failure::new(ErrorCode::BadRequest).with("operation", name).with("reason", reason)
}
