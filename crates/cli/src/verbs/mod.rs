//! The verbs.

mod check;
mod customers;
mod findings;
mod import;
mod samples;
mod undo;

use std::path::Path;
use std::process::ExitCode;

use clientele_app::{App, Caller, Environment};
use clientele_wire::Failure;
use clientele_wire::operation::OpenWorkspace;
use clientele_wire::workspace::PathRequest;

use crate::arguments::{Arguments, Verb};
use crate::{failure, progress};

/// Does what was typed.
///
/// # Errors
/// One line for stderr.
pub async fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let done = match arguments.verb {
        Verb::Import(arguments) => import::run(arguments).await,
        Verb::Customers(arguments) => customers::run(arguments).await,
        Verb::Findings(arguments) => findings::run(arguments).await,
        Verb::Undo(arguments) => undo::run(&arguments).await,
        Verb::Check(arguments) => check::run(&arguments).await,
        Verb::Samples(arguments) => samples::run(&arguments),
    };
    progress::end();
    done.map_err(|failure| failure::line(&failure))
}

/// The program, and the person at the terminal as its caller.
struct Session {
    app: App,
    caller: Caller,
}

impl Session {
    fn new() -> Self {
        let name = ["USER", "USERNAME"].iter().find_map(|variable| std::env::var(variable).ok());
        let caller = Caller::owner(name.unwrap_or_else(|| "owner".to_owned()));
        Self { app: App::new(Environment::of_terminal()), caller }
    }

    /// The program with that workspace open.
    async fn with(workspace: &Path) -> Result<Self, Failure> {
        let session = Self::new();
        let request = PathRequest { path: absolute(workspace) };
        session.app.perform::<OpenWorkspace>(&session.caller, &progress::job(), request).await?;
        Ok(session)
    }
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

fn failed_output(error: &std::io::Error) -> Failure {
    Failure::new(clientele_wire::ErrorCode::Internal).with("message", error)
}
