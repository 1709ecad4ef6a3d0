//! `findings.export`: CSV for a spreadsheet, so cells that would run as formulas are guarded (data-formats.md 2.1).

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clientele_wire::Failure;
use clientele_wire::finding::{ExportRequest, Exported, FindingRow};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::ExportFindings;

use super::row;
use crate::{Act, App, Caller, Job, failure};

const PAGE: usize = 1000;

impl Act for ExportFindings {
    async fn act(app: &App, _: &Caller, job: &Job, request: ExportRequest) -> Result<Exported, Failure> {
        let open = app.workspace().await?;
        let failed = |error: io::Error| failure::of_io(&error, &request.path);
        let ids = open.reader.finding_ids(request.code.as_deref()).await.map_err(failure::of_read)?;
        let mut file = Unfinished::create(Path::new(&request.path)).map_err(failed)?;
        file.line(
            &["code", "severity", "file", "line", "row", "column", "value", "customer"]
                .map(ToOwned::to_owned),
        )
        .map_err(failed)?;
        for (page, ids_of_page) in ids.chunks(PAGE).enumerate() {
            job.check_cancelled()?;
            for finding in open.reader.findings(ids_of_page).await.map_err(failure::of_read)? {
                file.line(&cells(row(finding))).map_err(failed)?;
            }
            let done = (page * PAGE) as u64;
            job.progress(Phase::Writing, None, done, Some(ids.len() as u64), Unit::Records, done);
        }
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

/// A file that takes its name when it is whole, and leaves nothing behind otherwise.
struct Unfinished {
    out: Option<BufWriter<File>>,
    part: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    fn create(path: &Path) -> io::Result<Self> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut out = BufWriter::new(File::create(&part)?);
        // A byte order mark tells spreadsheets that this is UTF-8.
        out.write_all("\u{feff}".as_bytes())?;
        Ok(Self { out: Some(out), part, path: path.to_owned() })
    }

    fn line(&mut self, cells: &[String]) -> io::Result<()> {
        let Some(out) = &mut self.out else { return Ok(()) };
        let row: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        write!(out, "{}\r\n", row.join(","))
    }

    fn finish(mut self) -> io::Result<()> {
        let file = self
            .out
            .take()
            .map(|out| out.into_inner().map_err(io::IntoInnerError::into_error))
            .transpose()?;
        file.map_or(Ok(()), |file| file.sync_all())?;
        std::fs::rename(&self.part, &self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.part);
    }
}

fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { " " } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
