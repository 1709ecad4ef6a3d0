//! What the cells of grids and lists mean: labels of choices in any language that is read, become what the workspace
//! keeps (data-formats.md 9, 11; labels-fr.md).

use std::borrow::Cow;

use clientele_domain::batch::Cell;
use clientele_domain::finding::Code;

use crate::country;
use crate::labels::Language;

/// How a cell is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// As it is shown; a single blank means nothing.
    Shown,
    /// A name of the store, escaped as in a page.
    Escaped,
    /// Name of a customer group.
    Group,
    /// Name or number of a group; a number goes into the second column.
    GroupOrNumber,
    /// Name or code of a country.
    Country,
    /// Gender by label.
    Gender,
    /// Whether a confirmation is asked for; whether it came, in the second column.
    Confirmation,
    /// Whether sign-in is locked.
    Lock,
    /// Status of a subscription.
    SubscriberStatus,
    /// Whether a subscriber is a customer.
    SubscriberType,
    /// Status of an order; other labels than the platform's are the store's own.
    OrderStatus,
}

/// What a cell means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meant<'t> {
    /// Nothing.
    Blank,
    /// This, read in the column's storage.
    Text(Cow<'t, str>),
    /// This, for the second column.
    Second(Cow<'t, str>),
    /// Flags of the column and of the second one, and whether they are written as in English.
    Flags { first: Cell, second: Cell, canonical: bool },
    /// Something unknown, kept as it is.
    Unknown(Code),
}

/// Canonical value, French, and how else it was seen.
type Choice = (&'static str, &'static str, &'static [&'static str]);

const NONE: &[&str] = &["N/A", "N/D"];
const GENDERS: &[Choice] = &[
    ("Male", "Homme", &["m", "man", "h", "männlich", "mann", "herr", "hombre", "maschio", "uomo"]),
    ("Female", "Femme", &["f", "woman", "w", "weiblich", "frau", "mujer", "femmina", "donna"]),
    ("Not Specified", "Non spécifié", &[]),
];
const CONFIRMATIONS: &[Choice] = &[
    ("Confirmed", "Confirmé", &[]),
    ("Confirmation Required", "Confirmation requise", &[]),
    ("Confirmation Not Required", "Confirmation pas nécessaire", &[]),
];
const LOCKS: &[Choice] = &[("Locked", "Verrouillé", &[]), ("Unlocked", "Déverrouillé", &[])];
const GROUPS: &[Choice] = &[("NOT LOGGED IN", "NON CONNECTÉ", &[]), ("General", "Général", &[])];
const ANSWERS: &[Choice] = &[("Yes", "Oui", &[]), ("No", "Non", &[])];
const STATUSES: &[Choice] = &[
    ("Subscribed", "Inscrit", &[]),
    ("Not Activated", "Non activé", &[]),
    ("Unsubscribed", "Désinscrit", &[]),
    ("Unconfirmed", "Non confirmé", &[]),
];
const TYPES: &[Choice] = &[("Guest", "Invité", &[]), ("Customer", "Client", &[])];
const ORDER_STATUSES: &[Choice] = &[
    ("Pending", "En attente", &[]),
    ("Processing", "En cours de traitement", &[]),
    ("Complete", "Terminée", &[]),
    ("Closed", "Fermée", &["Fermé"]),
    ("Canceled", "Annulée", &["Annulé"]),
    ("On Hold", "Bloquée", &[]),
    ("Payment Review", "Vérification du paiement", &[]),
];

/// Understands a cell without formula guard.
pub(crate) fn of(meaning: Meaning, text: &str, language: Language) -> Meant<'_> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Meant::Blank;
    }
    let choice = |choices, otherwise| match canonical(choices, trimmed) {
        Some(value) => Meant::Text(Cow::Borrowed(value)),
        None if NONE.contains(&trimmed) => Meant::Blank,
        None => otherwise,
    };
    let itself = || Meant::Text(Cow::Borrowed(text));
    match meaning {
        Meaning::Shown => itself(),
        Meaning::Escaped => Meant::Text(unescaped(text)),
        Meaning::Group => choice(GROUPS, itself()),
        Meaning::GroupOrNumber if trimmed.bytes().all(|byte| byte.is_ascii_digit()) => {
            Meant::Second(Cow::Borrowed(text))
        }
        Meaning::GroupOrNumber => choice(GROUPS, itself()),
        Meaning::Country => match country::code(trimmed, language) {
            Some(code) => Meant::Text(Cow::Borrowed(code)),
            None => Meant::Unknown(Code::CountryUnknown),
        },
        Meaning::Gender => choice(GENDERS, Meant::Unknown(Code::LabelUnknown)),
        Meaning::SubscriberStatus => choice(STATUSES, Meant::Unknown(Code::LabelUnknown)),
        Meaning::SubscriberType => choice(TYPES, Meant::Unknown(Code::LabelUnknown)),
        Meaning::OrderStatus => choice(ORDER_STATUSES, itself()),
        Meaning::Confirmation => flags(CONFIRMATIONS, trimmed, confirmation),
        Meaning::Lock => flags(LOCKS, trimmed, lock),
    }
}

