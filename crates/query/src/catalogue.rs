//! The fields of customers and addresses (groups-segments.md 14.2, 14.3).

use std::borrow::Cow;

use clientele_domain::attribute::{AttributeType, Entity};

/// What a field's values are; decides which operators and literals fit (6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A calendar day.
    Date,
    /// An instant, compared by days of the website's zone (E14).
    Instant,
    /// One of several, by code or label.
    Select,
    /// Several of several.
    MultiSelect,
    /// Yes or no.
    YesNo,
    /// There or not.
    Existence,
}

/// Whose field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The customer.
    Customer,
    /// One row of the customer's address book.
    Address,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Canonical name.
    pub name: Cow<'static, str>,
    /// What its values are.
    pub kind: FieldType,
    /// Whose it is.
    pub scope: Scope,
}

/// Names that will exist once their data does: a better answer than “unknown”.
const LATER: &[&str] = &[
    "store_credit",
    "segment",
    "orders",
    "cart",
    "reward_points",
    "company",
    "last_login_at",
    "last_order_at",
    "first_order_at",
    "refunded_total",
    "birthday_in",
    "tag",
    "language",
    "rfm",
    "audience",
    "is_active",
    "note",
    "order_address",
    "cart_item",
    "wishlist_item",
    "viewed",
    "ordered",
];

const ALIASES: &[(&str, &str)] = &[
    ("group_id", "group"),
    ("created_at", "customer_since"),
    ("website_id", "website"),
    ("lock_expires", "lock"),
    ("billing_country_id", "billing_country"),
    ("shipping_country_id", "shipping_country"),
];

const CUSTOMER: &[(&str, FieldType)] = &[
    ("email", FieldType::Text),
    ("name", FieldType::Text),
    ("prefix", FieldType::Text),
    ("firstname", FieldType::Text),
    ("middlename", FieldType::Text),
    ("lastname", FieldType::Text),
    ("suffix", FieldType::Text),
    ("gender", FieldType::Select),
    ("dob", FieldType::Date),
    ("customer_since", FieldType::Instant),
    ("updated_at", FieldType::Instant),
    ("lock", FieldType::Instant),
    ("locked", FieldType::YesNo),
    ("first_failure", FieldType::Instant),
    ("failures_num", FieldType::Number),
    ("group", FieldType::Select),
    ("website", FieldType::Select),
    ("store", FieldType::Select),
    ("created_in", FieldType::Text),
    ("taxvat", FieldType::Text),
    ("confirmation", FieldType::YesNo),
    ("disable_auto_group_change", FieldType::YesNo),
    ("entity_id", FieldType::Number),
    ("default_billing", FieldType::Existence),
    ("default_shipping", FieldType::Existence),
    ("newsletter", FieldType::Select),
    ("order_date", FieldType::Instant),
    ("finding", FieldType::Select),
    ("finding_severity", FieldType::Select),
    ("change_set", FieldType::Number),
];

/// Columns of the default addresses, after `billing_` and `shipping_`.
const DEFAULT_ADDRESS: &[(&str, FieldType)] = &[
    ("full", FieldType::Text),
    ("firstname", FieldType::Text),
    ("lastname", FieldType::Text),
    ("company", FieldType::Text),
    ("street", FieldType::Text),
    ("city", FieldType::Text),
    ("region", FieldType::Text),
    ("country", FieldType::Select),
    ("postcode", FieldType::Text),
    ("telephone", FieldType::Text),
    ("fax", FieldType::Text),
    ("vat_id", FieldType::Text),
];

const ADDRESS: &[(&str, FieldType)] = &[
    ("firstname", FieldType::Text),
    ("middlename", FieldType::Text),
    ("lastname", FieldType::Text),
    ("company", FieldType::Text),
    ("street", FieldType::Text),
    ("city", FieldType::Text),
    ("postcode", FieldType::Text),
    ("telephone", FieldType::Text),
    ("fax", FieldType::Text),
    ("vat_id", FieldType::Text),
    ("country", FieldType::Select),
    ("region", FieldType::Select),
    ("default", FieldType::Select),
];

/// The fields of a workspace.
#[derive(Debug, Clone)]
pub struct Catalogue {
    fields: Vec<Field>,
}

impl Catalogue {
    /// The platform's fields and these custom attributes.
    #[must_use]
    pub fn new<'a>(attributes: impl IntoIterator<Item = (Entity, &'a str, AttributeType)>) -> Self {
        let field = |scope, name: Cow<'static, str>, kind| Field { name, kind, scope };
        let mut fields: Vec<Field> =
            CUSTOMER.iter().map(|&(name, kind)| field(Scope::Customer, Cow::Borrowed(name), kind)).collect();
        for which in ["billing", "shipping"] {
            let of = |&(name, kind): &(&str, FieldType)| {
                field(Scope::Customer, Cow::Owned(format!("{which}_{name}")), kind)
            };
            fields.extend(DEFAULT_ADDRESS.iter().map(of));
        }
        fields.extend(ADDRESS.iter().map(|&(name, kind)| field(Scope::Address, Cow::Borrowed(name), kind)));
        fields.extend(attributes.into_iter().map(|(entity, code, kind)| {
            let scope = match entity {
                Entity::Customer => Scope::Customer,
                Entity::Address => Scope::Address,
            };
            field(scope, Cow::Owned(format!("attr.{code}")), kind_of(kind))
        }));
        Self { fields }
    }

    /// The field of that name or alias.
    #[must_use]
    pub fn find(&self, scope: Scope, name: &str) -> Option<&Field> {
        let canonical =
            ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, canonical)| canonical);
        self.fields(scope).find(|field| field.name == canonical)
    }

    /// Fields of a scope.
    pub fn fields(&self, scope: Scope) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.scope == scope)
    }

    /// The name most like this one, if any is like it.
    #[must_use]
    pub fn nearest(&self, scope: Scope, name: &str) -> Option<&str> {
        let aliases = ALIASES.iter().filter(|_| scope == Scope::Customer).map(|(alias, _)| *alias);
        let best = self
            .fields(scope)
            .map(|field| &*field.name)
            .chain(aliases)
            .map(|candidate| (distance(name, candidate), candidate))
            .min_by_key(|(distance, _)| *distance)?;
        (best.0 <= 1 + name.chars().count() / 3).then_some(best.1)
    }

    /// Whether a later version of the language has that name.
    pub(crate) fn is_later(name: &str) -> bool {
        LATER.contains(&name.split('.').next().unwrap_or(name))
    }
}

fn kind_of(kind: AttributeType) -> FieldType {
    match kind {
        AttributeType::Text => FieldType::Text,
        AttributeType::YesNo => FieldType::YesNo,
        AttributeType::Date => FieldType::Date,
        AttributeType::Integer | AttributeType::Decimal => FieldType::Number,
        AttributeType::Choice => FieldType::Select,
        AttributeType::MultiSelect => FieldType::MultiSelect,
    }
}

/// Levenshtein's, bounded: names of this language are short, typed ones may not be.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (above, &letter) in left.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (column, other) in right.chars().enumerate() {
            let best =
                (row[column] + 1).min(row[column + 1] + 1).min(diagonal + usize::from(letter != other));
            diagonal = std::mem::replace(&mut row[column + 1], best);
        }
    }
    row.last().copied().unwrap_or(left.len())
}
