//! `workspace.recent`, `workspace.forget`: the list of workspaces opened lately.

use std::path::Path;

use clientele_wire::operation::{ForgetWorkspace, RecentWorkspaces};
use clientele_wire::workspace::{PathRequest, Place, RecentWorkspace, WorkspaceInfo};
use clientele_wire::{ErrorCode, Failure};
use serde_json::{Map, Value};

use crate::environment::Environment;
use crate::{Act, App, Caller, Job, failure};

/// Name of the list in the preference store.
const RECENT: &str = "recent";
/// More than anyone looks through.
const KEPT: usize = 20;

impl Act for RecentWorkspaces {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<RecentWorkspace>, Failure> {
        Ok(list(app.environment()))
    }
}

impl Act for ForgetWorkspace {
    async fn act(app: &App, _: &Caller, _: &Job, request: PathRequest) -> Result<(), Failure> {
        let mut recent = list(app.environment());
        let before = recent.len();
        recent.retain(|workspace| workspace.path != request.path);
        if recent.len() == before {
            return Err(Failure::new(ErrorCode::NotFound).with("path", &request.path));
        }
        keep(app.environment(), &recent)
    }
}

/// Puts a workspace first in the list.
pub(super) fn remember(environment: &Environment, info: &WorkspaceInfo) -> Result<(), Failure> {
    let mut recent = list(environment);
    recent.retain(|workspace| workspace.path != info.path);
    recent.insert(
        0,
        RecentWorkspace {
            path: info.path.clone(),
            place: info.place,
            name: info.name.clone(),
            customers: info.customers,
            used_at: (environment.clock)(),
            missing: false,
        },
    );
    recent.truncate(KEPT);
    keep(environment, &recent)
}

fn list(environment: &Environment) -> Vec<RecentWorkspace> {
    let kept = environment.preferences.get(RECENT).remove("workspaces").unwrap_or_default();
    let mut recent: Vec<RecentWorkspace> = serde_json::from_value(kept).unwrap_or_default();
    for workspace in &mut recent {
        workspace.missing = workspace.place == Place::File && !Path::new(&workspace.path).exists();
    }
    recent
}

fn keep(environment: &Environment, recent: &[RecentWorkspace]) -> Result<(), Failure> {
    let values = Map::from_iter([("workspaces".to_owned(), serde_json::json!(recent))]);
    let kept = environment.preferences.set(RECENT, values.into_iter().collect::<Map<String, Value>>());
    kept.map_err(|error| failure::of_io(&error, "preferences.json"))
}
