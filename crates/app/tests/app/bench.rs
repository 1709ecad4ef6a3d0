//! The program with a folder of its own.

use std::sync::Arc;

use clientele_app::{App, Caller, Environment, Job};
use clientele_testkit::{Cluster, Locale};
use clientele_wire::Failure;
use clientele_wire::import::{OpenOutcome, OpenRequest};
use clientele_wire::operation::{ConnectWorkspace, CreateWorkspace, OpenFiles};
use clientele_wire::plan::PlanInfo;
use clientele_wire::workspace::{ConnectRequest, PathRequest};

pub struct Bench {
    pub app: App,
    pub folder: tempfile::TempDir,
}

pub fn bench() -> Bench {
    bench_opening(Vec::new())
}

/// The program, started with files named on its command line.
pub fn bench_opening(open_at_start: Vec<String>) -> Bench {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let environment = Environment {
        data_folder: folder.path().join("data"),
        log_folder: folder.path().join("logs"),
        clock: || 1_795_372_800_000,
        preferences: Arc::new(clientele_app::JsonPreferences::new(folder.path().join("preferences.json"))),
        open_at_start,
        ..Environment::of_system("test")
    };
    Bench { app: App::new(environment), folder }
}

impl Bench {
    pub async fn perform<O: clientele_app::Act>(&self, request: O::Request) -> O::Response {
        let done = self.app.perform::<O>(&Caller::owner("Ada"), &Job::unwatched(), request).await;
        done.unwrap_or_else(|failure| panic!("{}: {failure:?}", O::NAME))
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    pub async fn open(&self, paths: &[String]) -> OpenOutcome {
        self.perform::<OpenFiles>(OpenRequest { paths: paths.to_vec(), ..OpenRequest::default() }).await
    }
}

pub fn imported(outcome: OpenOutcome) -> clientele_wire::import::ImportReport {
    match outcome {
        OpenOutcome::Imported(report) => report,
        other => panic!("{other:?}"),
    }
}

pub fn planned(outcome: OpenOutcome) -> PlanInfo {
    match outcome {
        OpenOutcome::Planned { plan } => plan,
        other => panic!("{other:?}"),
    }
}

/// Where a workspace is kept.
#[derive(Clone, Copy)]
pub enum Engine {
    File,
    Server(&'static Cluster),
}

impl Bench {
    /// Opens an empty workspace.
    pub async fn empty_workspace(&self, engine: Engine) {
        match engine {
            Engine::File => {
                let path = self.folder.path().join("shop.clientele").display().to_string();
                self.perform::<CreateWorkspace>(PathRequest { path }).await;
            }
            Engine::Server(cluster) => {
                let url = cluster.database(Locale::Turkish);
                self.perform::<ConnectWorkspace>(ConnectRequest { url, password: None }).await;
            }
        }
    }

    /// What an operation refuses.
    pub async fn refused<O: clientele_app::Act>(&self, request: O::Request) -> Failure
    where
        O::Response: std::fmt::Debug,
    {
        let done = self.app.perform::<O>(&Caller::owner("Ada"), &Job::unwatched(), request).await;
        done.expect_err(O::NAME)
    }
}

/// Runs a story on a workspace file and on a team database.
macro_rules! on_both {
    ($(async fn $name:ident($engine:ident) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                fn story($engine: crate::bench::Engine) -> clientele_testkit::Story {
                    Box::pin(async move $body)
                }

                #[test]
                fn in_a_file() {
                    clientele_testkit::tell(story(crate::bench::Engine::File));
                }

                #[test]
                fn on_a_server() {
                    if let Some(cluster) = clientele_testkit::cluster() {
                        clientele_testkit::tell(story(crate::bench::Engine::Server(cluster)));
                    }
                }
            }
        )*
    };
}
pub(crate) use on_both;
