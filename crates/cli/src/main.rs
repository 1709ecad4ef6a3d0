//! `clientele`: the same acts as in the window, from a terminal.

mod arguments;
mod failure;
mod output;
mod progress;
mod verbs;

use std::process::ExitCode;

use clap::Parser as _;

/// 0 done, 1 refused or failed with one line on stderr, 2 usage.
#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match verbs::run(arguments).await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("clientele: {failure}");
            ExitCode::from(1)
        }
    }
}
