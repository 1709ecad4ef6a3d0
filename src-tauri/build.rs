//! Declares the four commands, so that each has a permission of its own, and watches the built page.

fn main() {
    let page = std::path::Path::new("../ui/dist");
    if !page.join("index.html").exists() {
        std::fs::create_dir_all(page).expect("ui/dist can be made");
        std::fs::write(
            page.join("index.html"),
            "<!doctype html><title>Clientele</title>The page is not built yet.",
        )
        .expect("ui/dist can be written");
    }
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&["call", "start_job", "cancel_job", "native"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json is valid");
}
