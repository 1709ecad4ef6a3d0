//! `preferences.get`, `preferences.set`.

use clientele_wire::Failure;
use clientele_wire::operation::{GetPreferences, SetPreferences};
use clientele_wire::settings::Preferences;

use crate::environment::WINDOW;
use crate::{Act, App, Caller, Job, failure};

impl Act for GetPreferences {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Preferences, Failure> {
        Ok(Preferences { values: app.environment().preferences.get(WINDOW) })
    }
}

impl Act for SetPreferences {
    async fn act(app: &App, _: &Caller, _: &Job, request: Preferences) -> Result<(), Failure> {
        app.environment()
            .preferences
            .set(WINDOW, request.values)
            .map_err(|error| failure::of_io(&error, "preferences.json"))
    }
}
