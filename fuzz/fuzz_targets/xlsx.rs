//! A workbook: the input is its parts, cut at NUL bytes.
#![no_main]

use std::io::{Cursor, Write as _};

const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];
/// What stands for parts that the input does not have.
const USUAL: [&str; 5] = [
    "<worksheet><sheetData/></worksheet>",
    "<sst><si><t>email</t></si><si><t>_website</t></si></sst>",
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "<workbook><sheets><sheet name=\"x\" r:id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
     <Relationship Id=\"2\" Type=\"t/sharedStrings\" Target=\"sharedStrings.xml\"/>\
     <Relationship Id=\"3\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut given = bytes.split(|&byte| byte == 0);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8]| {
        archive.start_file(name, stored).expect("memory can be written");
        archive.write_all(bytes).expect("memory can be written");
    };
    add("[Content_Types].xml", b"<Types/>");
    for (part, usual) in PARTS.into_iter().zip(USUAL) {
        add(part, given.next().unwrap_or(usual.as_bytes()));
    }
    clientele_fuzz::read(&archive.finish().expect("memory can be written").into_inner(), None);
});
