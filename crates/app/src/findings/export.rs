//! `findings.export`: CSV for a spreadsheet, so cells that would run as formulas are guarded (data-formats.md 2.1).

use std::io;
use std::path::Path;

use clientele_formats::write::{Form, writer};
use clientele_wire::Failure;
use clientele_wire::finding::{Exported, FindingRow, FindingsExport};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::ExportFindings;

use super::row;
use crate::unfinished::Unfinished;
use crate::{Act, App, Caller, Job, failure};

const PAGE: usize = 1000;
const HEADER: [&str; 8] = ["code", "severity", "file", "line", "row", "column", "value", "customer"];

impl Act for ExportFindings {
    async fn act(app: &App, _: &Caller, job: &Job, request: FindingsExport) -> Result<Exported, Failure> {
        let open = app.workspace().await?;
        let failed = |error: io::Error| failure::of_io(&error, &request.path);
        let ids = open.reader.finding_ids(request.code.as_deref()).await.map_err(failure::of_read)?;
        let file = Unfinished::create(Path::new(&request.path)).map_err(failed)?;
        let form = Form::SpreadsheetCsv { separator: b',' };
        let mut table = writer(form, file.file().map_err(failed)?).map_err(failed)?;
        table.row(&HEADER).map_err(failed)?;
        for (page, ids_of_page) in ids.chunks(PAGE).enumerate() {
            job.check_cancelled()?;
            for finding in open.reader.findings(ids_of_page).await.map_err(failure::of_read)? {
                table.row(&cells(row(finding)).each_ref().map(String::as_str)).map_err(failed)?;
            }
            let done = (page * PAGE) as u64;
            job.progress(Phase::Writing, None, done, Some(ids.len() as u64), Unit::Records, done);
        }
        table.finish().map_err(failed)?;
        file.finish().map_err(failed)?;
        Ok(Exported { path: request.path, rows: ids.len() as u64 })
    }
}

fn cells(finding: FindingRow) -> [String; 8] {
    [
        finding.code,
        finding.severity,
        finding.file,
        finding.line.to_string(),
        finding.row.to_string(),
        finding.column.unwrap_or_default(),
        finding.value.unwrap_or_default(),
        finding.customer_name.unwrap_or_default(),
    ]
}
