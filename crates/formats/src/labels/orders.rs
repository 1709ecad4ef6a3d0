//! The orders grid (H).

use clientele_domain::column::{Column, OrderColumn};

use super::Label;
use super::grid::label;
use crate::header::Slot;
use crate::values::Meaning;

fn order(column: OrderColumn, meaning: Meaning) -> Slot {
    Slot::Meant { column: Column::Order(column), meaning, second: None }
}

#[rustfmt::skip]
pub(super) const LABELS: &[Label] = &[
    label!("", "ID", "Identifiant", ["Identifiiant"], order(OrderColumn::IncrementId, Meaning::Shown)),
    label!("", "Purchase Point", "Point de vente", ["Point d'achat"], order(OrderColumn::PurchasePoint, Meaning::Escaped)),
    label!("", "Purchase Date", "Date d'achat", [], order(OrderColumn::PurchaseDate, Meaning::Shown)),
    label!("", "Bill-to Name", "Nom (Fact.)", ["Facturer à"], order(OrderColumn::BillToName, Meaning::Shown)),
    label!("", "Ship-to Name", "Nom (Livr.)", ["Livrer à"], order(OrderColumn::ShipToName, Meaning::Shown)),
    label!("", "Grand Total (Base)", "Total Général (Base)", ["Total (Base)"], order(OrderColumn::GrandTotalBase, Meaning::Shown)),
    label!("", "Grand Total (Purchased)", "Total général (acheté)", [], order(OrderColumn::GrandTotalPurchased, Meaning::Shown)),
    label!("", "Status", "Statut", ["État"], order(OrderColumn::Status, Meaning::OrderStatus)),
    label!("", "Billing Address", "Adresse de facturation", [], order(OrderColumn::BillingAddress, Meaning::Shown)),
    label!("", "Shipping Address", "Adresse de livraison", [], order(OrderColumn::ShippingAddress, Meaning::Shown)),
    label!("", "Shipping Information", "Informations de livraison", [], order(OrderColumn::ShippingInformation, Meaning::Shown)),
    label!("", "Customer Email", "Email du client", [], order(OrderColumn::CustomerEmail, Meaning::Shown)),
    label!("", "Customer Group", "Groupe de clients", [], order(OrderColumn::CustomerGroup, Meaning::Group)),
    label!("", "Subtotal", "Sous-total", [], order(OrderColumn::Subtotal, Meaning::Shown)),
    label!("", "Shipping and Handling", "Frais de port", [], order(OrderColumn::ShippingAndHandling, Meaning::Shown)),
    label!("", "Customer Name", "Nom du client", [], order(OrderColumn::CustomerName, Meaning::Shown)),
    label!("", "Payment Method", "Mode de paiement", [], order(OrderColumn::PaymentMethod, Meaning::Shown)),
    label!("", "Total Refunded", "Total remboursé", [], order(OrderColumn::TotalRefunded, Meaning::Shown)),
];
