//! The main job: open two files, find, filter, sort, reach the last row, look at one customer, undo.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::page::Page;

/// Files of a shop with people in several scripts.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut customers = String::from("email,_website,firstname,lastname,group_id,created_at\n");
    let mut addresses = String::from(
        "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone,postcode,_address_default_billing_\n",
    );
    for number in 0..5000 {
        let (first, last) =
            [("Anna", "Roux"), ("Jürgen", "Müller"), ("翔太", "佐藤"), ("ليلى", "المنصوري")][number % 4];
        customers.push_str(&format!(
            "c{number}@example.com,base,{first},{last},{},2026-01-02 03:04:05\n",
            number % 4
        ));
        addresses.push_str(&format!(
            "base,c{number}@example.com,{number},{first},{last},Rue {number},Paris,FR,\" +33 1\",75001,1\n"
        ));
    }
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    vec![write("customer.csv", &customers), write("customer_address.csv", &addresses)]
}

/// A later export of that shop: someone changed, someone came, someone is gone.
pub fn later(folder: &Path) -> PathBuf {
    let first = std::fs::read_to_string(folder.join("customer.csv")).expect("the first export");
    let changed = first.replace("c1@example.com,base,Jürgen,Müller,1", "c1@example.com,base,Jürgen,Meier,1");
    let changed = changed.replace("c2@example.com,base,翔太,佐藤,2,2026-01-02 03:04:05\n", "");
    let path = folder.join("customer later.csv");
    std::fs::write(&path, changed + "zoe@example.com,base,Zoé,Neu,1,2026-02-03 04:05:06\n").expect("written");
    path
}

/// The customers grid of that shop, which names websites and groups instead of telling their codes.
pub fn grid(folder: &Path) -> PathBuf {
    let first = std::fs::read_to_string(folder.join("customer.csv")).expect("the first export");
    let mut grid = String::from("ID,Name,Email,Group,\"Customer Since\",\"Web Site\",\"Confirmed email\"\n");
    for (number, row) in first.lines().skip(1).enumerate() {
        let email = row.split(',').next().expect("an e-mail");
        let group = ["NOT LOGGED IN", "General", "Wholesale", "Retailer"][number % 4];
        grid.push_str(&format!(
            "{},Somebody,{email},{group},\"Jan 2, 2026 3:04:05 AM\",\"Main Website\",Confirmed\n",
            number + 1
        ));
    }
    grid.push_str(
        "9999,\"No Body\",nobody@example.com,General,\"Jan 2, 2026 3:04:05 AM\",\"Main Website\",Confirmed\n",
    );
    let path = folder.join("grid.csv");
    std::fs::write(&path, grid).expect("written");
    path
}

/// Orders and subscribers of that shop.
pub fn orders_and_subscribers(folder: &Path) -> [PathBuf; 2] {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let shop = "\"Main Website\",\"Main Website Store\",\"Default Store View\"";
    let purchase = "\"Main Website    Main Website Store        Default Store View\"";
    let date = "\"May 3, 2026 3:04:05 AM\"";
    let (mut orders, mut subscribers) = (
        String::from(
            "ID,\"Purchase Point\",\"Purchase Date\",\"Customer Email\",\"Grand Total (Base)\",\"Grand Total (Purchased)\",Status,\"Customer Name\",\"Customer Group\"\n",
        ),
        String::from(
            "ID,Email,Type,\"Customer First Name\",\"Customer Last Name\",Status,\"Web Site\",Store,\"Store View\"\n",
        ),
    );
    for number in 1..40 {
        let email = format!("c{number}@example.com");
        orders.push_str(&format!(
            "0000000{number:02},{purchase},{date},{email},10.00,10.00,Complete,\"Anna Roux\",General\n"
        ));
        subscribers.push_str(&format!("{number},{email},Customer,Anna,Roux,Subscribed,{shop}\n"));
    }
    [write("orders.csv", &orders), write("subscribers.csv", &subscribers)]
}

/// A list of another program.
pub fn list(folder: &Path) -> PathBuf {
    let path = folder.join("newsletter tool.csv");
    let text = "Kunden;exportiert am 3. Mai\n\nE-Mail;Vorname;Nachname;Ort;Lieblingsfarbe\n\
                anna@example.net;Anna;Noll;Graz;rot\nben@example.net;Ben;Ott;Linz;blau\n";
    std::fs::write(&path, text).expect("written");
    path
}

