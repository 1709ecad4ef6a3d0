//! Files A and B, and what is refused.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use clientele_domain::batch::Batch;
use clientele_domain::file::Mapping;
use clientele_formats::{About, Encoding, Opened, ReadOptions, open};
use proptest::prelude::*;

use crate::common::{opened, options, read, reader, refused, told};

const A: &str = "email,_website,firstname,lastname,group_id";
const B: &str =
    "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone,postcode,region";

#[track_caller]
fn check(text: &str, expected: &[(&str, u64, &str)]) {
    let (_, findings) = read(reader(text.as_bytes()));
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.line, finding.column.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn each_code_of_a_customers_file_has_a_row_that_raises_it() {
    let row = |row: &str, expected: &[(&str, u64, &str)]| check(&format!("{A}\n{row}\n"), expected);
    row("a@example.com,base,Anna,Roux,1", &[]);
    row("a@example.com,,Anna,Roux,1", &[("websiteIsEmpty", 2, "_website")]);
    row(",base,Anna,Roux,1", &[("emailIsEmpty", 2, "email")]);
    row("anna.example.com,base,Anna,Roux,1", &[("invalidEmail", 2, "email")]);
    row("anna@,base,Anna,Roux,1", &[("invalidEmail", 2, "email")]);
    row("a@example.com,\"b se\",Anna,Roux,1", &[("invalidWebsite", 2, "_website")]);
    row("a@example.com,base,,Roux,1", &[("valueIsRequired", 2, "firstname")]);
    row("a@example.com,base,Anna,Roux,", &[("valueIsRequired", 2, "group_id")]);
    row("a@example.com,base,Anna,Roux,abc", &[("invalidAttributeType", 2, "group_id")]);
    row("a@example.com,base,Anna,Roux", &[("wrongColumnsNumber", 2, "")]);
    row("a@example.com,base,Anna,O'Brien,1,2", &[("wrongQuotes", 2, "")]);
    row("a@example.com,base,Anna 2,Roux,1", &[("nameSuspicious", 2, "firstname")]);
    row("a@example.com,base,Anna,\"Roux \",1", &[("surroundingBlanks", 2, "lastname")]);
    row(
        &format!("a@example.com,base,Anna,Ro\u{1}ux{},1", "x".repeat(99)),
        &[("controlCharacters", 2, "lastname")],
    );
    row("a@example.com,base,Anna,__EMPTY__VALUE__,1", &[("emptyValueLiteral", 2, "lastname")]);
    row(
        "a@example.com,base,Anna,\" =1+1\",1",
        &[("formulaGuard", 2, "lastname"), ("nameSuspicious", 2, "lastname")],
    );
    row(&format!("a@example.com,base,Anna,{},1", "x".repeat(256)), &[("exceededMaxLength", 2, "lastname")]);
    let with = |column: &str, cell: &str, expected: &[(&str, u64, &str)]| {
        check(&format!("{A},{column}\na@example.com,base,Anna,Roux,1,{cell}\n"), expected);
    };
    with("gender", "Unsure", &[("optionUnknown", 2, "gender")]);
    with("_store", "\"no code\"", &[("invalidStore", 2, "_store")]);
    with("disable_auto_group_change", "Maybe", &[("absentAttributeOption", 2, "disable_auto_group_change")]);
    with("dob", "2027-01-01", &[("invalidDob", 2, "dob")]);
    with("dob", "1880-01-01", &[("dobImplausible", 2, "dob")]);
    with("dob", "soon", &[("invalidAttributeType", 2, "dob")]);
    with("prefix", &"x".repeat(41), &[("columnLimit", 2, "prefix")]);
    with("taxvat", &"9".repeat(51), &[("columnLimit", 2, "taxvat")]);
    with("password", "abc", &[("passwordLength", 2, "password")]);
    with("password_hash", "", &[("passwordHashBlank", 0, "password_hash")]);
    with("password_hash", "secret", &[("passwordHashMalformed", 2, "password_hash")]);
    with("taxvat", "", &[("blankColumn", 0, "taxvat")]);
    with("created_at", "\"Jun 5, 2024, 3:04:05\u{202f}PM\"", &[("timeZoneUnknown", 2, "created_at")]);
}

#[test]
fn each_code_of_an_addresses_file_has_a_row_that_raises_it() {
    let row = |row: &str, expected: &[(&str, u64, &str)]| check(&format!("{B}\n{row}\n"), expected);
    row("base,a@example.com,1,Anna,Roux,Rue 1,Paris,FR,0123,75001,Paris", &[]);
    row("base,a@example.com,,Anna,Roux,,Paris,FR,0123,75001,Paris", &[("valueIsRequired", 2, "street")]);
    row(
        "base,a@example.com,,Anna,Roux,Rue 1,Paris,XX,0123,75001,",
        &[("absentAttributeOption", 2, "country_id")],
    );
    row("base,a@example.com,,Anna,Roux,Rue 1,Paris,FR,0123,0,Paris", &[("valueIsRequired", 2, "postcode")]);
    row("base,a@example.com,,Anna,Roux,Rue 1,Paris,FR,0123,7500,Paris", &[("postcodeShape", 2, "postcode")]);
    row("base,a@example.com,,Anna,Roux,St 1,LA,US,0123,90001,", &[("regionMissing", 2, "region")]);
    row("base,a@example.com,,Anna,Roux,St 1,LA,US,0123,90001,Bavaria", &[("invalidRegion", 2, "region")]);
    row(
        "base,a@example.com,x1,Anna,Roux,St 1,London,GB,0123,,",
        &[("invalidAttributeType", 2, "_entity_id")],
    );
    row("base,a@example.com,,Anna,Roux,St 1,London,gb,\" +44\",,", &[("formulaGuard", 2, "telephone")]);
}

#[test]
fn cells_are_kept_in_their_columns_storage() {
    let text = "email,_website,firstname,lastname,group_id,dob,created_at,confirmation,password_hash,loyalty\n\
                Anna@Example.com ,base,Анна,\"O\"\"Neil\",2,5/6/2010,2026-11-22 22:29:37,key,aa,Gold\n";
    let (rows, _) = read(reader(text.as_bytes()));
    let expected =
        ["Anna@Example.com", "base", "Анна", "O\"Neil", "2", "2010-05-06", "1795386577000", "1", "Gold"];
    assert_eq!(rows, [expected.map(ToOwned::to_owned)]);
}

#[test]
fn lines_count_those_inside_cells_and_blank_ones() {
    let text = format!(
        "{A}\r\na@example.com,base,\"An\r\nna\",Roux,1\r\n\r\nb@example.com,base,Ben,Roux\r\nc@example.com,base,C,Roux"
    );
    check(
        &text,
        &[("wrongColumnsNumber", 4, ""), ("wrongColumnsNumber", 5, ""), ("wrongColumnsNumber", 6, "")],
    );
}

#[test]
fn what_is_no_export_is_refused_with_its_reason() {
    refused(b"", "empty");
    refused(b"\xEF\xBB\xBF", "empty");
    refused(b"%PDF-1.7 ...", "notText");
    refused(b"\x89PNG\r\n\x1a\n", "notText");
    refused(b"email,_website\n\0\0\0", "notText");
    refused(&[b"email,_website\n".as_slice(), &[1; 40]].concat(), "notText");
    refused(b"email,_website,\n", "columnEmptyHeader");
    refused(b"email,_website,email\n", "columnDuplicate");
    refused(b"email,_website,Loyalty No\n", "columnNameInvalid");
    // Found by fuzzing: a message of two lines.
    refused(b"email,_website,\"two\nlines\"\n", "columnNameInvalid");
    refused(b"_website,firstname\n", "columnNotFound");
    refused(b"_email,firstname\n", "columnNotFound");
    refused(b"_website,_email,city\n", "columnNotFound");
    refused(b"_email,_finance_website,store_credit\n", "columnNotFound");
}

#[test]
fn a_header_alone_is_an_export_of_nobody() {
    assert_eq!(read(reader(A.as_bytes())), (Vec::new(), Vec::new()));
}

#[test]
fn six_hundred_columns_are_attributes() {
    let codes: String = (0..600).map(|number| format!(",a{number}")).collect();
    let cells: String = (0..600).map(|number| format!(",{number}")).collect();
    let (rows, _) = read(reader(format!("email,_website{codes}\na@example.com,base{cells}\n").as_bytes()));
    assert_eq!((rows[0].len(), rows[0][601].as_str()), (602, "599"));
}

#[test]
fn bytes_that_are_no_utf8_are_a_question_with_a_preview() {
    let bytes = [A.as_bytes(), b"\na@example.com,base,Ren\xe9e,Roux,1\n"].concat();
    let Ok(Opened::Questions(questions)) = opened(&bytes, &options()) else { panic!("a question") };
    assert_eq!(questions[0].about, About::Encoding);
    assert_eq!(questions[0].choices[0].value, "windows-1252");
    assert_eq!(questions[0].choices[0].preview, ["a@example.com,base,Renée,Roux,1"]);
    let told = |encoding| match opened(&bytes, &ReadOptions { encoding: Some(encoding), ..options() }) {
        Ok(Opened::Reader(reader)) => read(reader),
        _ => panic!("told"),
    };
    assert_eq!(told(Encoding::Windows1252).0[0][2], "Renée");
    let (rows, findings) = told(Encoding::Utf8);
    assert_eq!(rows[0][2], "Ren\u{FFFD}e");
    assert_eq!(findings[0].code.as_str(), "illegalCharacters");
}

#[test]
fn a_character_that_no_text_may_have_is_replaced_and_told() {
    let text = format!("{A},note\na@example.com,base,Ann\0a,Roux,1,\0\n");
    let (rows, findings) = read(reader(&utf16(&text)));
    assert_eq!(rows[0], ["a@example.com", "base", "Ann\u{FFFD}a", "Roux", "1", "\u{FFFD}"]);
    assert_eq!(told(&findings), [("illegalCharacters", 2, "firstname"), ("illegalCharacters", 2, "note")]);
    refused(&[A.as_bytes(), b"\na@example.com,base,Ann\0a,Roux,1\n"].concat(), "notText");
}

#[test]
fn a_separator_that_cannot_be_told_is_a_question() {
    let text = b"email,_website;firstname\na@example.com,base;Anna\n";
    let Ok(Opened::Questions(questions)) = opened(text, &options()) else { panic!("a question") };
    assert_eq!(questions[0].about, About::Separator);
    let choices: Vec<_> = questions[0].choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!(choices, [",", ";"]);
    let told = ReadOptions { separator: Some(b','), ..options() };
    let Ok(Opened::Table(table)) = opened(text, &told) else { panic!("a table") };
    // Found by fuzzing: the preview asked for the separator again.
    assert_eq!(table.mapping.separator.as_deref(), Some(","));
    let told = ReadOptions { mapping: Some(Mapping::default()), ..told };
    let Ok(Opened::Table(table)) = opened(text, &told) else { panic!("a table") };
    assert_eq!(table.mapping.separator.as_deref(), Some(","));
}

#[test]
fn an_archive_that_ends_early_or_inflates_beyond_reason_is_refused() {
    let packed = |text: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text).expect("packed");
        encoder.finish().expect("packed")
    };
    let rows = "a@example.com,base,Anna,Roux,1\n".repeat(5000);
    let good = packed(format!("{A}\n{rows}").as_bytes());
    assert_eq!(read(reader(&good)).0.len(), 5000);
    refused(&good[..good.len() / 2], "truncated");
    refused(&packed(&vec![b'a'; 40 << 20]), "zipBomb");
}

