//! `views.delete`.

use clientele_wire::Failure;
use clientele_wire::operation::DeleteView;
use clientele_wire::view::ViewKey;

use crate::{Act, App, Caller, Job, failure};

impl Act for DeleteView {
    async fn act(app: &App, caller: &Caller, job: &Job, ViewKey { id }: ViewKey) -> Result<(), Failure> {
        let open = app.workspace().await?;
        super::require_own(&open, caller, id).await?;
        let deleted = open.store.delete_view(id, &app.context(caller, job)?).await;
        deleted.map_err(|error| failure::of_store(error, &open.place()))
    }
}
