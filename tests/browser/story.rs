//! Stories in a browser.

use std::path::Path;

use serde_json::json;

use super::axe;
use super::driver::Browser;
use crate::story;

#[tokio::test]
async fn the_main_job_in_a_browser() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let browser = Browser::open(&story::files(folder.path()), (1280, 800)).await;
    story::main_job(&browser).await;
    browser.close().await;
}

/// A window of 1280 x 800 at a zoom of 200 %.
const ZOOMED: (u32, u32) = (640, 400);

#[tokio::test]
async fn at_twice_the_size_panels_open_over_their_lists_and_toasts_cover_no_bar() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = Browser::open(&story::files(folder.path()), ZOOMED).await;
    page.sees("Files read").await;
    let later = story::later(folder.path());
    for _ in 0..2 {
        page.value(&format!("window.prompt = () => {}; return 0", json!(later))).await;
        page.ctrl('o').await;
        page.sees("2 of 2 changes will be applied").await;
        page.wait("all of it", "return document.querySelector('[role=progressbar]') === null").await;
    }
    page.sees("The plan before it was dropped").await;
    let clear = "const [toast, bar] = ['[role=alertdialog]', '.dock'].map((css) => document.querySelector(css)?.getBoundingClientRect());
                 return toast !== undefined && bar !== undefined && toast.bottom <= bar.top";
    page.wait("the toast above the apply bar", clear).await;
    assert_eq!(page.value("return document.querySelector('.grid').offsetWidth > 500").await, json!(true));
    let panel = "document.querySelector('.panel')?.offsetParent";
    page.wait("no panel", &format!("return {panel} === null")).await;
    axe::check(&page, "review-zoomed").await;
    page.focus("button[aria-label=Details]").await;
    page.keys(" ").await;
    page.wait("the panel", &format!("return {panel} !== null")).await;
    let within = "const { left, right } = document.querySelector('.panel').getBoundingClientRect(); return left >= 56 && right <= innerWidth";
    assert_eq!(page.value(within).await, json!(true));
    axe::check(&page, "review-panel-zoomed").await;
    page.keys("\u{e00c}").await; // Escape
    page.wait("no panel again", &format!("return {panel} === null")).await;
    let back = "return document.activeElement?.getAttribute('aria-label') === 'Details'";
    assert_eq!(page.value(back).await, json!(true));
    page.command("All customers").await;
    page.focus(".grid[role=grid]").await;
    page.keys("x").await;
    page.sees("1 of 5,000 selected").await;
    page.wait("the toast above the selection bar", clear).await;
    page.close().await;
}

#[tokio::test]
async fn views_and_the_manual_in_a_browser() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let browser = Browser::open(&story::files(folder.path()), (1280, 800)).await;
    browser.sees("Files read").await;
    browser.click("button", "Show 5,000 customers").await;
    browser.wait("every row", &story::rows(5000)).await;
    story::views(&browser).await;
    copied(&browser).await;
    story::manual(&browser).await;
    browser.close().await;
}

/// Selected rows are copied as a table, under their headers.
async fn copied(page: &Browser) {
    page.value("window.copied = ''; navigator.clipboard.write = async ([item]) => { window.copied = await (await item.getType('text/plain')).text(); }; return 0").await;
    page.focus(".grid[role=grid]").await;
    page.keys("x\u{e008}\u{e015}\u{e000}").await; // Shift, Down
    page.sees("2 of 5,000 selected").await;
    page.keys("\u{e009}\u{e008}c\u{e000}").await; // Ctrl, Shift
    page.sees("2 rows copied").await;
    let copied = page
        .value("return window.copied.split('\\n').map((row) => row.split('\\t').slice(0, 3).join('|'))")
        .await;
    assert_eq!(copied.as_array().map(Vec::len), Some(3), "{copied}");
    assert!(copied[0].as_str().is_some_and(|header| header.starts_with("Name|")), "{copied}");
    page.keys("\u{e00c}").await; // Escape
}

/// How a language calls what the walk through it looks for.
struct Words {
    language: &'static str,
    themes: [&'static str; 2],
    next: &'static str,
    findings: &'static str,
    overview: &'static str,
    imports: &'static str,
    activity: &'static str,
    settings: &'static str,
    customers: &'static str,
    export: &'static str,
    cancel: &'static str,
    exports: &'static str,
    orders: &'static str,
    subscribers: &'static str,
    review: &'static str,
    mapping: &'static str,
    about: &'static str,
    save_as: &'static str,
    manual: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    themes: ["Theme: light", "Theme: dark"],
    next: "Language: Français",
    findings: "Findings",
    overview: "Overview",
    imports: "Imports",
    activity: "Activity",
    settings: "Settings",
    customers: "All customers",
    export: "Export…",
    cancel: "Cancel",
    exports: "Exports",
    orders: "Orders",
    subscribers: "Newsletter subscribers",
    review: "Review import",
    mapping: "What the columns hold",
    about: "About Clientele",
    save_as: "Save view as",
    manual: "Manual",
};

const FRENCH: Words = Words {
    language: "fr",
    themes: ["Thème\u{202f}: clair", "Thème\u{202f}: sombre"],
    next: "Langue\u{202f}: English",
    findings: "Anomalies",
    overview: "Vue d’ensemble",
    imports: "Imports",
    activity: "Activité",
    settings: "Paramètres",
    customers: "Tous les clients",
    export: "Exporter…",
    cancel: "Annuler",
    exports: "Exports",
    orders: "Commandes",
    subscribers: "Abonnés à la newsletter",
    review: "Vérifier l’import",
    mapping: "Contenu des colonnes",
    about: "À propos de Clientele",
    save_as: "Enregistrer la vue sous",
    manual: "Manuel",
};

#[tokio::test]
async fn every_screen_is_accessible_in_both_themes_and_languages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for size in [(1280, 800), (1024, 700)] {
        let start = Browser::open(&[], size).await;
        start.sees("Recent workspaces").await;
        axe::check(&start, &format!("start-en-{}", size.0)).await;
        start.close().await;
        let files =
            [story::files(folder.path()), story::orders_and_subscribers(folder.path()).into()].concat();
        let browser = Browser::open(&files, size).await;
        browser.sees("Files read").await;
        axe::check(&browser, &format!("summary-en-{}", size.0)).await;
        for words in [ENGLISH, FRENCH] {
            for (theme, command) in ["light", "dark"].into_iter().zip(words.themes) {
                browser.command(command).await;
                let suffix = format!("{}-{theme}-{}", words.language, size.0);
                walk(&browser, &words, &suffix).await;
                later_files(&browser, &words, folder.path(), &suffix).await;
            }
            browser.command(words.next).await;
        }
        browser.close().await;
    }
}