/// Whether the grid says it has that many rows, its header included.
pub fn rows(count: u32) -> String {
    format!(
        "return document.querySelector('.grid[role=grid]')?.getAttribute('aria-rowcount') === '{}'",
        count + 1
    )
}

/// What a violation of the content policy leaves behind.
const WATCH: &str = "window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
    return 0";

/// From the opening of [`files`] to their undoing, by the keyboard but for one button.
pub async fn main_job(page: &Page) {
    page.value(WATCH).await;
    page.sees("Files read").await;
    page.click("button", "Show 5,000 customers").await;
    page.wait("every row", &rows(5000)).await;
    page.sees("Anna Roux").await;
    last_row(page).await;
    search(page).await;
    filter(page).await;
    sort(page).await;
    customer(page).await;
    page.go("gf", "Findings").await;
    page.go("ga", "Activity").await;
    page.ctrl('z').await;
    page.wait("word of it", "return /undone/i.test(document.body.innerText)").await;
    page.command("All customers").await;
    page.sees("No customers").await;
    assert_eq!(page.value("return window.violations").await, json!([]), "the content policy holds");
}

/// A view is saved, changed, brought back and deleted; then back and forward; by the keyboard alone.
pub async fn views(page: &Page) {
    let view = |name: &str| {
        format!(
            "return document.querySelector('.view-button')?.getAttribute('aria-label') === 'View: {name}'"
        )
    };
    page.focus(".grid[role=grid]").await;
    page.keys("s").await;
    page.sees("Edited").await;
    page.command("Save view as").await;
    page.focus("[role=dialog] input").await;
    page.keys("By name\u{e007}").await; // Enter
    page.wait("the view", &view("By name")).await;
    let edited = "return document.querySelector('.view-edited') !== null";
    let same = "return document.querySelector('.view-edited') === null";
    page.wait("nothing to save", same).await;
    page.focus(".grid[role=grid]").await;
    page.keys("s").await;
    page.wait("what differs", edited).await;
    page.command("Reset view").await;
    page.wait("as it was saved", same).await;
    page.focus(".grid[role=grid]").await;
    page.ctrl('1').await;
    page.wait("the platform's own", &view("Default view")).await;
    page.keys("\u{e00a}\u{e012}\u{e000}").await; // Alt, Left
    page.wait("the view before", &view("By name")).await;
    page.keys("\u{e00a}\u{e014}\u{e000}").await; // Alt, Right
    page.wait("the view after", &view("Default view")).await;
    page.command("View: By name").await;
    page.wait("the view of the palette", &view("By name")).await;
    page.command("Delete view").await;
    page.wait("the platform's own again", &view("Default view")).await;
    page.sees("View “By name” deleted").await;
}

/// The manual opens where one is, and the content policy holds there.
pub async fn manual(page: &Page) {
    page.value(WATCH).await;
    page.command("Exports").await;
    page.focus("main").await;
    page.keys("\u{e031}").await; // F1
    page.sees("For the store's importer").await;
    assert_eq!(page.value("return window.violations").await, json!([]), "the content policy holds");
}

async fn last_row(page: &Page) {
    page.focus(".grid[role=grid]").await;
    page.ctrl('\u{e010}').await; // End
    let script =
        "return document.querySelector('[role=row][aria-rowindex=\"5001\"]')?.innerText.includes('ليلى')";
    page.wait("the last row", script).await;
}

async fn search(page: &Page) {
    page.keys("/muller").await;
    page.wait("those who match", &rows(1250)).await;
    page.sees("Jürgen Müller").await;
}

async fn filter(page: &Page) {
    page.focus("button[aria-label='Conditions as text']").await;
    page.keys("\u{e007}").await; // Enter
    page.focus("input[aria-label='Conditions as text']").await;
    page.keys("email STARTS WITH 'c4'\u{e007}").await;
    page.wait("those who match both", &rows(278)).await;
}

async fn sort(page: &Page) {
    let first = |email: &str| {
        format!(
            "return document.querySelector('[role=row][aria-rowindex=\"2\"]')?.innerText.includes('{email}')"
        )
    };
    page.focus(".grid[role=grid]").await;
    page.ctrl('\u{e011}').await; // Home
    let column = "return [...document.querySelectorAll('[role=columnheader]')].findIndex((head) => /e-?mail/i.test(head.innerText))";
    let steps = page.value(column).await.as_u64().expect("there is an e-mail column");
    page.keys(&"\u{e014}".repeat(usize::try_from(steps).expect("few"))).await; // Right
    page.keys("s").await;
    page.wait("the first e-mail first", &first("c4001@example.com")).await;
    page.keys("s").await;
    page.wait("the last e-mail first", &first("c49@example.com")).await;
    page.keys("\u{e011}").await; // Home
    page.keys("\u{e008}s\u{e000}").await; // Shift
    let ranks = "return [...document.querySelectorAll('.grid-sort')].map((rank) => rank.innerText.trim()).join() === '2,1'";
    page.wait("the name as a further key", ranks).await;
    let sorted = "return document.querySelector('[aria-sort=descending]')?.innerText.includes('mail')";
    page.wait("what a screen reader is told", sorted).await;
}

