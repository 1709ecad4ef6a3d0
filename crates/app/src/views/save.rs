//! `views.save`.

use clientele_store::ViewDraft;
use clientele_wire::operation::SaveView;
use clientele_wire::view::{self, SavedView};
use clientele_wire::{ErrorCode, Failure};

use crate::{Act, App, Caller, Job, failure};

/// Longest name of a view, in characters.
const LONGEST_NAME: usize = 100;

impl Act for SaveView {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: view::SaveView,
    ) -> Result<SavedView, Failure> {
        let view::SaveView { id, name, shared, state } = request;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Failure::new(ErrorCode::BadRequest).with("option", "name").with("value", name));
        }
        let open = app.workspace().await?;
        if let Some(id) = id {
            super::require_own(&open, caller, id).await?;
        }
        let state = serde_json::to_string(&state).map_err(crate::internal)?;
        let draft = ViewDraft { name, shared: shared && open.store.path().is_none(), state: &state };
        let saved = open.store.save_view(id, &draft, &app.context(caller, job)?).await;
        let id = saved.map_err(|error| failure::of_store(error, &open.place()))?;
        super::one(&open, caller, id).await
    }
}
