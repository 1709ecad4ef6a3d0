//! `settings.*`: websites, groups and attributes.

use std::collections::HashMap;

use clientele_store::read::Directory;
use clientele_wire::operation::{ListSettings, NameGroup, SetAttributeType, SetWebsite};
use clientele_wire::settings::{self, Attribute, Group, StoreView, Website, WorkspaceSettings};
use clientele_wire::{ErrorCode, Failure};

use crate::{Act, App, Caller, Job, failure};

impl Act for ListSettings {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<WorkspaceSettings, Failure> {
        let open = app.workspace().await?;
        let directory = open.reader.directory().await.map_err(failure::of_read)?;
        let websites = open.reader.customers_by_website().await.map_err(failure::of_read)?;
        let groups = open.reader.customers_by_group().await.map_err(failure::of_read)?;
        let count = |counts: &HashMap<i64, u64>, id: i64| counts.get(&id).copied().unwrap_or(0);
        Ok(WorkspaceSettings {
            websites: directory
                .websites
                .iter()
                .map(|website| Website {
                    id: website.id,
                    code: website.code.clone(),
                    name: website.name.clone(),
                    time_zone: website.time_zone_name.clone(),
                    currency: website.currency.clone(),
                    customers: count(&websites, website.id),
                    store_views: store_views(&directory, website.id),
                })
                .collect(),
            groups: directory
                .groups
                .iter()
                .map(|group| Group {
                    id: group.id,
                    name: group.name.clone(),
                    customers: count(&groups, group.id),
                })
                .collect(),
            attributes: directory
                .attributes
                .iter()
                .map(|attribute| Attribute {
                    id: attribute.id,
                    entity: attribute.entity,
                    code: attribute.code.clone(),
                    kind: attribute.kind,
                })
                .collect(),
        })
    }
}

fn store_views(directory: &Directory, website: i64) -> Vec<StoreView> {
    let views = directory.store_views.iter().filter(|view| view.website_id == website);
    views
        .map(|view| StoreView { store_id: view.store_id, name: view.name.clone(), code: view.code.clone() })
        .collect()
}

impl Act for SetWebsite {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: settings::SetWebsite,
    ) -> Result<(), Failure> {
        let settings::SetWebsite { id, name, time_zone, currency } = request;
        if jiff::tz::TimeZone::get(&time_zone).is_err() {
            return Err(Failure::new(ErrorCode::BadRequest)
                .with("option", "time_zone")
                .with("value", &time_zone));
        }
        let open = app.workspace().await?;
        let context = app.context(caller, job)?;
        let set =
            open.store.set_website(id, name.as_deref(), &time_zone, currency.as_deref(), &context).await;
        set.map_err(|error| failure::of_store(error, &open.place()))
    }
}

impl Act for NameGroup {
    async fn act(app: &App, caller: &Caller, job: &Job, request: settings::NameGroup) -> Result<(), Failure> {
        let open = app.workspace().await?;
        let set = open.store.name_group(request.id, &request.name, &app.context(caller, job)?).await;
        set.map_err(|error| failure::of_store(error, &open.place()))
    }
}

impl Act for SetAttributeType {
    async fn act(
        app: &App,
        caller: &Caller,
        job: &Job,
        request: settings::SetAttributeType,
    ) -> Result<(), Failure> {
        let open = app.workspace().await?;
        let set = open.store.set_attribute_type(request.id, request.kind, &app.context(caller, job)?).await;
        set.map_err(|error| failure::of_store(error, &open.place()))
    }
}
