//! What a table for people shows: the platform's labels in a language (data-formats.md section 9).

use std::borrow::Cow;
use std::sync::Arc;

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_formats::labels::{self, Language};
use clientele_formats::write::{money_text, shown_instant};
use clientele_store::read::Directory;
use clientele_store::read::export::{Cell, Row};
use jiff::tz::TimeZone;

/// Columns of a table for people.
pub(super) struct Shown {
    language: Language,
    /// Milliseconds UTC, against which locks last.
    now: i64,
    directory: Arc<Directory>,
    columns: Vec<Column>,
}

/// A column: its field, and how its cells are shown.
struct Column {
    field: String,
    header: String,
    kind: Kind,
}

enum Kind {
    /// As it is; moments by the clock of the customer's website.
    Plain,
    /// One of labels that differ between languages.
    Label,
    /// Whether something is there.
    Existence,
    Confirmation,
    Lock,
}

impl Shown {
    pub(super) fn new(fields: &[String], directory: Arc<Directory>, language: Language, now: i64) -> Self {
        let column = |field: &String| Column {
            field: field.clone(),
            header: header(field, &directory, language),
            kind: kind(field, &directory),
        };
        Self { language, now, columns: fields.iter().map(column).collect(), directory }
    }

    pub(super) fn header(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.header.as_str()).collect()
    }

    /// The cells of a row.
    pub(super) fn texts<'a>(&self, row: &Row<'a>) -> Vec<Cow<'a, str>> {
        const UTC: &TimeZone = &TimeZone::UTC;
        let zone = self.directory.website(row.website_id).map_or(UTC, |website| &website.time_zone);
        row.cells.iter().zip(&self.columns).map(|(cell, column)| self.text(*cell, column, zone)).collect()
    }

    fn text<'a>(&self, cell: Cell<'a>, Column { field, kind, .. }: &Column, zone: &TimeZone) -> Cow<'a, str> {
        let label = |value| Cow::Borrowed(labels::value(field, value, self.language).unwrap_or(value));
        match (kind, cell) {
            (Kind::Confirmation, Cell::Integer(state)) => label(match state {
                0 => "Confirmation Not Required",
                1 => "Confirmation Required",
                _ => "Confirmed",
            }),
            (Kind::Lock, Cell::Integer(is)) => label(lock(is == 1)),
            (Kind::Lock, Cell::Instant(until)) => label(lock(until > self.now)),
            (Kind::Existence, Cell::Integer(_)) => label("Yes"),
            (Kind::Label, Cell::Text(text)) => label(text),
            (_, Cell::Text(text)) => Cow::Borrowed(text),
            (_, Cell::Integer(number)) => Cow::Owned(number.to_string()),
            (_, Cell::Money(amount)) => Cow::Owned(money_text(amount)),
            (_, Cell::Instant(at)) => Cow::Owned(shown_instant(at, zone, self.language)),
        }
    }
}

const fn lock(is_locked: bool) -> &'static str {
    if is_locked { "Locked" } else { "Unlocked" }
}

/// The platform's label, else the attribute's or its code, else the field's name.
fn header(field: &str, directory: &Directory, language: Language) -> String {
    let attribute = field.strip_prefix("attr.").map(|code| {
        let label = directory.attribute(Entity::Customer, code).and_then(|known| known.label.as_deref());
        label.unwrap_or(code)
    });
    labels::column(field, language).or(attribute).unwrap_or(field).to_owned()
}

fn kind(field: &str, directory: &Directory) -> Kind {
    match field {
        "confirmation" => Kind::Confirmation,
        "lock" => Kind::Lock,
        "default_billing" | "default_shipping" => Kind::Existence,
        "gender" | "group" | "billing_country" | "shipping_country" => Kind::Label,
        _ => {
            let code = field.strip_prefix("attr.");
            let attribute = code.and_then(|code| directory.attribute(Entity::Customer, code));
            match attribute.map(|attribute| attribute.kind) {
                Some(AttributeType::YesNo) => Kind::Label,
                _ => Kind::Plain,
            }
        }
    }
}
