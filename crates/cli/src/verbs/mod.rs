//! The verbs.

mod check;
mod customers;
mod export;
mod facets;
mod findings;
mod import;
mod samples;
mod undo;

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use clientele_app::{App, Caller, Environment};
use clientele_wire::operation::{ConnectWorkspace, OpenWorkspace};
use clientele_wire::workspace::{ConnectRequest, PathRequest};
use clientele_wire::{ErrorCode, Failure};

use crate::arguments::{Arguments, Verb, Workspace};
use crate::{failure, progress};

/// Does what was typed.
///
/// # Errors
/// One line for stderr.
pub async fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let session = Session::new();
    let done = match arguments.verb {
        Verb::Import(arguments) => import::run(&session, arguments).await,
        Verb::Customers(arguments) => customers::run(&session, arguments).await,
        Verb::Facets(arguments) => facets::run(&session, arguments).await,
        Verb::Export(arguments) => export::run(&session, arguments).await,
        Verb::Findings(arguments) => findings::run(&session, arguments).await,
        Verb::Undo(arguments) => undo::run(&session, &arguments).await,
        Verb::Check(arguments) => check::run(&session, &arguments).await,
        Verb::Samples(arguments) => samples::run(&arguments),
    };
    progress::end();
    session.app.end().await;
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

    async fn open(&self, workspace: &Workspace) -> Result<(), Failure> {
        if is_server(&workspace.workspace) {
            return self.connect(&workspace.workspace).await;
        }
        let request = PathRequest { path: absolute(workspace.workspace.as_ref()) };
        self.app.perform::<OpenWorkspace>(&self.caller, &progress::job(), request).await.map(drop)
    }

    /// Opens a team database; whoever sits at a terminal is asked for a password that the server wants.
    async fn connect(&self, url: &str) -> Result<(), Failure> {
        let request = ConnectRequest { url: url.to_owned(), password: None };
        let refused =
            match self.app.perform::<ConnectWorkspace>(&self.caller, &progress::job(), request).await {
                Ok(_) => return Ok(()),
                Err(failure) => failure,
            };
        if refused.code != ErrorCode::PasswordNeeded || !std::io::stdin().is_terminal() {
            return Err(refused);
        }
        progress::end();
        let password = rpassword::prompt_password("Password: ").map_err(|error| failed_output(&error))?;
        let request = ConnectRequest { url: url.to_owned(), password: Some(password) };
        self.app.perform::<ConnectWorkspace>(&self.caller, &progress::job(), request).await.map(drop)
    }
}

/// Whether it is the address of a team database.
fn is_server(workspace: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| workspace.starts_with(scheme))
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

fn failed_output(error: &std::io::Error) -> Failure {
    Failure::new(clientele_wire::ErrorCode::Internal).with("message", error)
}
