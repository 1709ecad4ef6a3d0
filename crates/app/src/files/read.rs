//! One file from the disk into an import: read on one thread, written on another.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use clientele_domain::batch::{self, Batch};
use clientele_domain::file::Kind;
use clientele_formats::{Ending, FormatError, Opened, ReadOptions, Reader};
use clientele_store::{Import, NameQuestion, NamesTold, NewSource, SourceEnd, Survey};
use clientele_wire::customer::Cell;
use clientele_wire::import::{Choice, ImportedFile, Preview, Question};
use clientele_wire::job::{Phase, Unit};
use clientele_wire::{ErrorCode, Failure};

use super::open::Recognised;
use crate::{Job, failure, internal};

/// Batches between the two threads: enough to even out, few enough to stay small.
const BATCHES: usize = 4;
/// Rows shown while the rest is read.
const PREVIEW_ROWS: usize = 100;

/// Goes through a file for what it calls websites and groups, where that must be known before its rows are taken. Returns
/// what a person must tell.
pub(super) async fn survey(
    (kind, path, options): (Kind, &str, ReadOptions),
    import: &mut Import,
    told: &NamesTold,
    job: &Job,
) -> Result<Vec<Question>, Failure> {
    if !import.is_surveyed(kind) {
        return Ok(Vec::new());
    }
    let (again, cancel) = (PathBuf::from(path), job.cancel_flag());
    let opened = tokio::task::spawn_blocking(move || clientele_formats::open(&again, &options, &cancel));
    let opened = opened.await.map_err(internal)?.map_err(|error| failure::of_format(&error))?;
    let Opened::Reader(reader) = opened else {
        return Err(Failure::new(ErrorCode::FileUnreadable).with("file", path));
    };
    let name = reader.name().to_owned();
    let mut survey = Survey::of(kind, reader.columns());
    tokio::task::block_in_place(|| {
        pump(reader, &job.cancel_flag(), |progress| {
            survey.see(progress.batch);
            let (done, total) = (progress.done, Some(progress.total));
            job.progress(Phase::Recognising, Some(&name), done, total, Unit::Bytes, 0);
            Ok(())
        })
    })?;
    let questions = import.settle_names(survey, kind, told).await;
    let questions = questions.map_err(|error| failure::of_store(error, path))?;
    Ok(questions.into_iter().map(|asked| question(&name, asked)).collect())
}

fn question(file: &str, asked: NameQuestion) -> Question {
    let choice =
        |(value, name): (String, Option<String>)| Choice { value, preview: name.into_iter().collect() };
    Question {
        file: file.to_owned(),
        about: (if asked.what == "website" { "websites" } else { "groups" }).to_owned(),
        subject: Some(asked.name),
        choices: asked.choices.into_iter().map(choice).collect(),
    }
}

/// Reads a file into an import.
pub(super) async fn read(
    Recognised { reader, path, .. }: Recognised,
    import: &mut Import,
    job: &Job,
) -> Result<ImportedFile, Failure> {
    let kind = reader.kind();
    let (name, dialect) = (reader.name().to_owned(), reader.dialect().describe());
    let store = |error| failure::of_store(error, &path);
    let source = NewSource {
        name: name.clone(),
        path: path.clone(),
        kind,
        bytes: reader.total_bytes(),
        dialect: dialect.clone(),
        columns: reader.columns().to_vec(),
    };
    import.source(source).await.map_err(store)?;
    let mut refused = 0;
    let ending = tokio::task::block_in_place(|| {
        pump(reader, &job.cancel_flag(), |progress| {
            let batch = progress.batch;
            if batch.places.first().is_some_and(|place| place.row == 1) {
                job.preview(preview(&name, progress.columns, batch));
            }
            refused += batch.places.iter().filter(|place| place.refused).count() as u64;
            let rows = batch.places.last().map_or(0, |place| place.row);
            job.progress(Phase::Reading, Some(&name), progress.done, Some(progress.total), Unit::Bytes, rows);
            import.rows(batch).map_err(store)
        })
    })?;
    let Ending { sha256, rows, profiles, filled, findings } = ending;
    import.source_done(SourceEnd { sha256, rows, profiles, filled, findings }).map_err(store)?;
    Ok(ImportedFile {
        name,
        kind: kind.as_str().to_owned(),
        rows,
        refused,
        sha256: hexadecimal(&sha256),
        dialect,
    })
}

/// A batch that was read, and how far the file is.
struct Progressed<'a> {
    batch: &'a Batch,
    columns: &'a [String],
    done: u64,
    total: u64,
}

/// Runs the reader on a thread of its own; `write` receives its batches here. Batches go round, none is made anew.
fn pump(
    mut reader: Box<Reader>,
    cancel: &Arc<AtomicBool>,
    mut write: impl FnMut(Progressed<'_>) -> Result<(), Failure>,
) -> Result<Ending, Failure> {
    let columns: Vec<String> = reader.columns().iter().map(|column| column.code().to_owned()).collect();
    let total = reader.total_bytes();
    let (full, filled) = sync_channel::<(Batch, u64)>(BATCHES);
    let (empty, emptied) = sync_channel::<Batch>(BATCHES + 1);
    for _ in 0..BATCHES {
        empty.send(Batch::default()).map_err(internal)?;
    }
    thread::scope(|scope| {
        let cancel = Arc::clone(cancel);
        let reading = scope.spawn(move || {
            fill(&mut reader, &cancel, &full, &emptied)?;
            Ok::<Ending, FormatError>(reader.finish())
        });
        // Ends when the reader is done, or fails; dropping `filled` ends the reader when writing fails.
        let written = (|| {
            while let Ok((batch, done)) = filled.recv() {
                write(Progressed { batch: &batch, columns: &columns, done, total })?;
                let _ = empty.send(batch);
            }
            Ok(())
        })();
        drop((filled, empty));
        let ending = reading.join().map_err(|_| internal("the reader stopped"))?;
        written?;
        ending.map_err(|error| failure::of_format(&error))
    })
}

fn fill(
    reader: &mut Reader,
    cancel: &AtomicBool,
    full: &SyncSender<(Batch, u64)>,
    emptied: &Receiver<Batch>,
) -> Result<(), FormatError> {
    while let Ok(mut batch) = emptied.recv() {
        if cancel.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(FormatError::Cancelled { file: reader.name().to_owned() });
        }
        if !reader.read(&mut batch)? || full.send((batch, reader.read_bytes())).is_err() {
            break;
        }
    }
    Ok(())
}

fn preview(file: &str, columns: &[String], batch: &Batch) -> Preview {
    let cell = |&cell: &batch::Cell| match cell {
        batch::Cell::Null => Cell::Null,
        batch::Cell::Integer(number) => number_cell(number),
        batch::Cell::Text { .. } => Cell::Text(batch.str(cell).unwrap_or_default().to_owned()),
    };
    let rows =
        (0..batch.len().min(PREVIEW_ROWS)).map(|row| batch.row(row).iter().map(cell).collect()).collect();
    Preview { file: file.to_owned(), columns: columns.to_vec(), rows }
}

/// Numbers of the platform and instants stay far below 2^53.
#[allow(clippy::cast_precision_loss, reason = "numbers of the platform and instants stay far below 2^53")]
pub(crate) fn number_cell(number: i64) -> Cell {
    Cell::Number(number as f64)
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
