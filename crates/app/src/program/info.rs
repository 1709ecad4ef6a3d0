//! `program.info`, `program.dismiss_crash`.

use std::sync::PoisonError;

use clientele_wire::Failure;
use clientele_wire::operation::{DismissCrash, ProgramInfo};
use clientele_wire::program;

use crate::{Act, App, Caller, Job};

impl Act for ProgramInfo {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<program::ProgramInfo, Failure> {
        let environment = app.environment();
        Ok(program::ProgramInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            host: environment.host.to_owned(),
            locale: environment.locale.clone(),
            system: std::env::consts::OS.to_owned(),
            log_folder: environment.log_folder.display().to_string(),
            crashed_at: *environment.crashed_at.lock().unwrap_or_else(PoisonError::into_inner),
            open_at_start: environment.open_at_start.clone(),
        })
    }
}

impl Act for DismissCrash {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<(), Failure> {
        *app.environment().crashed_at.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}