#[test]
fn a_record_without_end_is_refused_at_its_line() {
    let text = format!("{A}\na@example.com,base,\"{}", "x".repeat(20 << 20));
    let mut reader = reader(text.as_bytes());
    let error = reader.read(&mut Batch::default()).expect_err("too long");
    assert_eq!((error.code(), error.line()), ("recordTooLong", Some(2)));
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

proptest! {
    #[test]
    fn any_table_in_any_dialect_reads_back_equal(
        cells in prop::collection::vec("[^\u{0}-\u{1f}\u{feff}]{0,12}", 1..20),
        separator in prop::sample::select(vec![',', ';', '\t']),
        crlf: bool,
        wide: bool,
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut text = ["email", "_website", "note"].join(&separator.to_string()) + end;
        for (number, cell) in cells.iter().enumerate() {
            let row = [format!("a{number}@example.com"), "base".to_owned(), quoted(cell)];
            text.push_str(&row.join(&separator.to_string()));
            text.push_str(end);
        }
        let bytes = if wide { utf16(&text) } else { text.into_bytes() };
        let (rows, _) = read(reader(&bytes));
        let notes: Vec<_> = rows.into_iter().map(|row| row[2].clone()).collect();
        let guard = |cell: &String| match cell.as_bytes() {
            [b' ', b'=' | b'+' | b'-', ..] => cell[1..].to_owned(),
            _ => cell.clone(),
        };
        prop_assert_eq!(notes, cells.iter().map(guard).collect::<Vec<_>>());
    }

    #[test]
    fn no_bytes_whatever_end_in_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), header: bool) {
        let bytes = if header { [A.as_bytes(), b"\n", &bytes].concat() } else { bytes };
        if let Ok(Opened::Reader(mut reader)) = opened(&bytes, &ReadOptions { encoding: Some(Encoding::Utf8), ..options() }) {
            let mut batch = Batch::default();
            while reader.read(&mut batch).is_ok_and(|more| more) {
                prop_assert_eq!(batch.cells.len(), batch.len() * reader.columns().len());
            }
        }
    }
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let error = open(Path::new("nowhere.csv"), &options(), &AtomicBool::new(false)).err().expect("refused");
    assert_eq!(error.code(), "unreadable");
}
