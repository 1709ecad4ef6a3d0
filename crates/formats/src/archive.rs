//! What lies in a zip file: one table, or the parts of a workbook.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use crate::FormatError;
use crate::guard::limit_passed;

/// Where an entry lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) start: u64,
    pub(crate) length: u64,
    pub(crate) deflated: bool,
}

/// What a zip file is.
pub(crate) enum Archive {
    /// One table, CSV or Excel XML.
    Table(Entry),
    /// One workbook inside an archive.
    Packed(Entry),
    /// A workbook itself: its parts by name.
    Workbook(HashMap<String, Entry>),
}

type Zip = zip::ZipArchive<BufReader<File>>;

/// Looks into a zip file.
pub(crate) fn open(file: File, name: &str) -> Result<Archive, FormatError> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| truncated(name))?;
    let has = |part: &str| archive.index_for_name(part).is_some();
    if has("[Content_Types].xml") {
        let other = |what| Err(FormatError::NotText { file: name.to_owned(), what });
        return match () {
            () if has("xl/workbook.bin") => other("a binary spreadsheet"),
            () if has("word/document.xml") || has("ppt/presentation.xml") => other("an office document"),
            () => parts(&mut archive, name).map(Archive::Workbook),
        };
    }
    if has("mimetype") && has("content.xml") {
        return Err(FormatError::NotText { file: name.to_owned(), what: "an OpenDocument file" });
    }
    let tables: Vec<usize> = (0..archive.len()).filter(|&index| is_table(&archive, index)).collect();
    let [table] = tables[..] else {
        return Err(FormatError::Archive { file: name.to_owned(), count: tables.len() });
    };
    let entry = entry(&mut archive, table, name)?;
    let mut head = [0; 2];
    let read = archive.by_index(table).map_err(|_| truncated(name))?.read(&mut head).unwrap_or(0);
    Ok(if &head[..read] == b"PK" { Archive::Packed(entry) } else { Archive::Table(entry) })
}

fn is_table(archive: &Zip, index: usize) -> bool {
    let Some(entry) = archive.name_for_index(index).and_then(Result::ok) else { return false };
    let path = Path::new(entry.as_ref());
    // Archives made on a Mac hold a shadow of every file.
    let shadow = entry.starts_with("__MACOSX/");
    let known = ["csv", "xml", "xlsx"];
    !shadow
        && path
            .extension()
            .is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Every part of a workbook. One that claims to inflate beyond reason is refused before it is touched.
fn parts(archive: &mut Zip, name: &str) -> Result<HashMap<String, Entry>, FormatError> {
    let mut parts = HashMap::new();
    for index in 0..archive.len() {
        let (part, claimed) = {
            let entry = archive.by_index_raw(index).map_err(|_| truncated(name))?;
            let part = entry.name().map_err(|_| truncated(name))?.into_owned();
            (part, limit_passed(entry.size(), entry.compressed_size()))
        };
        let is_read = Path::new(&part).extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
        });
        if !is_read {
            continue;
        }
        if let Some(limit) = claimed {
            return Err(FormatError::Bomb { file: name.to_owned(), limit });
        }
        parts.insert(part, entry(archive, index, name)?);
    }
    Ok(parts)
}

fn entry(archive: &mut Zip, index: usize, name: &str) -> Result<Entry, FormatError> {
    let entry = archive.by_index_raw(index).map_err(|_| truncated(name))?;
    let deflated = match entry.compression() {
        _ if entry.encrypted() => return Err(unusual(name)),
        zip::CompressionMethod::Stored => false,
        zip::CompressionMethod::Deflated => true,
        _ => return Err(unusual(name)),
    };
    let start = entry.data_start().ok_or_else(|| truncated(name))?;
    Ok(Entry { start, length: entry.compressed_size(), deflated })
}

fn truncated(name: &str) -> FormatError {
    FormatError::Truncated { file: name.to_owned() }
}

fn unusual(name: &str) -> FormatError {
    FormatError::NotText { file: name.to_owned(), what: "an archive packed in an unusual way" }
}
