//! The first look at a file: what holds its table, and which of its sheets is read.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use clientele_domain::file::Kind;

use crate::container::{Container, Looked, Told};
use crate::header::{self, Recognised};
use crate::input::Input;
use crate::xlsx::Workbook;
use crate::{FormatError, Question, ReadOptions, dialect, scan};

/// Sheets looked at for one that is recognised.
const SHEETS: usize = 50;

/// A file that was looked through, the sheet to read, and what its first record is.
type Found = (Looked, usize, Recognised);

/// Looks through the file, or says what must be asked. What a mapping tells of encoding and separator holds for what is
/// no file of the importer's.
pub(crate) fn at(
    path: &Path,
    options: &ReadOptions,
    kind: Option<Kind>,
    cancel: &AtomicBool,
) -> Result<Result<Found, Vec<Question>>, FormatError> {
    let (answered, told) = (Told::answered(options), Told::of(options));
    if answered != told
        && let Ok(file) = through(path, &answered, cancel)?
        && let Ok((sheet, recognised @ Recognised::Header(_))) = pick(&file, kind)
    {
        return Ok(Ok((file, sheet, recognised)));
    }
    let file = match through(path, &told, cancel)? {
        Ok(file) => file,
        Err(questions) => return Ok(Err(questions)),
    };
    let (sheet, recognised) = pick(&file, kind)?;
    Ok(Ok((file, sheet, recognised)))
}

/// Looks through the whole file, or says what must be asked.
fn through(
    path: &Path,
    told: &Told,
    cancel: &AtomicBool,
) -> Result<Result<Looked, Vec<Question>>, FormatError> {
    let input = Input::open(path)?;
    if input.is_workbook() {
        let sha256 = scan::hash_of(&input, cancel)?;
        let container = Container::Xlsx(Workbook::open(&input)?);
        return Ok(Ok(Looked { input, container, sha256 }));
    }
    let scan = scan::scan(&input, told.encoding, cancel)?;
    let sha256 = scan.sha256;
    Ok(dialect::of(&scan, told).map(|container| Looked { input, container, sha256 }))
}

/// Looks at the beginning alone, for a preview: nothing is asked, and no hash is taken.
pub(crate) fn at_head(path: &Path, told: &Told, cancel: &AtomicBool) -> Result<Looked, FormatError> {
    let input = Input::open(path)?;
    let container = if input.is_workbook() {
        Container::Xlsx(Workbook::open(&input)?)
    } else {
        dialect::proposed(&scan::head(&input, told.encoding, cancel)?, told)
    };
    Ok(Looked { input, container, sha256: [0; 32] })
}

/// The sheet to read and what its first record is: the first sheet that is recognised, else the first with rows.
pub(crate) fn pick(file: &Looked, told: Option<Kind>) -> Result<(usize, Recognised), FormatError> {
    let mut first = None;
    for index in 0..SHEETS {
        match recognise(file, index, told) {
            Ok(First::Nothing) => {}
            Ok(First::End) => break,
            Ok(First::Record(Recognised::Table)) => {
                first.get_or_insert(Ok((index, Recognised::Table)));
            }
            Ok(First::Record(recognised)) => return Ok((index, recognised)),
            Err(error) => {
                first.get_or_insert(Err(error));
            }
        }
    }
    first.unwrap_or_else(|| Err(FormatError::Empty { file: file.input.name().to_owned() }))
}

/// What a sheet begins with.
enum First {
    Record(Recognised),
    /// No rows.
    Nothing,
    /// No such sheet.
    End,
}

fn recognise(file: &Looked, index: usize, told: Option<Kind>) -> Result<First, FormatError> {
    let Some(mut sheet) = file.sheet(index)? else { return Ok(First::End) };
    match sheet.source.advance().map_err(|error| file.failed(error))? {
        true => header::recognise(&sheet.source.header(), told, file.input.name()).map(First::Record),
        false => Ok(First::Nothing),
    }
}
