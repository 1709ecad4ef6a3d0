//! Facets, filters and the overview, each leading to the same grid.

use fantoccini::key::Key;
use serde_json::json;

use super::driver::Browser;
use crate::page::Page;
use crate::story::{self, rows};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const DELETE: &str = "\u{e017}";
const F6: &str = "\u{e036}";

/// The shop's files, open on all customers.
async fn shop(folder: &std::path::Path) -> Browser {
    let files = [story::files(folder), story::orders_and_subscribers(folder).into()].concat();
    let browser = Browser::open(&files, (1280, 800)).await;
    browser.sees("Files read").await;
    browser.command("All customers").await;
    browser.wait("every row", &rows(5000)).await;
    browser.wait("the groups", "return document.querySelectorAll('.facet-value').length > 4").await;
    browser
}

/// A value of a facet by its name.
fn value(name: &str) -> String {
    format!(".facet-value[title='{name}']")
}

/// Whether the conditions are those.
async fn chips(page: &Page, wanted: &[&str]) {
    let script = format!(
        "return JSON.stringify([...document.querySelectorAll('.chip-text')].map((chip) => chip.title)) === {}",
        json!(json!(wanted).to_string())
    );
    page.wait(&wanted.join(" and "), &script).await;
}

#[tokio::test]
async fn facets_by_the_keyboard() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = shop(folder.path()).await;
    page.focus(".grid[role=grid]").await;
    page.keys(&format!("{}{F6}{}", char::from(Key::Shift), char::from(Key::Null))).await;
    let inside = "return document.activeElement.closest('[data-region]').dataset.region === 'facets'";
    page.wait("the focus on the facets", inside).await;
    page.focus(&format!("{}[tabindex='0']", ".facet-value")).await;
    page.keys(" ").await;
    page.wait("those of one group", &rows(1250)).await;
    page.keys(&format!("{DOWN} ")).await;
    page.wait("those of two groups", &rows(2500)).await;
    let names = "return [...document.querySelectorAll('.facet-value[aria-checked=true]')].map((value) => value.ariaLabel)";
    let names = page.value(names).await;
    for name in names.as_array().expect("names") {
        assert!(name.as_str().is_some_and(|name| name.ends_with(", 1,250 customers")), "{names}");
    }
    page.keys("-").await;
    page.wait("those of one group, without another", &rows(1250)).await;
    let left_out = "return document.activeElement.ariaLabel.endsWith('1,250 customers, left out') && document.activeElement.ariaChecked === 'false'";
    page.wait("what a screen reader is told", left_out).await;
    page.press("Clear").await;
    page.wait("everybody", &rows(5000)).await;
    // Folded facets cost nothing.
    let fold = "document.querySelectorAll('.facet-head [aria-expanded=true]').forEach((head) => head.click()); return 0";
    page.value(fold).await;
    page.wait("no values", "return document.querySelector('.facet-value') === null").await;
    page.value("performance.clearResourceTimings(); return 0").await;
    page.focus(".grid[role=grid]").await;
    page.keys("/muller").await;
    page.wait("those who match", &rows(1250)).await;
    let asked = "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('customers.facets')).length";
    assert_eq!(page.value(asked).await, json!(0));
    page.focus(".grid[role=grid]").await;
    page.keys(&format!("{}{}F{}", char::from(Key::Control), char::from(Key::Shift), char::from(Key::Null)))
        .await;
    page.wait("no facets", "return document.querySelector('.facets') === null").await;
    page.close().await;
}

#[tokio::test]
async fn facets_by_the_mouse() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = shop(folder.path()).await;
    page.click_holding(Key::Alt, &value("General")).await;
    page.wait("all but one group", &rows(3750)).await;
    chips(&page, &["Group is not General"]).await;
    page.click_holding(Key::Control, &value("Wholesale")).await;
    page.wait("only one group", &rows(1250)).await;
    page.click_holding(Key::Null, &value("Retailer")).await;
    page.wait("two groups", &rows(2500)).await;
    chips(&page, &["Group is one of Wholesale or Retailer"]).await;
    page.click_holding(Key::Null, &value("January 2026")).await;
    chips(&page, &["Group is one of Wholesale or Retailer", "Customer Since is January 2026"]).await;
    let counted =
        "return document.querySelector(\".facet-value[title='General']\").innerText.includes('1,250')";
    page.wait("what another group would bring", counted).await;
    for group in ["Wholesale", "Retailer"] {
        page.click_holding(Key::Null, &value(group)).await;
    }
    page.wait("everybody of that month", &rows(5000)).await;
    chips(&page, &["Customer Since is January 2026"]).await;
    page.close().await;
}

