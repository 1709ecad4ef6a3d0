//! The system's menu. Each entry of ours is an event that the page acts on by the same table as its keys.

use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, SubmenuBuilder};
use tauri::{AppHandle, Emitter as _, Wry};

use crate::window;

/// Builds the menu in the system's language: French where that is spoken, else English.
pub fn build(handle: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let french = sys_locale::get_locale().is_some_and(|locale| locale.starts_with("fr"));
    let word = |english: &'static str, in_french: &'static str| if french { in_french } else { english };
    let file = SubmenuBuilder::new(handle, word("File", "Fichier"))
        .text("open", word("Open an export…", "Ouvrir un export…"))
        .text("new-workspace", word("New workspace…", "Nouvel espace de travail…"))
        .text("save-copy", word("Save a copy…", "Enregistrer une copie…"))
        .separator()
        .close_window()
        .quit()
        .build()?;
    let edit =
        SubmenuBuilder::new(handle, word("Edit", "Édition")).cut().copy().paste().select_all().build()?;
    let help = SubmenuBuilder::new(handle, word("Help", "Aide"))
        .text("keyboard", word("Keyboard", "Clavier"))
        .text("log-folder", word("Show log folder", "Afficher le dossier des journaux"))
        .text("diagnostics", word("Write a diagnostics file…", "Écrire un fichier de diagnostic…"))
        .separator()
        .text("about", word("About Clientele", "À propos de Clientele"))
        .build()?;
    let menu = MenuBuilder::new(handle);
    // macOS expects the program's own menu first.
    let menu = if cfg!(target_os = "macos") {
        let own =
            SubmenuBuilder::new(handle, "Clientele").about(Some(AboutMetadata::default())).separator().quit();
        menu.item(&own.build()?)
    } else {
        menu
    };
    menu.items(&[&file, &edit, &help]).build()
}

/// Hands a chosen entry to the page.
#[allow(clippy::needless_pass_by_value, reason = "the signature is tauri's")]
pub fn chosen(handle: &AppHandle, event: MenuEvent) {
    let _ = handle.emit_to(window::MAIN, "menu", event.id().as_ref());
}
