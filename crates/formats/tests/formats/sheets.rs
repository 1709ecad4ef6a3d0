//! Workbooks and workbooks in XML.

use std::io::{Cursor, Write as _};

use calamine::{Data, Reader as _};
use clientele_domain::file::Kind;
use clientele_formats::Opened;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::common::{opened, options, read, reader, refused, table, told};

/// A sheet in XML of rows of cells as XML.
fn xml(rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("<Row>{row}</Row>")).collect();
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"x\"><Table>{rows}</Table></Worksheet></Workbook>"
    )
}

/// Text cells of a row.
fn cells(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>")).collect()
}

#[track_caller]
fn check(row: &str, expected: &[&str]) {
    let header = cells(&["email", "_website", "a", "b", "c"]);
    let (rows, _) = read(reader(xml(&[&header, row]).as_bytes()));
    assert_eq!(rows, [expected], "{row}");
}

#[test]
fn cells_of_excel_xml_are_texts() {
    let key = cells(&["a@x.org", "base"]);
    let with = |rest: &str, expected: [&str; 3]| {
        check(&format!("{key}{rest}"), &[["a@x.org", "base"].as_slice(), &expected].concat());
    };
    let of = |kind: &str, text: &str| format!("<Cell><Data ss:Type=\"{kind}\">{text}</Data></Cell>");
    with(&of("Number", "0600000000"), ["0600000000", "", ""]);
    with(&of("Number", "4.79E+09"), ["4.79E+09", "", ""]);
    with(&of("DateTime", "2026-11-22T22:29:36.000"), ["2026-11-22 22:29:36", "", ""]);
    with(&of("DateTime", "2026-11-22T00:00:00.000"), ["2026-11-22", "", ""]);
    with(&of("String", "Tom &amp; &#039;Co&#039;&#10;&lt;x&gt;"), ["Tom & 'Co'\n<x>", "", ""]);
    with(&of("String", "a&nbsp;b &copy; A & B &#xZZ;"), ["a&nbsp;b &copy; A & B &#xZZ;", "", ""]);
    with(&of("String", "<![CDATA[<b>]]>"), ["<b>", "", ""]);
    with("<Cell ss:Index=\"4\"><Data ss:Type=\"String\">b</Data></Cell>", ["", "b", ""]);
    with("<Cell ss:MergeAcross=\"1\"><Data>a</Data></Cell><Cell><Data>c</Data></Cell>", ["a", "", "c"]);
    with("<Cell/><Cell><Data/></Cell><Cell><ss:Data><B>c</B>!</ss:Data></Cell>", ["", "", "c!"]);
    with("<Cell><Data>a</Data><Comment><Data>no</Data></Comment></Cell>", ["a", "", ""]);
    with(&of("String", " +44"), ["+44", "", ""]);
}

#[test]
fn rows_of_excel_xml_have_their_numbers() {
    let header = cells(&["email", "_website", "firstname"]);
    let text = xml(&[&header, &cells(&["a@x.org", "base", "A"])]).replace(
        "</Table>",
        &format!("<Row/><Row ss:Index=\"9\">{}</Row></Table>", cells(&["b@x.org", "base"])),
    );
    let (rows, findings) = read(reader(text.as_bytes()));
    assert_eq!((rows.len(), told(&findings)), (2, vec![("valueIsRequired", 9, "firstname")]));
}

#[test]
fn excel_xml_is_told_by_its_first_signs_whatever_it_holds() {
    let grid = xml(&[&cells(&["ID", "Name", "Email", "Group", "Web Site"])]);
    let opened = reader(grid.as_bytes());
    assert_eq!((opened.kind(), opened.dialect().describe()), (Kind::CustomerGrid, "Excel XML".to_owned()));
    let list = table(xml(&[&cells(&["Vorname", "E-Mail"])]).as_bytes(), &options());
    assert_eq!((list.text, list.encoding.as_str()), (false, ""));
    let latin = xml(&[&cells(&["email", "_website", "n"]), &cells(&["a@x.org", "base", "R\u{e9}n"])])
        .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\"");
    let bytes: Vec<u8> = latin.chars().map(|letter| letter as u8).collect();
    assert_eq!(read(reader(&bytes)).0[0][2], "R\u{e9}n");
}

