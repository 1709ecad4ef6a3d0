//! The header: which kind of file, and what each column holds (data-formats.md 13).

use std::collections::HashSet;

use clientele_domain::column::{AddressColumn, Column};
use clientele_domain::file::Kind;

use crate::FormatError;
use crate::labels::{self, Language};
use crate::machine;
use crate::values::Meaning;

/// What a cell of the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Kept.
    Kept(Column),
    /// Kept by what it means.
    Meant { column: Column, meaning: Meaning, second: Option<Column> },
    /// `_action`: whether the row deletes.
    Action,
    /// `password`: judged, not kept.
    Password,
    /// `password_hash`: judged, not kept.
    PasswordHash,
    /// Another secret: dropped.
    Secret,
    /// Dropped: a column without effect, or one that nobody asked for.
    Dropped,
}

/// A recognised header.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) cells: Vec<String>,
    pub(crate) slots: Vec<Slot>,
    /// What every row has beside its cells: names for findings, slots and texts.
    pub(crate) constants: Vec<(String, Slot, String)>,
    pub(crate) language: Language,
}

/// What a first record is.
pub(crate) enum Recognised {
    /// The header of a file of the platform.
    Header(Header),
    /// The header of one of these.
    Kinds(Vec<Kind>),
    /// None: the file is a table of another program.
    Table,
}

/// Recognises a file by its header. `told` decides between kinds that have the same labels, and that a table of another
/// program is one.
pub(crate) fn recognise(cells: &[String], told: Option<Kind>, file: &str) -> Result<Recognised, FormatError> {
    if let Some(kind) = machine::kind(cells, file)? {
        return machine::header(kind, cells, file).map(Recognised::Header);
    }
    let kinds = labels::kinds(cells);
    Ok(match (kinds.as_slice(), told) {
        ([], _) | (_, Some(Kind::People)) => Recognised::Table,
        ([one], _) => Recognised::Header(of_labels(*one, cells)),
        (tied, Some(told)) if tied.contains(&told) => Recognised::Header(of_labels(told, cells)),
        _ => Recognised::Kinds(kinds),
    })
}

/// The header of a grid: labels of the platform first, every other column is an attribute or of a module.
fn of_labels(kind: Kind, cells: &[String]) -> Header {
    let names = unique(cells, " ");
    let mut seen = HashSet::new();
    let slot = |(cell, name): (&String, &String)| match labels::find(kind, cell) {
        Some(label) if seen.insert(std::ptr::from_ref(label)) => (label.slot)(),
        _ if kind.is_grid() => Slot::Kept(Column::Labelled(name.clone())),
        _ => Slot::Kept(Column::Other(name.clone())),
    };
    let slots = cells.iter().zip(&names).map(slot).collect();
    let constants = if kind.is_grid() { vec![default_billing()] } else { Vec::new() };
    Header { kind, slots, constants, language: labels::language(kind, cells), cells: names }
}

/// The address columns of a grid are those of the default billing address.
pub(crate) fn default_billing() -> (String, Slot, String) {
    let column = AddressColumn::DefaultBilling;
    (column.code().to_owned(), Slot::Kept(Column::Address(column)), "1".to_owned())
}

/// Header cells with a number behind those that occurred before, and a name for empty ones.
pub(crate) fn unique(cells: &[String], gap: &str) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut names = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        let name = if cell.is_empty() { format!("column_{}", index + 1) } else { cell.clone() };
        let numbered = (2..).map(|number| format!("{name}{gap}{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !seen.contains(name));
        let name = free.unwrap_or(name);
        seen.insert(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn headers_become_unique() {
        let check = |cells: &[&str], expected: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            assert_eq!(unique(&cells, " "), expected);
        };
        check(&["Company", "Company", "", "Company"], &["Company", "Company 2", "column_3", "Company 3"]);
        check(&["A", "A 2", "A"], &["A", "A 2", "A 3"]);
    }
}
