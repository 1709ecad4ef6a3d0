//! `query.fields`: what conditions can name.

use clientele_domain::attribute::Entity;
use clientele_query::{Field, FieldType, Scope};
use clientele_wire::Failure;
use clientele_wire::customer::{ColumnKind, FieldScope, QueryField};
use clientele_wire::operation::QueryFields;

use super::columns;
use crate::{Act, App, Caller, Job, failure};

impl Act for QueryFields {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<QueryField>, Failure> {
        let open = app.workspace().await?;
        let directory = open.reader.directory().await.map_err(failure::of_read)?;
        let filled = open.reader.filled_columns().await.map_err(failure::of_read)?;
        let counts = open.reader.counts().await.map_err(failure::of_read)?;
        let is_filled = |field: &Field| match (&*field.name, field.scope) {
            ("newsletter", _) => counts.subscriptions > 0,
            ("order_date", _) => counts.orders > 0,
            ("finding" | "finding_severity", _) => counts.findings > 0,
            ("change_set", _) => true,
            ("locked", _) => columns::is_filled("lock", &filled),
            (name, Scope::Customer) => columns::is_filled(name, &filled),
            // As the default addresses are told.
            (name, Scope::Address) => columns::is_filled(&format!("billing_{name}"), &filled),
        };
        let field = |field: &Field| {
            let (scope, entity) = match field.scope {
                Scope::Customer => (FieldScope::Customer, Entity::Customer),
                Scope::Address => (FieldScope::Address, Entity::Address),
            };
            let attribute =
                field.name.strip_prefix("attr.").and_then(|code| directory.attribute(entity, code));
            QueryField {
                field: field.name.to_string(),
                attribute: attribute.map(|known| known.label.clone().unwrap_or_else(|| known.code.clone())),
                kind: kind(field.kind),
                scope,
                filled: attribute.is_some() || is_filled(field),
            }
        };
        let scopes = [Scope::Customer, Scope::Address].into_iter();
        Ok(scopes.flat_map(|scope| directory.catalogue().fields(scope)).map(field).collect())
    }
}

fn kind(kind: FieldType) -> ColumnKind {
    match kind {
        FieldType::Text => ColumnKind::Text,
        FieldType::Number => ColumnKind::Number,
        FieldType::Date => ColumnKind::Date,
        FieldType::Instant => ColumnKind::Instant,
        FieldType::Select => ColumnKind::Choice,
        FieldType::MultiSelect => ColumnKind::MultiSelect,
        FieldType::YesNo => ColumnKind::YesNo,
        FieldType::Existence => ColumnKind::Existence,
    }
}
