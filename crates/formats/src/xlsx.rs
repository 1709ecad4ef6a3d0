//! Workbooks (`.xlsx`), read part by part with `zip` and `quick-xml`.
//!
//! Not with `calamine`, which tests compare with: it reserves memory for as many strings as a file claims to hold, so
//! that a crafted file ends the program; numbers pass through floats there, which cuts long ids; and its streaming
//! reader borrows the workbook.

mod cells;
mod strings;
mod styles;

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::Arc;

use crate::FormatError;
use crate::input::{Input, Stream};
use crate::nul::WithoutNul;
use crate::xml::{Tag, Token, Xml, XmlError};

pub(crate) use cells::SheetRows;
use strings::Strings;
use styles::Styles;

/// Lists of sheets, relations and styles are not read beyond this; no program writes a hundredth of it.
const PART_BYTES: u64 = 64 << 20;

/// A sheet by the name on its tab.
struct Sheet {
    name: String,
    part: String,
}

/// What all sheets of a workbook share.
pub(crate) struct Workbook {
    sheets: Vec<Sheet>,
    shared: Arc<Shared>,
}

/// Texts and formats that cells refer to.
struct Shared {
    strings: Strings,
    styles: Styles,
    from_1904: bool,
}

impl Workbook {
    /// Reads everything but the sheets.
    pub(crate) fn open(input: &Input) -> Result<Self, FormatError> {
        let main = main_part(input)?;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let targets = relations(input, &format!("{folder}/_rels/{file}.rels"))?;
        let (named, from_1904) = sheets(input, &main)?;
        let part = |target: &str| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let of_type = |kind: &str| targets.values().find(|relation| relation.kind.ends_with(kind));
        let strings = match of_type("/sharedStrings") {
            Some(relation) => strings::read(input, &part(&relation.target))?,
            None => Strings::default(),
        };
        let styles = match of_type("/styles") {
            Some(relation) => styles::read(input, &part(&relation.target))?,
            None => Styles::default(),
        };
        let sheets = named
            .into_iter()
            .filter_map(|(name, id)| Some(Sheet { name, part: part(&targets.get(&id)?.target) }))
            .collect();
        Ok(Self { sheets, shared: Arc::new(Shared { strings, styles, from_1904 }) })
    }

    /// The rows of the sheet of that index with its name and its size on disk; none where there are fewer.
    pub(crate) fn sheet(
        &self,
        input: &Input,
        index: usize,
    ) -> Result<Option<(SheetRows, String, u64)>, FormatError> {
        let Some(sheet) = self.sheets.get(index) else { return Ok(None) };
        let stream = input.part(&sheet.part)?.ok_or_else(|| malformed(input))?;
        let rows = SheetRows::new(document(stream), Arc::clone(&self.shared));
        Ok(Some((rows, sheet.name.clone(), input.part_bytes(&sheet.part))))
    }
}

struct Relation {
    kind: String,
    target: String,
}

/// The part with the list of sheets.
fn main_part(input: &Input) -> Result<String, FormatError> {
    let relations = relations(input, "_rels/.rels")?;
    let main = relations.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
    Ok(main.map_or("xl/workbook.xml".to_owned(), |main| main.target.trim_start_matches('/').to_owned()))
}

/// The relations of a part by their ids; none where it has no such list.
fn relations(input: &Input, part: &str) -> Result<HashMap<String, Relation>, FormatError> {
    let mut relations = HashMap::new();
    let Some(stream) = input.part(part)? else { return Ok(relations) };
    each_tag(input, stream, |tag| {
        let attribute = |name| tag.attribute(name);
        if tag.name() == "Relationship"
            && let (Some(id), Some(kind), Some(target)) =
                (attribute("Id"), attribute("Type"), attribute("Target"))
        {
            relations.insert(id, Relation { kind, target });
        }
    })?;
    Ok(relations)
}

/// Names and relation ids of the sheets, and whether days count from 1904.
fn sheets(input: &Input, part: &str) -> Result<(Vec<(String, String)>, bool), FormatError> {
    let stream = input.part(part)?.ok_or_else(|| malformed(input))?;
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    each_tag(input, stream, |tag| match tag.name() {
        "sheet" => sheets.extend(tag.attribute("name").zip(tag.attribute("id"))),
        "workbookPr" => from_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true")),
        _ => {}
    })?;
    Ok((sheets, from_1904))
}

/// Looks at every opening tag of a part.
fn each_tag(input: &Input, stream: Stream, mut see: impl FnMut(&Tag<'_>)) -> Result<(), FormatError> {
    let mut xml = document(Box::new(stream.take(PART_BYTES)));
    loop {
        match xml.token().map_err(|error| failed(input, error))? {
            Token::Start(tag) => see(&tag),
            Token::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A part as a document: UTF-8, or UTF-16 by its mark.
fn document(stream: Stream) -> Xml {
    Xml::new(Box::new(WithoutNul::new(encoding_rs_io::DecodeReaderBytes::new(stream))))
}

fn failed(input: &Input, error: XmlError) -> FormatError {
    match error {
        XmlError::Io(error) => input.error(error),
        XmlError::Entities => FormatError::Entities { file: input.name().to_owned() },
        XmlError::TooLong | XmlError::Malformed => malformed(input),
    }
}

fn malformed(input: &Input) -> FormatError {
    FormatError::Malformed { file: input.name().to_owned(), line: 1 }
}
