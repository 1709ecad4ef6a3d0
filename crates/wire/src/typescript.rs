//! TypeScript for the window, generated from the operation table into `ui/src/bindings`.

use std::fmt::Write as _;
use std::path::Path;

use ts_rs::{Config, ExportError, TS, TypeVisitor};

use crate::{OPERATIONS, failure::Failure, job::JobEvent, operation};

/// Writes every type and `operations.ts` into `folder`.
///
/// # Errors
/// When a file cannot be written.
pub fn export(folder: &Path) -> Result<(), ExportError> {
    let config = Config::new().with_large_int("number").with_out_dir(folder);
    let mut exporter = Exporter { config: &config, types: Vec::new(), result: Ok(()) };
    operation::visit_types(&mut exporter);
    exporter.visit::<Failure>();
    exporter.visit::<JobEvent>();
    exporter.visit::<operation::Kind>();
    exporter.visit::<operation::Right>();
    exporter.visit::<operation::Tag>();
    exporter.result?;
    std::fs::write(folder.join("operations.ts"), operations_ts(&config, exporter.types))?;
    Ok(())
}

/// The table as TypeScript: types by operation name, and kind, right and tags as values.
fn operations_ts(config: &Config, mut types: Vec<(String, String)>) -> String {
    types.sort();
    types.dedup();
    let mut out = String::from("// Generated from crates/wire by `cargo xtask codegen`; do not edit.\n\n");
    for (name, module) in &types {
        let _ = writeln!(out, "import type {{ {name} }} from \"./{module}\";");
    }
    out.push_str("\nexport interface Operations {\n");
    for (info, [request, response]) in OPERATIONS.iter().zip(operation::type_names(config)) {
        let _ = writeln!(out, "  /** {} */", info.doc);
        let _ = writeln!(out, "  \"{}\": {{ request: {request}; response: {response} }};", info.name);
    }
    out.push_str("}\n\nexport const OPERATIONS = {\n");
    for info in OPERATIONS {
        let row = serde_json::json!({ "kind": info.kind, "right": info.right, "tags": info.tags });
        let _ = writeln!(out, "  \"{}\": {row},", info.name);
    }
    out.push_str("} as const satisfies Record<keyof Operations, { kind: Kind; right: Right; tags: readonly Tag[] }>;\n");
    out
}

struct Exporter<'a> {
    config: &'a Config,
    types: Vec<(String, String)>,
    result: Result<(), ExportError>,
}

impl TypeVisitor for Exporter<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let Some(path) = T::output_path() else { return };
        if self.result.is_ok() {
            self.result = T::export_all(self.config);
        }
        let module = path.with_extension("").to_string_lossy().into_owned();
        self.types.push((T::ident(self.config), module));
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    /// Stale bindings fail here; `CLIENTELE_CODEGEN=1` (what `cargo xtask codegen` sets) rewrites them.
    #[test]
    fn bindings_are_those_of_the_table() {
        let bindings = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings");
        if std::env::var_os("CLIENTELE_CODEGEN").is_some() {
            let _ = std::fs::remove_dir_all(&bindings);
            super::export(&bindings).expect("the bindings folder can be written");
        }
        let fresh = tempfile::tempdir().expect("a temporary folder");
        super::export(fresh.path()).expect("a temporary folder can be written");
        let read = |folder: &std::path::Path| {
            let mut files: Vec<_> = std::fs::read_dir(folder)
                .expect("the bindings are there")
                .map(|entry| entry.expect("an entry").path())
                .map(|path| (path.file_name().map(ToOwned::to_owned), std::fs::read_to_string(path).ok()))
                .collect();
            files.sort();
            files
        };
        assert_eq!(
            read(&bindings),
            read(fresh.path()),
            "run `cargo xtask codegen` and commit ui/src/bindings"
        );
    }
}
