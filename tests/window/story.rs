//! The main job in the real window: open two files, find, sort, reach the last row, look at one, undo.

use std::path::PathBuf;

use serde_json::json;

use super::driver::Window;

/// Files of a shop with people in several scripts.
fn files(folder: &std::path::Path) -> Vec<PathBuf> {
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

/// Whether the grid says it has that many rows, its header included.
fn rows(count: u32) -> String {
    format!("return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '{}'", count + 1)
}

#[tokio::test]
async fn the_main_job_in_the_real_window() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let window = Window::open(&files(folder.path())).await;
    window.value("window.violations = []; document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective)); return 0").await;

    window.sees("Files read").await;
    window.click("button", "Show 5,000 customers").await;
    window.wait("every row", &rows(5000)).await;
    window.sees("Anna Roux").await;

    window.focus("[role=grid]").await;
    window.ctrl('\u{e010}').await; // End
    window
        .wait(
            "the last row",
            "return document.querySelector('[role=row][aria-rowindex=\"5001\"]')?.innerText.includes('ليلى')",
        )
        .await;

    window.focus("input[type=search], [role=searchbox], #keywords input, input#keywords").await;
    window.keys("muller").await;
    window.wait("those who match", &rows(1250)).await;
    window.sees("Jürgen Müller").await;

    window.focus("[role=grid]").await;
    window.keys("\u{e007}").await; // Enter
    window
        .wait("the customer's page", "return document.querySelector('h1')?.innerText.includes('Müller')")
        .await;
    window.sees("customer.csv").await;

    window.keys("gf").await;
    window.wait("the findings", "return document.querySelector('h1')?.innerText.includes('Findings')").await;

    window.keys("ga").await;
    window.wait("the activity", "return document.querySelector('h1')?.innerText.includes('Activity')").await;
    window.ctrl('z').await;
    window
        .wait(
            "nobody left",
            "return document.body.innerText.includes('Undone') || document.body.innerText.includes('undone')",
        )
        .await;

    assert_eq!(window.value("return window.violations").await, json!([]), "the content policy holds");
    assert!(window.data().join("org.clientele.desktop").exists(), "the program keeps to its own folder");
    window.close().await;
}