fn flags<'t>(choices: &[Choice], text: &'t str, read: fn(&str) -> (Cell, Cell)) -> Meant<'t> {
    match canonical(choices, text) {
        Some(value) => {
            let (first, second) = read(value);
            Meant::Flags { first, second, canonical: value == text }
        }
        None if NONE.contains(&text) => Meant::Blank,
        None => Meant::Unknown(Code::LabelUnknown),
    }
}

/// Whether a confirmation is asked for, and whether one came.
fn confirmation(value: &str) -> (Cell, Cell) {
    let (asked, came) = match value {
        "Confirmed" => (0, 1),
        "Confirmation Required" => (1, 0),
        _ => (0, 0),
    };
    (Cell::Integer(asked), Cell::Integer(came))
}

fn lock(value: &str) -> (Cell, Cell) {
    (Cell::Integer(i64::from(value == "Locked")), Cell::Null)
}

fn canonical(choices: &[Choice], text: &str) -> Option<&'static str> {
    let is = |label: &str| label.to_lowercase() == text.to_lowercase();
    let found = choices.iter().find(|(english, french, others)| {
        *english == text || is(english) || is(french) || others.iter().any(|other| is(other))
    });
    found.map(|&(english, ..)| english)
}

/// What the grid shows of a kept value.
pub(crate) fn shown(field: &str, value: &str, language: Language) -> Option<&'static str> {
    let choices = match field {
        "gender" => GENDERS,
        "confirmation" => CONFIRMATIONS,
        "lock" => LOCKS,
        "group" => GROUPS,
        "billing_country" | "shipping_country" => return country::name(value, language),
        _ => ANSWERS,
    };
    let &(english, french, _) = choices.iter().find(|(english, ..)| *english == value)?;
    Some(match language {
        Language::English => english,
        Language::French => french,
    })
}

/// The text behind the entities of a page.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    const ENTITIES: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        // Last, so that nothing is unescaped twice.
        ("&amp;", "&"),
    ];
    let unescaped =
        ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character));
    Cow::Owned(unescaped)
}

#[cfg(test)]
mod tests {
    use clientele_domain::batch::Cell;
    use clientele_domain::finding::Code;

    use super::{Meaning, Meant, of};
    use crate::labels::Language;

    #[test]
    fn labels_mean_what_the_workspace_keeps() {
        let check = |meaning, text, expected: Meant<'_>| {
            assert_eq!(of(meaning, text, Language::English), expected, "{text}");
        };
        let text = |text: &'static str| Meant::Text(text.into());
        check(Meaning::Shown, " ", Meant::Blank);
        check(Meaning::Gender, "Femme", text("Female"));
        check(Meaning::Gender, "N/A", Meant::Blank);
        check(Meaning::Gender, "16", Meant::Unknown(Code::LabelUnknown));
        check(Meaning::Group, "NON CONNECTÉ", text("NOT LOGGED IN"));
        check(Meaning::Group, "N/D", Meant::Blank);
        check(Meaning::Group, "VIP", text("VIP"));
        check(Meaning::GroupOrNumber, "12", Meant::Second("12".into()));
        check(Meaning::Country, "Frankreich", text("FR"));
        check(Meaning::Country, "Atlantis", Meant::Unknown(Code::CountryUnknown));
        let flags = |first, second: Option<i64>, canonical| Meant::Flags {
            first: Cell::Integer(first),
            second: second.map_or(Cell::Null, Cell::Integer),
            canonical,
        };
        check(Meaning::Confirmation, "Confirmé", flags(0, Some(1), false));
        check(Meaning::Confirmation, "Confirmation Required", flags(1, Some(0), true));
        check(Meaning::Confirmation, "Confirmation Not Required", flags(0, Some(0), true));
        check(Meaning::Lock, "Déverrouillé", flags(0, None, false));
        check(Meaning::SubscriberStatus, "Désinscrit", text("Unsubscribed"));
        check(Meaning::SubscriberType, "Nobody", Meant::Unknown(Code::LabelUnknown));
        check(Meaning::OrderStatus, "Fermé", text("Closed"));
        check(Meaning::OrderStatus, "Waiting for stock", text("Waiting for stock"));
        check(Meaning::Escaped, "Tom &amp; &#039;Co&#039; &amp;lt;", text("Tom & 'Co' &lt;"));
    }
}
