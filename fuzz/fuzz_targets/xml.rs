//! A workbook in XML: the input is what stands inside its sheet.
#![no_main]

libfuzzer_sys::fuzz_target!(|sheet: &[u8]| {
    let head = b"<?xml version=\"1.0\"?><Workbook xmlns:ss=\"s\"><Worksheet ss:Name=\"x\"><Table>".as_slice();
    clientele_fuzz::read(&[head, sheet, b"</Table></Worksheet></Workbook>"].concat(), None);
});