#[test]
fn excel_xml_that_is_damaged_or_a_bomb_is_refused() {
    let whole = xml(&[&cells(&["email", "_website"]), &cells(&["a@x.org", "base"])]);
    let late = |text: &str| {
        let mut reader = reader(text.as_bytes());
        let mut batch = clientele_domain::batch::Batch::default();
        loop {
            match reader.read(&mut batch) {
                Ok(true) => {}
                other => break other.err().map(|error| error.code()),
            }
        }
    };
    assert_eq!(late(whole.trim_end_matches("</Table></Worksheet></Workbook>")), Some("malformed"));
    refused(b"<?xml version=\"1.0\"?><Workbook/>", "malformed");
    refused(b"<?xml version=\"1.0\"?><html>", "malformed");
    refused(
        b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><Workbook></Workbook>",
        "entityBomb",
    );
    refused("<Workbook>".repeat(500).as_bytes(), "malformed");
    refused(xml(&["<Cell ss:Index=\"999999999999\"><Data>x</Data></Cell>"]).as_bytes(), "recordTooLong");
    refused(
        format!("<Workbook><Worksheet><Row><Cell><Data>{}", "x".repeat(20 << 20)).as_bytes(),
        "recordTooLong",
    );
    refused(xml(&[]).as_bytes(), "empty");
}

fn workbook(fill: impl FnOnce(&mut Workbook) -> Result<(), rust_xlsxwriter::XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook).expect("a workbook");
    workbook.save_to_buffer().expect("a workbook")
}

/// Customers with cells as a spreadsheet keeps them.
fn customers() -> Vec<u8> {
    workbook(|workbook| {
        let (day, moment) =
            (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
        let sheet = workbook.add_worksheet();
        sheet.set_name("Notes")?.write_string(0, 0, "Only a note")?;
        let sheet = workbook.add_worksheet();
        sheet.set_name("Customers")?;
        for (column, header) in
            (0..).zip(["email", "_website", "group_id", "dob", "created_at", "a", "b", "c"])
        {
            sheet.write_string(0, column, header)?;
        }
        sheet.write_string(1, 0, "a@x.org")?.write_string(1, 1, "base")?.write_number(1, 2, 3)?;
        sheet.write_datetime_with_format(1, 3, &ExcelDateTime::from_ymd(1980, 2, 3)?, &day)?;
        let since = ExcelDateTime::from_ymd(2026, 11, 22)?.and_hms(22, 29, 37)?;
        sheet.write_datetime_with_format(1, 4, &since, &moment)?;
        sheet.write_number(1, 5, 33_612_345_678.0)?.write_number(1, 6, 1.5)?.write_boolean(1, 7, true)?;
        sheet.write_string(3, 0, "b@x.org")?.write_string(3, 1, "base")?;
        sheet.write_number(3, 5, 1e21)?.write_string(3, 6, "two\nlines _x0041_")?;
        sheet.write_formula(3, 7, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))?;
        Ok(())
    })
}

#[test]
fn a_workbook_is_read_from_the_sheet_that_is_recognised() {
    let opened = reader(&customers());
    assert_eq!(
        (opened.kind(), opened.dialect().describe()),
        (Kind::Customers, "XLSX, sheet Customers".to_owned())
    );
    let (rows, _) = read(opened);
    let expected = ["a@x.org", "base", "3", "1980-02-03", "1795386577000", "33612345678", "1.5", "TRUE"];
    assert_eq!(rows[0], expected);
    let expected = ["b@x.org", "base", "-", "-", "-", "1000000000000000000000", "two\nlines _x0041_", "2"];
    assert_eq!(rows[1], expected);
}

