//! `views.list`.

use clientele_wire::Failure;
use clientele_wire::operation::ListViews;
use clientele_wire::view::SavedView;

use crate::{Act, App, Caller, Job};

impl Act for ListViews {
    async fn act(app: &App, caller: &Caller, _: &Job, (): ()) -> Result<Vec<SavedView>, Failure> {
        super::seen(&*app.workspace().await?, caller).await
    }
}
