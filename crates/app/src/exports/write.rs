//! `export.write`: the file is written beside its place and takes its name when it is whole.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use clientele_formats::labels::Language;
use clientele_formats::write::{Form, TableWriter, instant_text, money_text, writer};
use clientele_store::read::ReadError;
use clientele_store::read::export::{self, Cell, Content, Export, Notes, Row};
use clientele_wire::export::{ExportFormat, ExportNote, ExportReport, ExportRequest};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::operation::WriteExport;
use clientele_wire::{ErrorCode, Failure};

use super::shown::Shown;
use super::store_file;
use crate::unfinished::Unfinished;
use crate::workspace::Open;
use crate::{Act, App, Caller, Job, customers, failure};

/// The name that the platform gives the sheet of its customers grid (data-formats.md section 10).
const GRID_SHEET: &str = "customer_listing.xml";

impl Act for WriteExport {
    async fn act(app: &App, _: &Caller, job: &Job, request: ExportRequest) -> Result<ExportReport, Failure> {
        let open = app.workspace().await?;
        keep_workspace(&open, &request.path)?;
        let asked = export::ExportRequest {
            content: content(&open, &request).await?,
            view: customers::store_request(app, &open, &request.view).await?,
            only: request.only.as_ref().map(|only| only.iter().copied().collect()),
            except: request.except.iter().copied().collect(),
        };
        let mut export = Box::pin(open.reader.export(&asked)).await.map_err(failure::of_read)?;
        let words = match &asked.content {
            Content::Store { .. } => None,
            Content::People { fields } => {
                let now = (app.environment().clock)();
                Some(Shown::new(fields, export.directory(), language(&request)?, now))
            }
        };
        let failed = |error: io::Error| failed(&error, &request.path);
        let unfinished = Unfinished::create(Path::new(&request.path)).map_err(failed)?;
        let table = writer(form(request.format), unfinished.file().map_err(failed)?).map_err(failed)?;
        let mut writing = Writing { table, words, path: &request.path, rows: 0 };
        let written = tokio::task::block_in_place(|| writing.all(&mut export, job));
        let (rows, notes) = (writing.rows, export.notes());
        export.close().await.map_err(failure::of_read)?;
        written?;
        writing.table.finish().map_err(failed)?;
        unfinished.finish().map_err(failed)?;
        let bytes = std::fs::metadata(&request.path).map_err(failed)?.len();
        Ok(ExportReport { path: request.path, rows, bytes, notes: told(notes) })
    }
}

/// Refuses to write over the workspace itself.
fn keep_workspace(open: &Open, path: &str) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    match open.store.path().and_then(real) {
        Some(workspace) if real(Path::new(path)) == Some(workspace.clone()) => {
            Err(Failure::new(ErrorCode::ReadOnly).with("path", path).with("what", path))
        }
        _ => Ok(()),
    }
}

async fn content(open: &Open, request: &ExportRequest) -> Result<Content, Failure> {
    let columns = request.columns.clone();
    Ok(match (store_file(request.format), columns) {
        (Some(file), columns) => Content::Store { file, columns },
        (None, Some(fields)) => Content::People { fields },
        (None, None) => {
            let columns = customers::columns(open).await?.into_iter();
            Content::People {
                fields: columns.filter(|column| column.filled).map(|column| column.field).collect(),
            }
        }
    })
}

fn language(request: &ExportRequest) -> Result<Language, Failure> {
    match request.language.as_deref() {
        None | Some("en") => Ok(Language::English),
        Some("fr") => Ok(Language::French),
        Some(other) => {
            Err(Failure::new(ErrorCode::BadRequest).with("option", "language").with("value", other))
        }
    }
}

fn form(format: ExportFormat) -> Form {
    match format {
        ExportFormat::Customers
        | ExportFormat::Addresses
        | ExportFormat::Combined
        | ExportFormat::Finances => Form::PlatformCsv,
        ExportFormat::GridCsv => Form::SpreadsheetCsv { separator: b',' },
        ExportFormat::GridXml => Form::ExcelXml { sheet: GRID_SHEET.to_owned() },
        ExportFormat::Xlsx => Form::Xlsx { sheet: "Customers".to_owned() },
    }
}

/// What is too much for a workbook, another form has room for.
fn failed(error: &io::Error, path: &str) -> Failure {
    match error.kind() {
        io::ErrorKind::InvalidInput => Failure::new(ErrorCode::SheetFull).with("what", error),
        _ => failure::of_io(error, path),
    }
}

/// A table while it is being written.
struct Writing<'a> {
    table: Box<dyn TableWriter + Send>,
    /// Of a table for people.
    words: Option<Shown>,
    path: &'a str,
    rows: u64,
}

/// Why writing stops.
struct Stop(Failure);

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self(failure::of_read(error))
    }
}

impl Writing<'_> {
    fn all(&mut self, export: &mut Export, job: &Job) -> Result<(), Failure> {
        let header = export.header().to_vec();
        let header = match &self.words {
            Some(words) => words.header(),
            None => header.iter().map(String::as_str).collect(),
        };
        self.table.row(&header).map_err(|error| failed(&error, self.path))?;
        loop {
            job.check_cancelled()?;
            let more = export.step(|row| self.row(&row)).map_err(|Stop(failure)| failure)?;
            let (done, total) = (export.done(), export.total());
            job.progress(Phase::Writing, None, done, Some(total), Unit::Records, self.rows);
            if !more {
                return Ok(());
            }
        }
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        let texts: Vec<Cow<'_, str>> = match &self.words {
            Some(words) => words.texts(row),
            None => row.cells.iter().map(|cell| text(*cell)).collect(),
        };
        let cells: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        self.table.row(&cells).map_err(|error| Stop(failed(&error, self.path)))?;
        self.rows += 1;
        Ok(())
    }
}

/// A cell of a file for the store.
fn text(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Instant(at) => Cow::Owned(instant_text(at)),
        Cell::Money(amount) => Cow::Owned(money_text(amount)),
    }
}

/// The notes that count anything.
fn told(notes: Notes) -> Vec<ExportNote> {
    let counts = [
        ("website_unknown", notes.website_unknown),
        ("required_missing", notes.required_missing),
        ("group_unknown", notes.group_unknown),
        ("store_unknown", notes.store_unknown),
        ("addresses_anew", notes.addresses_anew),
        ("secrets_left_out", notes.secrets_left_out),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts.map(|(code, count)| ExportNote { code: code.to_owned(), count }).collect()
}
