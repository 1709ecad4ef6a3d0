//! `program.licences`: what is inside, from the list that `cargo xtask codegen` makes of the lock files.

use clientele_wire::Failure;
use clientele_wire::operation::ProgramLicences;
use clientele_wire::program::Licence;

use crate::{Act, App, Caller, Job, internal};

const LICENCES: &str = include_str!("../../licences.json");

impl Act for ProgramLicences {
    async fn act(_: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<Licence>, Failure> {
        serde_json::from_str(LICENCES).map_err(internal)
    }
}
