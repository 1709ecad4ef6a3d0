//! Every chore of this repository: `cargo xtask VERB`.

mod bench;
mod command;
mod headless;
mod node;
mod packages;
mod repository;
mod run;
mod suite;
mod tally;
mod tidy;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask run [FILES...]     open the window on FILES, or on the start page
    --headless                 without a display: on a virtual one, with a profile thrown away afterwards
    --screenshot OUT.png       what to show for it; needed by --headless
cargo xtask test               every check and every test, as the continuous integration runs them
cargo xtask bench              the published figures beside their baseline, up to [--customers N], or [--only PART,PART] of them
cargo xtask codegen            write anew what is generated: ui/src/bindings, crates/app/licences.json
cargo xtask tidy               the quick checks of the repository's texts alone

`run` and `test` first install what is missing: Debian packages, npm packages, cargo tools.
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    dispatch(&words).unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

fn dispatch(words: &[&str]) -> Result<ExitCode> {
    match words {
        ["run", rest @ ..] => run::run(rest)?,
        ["test"] => return suite::run(),
        ["bench", rest @ ..] => bench::run(rest)?,
        ["codegen"] => codegen()?,
        ["tidy"] => tidy::run()?,
        [] | ["help" | "--help" | "-h"] => print!("{HELP}"),
        _ => bail!("`cargo xtask {}` is no chore of this repository\n\n{HELP}", words.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

/// The tests that hold generated files fresh also write them.
fn codegen() -> Result<()> {
    for (package, test) in [("clientele-wire", "bindings"), ("clientele-tests", "licences")] {
        command::cargo(["test", "--quiet", "--package", package, test])
            .env("CLIENTELE_CODEGEN", "1")
            .run()?;
    }
    Ok(())
}
