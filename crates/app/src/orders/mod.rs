//! Orders, newsletter subscriptions and balances.

use clientele_store::read;
use clientele_wire::Failure;
use clientele_wire::operation::{OrderRows, SubscriberRows};
use clientele_wire::order::{Balance, Order, Orders, PageRequest, Subscription, Subscriptions};

use crate::{Act, App, Caller, Job, failure};

/// A page is a window of a list; nobody reads more at once.
const LIMIT: u32 = 1000;

impl Act for OrderRows {
    async fn act(app: &App, _: &Caller, _: &Job, request: PageRequest) -> Result<Orders, Failure> {
        let open = app.workspace().await?;
        let (total, rows) =
            open.reader.orders(request.offset, request.limit.min(LIMIT)).await.map_err(failure::of_read)?;
        Ok(Orders { total, rows: rows.into_iter().map(order).collect() })
    }
}

impl Act for SubscriberRows {
    async fn act(app: &App, _: &Caller, _: &Job, request: PageRequest) -> Result<Subscriptions, Failure> {
        let open = app.workspace().await?;
        let rows = open.reader.subscriptions(request.offset, request.limit.min(LIMIT)).await;
        let (total, rows) = rows.map_err(failure::of_read)?;
        Ok(Subscriptions { total, rows: rows.into_iter().map(subscription).collect() })
    }
}

pub(crate) fn order(order: read::Order) -> Order {
    Order {
        id: order.id,
        increment_id: order.increment_id,
        purchase_date: order.purchase_date,
        website: order.website_id,
        purchase_point: order.purchase_point,
        status: order.status,
        grand_total_base: order.grand_total_base,
        currency: order.currency,
        customer_name: order.customer_name,
        email: order.email,
        customer: order.customer_id,
    }
}

pub(crate) fn subscription(subscription: read::Subscription) -> Subscription {
    Subscription {
        id: subscription.id,
        email: subscription.email,
        status: status(subscription.status),
        website: subscription.website_id,
        store_view: subscription.store_view,
        name: subscription.name,
        customer: subscription.customer_id,
    }
}

/// The status of a subscription by its name on the wire; the text of the file where it is none of the platform's.
fn status(status: String) -> String {
    let known = read::SUBSCRIPTION_STATES.iter().find(|(_, listed)| *listed == status);
    known.map_or(status, |(name, _)| (*name).to_owned())
}

pub(crate) fn balance(balance: read::Balance) -> Balance {
    Balance {
        website: balance.website,
        store_credit: balance.store_credit,
        currency: balance.currency,
        reward_points: balance.reward_points,
        as_of: balance.as_of,
    }
}
