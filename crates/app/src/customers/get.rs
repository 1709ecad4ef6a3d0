//! `customers.get`: everything known about a customer.

use clientele_store::read;
use clientele_wire::Failure;
use clientele_wire::customer::{Address, Customer, CustomerRequest, Field, Origin};
use clientele_wire::operation::GetCustomer;

use super::cell::{cell, kind_of, states};
use crate::{Act, App, Caller, Job, failure, findings, orders};

impl Act for GetCustomer {
    async fn act(app: &App, _: &Caller, _: &Job, request: CustomerRequest) -> Result<Customer, Failure> {
        let open = app.workspace().await?;
        let customer = open.reader.customer(request.id).await.map_err(failure::of_read)?;
        let states = states(&customer.state, (app.environment().clock)());
        let email = text_of(&customer.account, "email");
        let mut account: Vec<Field> = customer.account.into_iter().filter(is_told).map(field).collect();
        name_choice(&mut account, "group_id", customer.group);
        name_choice(&mut account, "store_id", customer.store_view);
        Ok(Customer {
            id: customer.id,
            name: customer.name,
            email,
            website: customer.website_id,
            account,
            attributes: customer.attributes.into_iter().map(field).collect(),
            addresses: customer.addresses.into_iter().map(address).collect(),
            findings: customer.findings.into_iter().map(findings::row).collect(),
            origin: origin(customer.origin),
            subscriptions: customer.subscriptions.into_iter().map(orders::subscription).collect(),
            balances: customer.balances.into_iter().map(orders::balance).collect(),
            orders: customer.orders.into_iter().map(orders::order).collect(),
            states,
        })
    }
}

/// A column that no file brought says nothing; what the states say is told once.
pub(crate) fn is_told(value: &read::Value) -> bool {
    let of_state = ["is_confirmed", "is_locked"].contains(&value.code.as_str());
    !of_state && (value.cell != read::Cell::Null || value.raw.is_some())
}

fn text_of(values: &[read::Value], code: &str) -> String {
    let value = values.iter().find(|value| value.code == code);
    value
        .and_then(|value| if let read::Cell::Text(text) = &value.cell { Some(text.clone()) } else { None })
        .unwrap_or_default()
}

/// Shows a number by its name; the number stays in sight as the raw text.
fn name_choice(fields: &mut [Field], code: &str, name: Option<String>) {
    let Some(name) = name else { return };
    if let Some(field) = fields.iter_mut().find(|field| field.field == code) {
        if let clientele_wire::customer::Cell::Number(number) = field.value {
            field.raw.get_or_insert_with(|| number.to_string());
        }
        field.kind = clientele_wire::customer::ColumnKind::Choice;
        field.value = clientele_wire::customer::Cell::Text(name);
    }
}

pub(crate) fn field(value: read::Value) -> Field {
    let kind = kind_of(value.storage, value.kind);
    Field { field: value.code, kind, value: cell(value.cell), raw: value.raw }
}

fn address(address: read::Address) -> Address {
    let fields = address.fields.into_iter().filter(is_told).chain(address.attributes);
    Address {
        id: address.id,
        default_billing: address.default_billing,
        default_shipping: address.default_shipping,
        fields: fields.map(field).collect(),
        origin: origin(address.origin),
    }
}

fn origin(origin: read::Origin) -> Origin {
    Origin { file: origin.file, line: origin.line }
}
