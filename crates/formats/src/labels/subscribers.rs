//! Newsletter subscribers (G).

use clientele_domain::column::{Column, SubscriberColumn};

use super::Label;
use super::grid::label;
use crate::header::Slot;
use crate::values::Meaning;

fn subscriber(column: SubscriberColumn, meaning: Meaning) -> Slot {
    Slot::Meant { column: Column::Subscriber(column), meaning, second: None }
}

#[rustfmt::skip]
pub(super) const LABELS: &[Label] = &[
    label!("", "ID", "Identifiant", ["Identifiiant"], subscriber(SubscriberColumn::SubscriberId, Meaning::Shown)),
    label!("", "Email", "Email", [], subscriber(SubscriberColumn::Email, Meaning::Shown)),
    label!("", "Type", "Type", [], subscriber(SubscriberColumn::Type, Meaning::SubscriberType)),
    label!("", "Customer First Name", "Prénom du client", [], subscriber(SubscriberColumn::Firstname, Meaning::Shown)),
    label!("", "Customer Last Name", "Nom de famille du client", [], subscriber(SubscriberColumn::Lastname, Meaning::Shown)),
    label!("", "Status", "Statut", ["État"], subscriber(SubscriberColumn::Status, Meaning::SubscriberStatus)),
    label!("", "Web Site", "Site Web", ["Website"], subscriber(SubscriberColumn::WebsiteName, Meaning::Escaped)),
    label!("", "Store", "Magasin", [], subscriber(SubscriberColumn::StoreName, Meaning::Escaped)),
    label!("", "Store View", "Vue magasin", [], subscriber(SubscriberColumn::StoreViewName, Meaning::Escaped)),
];