/// Looks at every screen of a workspace.
async fn walk(page: &Browser, words: &Words, suffix: &str) {
    let look = async |name: &str| axe::check(page, &format!("{name}-{suffix}")).await;
    page.command(words.customers).await;
    page.wait("every row", &story::rows(5000)).await;
    page.sees("Anna Roux").await;
    page.focus(".grid[role=grid]").await;
    look("customers").await;
    page.keys("\u{e013}\u{e007}").await; // Up into the header, Enter
    page.wait("the column's menu", "return document.querySelector('[role=menu]') !== null").await;
    look("column").await;
    page.keys("\u{e00c}").await;
    page.wait("no menu", "return document.querySelector('[role=menu]') === null").await;
    page.focus(".grid[role=grid]").await;
    page.keys("\u{e015}").await; // Down
    page.keys(" ").await;
    page.wait("the peek", "return document.querySelector('.peek') !== null").await;
    look("peek").await;
    page.keys("\u{e00c}").await; // Escape
    page.focus(".view-button").await;
    page.keys("\u{e007}").await; // Enter
    page.wait("the views", "return document.querySelector('[role=menu]') !== null").await;
    look("views").await;
    page.keys("\u{e00c}").await;
    page.wait("no menu", "return document.querySelector('[role=menu]') === null").await;
    page.command(words.save_as).await;
    page.focus("[role=dialog] input").await;
    look("view-name").await;
    page.keys("\u{e00c}").await;
    page.wait("no dialog", "return document.querySelector('[role=dialog]') === null").await;
    page.focus(".grid[role=grid]").await;
    page.keys("f").await;
    page.wait("the filter", "return document.querySelector('.filter-form') !== null").await;
    look("filter").await;
    page.keys("\u{e00c}").await;
    page.ctrl('/').await;
    page.focus(".condition input").await;
    page.keys("gro").await;
    let offered = "return document.querySelector('.condition-list [role=option]') !== null";
    page.wait("what can stand there", offered).await;
    look("completion").await;
    page.keys("\u{e00c}").await;
    page.ctrl('a').await;
    page.keys("group = 'General' AND email = 'x'\u{e007}").await;
    page.wait("nobody", "return document.querySelector('.empty-acts') !== null").await;
    look("nothing").await;
    page.ctrl('a').await;
    page.keys("\u{e003}\u{e007}").await; // Backspace, Enter
    page.wait("every row", &story::rows(5000)).await;
    page.ctrl('/').await;
    page.focus(".grid[role=grid]").await;
    page.keys("\u{e007}").await; // Enter
    page.wait("the customer", "return document.querySelector('h1')?.innerText.includes('Anna Roux')").await;
    page.sees("customer.csv").await;
    look("customer").await;
    for (name, title) in [
        ("overview", words.overview),
        ("findings", words.findings),
        ("imports", words.imports),
        ("activity", words.activity),
        ("exports", words.exports),
        ("orders", words.orders),
        ("subscribers", words.subscribers),
        ("settings", words.settings),
        ("manual", words.manual),
    ] {
        page.command(title).await;
        let shown = format!("return document.querySelector('h1')?.innerText.includes('{title}')");
        page.wait(title, &shown).await;
        look(name).await;
    }
    page.ctrl('k').await;
    page.focus(".palette-field input").await;
    look("palette").await;
    page.keys("\u{e00c}").await;
    page.command(words.about).await;
    page.wait("the dialog", "return document.querySelector('[role=dialog]') !== null").await;
    look("about").await;
    page.keys("\u{e00c}").await;
    page.wait("no dialog", "return document.querySelector('[role=dialog]') === null").await;
}

/// Looks at the screens that files opened later lead to, and at the dialog of exports.
async fn later_files(page: &Browser, words: &Words, folder: &Path, suffix: &str) {
    for (name, file, title) in
        [("mapping", story::list(folder), words.mapping), ("review", story::later(folder), words.review)]
    {
        page.value(&format!("window.prompt = () => {}; return 0", json!(file))).await;
        page.ctrl('o').await;
        let shown = format!("return document.querySelector('h1')?.innerText.includes({})", json!(title));
        page.wait(title, &shown).await;
        page.wait("all of it", "return document.querySelector('[role=progressbar]') === null").await;
        axe::check(page, &format!("{name}-{suffix}")).await;
        if name == "mapping" {
            page.press(words.cancel).await;
        }
    }
    page.command(words.customers).await;
    page.focus(".grid[role=grid]").await;
    page.command(words.export).await;
    page.wait("the dialog", "return document.querySelector('[role=dialog]') !== null").await;
    axe::check(page, &format!("export-{suffix}")).await;
    page.keys("\u{e00c}").await; // Escape
    page.wait("no dialog", "return document.querySelector('[role=dialog]') === null").await;
}
