//! Closing the last window while a job runs asks: the page shows the question and answers with `native close`.

use clientele_app::App;
use tauri::{Emitter as _, Manager as _, Window, WindowEvent};

/// Holds the window open while jobs run, and tells the page.
pub fn ask_while_working(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    // Other windows go on showing what runs.
    if window.webview_windows().len() > 1 {
        return;
    }
    let running = window.try_state::<App>().map_or(0, |app| app.jobs().running());
    if running > 0 {
        api.prevent_close();
        let _ = window.emit_to(window.label(), "close-requested", running);
    }
}
