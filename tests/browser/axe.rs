//! Accessibility by axe-core, which the page's development packages bring.

use std::path::Path;

use serde_json::json;

use crate::page::Page;

const RUN: &str = "const done = arguments[arguments.length - 1];
    const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`;
    axe.run({ resultTypes: ['violations'] }).then(({ violations }) => done(violations.map(told)), (error) => done([String(error)]))";

/// Asserts that axe has nothing to say against what the page shows. With `CLIENTELE_SCREENSHOTS=FOLDER` also keeps a
/// picture of it there.
pub async fn check(page: &Page, name: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let script = std::fs::read_to_string(script).expect("npm packages are installed");
    page.value(&format!("if (!window.axe) {{ {script} }} return 0")).await;
    if let Some(folder) = std::env::var_os("CLIENTELE_SCREENSHOTS") {
        let file = Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(file, page.picture().await).expect("the picture is written");
    }
    assert_eq!(page.later(RUN).await, json!([]), "{name}");
}
