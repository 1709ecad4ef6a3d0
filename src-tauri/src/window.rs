//! The windows: one at the start, and as many more on the same workspace as a person opens.

use std::sync::atomic::{AtomicU32, Ordering};

use tauri::{AppHandle, Manager as _, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Label of the first window. Its capability knows the others by what their labels begin with.
pub const MAIN: &str = "main";

/// Opens the first window; the window-state plugin puts it where it was.
pub fn open(handle: &AppHandle) -> tauri::Result<()> {
    build(handle, MAIN, WebviewUrl::default())
}

/// Opens another window at an address of the page: a path with its query.
pub fn open_another(handle: &AppHandle, address: &str) -> tauri::Result<()> {
    static NEXT: AtomicU32 = AtomicU32::new(2);
    let label = format!("{MAIN}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    build(handle, &label, WebviewUrl::App(address.trim_start_matches('/').into()))
}

fn build(handle: &AppHandle, label: &str, url: WebviewUrl) -> tauri::Result<()> {
    WebviewWindowBuilder::new(handle, label, url)
        .title("Clientele")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 700.0)
        .zoom_hotkeys_enabled(true)
        .build()?;
    Ok(())
}

/// The window that a person works in: the one with the focus, else the first, else any.
pub fn front(handle: &AppHandle) -> Option<WebviewWindow> {
    let windows = handle.webview_windows();
    let focused = windows.values().find(|window| window.is_focused().unwrap_or(false));
    focused.or_else(|| windows.get(MAIN)).or_else(|| windows.values().next()).cloned()
}

/// Whether any of them has the focus.
pub fn is_any_focused(handle: &AppHandle) -> bool {
    handle.webview_windows().values().any(|window| window.is_focused().unwrap_or(false))
}

/// Brings the window in front to the front: someone started the program a second time.
pub fn focus(handle: &AppHandle) {
    if let Some(window) = front(handle) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Closes all windows as a person does: the last one may ask first.
pub fn close_all(handle: &AppHandle) {
    for window in handle.webview_windows().values() {
        let _ = window.close();
    }
}

/// Light or dark; the system's choice for `None`.
pub fn set_theme(window: &WebviewWindow, theme: Option<&str>) -> tauri::Result<()> {
    window.set_theme(match theme {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    })
}

/// Zoom of the page, kept within what stays usable.
pub fn set_zoom(window: &WebviewWindow, factor: f64) -> tauri::Result<()> {
    window.set_zoom(factor.clamp(0.5, 3.0))
}
