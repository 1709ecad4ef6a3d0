//! Tables written in any form are read again.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::atomic::AtomicBool;

use clientele_domain::file::Mapping;
use clientele_formats::look;
use clientele_formats::write::{Form, writer};
use proptest::prelude::*;

/// The first records of a table that was written and read again.
fn again(form: Form, rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut table = writer(form, file.reopen().expect("the file")).expect("a writer");
    for row in rows {
        table.row(&row.iter().map(String::as_str).collect::<Vec<_>>()).expect("written");
    }
    table.finish().expect("written");
    let mapping =
        Mapping { encoding: Some("utf-8".to_owned()), separator: Some(",".to_owned()), ..Mapping::default() };
    look(file.path(), &mapping, &AtomicBool::new(false)).expect("a table").records
}

fn guarded(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let guard = |cell: &String| match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!(" {cell}"),
        false => cell.clone(),
    };
    rows.iter().map(|row| row.iter().map(guard).collect()).collect()
}

fn forms() -> [Form; 4] {
    let sheet = || "Customers".to_owned();
    [
        Form::PlatformCsv,
        Form::SpreadsheetCsv { separator: b',' },
        Form::ExcelXml { sheet: sheet() },
        Form::Xlsx { sheet: sheet() },
    ]
}

/// Sheets leave blank cells out at the end of a row.
fn trimmed(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let trim = |mut row: Vec<String>| {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        row
    };
    rows.into_iter().map(trim).collect()
}

proptest! {
    #[test]
    fn any_table_is_read_again_cell_for_cell(
        rows in prop::collection::vec(prop::collection::vec("[ -~\n\t\r\u{a0}-\u{d7ff}\u{10000}-\u{1ffff}]{0,12}", 3), 1..9),
    ) {
        // A row without anything is none; the key keeps it.
        let keyed = |(number, row): (usize, &Vec<String>)| [vec![format!("k{number}")], row.clone()].concat();
        let rows: Vec<Vec<String>> = rows.iter().enumerate().map(keyed).collect();
        for form in forms() {
            let expected = match form {
                Form::SpreadsheetCsv { .. } | Form::ExcelXml { .. } => guarded(&rows),
                Form::PlatformCsv | Form::Xlsx { .. } => rows.clone(),
            };
            prop_assert_eq!(trimmed(again(form.clone(), &rows)), trimmed(expected), "{:?}", form);
        }
    }
}

#[test]
fn a_workbook_says_what_it_has_no_room_for() {
    let xlsx = |sheet: &str| {
        let out = std::io::Cursor::new(Vec::new());
        writer(Form::Xlsx { sheet: sheet.to_owned() }, out)
    };
    assert!(xlsx("a/b").is_err());
    let mut table = xlsx("Customers").expect("a writer");
    assert!(table.row(&["x".repeat(40_000).as_str()]).is_err());
}

#[test]
fn a_workbook_is_what_other_programs_read() {
    use calamine::{Data, Reader as _};
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut table = writer(Form::Xlsx { sheet: "Tom & Jerry".to_owned() }, file.reopen().expect("the file"))
        .expect("a writer");
    let rows = [["name", "", "phone"], ["=1+1", "007", " +33\n<&>\"'"]];
    for row in &rows {
        table.row(row).expect("written");
    }
    table.finish().expect("written");
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(file.path()).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["Tom & Jerry"]);
    let range = workbook.worksheet_range("Tom & Jerry").expect("the sheet");
    let text = |text: &str| if text.is_empty() { Data::Empty } else { Data::String(text.to_owned()) };
    let expected: Vec<Vec<Data>> =
        rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
    assert_eq!(range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>(), expected);
}

#[test]
fn a_file_is_written_where_it_was_opened() {
    let mut file = tempfile::tempfile().expect("a temporary file");
    let mut table = writer(Form::PlatformCsv, file.try_clone().expect("the file")).expect("a writer");
    table.row(&["email", "_website"]).expect("written");
    table.finish().expect("written");
    file.seek(SeekFrom::Start(0)).expect("the file");
    let mut text = String::new();
    file.read_to_string(&mut text).expect("the file");
    assert_eq!(text, "email,_website\n");
}