async fn customer(page: &Page) {
    page.keys("\u{e007}").await; // Enter
    let title = "return document.querySelector('h1')?.innerText.includes('Müller')";
    page.wait("the customer's page", title).await;
    page.sees("customer.csv").await;
}

/// A plan that waits: looked at, one row left out, applied, taken back; by the keyboard alone.
pub async fn review(page: &Page) {
    page.sees("Review import").await;
    page.sees("2 of 2 changes will be applied").await;
    page.sees("Meier").await;
    page.sees("1 missing customer stays as it is").await;
    page.focus(".grid[role=grid]").await;
    page.keys("/zoe").await;
    page.wait("the row of that name", &rows(1)).await;
    page.focus(".grid[role=grid]").await;
    page.keys("\u{e015} ").await; // Down, Space
    page.sees("1 of 2 changes will be applied").await;
    page.sees("1 row left out by you").await;
    page.ctrl('\u{e007}').await; // Enter
    page.sees("Import applied").await;
    page.command("All customers").await;
    page.keys("/meier").await;
    page.wait("who changed", &rows(1)).await;
    page.sees("Jürgen Meier").await;
    page.focus(".grid[role=grid]").await;
    page.ctrl('z').await;
    page.sees("No customer matches").await;
}

/// A list of another program: what its columns hold is confirmed, then it is reviewed and applied.
pub async fn mapping(page: &Page) {
    page.sees("What the columns hold").await;
    page.sees("Lieblingsfarbe").await;
    page.sees("anna@example.net · ben@example.net").await;
    let holds = |header: &str, field: &str| {
        format!(
            "return document.querySelector('input[aria-label=\"What {header} holds\"]')?.value === '{field}'"
        )
    };
    page.wait("a proposal", &holds("E-Mail", "Email")).await;
    page.wait("no proposal", &holds("Lieblingsfarbe", "Not read")).await;
    page.focus("input[aria-label='What Lieblingsfarbe holds']").await;
    page.ctrl('a').await;
    page.keys("Custom\u{e015}\u{e007}").await; // Down, Enter
    page.wait("a code", "return document.querySelector('input[aria-label=\"Code of the attribute for Lieblingsfarbe\"]')?.value === 'lieblingsfarbe'").await;
    page.ctrl('\u{e007}').await; // Enter
    page.sees("Review import").await;
    page.sees("2 of 2 changes will be applied").await;
    page.ctrl('\u{e007}').await;
    page.sees("Import applied").await;
    page.command("All customers").await;
    page.focus(".grid[role=grid]").await;
    page.keys("/noll").await;
    page.wait("whom the list brought", &rows(1)).await;
    page.focus(".grid[role=grid]").await;
    page.keys("\u{e015}\u{e007}").await; // Down, Enter
    page.wait("the customer's page", "return document.querySelector('h1')?.innerText.includes('Anna Noll')")
        .await;
    page.sees("Graz").await;
    page.sees("rot").await;
}

/// A grid beside the customers of an importer's file: it tells their numbers and confirmation, and nothing else.
pub async fn grid_meets_main_file(page: &Page) {
    page.sees("Review import").await;
    page.sees("5,000 of 5,000 changes will be applied").await;
    let notes = page.value("return document.querySelector('.plan-notes > p')?.innerText").await;
    assert_eq!(notes, "1 name is taken for a code · 1 row found no customer here");
    page.ctrl('\u{e007}').await; // Enter
    page.sees("Import applied").await;
    page.command("All customers").await;
    page.focus(".grid[role=grid]").await;
    page.keys("/roux").await;
    page.wait("who keeps the name", &rows(1250)).await;
    page.focus(".grid[role=grid]").await;
    page.keys("\u{e015}\u{e007}").await; // Down, Enter
    page.wait("the customer's page", "return document.querySelector('h1')?.innerText.includes('Anna Roux')")
        .await;
    for told in ["NOT LOGGED IN", "Confirmation awaited", "confirmed"] {
        page.sees(told).await;
    }
}
