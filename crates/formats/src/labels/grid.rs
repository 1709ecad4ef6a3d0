//! The customers grid (E, F) and the segment report (I).

use clientele_domain::column::{AddressColumn, Column, CustomerColumn};

use super::Label;
use crate::header::Slot;
use crate::values::Meaning;

macro_rules! label {
    ($field:literal, $english:literal, $french:literal, [$($other:literal),*], $slot:expr) => {
        Label { field: $field, english: $english, french: $french, others: &[$($other),*], slot: || $slot }
    };
}
pub(super) use label;

fn customer(column: CustomerColumn, meaning: Meaning) -> Slot {
    Slot::Meant { column: Column::Customer(column), meaning, second: None }
}

fn address(column: AddressColumn) -> Slot {
    Slot::Meant { column: Column::Address(column), meaning: Meaning::Shown, second: None }
}

fn confirmation() -> Slot {
    Slot::Meant {
        column: Column::Customer(CustomerColumn::Confirmation),
        meaning: Meaning::Confirmation,
        second: Some(Column::Customer(CustomerColumn::IsConfirmed)),
    }
}

fn country() -> Slot {
    let column = Column::Address(AddressColumn::CountryId);
    Slot::Meant { column, meaning: Meaning::Country, second: None }
}

pub(super) const ID: Label = label!(
    "entity_id",
    "ID",
    "Identifiant",
    ["Identifiiant"],
    customer(CustomerColumn::EntityId, Meaning::Shown)
);
const NAME: Label = label!("name", "Name", "Nom", [], customer(CustomerColumn::Name, Meaning::Shown));
const EMAIL: Label = label!("email", "Email", "Email", [], customer(CustomerColumn::Email, Meaning::Shown));
const GROUP: Label =
    label!("group", "Group", "Groupe", [], customer(CustomerColumn::GroupName, Meaning::Group));
const PHONE: Label =
    label!("billing_telephone", "Phone", "Téléphone", ["Telephone"], address(AddressColumn::Telephone));
const ZIP: Label = label!("billing_postcode", "ZIP", "Code postal", [], address(AddressColumn::Postcode));
const COUNTRY: Label = label!("billing_country", "Country", "Pays", [], country());
const REGION: Label = label!(
    "billing_region",
    "State/Province",
    "État/Région",
    ["État/Région/Dpt", "Région/Département"],
    address(AddressColumn::Region)
);
const SINCE: Label = label!(
    "customer_since",
    "Customer Since",
    "Client depuis",
    [],
    customer(CustomerColumn::CreatedAt, Meaning::Shown)
);

/// Every column of the grid in its order.
#[rustfmt::skip]
pub(super) const LABELS: &[Label] = &[
    ID, NAME, EMAIL, GROUP, PHONE, ZIP, COUNTRY, REGION, SINCE,
    label!("website", "Web Site", "Site Web", [], customer(CustomerColumn::WebsiteName, Meaning::Shown)),
    label!("confirmation", "Confirmed email", "Email confirmé", [], confirmation()),
    label!("created_in", "Account Created in", "Compte créé dans", [], customer(CustomerColumn::CreatedIn, Meaning::Shown)),
    label!("billing_full", "Billing Address", "Adresse de facturation", [], Slot::Dropped),
    label!("shipping_full", "Shipping Address", "Adresse de livraison", [], Slot::Dropped),
    label!("dob", "Date of Birth", "Date de naissance", [], customer(CustomerColumn::Dob, Meaning::Shown)),
    label!("taxvat", "Tax VAT Number", "Numéro de TVA intracommunautaire", ["Tax/VAT Number"],
        customer(CustomerColumn::Taxvat, Meaning::Shown)),
    label!("gender", "Gender", "Sexe", ["Genre"], customer(CustomerColumn::Gender, Meaning::Gender)),
    label!("billing_street", "Street Address", "Adresse", [], address(AddressColumn::Street)),
    label!("billing_city", "City", "Ville", [], address(AddressColumn::City)),
    label!("billing_fax", "Fax", "Fax", [], address(AddressColumn::Fax)),
    label!("billing_vat_id", "VAT Number", "N° de TVA", ["Numéro de TVA"], address(AddressColumn::VatId)),
    label!("billing_company", "Company", "Société", [], address(AddressColumn::Company)),
    label!("billing_firstname", "Billing Firstname", "Prénom de facturation", [], address(AddressColumn::Firstname)),
    label!("billing_lastname", "Billing Lastname", "Nom de facturation", [], address(AddressColumn::Lastname)),
    label!("lock", "Account Lock", "Compte bloqué", [], customer(CustomerColumn::IsLocked, Meaning::Lock)),
];

/// The columns of the segment report.
pub(super) const REPORT: &[Label] = &[ID, NAME, EMAIL, GROUP, PHONE, ZIP, COUNTRY, REGION, SINCE];

/// Fields that the grid does not show, as the platform's forms name them.
#[rustfmt::skip]
pub(super) const FORM: &[Label] = &[
    label!("prefix", "Name Prefix", "Civilité", [], Slot::Dropped),
    label!("firstname", "First Name", "Prénom", [], Slot::Dropped),
    label!("middlename", "Middle Name/Initial", "Deuxième prénom / Initiale", [], Slot::Dropped),
    label!("lastname", "Last Name", "Nom", [], Slot::Dropped),
    label!("suffix", "Name Suffix", "Suffixe de nom", [], Slot::Dropped),
    label!("updated_at", "Updated at", "Mis à jour le", [], Slot::Dropped),
    label!("disable_auto_group_change", "Disable automatic group change", "Désactiver le changement automatique de groupe", [], Slot::Dropped),
    label!("store", "Store View", "Vue magasin", [], Slot::Dropped),
    label!("default_billing", "Default Billing Address", "Adresse de facturation par défaut", [], Slot::Dropped),
    label!("default_shipping", "Default Shipping Address", "Adresse de livraison par défaut", [], Slot::Dropped),
];
