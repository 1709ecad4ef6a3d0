//! `views.set_default`.

use clientele_wire::Failure;
use clientele_wire::operation::SetDefaultView;
use clientele_wire::view::DefaultView;

use crate::{Act, App, Caller, Job, failure};

impl Act for SetDefaultView {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        DefaultView { id }: DefaultView,
    ) -> Result<(), Failure> {
        let open = app.workspace().await?;
        if let Some(id) = id {
            super::one(&open, caller, id).await?;
        }
        let set = open.store.set_default_view(id, &app.context(caller, job)?).await;
        set.map_err(|error| failure::of_store(error, &open.place()))
    }
}
