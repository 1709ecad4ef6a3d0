//! Saved views of the list of customers (customers.md 3.5).

mod delete;
mod list;
mod save;
mod set_default;

use clientele_store::read;
use clientele_wire::view::SavedView;
use clientele_wire::{ErrorCode, Failure};

use crate::workspace::Open;
use crate::{Caller, failure};

/// The saved views that a caller sees: in a team database the caller's own and those that are shared; in a file, which is
/// one person's however they are called on this computer, all.
async fn seen(open: &Open, caller: &Caller) -> Result<Vec<SavedView>, Failure> {
    let views = open.reader.saved_views().await.map_err(failure::of_read)?;
    let begins = open.reader.default_view(&caller.actor).await.map_err(failure::of_read)?;
    let is_file = open.store.path().is_some();
    let mine = |view: &read::SavedView| is_file || view.owner == caller.actor;
    let seen = views.into_iter().filter(|view| mine(view) || view.shared);
    Ok(seen
        .map(|view| SavedView {
            mine: mine(&view),
            is_default: begins == Some(view.id),
            id: view.id,
            name: view.name,
            owner: view.owner,
            shared: view.shared && !is_file,
            // What a newer version kept is read as far as it is understood.
            state: serde_json::from_str(&view.state).unwrap_or_default(),
        })
        .collect())
}

/// A view that the caller sees.
async fn one(open: &Open, caller: &Caller, id: i64) -> Result<SavedView, Failure> {
    let found = seen(open, caller).await?.into_iter().find(|view| view.id == id);
    found.ok_or_else(|| Failure::new(ErrorCode::NotFound).with("what", "view").with("id", &id))
}

/// # Errors
/// `not_allowed` for a view that a colleague shares; `not_found` for one that the caller does not see.
async fn require_own(open: &Open, caller: &Caller, id: i64) -> Result<(), Failure> {
    if one(open, caller, id).await?.mine {
        Ok(())
    } else {
        Err(Failure::new(ErrorCode::NotAllowed).with("operation", "views.save"))
    }
}
