//! Files beside the main file: grids, subscribers, orders, balances.

use clientele_domain::column::{Column, CustomerColumn, FinanceColumn, OrderColumn, SubscriberColumn};
use clientele_domain::file::{Behavior, Kind};

use crate::desk::{Rows, Workspace, counts, on_both, told};

type File<'a> = (Kind, Vec<Column>, Rows<'a>);

fn customers(rows: &[&'static str]) -> File<'static> {
    use CustomerColumn as C;
    let columns = [C::Email, C::Website, C::Firstname, C::Lastname, C::GroupId].map(Column::Customer);
    (Kind::Customers, columns.to_vec(), Rows(rows.to_vec()))
}

fn grid(rows: &[&'static str]) -> File<'static> {
    use CustomerColumn as C;
    let columns = [
        C::EntityId,
        C::Name,
        C::Email,
        C::GroupName,
        C::CreatedAt,
        C::WebsiteName,
        C::Confirmation,
        C::IsLocked,
    ];
    (Kind::CustomerGrid, columns.map(Column::Customer).to_vec(), Rows(rows.to_vec()))
}

fn subscribers(rows: &[&'static str]) -> File<'static> {
    use SubscriberColumn as C;
    let columns = [C::SubscriberId, C::Email, C::Type, C::Status, C::WebsiteName, C::StoreViewName];
    (Kind::Subscribers, columns.map(Column::Subscriber).to_vec(), Rows(rows.to_vec()))
}

fn orders(rows: &[&'static str]) -> File<'static> {
    use OrderColumn as C;
    let columns =
        [C::IncrementId, C::PurchasePoint, C::GrandTotalBase, C::Status, C::CustomerEmail, C::CustomerGroup];
    let columns = columns.map(Column::Order).into_iter().chain([Column::Other("Pickup".to_owned())]);
    (Kind::Orders, columns.collect(), Rows(rows.to_vec()))
}

fn balances(rows: &[&'static str]) -> File<'static> {
    use FinanceColumn as C;
    let columns = [C::Email, C::Website, C::FinanceWebsite, C::StoreCredit, C::RewardPoints];
    (Kind::Finances, columns.map(Column::Finance).to_vec(), Rows(rows.to_vec()))
}

const MAIN: [&str; 3] = [
    "anna@example.com|base|Anna|Roux|1",
    "ben@example.com|base|Ben|Weiß|4",
    "cleo@example.com|fr|Cléo|Petit|1",
];
const GRID: [&str; 4] = [
    "11|Madame Anna ROUX|ANNA@example.com|Standard|1700000000000|Main Website|0|1",
    "12|Ben Weiß|ben@example.com|Trade|1700000000000|Main Website|1|0",
    "13|Cléo Petit|cleo@example.com|Standard|1700000000000|France|0|0",
    "14|Dan Novák|dan@example.com|Standard|1700000000000|Main Website|0|0",
];

async fn apply(workspace: &Workspace, files: &[File<'_>]) -> clientele_store::Plan {
    workspace.apply_files(files, Behavior::AddUpdate).await
}

/// What is kept of each customer: e-mail, then these columns.
async fn told_of(workspace: &Workspace, table: &str, columns: &[&str]) -> Vec<String> {
    let rows = workspace.table(table).await;
    let told = |row: Vec<(String, Option<String>)>| {
        let value = |name: &&str| {
            let cell = row.iter().find(|(of, _)| of == name).and_then(|(_, value)| value.clone());
            cell.unwrap_or_else(|| "-".to_owned())
        };
        columns.iter().map(value).collect::<Vec<_>>().join("|")
    };
    rows.into_iter().map(told).collect()
}

const JOINED: [&str; 3] = [
    "anna@example.com|Anna|11|1|1700000000000|0|1",
    "ben@example.com|Ben|12|4|1700000000000|1|0",
    "cleo@example.com|Cléo|13|1|1700000000000|0|0",
];
const OF_CUSTOMER: [&str; 7] =
    ["email", "firstname", "entity_id", "group_id", "created_at", "confirmation", "is_locked"];

on_both! {
async fn a_grid_tells_more_of_the_customers_of_a_main_file_together_and_after_it(desk) {
    let together = desk.workspace().await;
    let plan = apply(&together, &[customers(&MAIN), grid(&GRID)]).await;
    assert_eq!((counts(&plan).as_str(), plan.partnerless), ("3/0/0/1/0 0/0/0/0/0", 1), "Dan is listed");

    let after = desk.workspace().await;
    apply(&after, &[customers(&MAIN)]).await;
    let plan = apply(&after, &[grid(&GRID)]).await;
    assert_eq!((counts(&plan).as_str(), plan.partnerless), ("0/3/0/1/0 0/0/0/0/0", 1), "nobody is missing");
    let again = apply_again(&after).await;
    assert_eq!(counts(&again), "0/0/3/1/0 0/0/0/0/0", "what it tells is here");

    for workspace in [&together, &after] {
        assert_eq!(told_of(workspace, "customer", &OF_CUSTOMER).await, JOINED);
        assert_eq!(told_of(workspace, "website", &["code", "name"]).await, ["base|Main Website", "fr|France"]);
        assert_eq!(told_of(workspace, "customer_group", &["id", "code"]).await, ["1|Standard", "4|Trade"]);
        assert_eq!(workspace.fault().await, None);
    }
    after.store.undo(None, &after.context()).await.expect("is taken back");
    assert_eq!(told_of(&after, "website", &["code", "name"]).await, ["base|-", "fr|-"]);
    assert_eq!(told_of(&after, "customer_group", &["id", "code"]).await, ["1|General", "4|-"]);
    assert_eq!(told_of(&after, "customer", &["entity_id", "created_at"]).await, ["-|-", "-|-", "-|-"]);
    assert_eq!(after.fault().await, None);
}
}

async fn apply_again(workspace: &Workspace) -> clientele_store::Plan {
    let choices = clientele_store::Choices { apply: clientele_store::Apply::Never, ..Default::default() };
    match workspace.read_files(&[grid(&GRID)], choices).await.expect("reads") {
        clientele_store::Ended::Planned(planned) => planned.plan().clone(),
        clientele_store::Ended::Loaded(_) => panic!("a plan is made"),
    }
}

on_both! {
async fn a_main_file_tells_the_codes_of_what_a_grid_named(desk) {
    let workspace = desk.workspace().await;
    let plan = apply(&workspace, &[grid(&GRID)]).await;
    assert_eq!(counts(&plan), "4/0/0/0/0 0/0/0/0/0", "alone a grid lists customers");
    assert_eq!(told_of(&workspace, "website", &["code", "name"]).await, ["-|Main Website", "-|France"]);

    let plan = apply(&workspace, &[customers(&MAIN)]).await;
    assert_eq!(counts(&plan), "0/3/0/0/1 0/0/0/0/0", "Dan is missing");
    assert_eq!(told_of(&workspace, "website", &["code", "name"]).await, ["base|Main Website", "fr|France"]);
    let groups = told_of(&workspace, "customer", &["email", "group_id"]).await;
    assert_eq!(groups[..3], ["ANNA@example.com|1", "ben@example.com|4", "cleo@example.com|1"]);
    let names = told_of(&workspace, "customer_group", &["id", "code"]).await;
    assert!(names.contains(&"1|Standard".to_owned()) && names.contains(&"4|Trade".to_owned()), "{names:?}");
    assert_eq!(workspace.fault().await, None);
}
}

const SUBSCRIBERS: [&str; 3] = [
    "1|anna@example.com|Customer|Subscribed|Main Website|Default",
    "2|guest@example.com|Guest|Subscribed|Main Website|Default",
    "3|cleo@example.com|Customer|Unsubscribed|France|Français",
];
const ORDERS: [&str; 4] = [
    "000000012|Main Website   Main Store      Default|1250000|Complete|anna@example.com|General|shelf",
    "000000013|Main Website   Main Store      Default|990000|Pending|ben@example.com|NOT LOGGED IN|",
    "000000014|France   Boutique      Français|10000|Complete|cleo@example.com|General|",
    "000000015|Nowhere   Shop      View|10000|Complete|anna@example.com|General|",
];
const BALANCES: [&str; 2] = ["anna@example.com|base|base|125000|40", "gone@example.com|base|base|10000|"];

on_both! {
async fn subscribers_orders_and_balances_join_customers_together_and_after_them(desk) {
    let all = [balances(&BALANCES), subscribers(&SUBSCRIBERS), orders(&ORDERS)];
    let together = desk.workspace().await;
    let files: Vec<File<'_>> = [customers(&MAIN)].into_iter().chain(all).collect();
    let plan = apply(&together, &files).await;
    assert_eq!(told(plan.subscriptions), "3/0/0/0/0");
    assert_eq!(told(plan.orders), "4/0/0/0/0");
    assert_eq!(told(plan.balances), "2/0/0/0/0");

    let after = desk.workspace().await;
    apply(&after, &[customers(&MAIN)]).await;
    for file in [balances(&BALANCES), subscribers(&SUBSCRIBERS), orders(&ORDERS)] {
        apply(&after, &[file]).await;
    }
    for workspace in [&together, &after] {
        let subscriptions = told_of(workspace, "subscription", &["subscriber_id", "customer_id", "website_id"]).await;
        assert_eq!(subscriptions, ["1|1|1", "2|-|1", "3|3|2"], "guests are nobody's");
        let orders = told_of(workspace, "sales_order", &["increment_id", "customer_id", "website_id", "other"]).await;
        let expected = [
            "000000012|1|1|{\"Pickup\":\"shelf\"}",
            "000000013|-|1|-",
            "000000014|3|2|-",
            "000000015|-|-|-",
        ];
        assert_eq!(orders, expected, "a guest's order counts to nobody");
        let balances = told_of(workspace, "balance", &["customer_id", "store_credit", "reward_points"]).await;
        assert_eq!(balances, ["1|125000|40", "-|10000|-"]);
        assert_eq!(workspace.fault().await, None);
    }

    let anna = after.store.reader().customer(1).await.expect("is here");
    assert_eq!((anna.subscriptions.len(), anna.orders.len(), anna.balances.len()), (1, 1, 1));
    assert_eq!(anna.orders[0].increment_id, "000000012");
    let (total, newest) = after.store.reader().orders(0, 2).await.expect("reads");
    assert_eq!((total, newest.len()), (4, 2));
}
}

on_both! {
async fn records_that_came_first_find_their_customers(desk) {
    let workspace = desk.workspace().await;
    apply(&workspace, &[balances(&BALANCES)]).await;
    apply(&workspace, &[subscribers(&SUBSCRIBERS[..2])]).await;
    apply(&workspace, &[orders(&ORDERS[..2])]).await;
    assert_eq!(told_of(&workspace, "sales_order", &["customer_id"]).await, ["-", "-"]);
    let before = workspace.dump().await;
    apply(&workspace, &[customers(&MAIN)]).await;
    assert_eq!(told_of(&workspace, "website", &["code", "name"]).await[0], "base|Main Website");
    assert_eq!(told_of(&workspace, "balance", &["customer_id"]).await, ["1", "-"]);
    assert_eq!(told_of(&workspace, "subscription", &["customer_id"]).await, ["1", "-"]);
    assert_eq!(told_of(&workspace, "sales_order", &["customer_id", "website_id"]).await, ["1|1", "-|1"]);
    assert_eq!(workspace.fault().await, None);
    workspace.store.undo(None, &workspace.context()).await.expect("is taken back");
    assert_eq!(workspace.dump().await, before);
    assert_eq!(workspace.fault().await, None);
}
}

on_both! {
async fn a_later_file_changes_what_is_known_by_its_number(desk) {
    let workspace = desk.workspace().await;
    let files = [customers(&MAIN), balances(&BALANCES), subscribers(&SUBSCRIBERS[..2]), orders(&ORDERS[..2])];
    apply(&workspace, &files).await;
    let before = workspace.dump().await;
    let plan = apply(
        &workspace,
        &[
            balances(&["anna@example.com|base|base||50", "ANNA@example.com|base|base|1|1"]),
            subscribers(&["1|anna@example.com|Customer|Unsubscribed|Main Website|Default"]),
            orders(&["000000013|Main Website   Main Store      Default|990000|Complete|ben@example.com|NOT LOGGED IN|"]),
        ],
    )
    .await;
    assert_eq!(told(plan.balances), "0/1/0/1/0", "a balance comes once");
    assert_eq!((told(plan.subscriptions), told(plan.orders)), ("0/1/0/0/0".to_owned(), "0/1/0/0/0".to_owned()));
    assert_eq!(told_of(&workspace, "balance", &["store_credit", "reward_points"]).await[0], "125000|50");
    assert_eq!(told_of(&workspace, "subscription", &["status"]).await[0], "Unsubscribed");
    assert_eq!(told_of(&workspace, "sales_order", &["status"]).await[1], "Complete");
    assert_eq!(workspace.fault().await, None);

    let deleted = [balances(&["anna@example.com|base|base||", "nobody@example.com|base|base||"])];
    let plan = workspace.apply_files(&deleted, Behavior::Delete).await;
    assert_eq!(told(plan.balances), "0/1/0/1/0", "deleting sets both to 0");
    assert_eq!(told_of(&workspace, "balance", &["store_credit", "reward_points"]).await[0], "0|0");
    for _ in 0..2 {
        workspace.store.undo(None, &workspace.context()).await.expect("is taken back");
    }
    assert_eq!(workspace.dump().await, before);
    assert_eq!(workspace.fault().await, None);
}
}

on_both! {
async fn what_a_deleted_customer_had_goes_and_his_orders_stay(desk) {
    let workspace = desk.workspace().await;
    let files = [customers(&MAIN), balances(&BALANCES), subscribers(&SUBSCRIBERS[..2]), orders(&ORDERS[..2])];
    apply(&workspace, &files).await;
    let before = workspace.dump().await;
    let plan = workspace.apply_files(&[customers(&MAIN[..1])], Behavior::Delete).await;
    assert_eq!(plan.customers.deleted, 1);
    assert_eq!(told_of(&workspace, "balance", &["email"]).await, ["gone@example.com"]);
    assert_eq!(told_of(&workspace, "subscription", &["subscriber_id"]).await, ["2"]);
    assert_eq!(told_of(&workspace, "sales_order", &["increment_id", "customer_id"]).await, ["000000012|-", "000000013|-"]);
    assert_eq!(workspace.fault().await, None);
    workspace.store.undo(None, &workspace.context()).await.expect("is taken back");
    assert_eq!(workspace.dump().await, before);
    assert_eq!(workspace.fault().await, None);
}
}
