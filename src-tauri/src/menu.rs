//! The system's menu. Each entry of ours is an event that the page acts on by the same table as its keys.

use std::sync::{Mutex, PoisonError};

use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter as _, Manager as _, Wry};

use crate::window;

const QUIT: &str = "quit";

/// The language that the menu speaks; nothing before it was first shown.
#[derive(Default)]
pub struct Spoken(Mutex<Option<Language>>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    French,
}

/// Shows the menu in the language of a tag: French where that is spoken, else English.
pub fn show(handle: &AppHandle, tag: &str) -> tauri::Result<()> {
    let language = if tag.starts_with("fr") { Language::French } else { Language::English };
    let state = handle.state::<Spoken>();
    let mut spoken = state.0.lock().unwrap_or_else(PoisonError::into_inner);
    if *spoken != Some(language) {
        handle.set_menu(build(handle, language)?)?;
        *spoken = Some(language);
    }
    Ok(())
}

fn build(handle: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let word = |english: &'static str, french: &'static str| match language {
        Language::English => english,
        Language::French => french,
    };
    // Linux greys the system's own entry out, and on macOS it would not ask while jobs run.
    let quit =
        MenuItemBuilder::with_id(QUIT, word("Quit", "Quitter")).accelerator("CmdOrCtrl+Q").build(handle)?;
    let file = SubmenuBuilder::new(handle, word("File", "Fichier"))
        .text("open", word("Open an export…", "Ouvrir un export…"))
        .text("new-workspace", word("New workspace…", "Nouvel espace de travail…"))
        .text("connect", word("Connect to a team database…", "Se connecter à une base d’équipe…"))
        .separator()
        .text("export", word("Export…", "Exporter…"))
        .text("save-copy", word("Save a copy…", "Enregistrer une copie…"))
        .text("move-workspace", word("Move the workspace…", "Déplacer l’espace de travail…"));
    let edit = SubmenuBuilder::new(handle, word("Edit", "Édition"))
        .cut_with_text(word("Cut", "Couper"))
        .copy_with_text(word("Copy", "Copier"))
        .paste_with_text(word("Paste", "Coller"))
        .select_all_with_text(word("Select all", "Tout sélectionner"))
        .build()?;
    let help = SubmenuBuilder::new(handle, word("Help", "Aide"))
        .text("keyboard", word("Keyboard", "Clavier"))
        .text("log-folder", word("Show log folder", "Afficher le dossier des journaux"))
        .text("diagnostics", word("Write a diagnostics file…", "Écrire un fichier de diagnostic…"))
        .separator()
        .text("about", word("About Clientele", "À propos de Clientele"))
        .build()?;
    let menu = MenuBuilder::new(handle);
    // macOS expects the program's own menu first, and the way out in it.
    if cfg!(target_os = "macos") {
        let own = SubmenuBuilder::new(handle, "Clientele").about(Some(AboutMetadata::default()));
        let own = own.separator().item(&quit).build()?;
        menu.items(&[&own, &file.build()?, &edit, &help]).build()
    } else {
        menu.items(&[&file.separator().item(&quit).build()?, &edit, &help]).build()
    }
}

/// Hands a chosen entry to the page.
#[allow(clippy::needless_pass_by_value, reason = "the signature is tauri's")]
pub fn chosen(handle: &AppHandle, event: MenuEvent) {
    if *event.id() == QUIT {
        window::close(handle);
    } else {
        let _ = handle.emit_to(window::MAIN, "menu", event.id().as_ref());
    }
}
