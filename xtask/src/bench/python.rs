//! Python with DuckDB, in an environment of its own.

use anyhow::Result;

use super::path;
use crate::command::{Call, program};
use crate::{packages, repository};

/// The interpreter of the environment.
pub struct Python(String);

/// Makes the environment unless it is there.
pub fn provide() -> Result<Python> {
    let folder = repository::root().join("target/bench/python");
    let python = Python(path(&folder.join("bin/python")));
    if !python.call(["-c", "import duckdb"]).works() {
        packages::provide(packages::Need::Bench)?;
        program("python3", ["-m", "venv", &path(&folder)]).run()?;
        python.call(["-m", "pip", "install", "--quiet", "duckdb"]).run()?;
    }
    Ok(python)
}

impl Python {
    /// Runs `baseline.py`.
    pub fn baseline(&self, verb: &str, folder: &str) -> Result<String> {
        self.call([&path(&repository::root().join("xtask/src/bench/baseline.py")), verb, folder]).output()
    }

    pub fn version(&self) -> Result<String> {
        Ok(self.call(["-c", "import duckdb; print(duckdb.__version__)"]).output()?.trim().to_owned())
    }

    fn call<const N: usize>(&self, arguments: [&str; N]) -> Call {
        program(&self.0, arguments)
    }
}
