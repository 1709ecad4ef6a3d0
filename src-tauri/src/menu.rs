//! The system's menu, as the page tells it from the one table of commands that feeds its keys, palette and help. A chosen
//! entry is an event that the page acts on by that table.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter as _, Manager as _, WebviewWindow, Wry};

use crate::window;

const QUIT: &str = "quit";

/// What the page wants in the menu.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Model {
    menus: Vec<SubmenuModel>,
    /// How the way out is called.
    quit: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct SubmenuModel {
    id: String,
    title: String,
    /// Groups, between which lines are drawn.
    groups: Vec<Vec<EntryModel>>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct EntryModel {
    /// A command of the page, or `cut`, `copy`, `paste`, `select_all` for the system's own.
    id: String,
    title: String,
    /// In the notation of accelerators; absent where the keys belong to text fields first.
    accelerator: Option<String>,
    enabled: bool,
}

/// The menus shown, by window.
#[derive(Default)]
pub struct Shown(Mutex<HashMap<String, ShownMenu>>);

struct ShownMenu {
    model: Model,
    entries: HashMap<String, MenuItem<Wry>>,
}

/// Shows the menu in a window. Where only what can be done now differs, nothing is built anew.
pub fn show(window: &WebviewWindow, model: Model) -> tauri::Result<()> {
    let state = window.state::<Shown>();
    let mut shown = state.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(now) = shown.get_mut(window.label()).filter(|now| skeleton(&now.model) == skeleton(&model)) {
        for entry in entries(&model) {
            if let Some(item) = now.entries.get(&entry.id) {
                item.set_enabled(entry.enabled)?;
            }
        }
        now.model = model;
        return Ok(());
    }
    let mut items = HashMap::new();
    let menu = build(window.app_handle(), &model, &mut items)?;
    // macOS has one menu for the whole program.
    if cfg!(target_os = "macos") {
        window.app_handle().set_menu(menu)?;
    } else {
        window.set_menu(menu)?;
    }
    shown.insert(window.label().to_owned(), ShownMenu { model, entries: items });
    Ok(())
}

fn entries(model: &Model) -> impl Iterator<Item = &EntryModel> {
    model.menus.iter().flat_map(|menu| menu.groups.iter().flatten())
}

/// All but whether entries can be chosen.
fn skeleton(model: &Model) -> Vec<(&str, &str, Option<&str>)> {
    let titles = model.menus.iter().map(|menu| (menu.id.as_str(), menu.title.as_str(), None));
    let all = entries(model);
    titles
        .chain(all.map(|entry| (entry.id.as_str(), entry.title.as_str(), entry.accelerator.as_deref())))
        .chain([("quit", model.quit.as_str(), None)])
        .collect()
}

fn build(
    handle: &AppHandle,
    model: &Model,
    items: &mut HashMap<String, MenuItem<Wry>>,
) -> tauri::Result<Menu<Wry>> {
    // Linux greys the system's own entry out, and on macOS it would not ask while jobs run.
    let quit = MenuItemBuilder::with_id(QUIT, &model.quit).accelerator("CmdOrCtrl+Q").build(handle)?;
    let mut menus = MenuBuilder::new(handle);
    // macOS expects the program's own menu first, and the way out in it.
    if cfg!(target_os = "macos") {
        let own = SubmenuBuilder::new(handle, "Clientele").about(Some(AboutMetadata::default()));
        menus = menus.item(&own.separator().item(&quit).build()?);
    }
    for menu in &model.menus {
        let mut submenu = SubmenuBuilder::new(handle, &menu.title);
        for (place, group) in menu.groups.iter().filter(|group| !group.is_empty()).enumerate() {
            if place > 0 {
                submenu = submenu.separator();
            }
            for entry in group {
                submenu = match entry.id.as_str() {
                    "cut" => submenu.cut_with_text(&entry.title),
                    "copy" => submenu.copy_with_text(&entry.title),
                    "paste" => submenu.paste_with_text(&entry.title),
                    "select_all" => submenu.select_all_with_text(&entry.title),
                    id => {
                        let mut item = MenuItemBuilder::with_id(id, &entry.title).enabled(entry.enabled);
                        if let Some(keys) = &entry.accelerator {
                            item = item.accelerator(keys);
                        }
                        let item = item.build(handle)?;
                        items.insert(id.to_owned(), item.clone());
                        submenu.item(&item)
                    }
                };
            }
        }
        if menu.id == "file" && !cfg!(target_os = "macos") {
            submenu = submenu.separator().item(&quit);
        }
        menus = menus.item(&submenu.build()?);
    }
    menus.build()
}

/// Hands a chosen entry to the page of the window in front.
#[allow(clippy::needless_pass_by_value, reason = "the signature is tauri's")]
pub fn chosen(handle: &AppHandle, event: MenuEvent) {
    if *event.id() == QUIT {
        window::close_all(handle);
    } else if let Some(front) = window::front(handle) {
        let _ = handle.emit_to(front.label(), "menu", event.id().as_ref());
    }
}
