//! `plan.export`: rows of the plan for people, as CSV for a spreadsheet or as JSON.

use std::io::{self, Write as _};
use std::path::Path;

use clientele_formats::write::{Form, TableWriter, instant_text, money_text, writer};
use clientele_wire::customer::{Cell, ColumnKind};
use clientele_wire::finding::Exported;
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::ExportPlan;
use clientele_wire::plan::{Change, FieldChange, PlanExportRequest, PlanRow};
use clientele_wire::{ErrorCode, Failure};

use super::look::rows;
use super::words;
use crate::unfinished::Unfinished;
use crate::{Act, App, Caller, Job, failure};

/// Rows looked up at once.
const PAGE: usize = 400;
const HEADER: [&str; 8] = ["change", "subject", "name", "email", "file", "line", "applied", "what"];

impl Act for ExportPlan {
    async fn act(app: &App, _: &Caller, job: &Job, request: PlanExportRequest) -> Result<Exported, Failure> {
        let failed = |error: io::Error| failure::of_io(&error, &request.path);
        let mut waiting = app.plan().await?;
        let indexes = waiting.select(words::filter(request.filter)).await?;
        let unfinished = Unfinished::create(Path::new(&request.path)).map_err(failed)?;
        let file = unfinished.file().map_err(failed)?;
        let mut out = match request.format.as_str() {
            "csv" => Out::Csv(writer(Form::SpreadsheetCsv { separator: b',' }, file).map_err(failed)?),
            "json" => Out::Json { file: io::BufWriter::new(file), first: true },
            other => {
                return Err(Failure::new(ErrorCode::BadRequest)
                    .with("option", "format")
                    .with("value", other));
            }
        };
        out.begin().map_err(failed)?;
        for (page, part) in indexes.chunks(PAGE).enumerate() {
            job.check_cancelled()?;
            for row in rows(&mut waiting, part, usize::MAX).await? {
                out.row(&row).map_err(failed)?;
            }
            let done = (page * PAGE) as u64;
            job.progress(Phase::Writing, None, done, Some(indexes.len() as u64), Unit::Records, done);
        }
        out.end().map_err(failed)?;
        unfinished.finish().map_err(failed)?;
        Ok(Exported { path: request.path, rows: indexes.len() as u64 })
    }
}

enum Out {
    Csv(Box<dyn TableWriter + Send>),
    Json { file: io::BufWriter<std::fs::File>, first: bool },
}

impl Out {
    fn begin(&mut self) -> io::Result<()> {
        match self {
            Self::Csv(table) => table.row(&HEADER),
            Self::Json { file, .. } => file.write_all(b"["),
        }
    }

    fn row(&mut self, row: &PlanRow) -> io::Result<()> {
        match self {
            Self::Csv(table) => table.row(&cells(row).each_ref().map(String::as_str)),
            Self::Json { file, first } => {
                file.write_all(if *first { b"\n" } else { b",\n" })?;
                *first = false;
                serde_json::to_writer(file, row).map_err(io::Error::other)
            }
        }
    }

    fn end(self) -> io::Result<()> {
        match self {
            Self::Csv(table) => table.finish(),
            Self::Json { mut file, .. } => {
                file.write_all(b"\n]\n")?;
                file.flush()
            }
        }
    }
}

/// What happens, in the words of the contract.
fn cells(row: &PlanRow) -> [String; 8] {
    let what = match &row.first_finding {
        Some(finding) if row.change == Change::Refused => {
            let place = finding.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
            let value = finding.value.as_ref().map(|value| format!(": {value}")).unwrap_or_default();
            format!("{}{place}{value}", finding.code)
        }
        _ => row.fields.iter().map(told).collect::<Vec<_>>().join("; "),
    };
    [
        word(row.change),
        word(row.subject),
        row.name.clone(),
        row.email.clone(),
        row.file.clone().unwrap_or_default(),
        row.line.map(|line| line.to_string()).unwrap_or_default(),
        (if row.included { "yes" } else { "no" }).to_owned(),
        what,
    ]
}

fn told(field: &FieldChange) -> String {
    let [before, after] = [&field.before, &field.after].map(|cell| text(cell, field.kind));
    format!("{}: {before} → {after}", field.field)
}

fn text(cell: &Cell, kind: ColumnKind) -> String {
    match (cell, kind) {
        (Cell::Null, _) => String::new(),
        (Cell::Text(text), _) => text.clone(),
        (Cell::Number(number), ColumnKind::Instant) => instant_text(whole(*number)),
        (Cell::Number(number), ColumnKind::Money) => money_text(whole(*number)),
        (Cell::Number(number), _) => number.to_string(),
    }
}

/// Every number on the wire stays below 2^53.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers on the wire stay below 2^53")]
fn whole(number: f64) -> i64 {
    number as i64
}

fn word(word: impl serde::Serialize) -> String {
    let word = serde_json::to_value(word).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}