#[tokio::test]
async fn conditions_by_form_chip_and_text() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = shop(folder.path()).await;
    page.focus(".grid[role=grid]").await;
    page.keys("f").await;
    page.focus(".filter-form input[type=text]:not([role=combobox])").await;
    page.keys("roux").await;
    page.sees("1,250 customers would match").await;
    page.keys(ENTER).await;
    page.wait("those of that name", &rows(1250)).await;
    // A column that does not show, with its values.
    page.press("Add filter").await;
    page.focus(".filter-form input[role=combobox]").await;
    page.keys(&format!("Newsletter{DOWN}{ENTER}")).await;
    page.focus(".filter-form .facet-value[title='Subscribed']").await;
    page.keys(" ").await;
    page.sees("9 customers would match").await;
    page.press("Apply").await;
    page.wait("the subscribed of them", &rows(9)).await;
    chips(&page, &["Name contains roux", "Newsletter is Subscribed"]).await;
    // In its place, then away; the next one has the focus.
    page.focus(".chip[role=row]").await;
    page.keys(ENTER).await;
    page.focus(".filter-form input[type=text]:not([role=combobox])").await;
    page.ctrl('a').await;
    page.keys(&format!("m\u{fc}ller{ENTER}")).await;
    page.wait("the subscribed of another name", &rows(10)).await;
    page.focus(".chip[role=row]").await;
    page.keys(DELETE).await;
    page.wait("all subscribed", &rows(39)).await;
    chips(&page, &["Newsletter is Subscribed"]).await;
    page.wait("the focus", "return document.activeElement.innerText.includes('Subscribed')").await;
    page.keys(DELETE).await;
    page.wait("everybody", &rows(5000)).await;
    // Fields, operators and values as they are typed.
    page.focus(".grid[role=grid]").await;
    page.ctrl('/').await;
    let text = "input[aria-label='Conditions as text']";
    page.focus(text).await;
    for (typed, written) in [("gro", "group "), ("", "group = "), ("whole", "group = 'Wholesale' ")] {
        page.keys(typed).await;
        page.wait(
            "something to take",
            "return document.querySelector('.condition-list [role=option]') !== null",
        )
        .await;
        if typed == "whole" {
            let counted = "return document.querySelector('.condition-list').innerText.includes('1,250')";
            page.wait("its count", counted).await;
        }
        page.keys(&format!("{DOWN}{ENTER}")).await;
        let is = format!("return document.querySelector({}).value === {}", json!(text), json!(written));
        page.wait(written, &is).await;
    }
    page.keys(&format!("{ESCAPE}{ENTER}")).await;
    page.wait("those of the group", &rows(1250)).await;
    chips(&page, &["Group is Wholesale"]).await;
    // Nothing matches: what costs the most.
    page.focus("#keywords").await;
    page.keys("nobody at all").await;
    page.sees("No customer matches both conditions").await;
    page.sees("1,250 match without “Search for nobody at all”").await;
    page.press("Remove that condition").await;
    page.wait("those of the group", &rows(1250)).await;
    page.close().await;
}

#[tokio::test]
async fn the_overview_leads_into_the_grid() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = shop(folder.path()).await;
    page.focus(".grid[role=grid]").await;
    page.go("go", "Overview").await;
    page.wait("a month", "return document.querySelector('.months-bars [data-bar]') !== null").await;
    page.focus(".months-bars [data-bar]").await;
    page.keys(ENTER).await;
    page.wait("those of the month", &rows(5000)).await;
    chips(&page, &["Customer Since is January 2026"]).await;
    page.focus(".grid[role=grid]").await;
    page.go("go", "Overview").await;
    page.focus(".bar-list [data-bar]").await;
    page.keys(DOWN).await;
    page.wait("the next bar", "return document.activeElement.previousElementSibling?.matches('[data-bar]')")
        .await;
    page.keys(ENTER).await;
    page.wait("those of the group", &rows(1250)).await;
    page.focus(".grid[role=grid]").await;
    page.go("go", "Overview").await;
    page.focus("button[aria-label='Show as table: Orders per month']").await;
    page.keys(ENTER).await;
    page.wait("the orders of the month", "return document.querySelector('.chart-table tbody')?.innerText.replaceAll(/\\s+/g, ' ').includes('May 2026 39 39')").await;
    page.focus(".tiles li:nth-child(2) a").await;
    page.keys(ENTER).await;
    page.wait("the subscribed", &rows(39)).await;
    page.close().await;
}

#[tokio::test]
async fn findings_and_imports_lead_into_the_grid() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = shop(folder.path()).await;
    page.focus(".grid[role=grid]").await;
    page.go("gi", "Imports").await;
    page.click("a", "Customers of this import").await;
    page.wait("those of the import", &rows(5000)).await;
    chips(&page, &["Change set is 1"]).await;
    page.close().await;
}
