//! The one window.

use tauri::{AppHandle, Manager as _, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Label of the window, by which its capability knows it.
pub const MAIN: &str = "main";

/// Opens the window; the window-state plugin puts it where it was.
pub fn open(handle: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::default())
        .title("Clientele")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 700.0)
        .zoom_hotkeys_enabled(true)
        .build()?;
    Ok(())
}

/// Brings the window to the front: someone started the program a second time.
pub fn focus(handle: &AppHandle) {
    if let Some(window) = main(handle) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Closes the window as a person does: it may ask first.
pub fn close(handle: &AppHandle) {
    if let Some(window) = main(handle) {
        let _ = window.close();
    }
}

/// Light or dark; the system's choice for `None`.
pub fn set_theme(handle: &AppHandle, theme: Option<&str>) -> tauri::Result<()> {
    let theme = match theme {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    };
    main(handle).map_or(Ok(()), |window| window.set_theme(theme))
}

/// The window's title.
pub fn set_title(handle: &AppHandle, title: &str) -> tauri::Result<()> {
    main(handle).map_or(Ok(()), |window| window.set_title(title))
}

/// Zoom of the page, kept within what stays usable.
pub fn set_zoom(handle: &AppHandle, factor: f64) -> tauri::Result<()> {
    main(handle).map_or(Ok(()), |window| window.set_zoom(factor.clamp(0.5, 3.0)))
}

fn main(handle: &AppHandle) -> Option<WebviewWindow> {
    handle.get_webview_window(MAIN)
}
