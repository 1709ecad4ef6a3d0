//! `files.mapping`, and the mappings remembered for headers that were read before.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clientele_formats::Table;
use clientele_wire::Failure;
use clientele_wire::import::{MappedColumn, MappedTable, Mapping, MappingProblem, MappingRequest};
use clientele_wire::operation::PreviewMapping;

use crate::{Act, App, Caller, Job, failure, internal};

/// Name of the mappings in the preference store, by the fingerprint of the header.
const MAPPINGS: &str = "mappings";

impl Act for PreviewMapping {
    async fn act(_: &App, _: &Caller, _: &Job, request: MappingRequest) -> Result<MappedTable, Failure> {
        let table = look(&request.path, request.mapping).await?;
        Ok(told(&request.path, table, false))
    }
}

/// The table to make a mapping for, under the one that was remembered for its header where that still fits.
pub(super) async fn table(app: &App, path: &str, proposed: Table) -> Result<MappedTable, Failure> {
    let kept = app.environment().preferences.get(MAPPINGS).remove(&proposed.fingerprint);
    let remembered: Option<Mapping> = kept.and_then(|mapping| serde_json::from_value(mapping).ok());
    if let Some(mapping) = remembered {
        let table = look(path, mapping).await?;
        if table.problems.is_empty() {
            return Ok(told(path, table, true));
        }
    }
    Ok(told(path, proposed, false))
}

/// Keeps the mapping that a list is read by for the next list with its header.
pub(super) async fn remember(app: &App, path: &str, mapping: &Mapping) -> Result<(), Failure> {
    let fingerprint = look(path, mapping.clone()).await?.fingerprint;
    let mut kept = app.environment().preferences.get(MAPPINGS);
    kept.insert(fingerprint, serde_json::to_value(mapping).map_err(internal)?);
    let kept = app.environment().preferences.set(MAPPINGS, kept);
    kept.map_err(|error| failure::of_io(&error, "preferences.json"))
}

async fn look(path: &str, mapping: Mapping) -> Result<Table, Failure> {
    let path = PathBuf::from(path);
    let look = move || clientele_formats::look(&path, &mapping.into(), &AtomicBool::new(false));
    let looked = tokio::task::spawn_blocking(look).await;
    looked.map_err(internal)?.map_err(|error| failure::of_format(&error))
}

fn told(path: &str, table: Table, remembered: bool) -> MappedTable {
    let Table { text, encoding, separator, records, columns, mapping, problems, .. } = table;
    let column = |column: clientele_formats::TableColumn| MappedColumn {
        header: column.header,
        samples: column.samples,
        suggestion: column.suggestion,
    };
    let problem = |problem: clientele_formats::MappingProblem| MappingProblem {
        code: problem.code.to_owned(),
        subject: problem.subject,
    };
    MappedTable {
        path: path.to_owned(),
        file: file_name(path),
        text,
        encoding,
        separator,
        records,
        columns: columns.into_iter().map(column).collect(),
        mapping: mapping.into(),
        remembered,
        problems: problems.into_iter().map(problem).collect(),
    }
}

/// The name of a file without its folder.
pub(super) fn file_name(path: &str) -> String {
    Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
