//! One file from the disk into an import: read on one thread, written on another.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use clientele_domain::batch::{self, Batch};
use clientele_formats::{Ending, FormatError, Reader};
use clientele_store::{Import, NewSource, SourceEnd};
use clientele_wire::Failure;
use clientele_wire::customer::Cell;
use clientele_wire::import::{ImportedFile, Preview};
use clientele_wire::job::{Phase, Unit};

use crate::{Job, failure, internal};

/// Batches between the two threads: enough to even out, few enough to stay small.
const BATCHES: usize = 4;
/// Rows shown while the rest is read.
const PREVIEW_ROWS: usize = 100;

/// Reads a file into an import.
pub(super) async fn read(
    reader: Box<Reader>,
    path: &str,
    import: &mut Import,
    job: &Job,
) -> Result<ImportedFile, Failure> {
    let kind = reader.kind();
    let (name, dialect) = (reader.name().to_owned(), reader.dialect().describe());
    let store = |error| failure::of_store(error, path);
    let source = NewSource {
        name: name.clone(),
        path: path.to_owned(),
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
