//! The desktop host: adapters only. No rule of the trade lives here.

// No console window beside the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod close;
mod commands;
mod dialogs;
mod logging;
mod menu;
mod native;
mod preferences;
mod surroundings;
mod window;

use std::path::PathBuf;

use clientele_app::App;
use tauri::{Emitter as _, Manager as _};

fn main() {
    let folder = std::env::current_dir().unwrap_or_default();
    let files = surroundings::files_of(std::env::args().skip(1), &folder);
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, arguments, folder| {
            let files = surroundings::files_of(arguments.into_iter().skip(1), &PathBuf::from(folder));
            window::focus(handle);
            handle.state::<native::Arrived>().add(files);
            if let Some(front) = window::front(handle) {
                let _ = handle.emit_to(front.label(), "open-files", ());
            }
        }))
        .manage(native::Arrived::default())
        .manage(menu::Shown::default())
        .plugin(tauri_plugin_store::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::start_job,
            commands::cancel_job,
            native::native
        ])
        .on_menu_event(menu::chosen)
        .setup(move |app| {
            let environment = surroundings::of(app.handle(), files)?;
            logging::start(&environment.log_folder);
            let clientele = App::new(environment);
            tauri::async_runtime::spawn({
                let clientele = clientele.clone();
                async move { clientele.open_ahead().await }
            });
            app.manage(clientele);
            window::open(app.handle())?;
            Ok(())
        })
        .on_window_event(close::ask_while_working)
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|handle, event| {
            if let tauri::RunEvent::Exit = event {
                surroundings::closed(handle);
                if let Some(app) = handle.try_state::<App>() {
                    tauri::async_runtime::block_on(app.end());
                }
            }
        }),
        Err(error) => {
            eprintln!("The window cannot be opened: {error}");
            std::process::exit(1);
        }
    }
}
