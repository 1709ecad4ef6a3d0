//! What the desktop around the page does: menu, dialogs, dropped files, a second start, closing, crashing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::driver::{Desk, Window};
use crate::story;

/// Where the menu bar's first entry lies; the last one is to its left.
const FILE: &str = "mousemove 26 14 click 1";
const HELP: &str = "mousemove 26 14 click 1 sleep 0.3 key Left";

/// Waits until something holds outside of the page.
async fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Chooses an entry of an open menu, counted from its top.
fn choose(desk: &Desk, menu: &str, entry: usize) {
    desk.pointer(menu);
    desk.pointer(&format!("key {} Return", "Down ".repeat(entry).trim_end()));
}

/// A reading that is not over when a person acts.
fn long_export(desk: &Desk) -> PathBuf {
    let mut text = String::from("email,_website,firstname,lastname,group_id\n");
    for number in 0..300_000 {
        text.push_str(&format!("c{number}@example.com,base,Anna,Roux,1\n"));
    }
    desk.file("long.csv", &text)
}

async fn quit(desk: &Desk, window: &Window<'_>) {
    desk.pointer("key ctrl+q");
    until("the program's end", || !window.runs()).await;
}

fn holds(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|all| all.contains(text))
}

#[tokio::test]
async fn a_second_start_hands_its_files_to_the_first() {
    let desk = Desk::new();
    let [customers, addresses] = story::files(&desk.path("")).try_into().expect("two files");
    let window = desk.open(&[customers]).await;
    window.start_again(&addresses);
    window.sees("Addresses · 5,000 rows").await;
    window.click("button", "Show 5,000 customers").await;
    window.wait("every row", &story::rows(5000)).await;
    window.close().await;
}

#[tokio::test]
async fn files_are_dropped_on_the_window() {
    let desk = Desk::new();
    let file = story::files(&desk.path("")).remove(0);
    let window = desk.open(&[]).await;
    window.sees("Drop an export here").await;
    let mut source = desk.drag(&file);
    let start = Instant::now();
    // A hand that holds a file moves, and a window that is busy learns of it by that.
    let mut at = [641, 640].into_iter().cycle();
    while !window.text("body").await.contains("Drop to open") {
        assert!(start.elapsed() < Duration::from_secs(60), "the window does not offer to take the file");
        desk.pointer(&format!("mousemove {} 400", at.next().unwrap_or_default()));
    }
    desk.pointer("mouseup 1");
    window.sees("Files read").await;
    window.sees("Show 5,000 customers").await;
    source.wait().expect("the drag ended");
    window.close().await;
}

#[tokio::test]
async fn the_menu_opens_files_and_shows_the_logs() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    window.sees("Drop an export here").await;
    desk.will_choose(&story::files(&desk.path(""))[0]);
    choose(&desk, FILE, 1);
    window.sees("Show 5,000 customers").await;

    choose(&desk, HELP, 3);
    until("the log folder", || desk.path("shown").exists()).await;
    let folder = PathBuf::from(fs::read_to_string(desk.path("shown")).expect("a path").trim());
    let logs: Vec<_> =
        fs::read_dir(folder).expect("the log folder").flatten().map(|entry| entry.path()).collect();
    assert!(!logs.is_empty());
    assert!(!logs.iter().any(|log| holds(log, "example.com")), "no personal data in {logs:?}");
    window.close().await;
}

#[tokio::test]
async fn what_a_person_chose_outlives_the_window() {
    let desk = Desk::new();
    let window = desk.open(&story::files(&desk.path(""))).await;
    window.sees("Show 5,000 customers").await;
    window.command("Theme: dark").await;
    window.command("Language: Français").await;
    window.sees("Fichiers lus").await;
    quit(&desk, &window).await;
    drop(window);

    let window = desk.open(&[]).await;
    window.sees("Espaces de travail récents").await;
    window.sees("5\u{202f}000").await;
    let look = "return document.documentElement.lang.startsWith('fr') && document.documentElement.dataset.colorScheme === 'dark'";
    window.wait("the chosen look", look).await;
    assert!(!window.text("body").await.contains("diagnostic"), "it was closed as it should be");
    window.close().await;
}

#[tokio::test]
async fn a_crash_is_told_at_the_next_start() {
    let desk = Desk::new();
    let window = desk.open(&story::files(&desk.path(""))).await;
    window.sees("Show 5,000 customers").await;
    let killed = Command::new("kill").args(["-KILL", &window.process().to_string()]).status();
    assert!(killed.expect("kill").success());
    drop(window);

    let window = desk.open(&[]).await;
    window.sees("Clientele ended without closing").await;
    desk.will_choose(&desk.path("diagnostics.txt"));
    window.click("button", "Write a diagnostics file…").await;
    until("the file", || holds(&desk.path("diagnostics.txt"), "Clientele")).await;
    assert!(!holds(&desk.path("diagnostics.txt"), "example.com"), "no personal data");
    window.click("button", "Dismiss").await;
    window.wait("no notice", "return !document.body.innerText.includes('without closing')").await;
    window.close().await;
}

#[tokio::test]
async fn closing_while_files_are_read_asks() {
    let desk = Desk::new();
    let long = long_export(&desk);
    let window = desk.open(&[long]).await;
    window.sees("Reading 1 file").await;
    desk.pointer("key ctrl+q");
    window.sees("A job is running").await;
    // Not by WebDriver, whose session ends with the window.
    let focus = "const all = [...document.querySelectorAll('[role=alertdialog] button')]; \
                 const stop = all.find((button) => button.innerText.trim() === 'Stop and close'); \
                 stop?.focus(); return stop !== undefined && document.activeElement === stop";
    window.wait("the button", focus).await;
    desk.pointer("key Return");
    until("the program's end", || !window.runs()).await;
    drop(window);

    let window = desk.open(&[]).await;
    window.sees("No workspace yet").await;
    window.close().await;
}