#[test]
fn rows_of_a_sheet_have_their_numbers() {
    let (_, findings) = read(reader(&customers()));
    assert_eq!(told(&findings), [("valueIsRequired", 4, "group_id")]);
}

#[test]
fn a_character_that_no_text_may_have_is_replaced_and_told() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        for (column, cells) in
            (0..).zip([["email", "a@x.org"], ["_website", "base"], ["firstname", "Ann\0a"]])
        {
            for (row, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell)?;
            }
        }
        Ok(())
    });
    let (rows, findings) = read(reader(&bytes));
    assert_eq!(rows, [["a@x.org", "base", "Ann\u{FFFD}a"]]);
    assert_eq!(told(&findings), [("illegalCharacters", 2, "firstname")]);
}

#[test]
fn a_workbook_opens_inside_an_archive() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&customers()).expect("packed");
    assert_eq!(read(reader(&gzip.finish().expect("packed"))).0.len(), 2);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("any.XLSX", stored).expect("packed");
    zip.write_all(&customers()).expect("packed");
    assert_eq!(read(reader(&zip.finish().expect("packed").into_inner())).0.len(), 2);
}

#[test]
fn without_a_recognised_sheet_the_first_with_rows_is_a_table() {
    let bytes = workbook(|workbook| {
        workbook.add_worksheet();
        workbook.add_worksheet().write_string(2, 1, "Courriel")?.write_string(2, 2, "Nom")?;
        Ok(())
    });
    let table = table(&bytes, &options());
    assert_eq!(table.records, [["", "Courriel", "Nom"]]);
}

#[test]
fn a_workbook_that_is_damaged_or_a_bomb_is_refused() {
    let good = customers();
    refused(&good[..good.len() / 2], "truncated");
    refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "notText");
    let packed = |parts: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("packed");
            zip.write_all(bytes).expect("packed");
        }
        zip.finish().expect("packed").into_inner()
    };
    let types = ("[Content_Types].xml", b"<Types/>".as_slice());
    refused(&packed(&[types]), "malformed");
    refused(&packed(&[types, ("word/document.xml", b"")]), "notText");
    refused(&packed(&[types, ("xl/workbook.bin", b"")]), "notText");
    refused(&packed(&[types, ("xl/workbook.xml", &vec![b' '; 40 << 20])]), "zipBomb");
    refused(&packed(&[types, ("xl/workbook.xml", b"<workbook/>")]), "empty");
    let relations =
        b"<Relationships><Relationship Id=\"1\" Type=\"/chartsheet\" Target=\"a.xml\"/></Relationships>";
    let charts = b"<workbook><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>";
    let charts = [
        types,
        ("xl/workbook.xml", charts.as_slice()),
        ("xl/_rels/workbook.xml.rels", relations.as_slice()),
        ("xl/a.xml", b"<chartsheet/>"),
    ];
    refused(&packed(&charts), "empty");
    refused(&packed(&[types, ("xl/workbook.xml", b"<!DOCTYPE x><workbook/>")]), "entityBomb");
    refused(&packed(&[("a.csv", b""), ("b.xlsx", b"")]), "archive");
}

/// What `calamine` makes of a sheet.
fn reference(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut workbook = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range("Customers").expect("a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::Bool(flag) => flag.to_string().to_uppercase(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                day
            } else {
                format!("{day} {hour:02}:{minute:02}:{second:02}")
            }
        }
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn cells_are_those_of_calamine() {
    let bytes = customers();
    let mut expected = reference(bytes.clone());
    expected.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    // As attributes, so that every cell comes back as its text.
    let Ok(Opened::Reader(opened)) = opened(&bytes, &options()) else { panic!("customers") };
    let header: Vec<_> = opened.columns().iter().map(|column| column.code().to_owned()).collect();
    assert_eq!(header, expected[0]);
    let (rows, _) = read(opened);
    for (row, expected) in rows.iter().zip(&expected[1..]) {
        assert_eq!((&row[5..], &row[..2]), (&expected[5..], &expected[..2]));
    }
}
