//! Stories in the real window.

use std::path::{Path, PathBuf};

use super::driver::{Desk, Window};
use crate::story;

#[tokio::test]
async fn the_main_job_in_the_real_window() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = Desk::new();
    let window = desk.open(&story::files(folder.path())).await;
    story::main_job(&window).await;
    assert!(desk.path("data/org.clientele.desktop").exists(), "the program keeps to its own folder");
    window.close().await;
}

#[tokio::test]
async fn a_later_export_is_reviewed_in_the_real_window() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    desk.will_choose(&story::later(&desk.path("")));
    window.ctrl('o').await;
    story::review(&window).await;
    window.close().await;
}

#[tokio::test]
async fn a_list_of_another_program_is_mapped_in_the_real_window() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    desk.will_choose(&story::list(&desk.path("")));
    window.ctrl('o').await;
    story::mapping(&window).await;
    window.close().await;
}

#[tokio::test]
async fn a_grid_meets_a_main_file_in_the_real_window() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    desk.will_choose(&story::grid(&desk.path("")));
    window.ctrl('o').await;
    story::grid_meets_main_file(&window).await;
    window.close().await;
}

#[tokio::test]
async fn what_is_exported_is_read_again_in_the_real_window() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    for (form, column, name) in
        [("customers", "group_id", "people.csv"), ("addresses", "postcode", "places.csv")]
    {
        desk.will_choose(&desk.path(name));
        window.command("Export…").await;
        window.focus(&format!("input[type=radio][value={form}]")).await;
        window.keys(" ").await;
        window.sees(column).await;
        window.press("Export 5,000 customers…").await;
        window.sees(&format!("{name} is written")).await;
    }
    let both = ["people.csv", "places.csv"].map(|name| desk.path(name).display().to_string());
    desk.file("dialogs", &both.join("|"));
    window.ctrl('o').await;
    window.sees("10,000 rows").await;
    window.sees("Nothing changed: the workspace already held all of it.").await;
    window.close().await;
}

#[tokio::test]
async fn views_and_the_manual_in_the_real_window() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    story::views(&window).await;
    story::manual(&window).await;
    window.close().await;
}

#[tokio::test]
async fn a_second_window_shows_the_same_workspace() {
    let desk = Desk::new();
    let window = filled(&desk).await;
    desk.sees_windows("customer", 1);
    window.focus(".grid[role=grid]").await;
    window.ctrl('\u{e007}').await; // Enter
    // Its title is that of the workspace: it found it open.
    desk.sees_windows("customer", 2);
    // What began with files does not read them again.
    window.command("Imports").await;
    window.wait("two files", "return document.querySelectorAll('.grid-row').length === 2").await;
    window.command("All customers").await;
    window.wait("every row here", &story::rows(5000)).await;
    window.close().await;
}

/// From the start page to a file with the customers that were ticked, without the pointer.
#[tokio::test]
async fn the_keyboard_alone_leads_from_the_start_page_to_an_exported_selection() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    window.sees("Drop an export here").await;
    let files = story::files(&desk.path(""));
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    desk.file("dialogs", &names.join("|"));
    window.ctrl('o').await;
    window.press("Show 5,000 customers").await;
    window.wait("every row", &story::rows(5000)).await;

    window.focus(".grid[role=grid]").await;
    window.keys("/").await;
    window.wait("the search", "return document.activeElement?.type === 'search'").await;
    window.keys("c77@").await;
    window.wait("one customer", &story::rows(1)).await;
    window.focus(".grid[role=grid]").await;
    window.keys("x").await;
    window.sees("1 of 1 selected").await;
    desk.will_choose(&desk.path("chosen.csv"));
    window.command("Export…").await;
    window.focus("input[type=radio][value=customers]").await;
    window.keys(" ").await;
    window.press("Export 1 customer…").await;
    window.sees("chosen.csv is written").await;
    let written = std::fs::read_to_string(desk.path("chosen.csv")).expect("it is there");
    assert_eq!(written.lines().count(), 2, "{written}");
    assert!(written.contains("c77@example.com"), "{written}");
    window.close().await;
}

/// The program on the shop's files, its customers in sight.
async fn filled(desk: &Desk) -> Window<'_> {
    let window = desk.open(&story::files(&desk.path(""))).await;
    window.click("button", "Show 5,000 customers").await;
    window.wait("every row", &story::rows(5000)).await;
    window
}

/// The exports of a real shop lie beside the project where it is made, not in it.
#[tokio::test]
async fn the_exports_of_a_real_shop() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples/exports-2.4.7");
    let file = |kind: &str| folder.join(format!("{kind}_multisite_customattrs_2.4.7-p3.csv"));
    let files: Vec<PathBuf> = ["customer_address", "customer"].map(file).to_vec();
    if !files.iter().all(|file| file.exists()) {
        println!("skipped: the samples are not here");
        return;
    }
    let desk = Desk::new();
    let window = desk.open(&files).await;
    window.sees("Files read").await;
    window.click("button", "Show 6,326 customers").await;
    window.wait("every row", &story::rows(6326)).await;
    window.close().await;
}
