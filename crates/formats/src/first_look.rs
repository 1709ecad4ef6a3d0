//! The first look at a file: what holds its table, and which of its sheets is read.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use clientele_domain::file::Kind;

use crate::container::{Container, Looked, Told};
use crate::header::{self, Recognised};
use crate::input::Input;
use crate::xlsx::Workbook;
use crate::{FormatError, Question, dialect, scan};

/// Looks through the whole file, or says what must be asked.
pub(crate) fn through(
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
    let name = file.input.name();
    let mut first = None;
    for index in 0.. {
        let Some(sheet) = file.sheet(index)? else { break };
        let mut source = sheet.source;
        if !source.advance().map_err(|error| file.failed(error))? {
            continue;
        }
        match header::recognise(&source.header(), told, name) {
            Ok(Recognised::Table) => drop(first.get_or_insert(Ok((index, Recognised::Table)))),
            Ok(recognised) => return Ok((index, recognised)),
            Err(error) => drop(first.get_or_insert(Err(error))),
        }
    }
    first.unwrap_or_else(|| Err(FormatError::Empty { file: name.to_owned() }))
}
