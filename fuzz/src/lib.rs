//! What the targets share: a file opened and read to its end, whatever it holds.

use std::io::Write as _;
use std::sync::atomic::AtomicBool;

use clientele_domain::batch::Batch;
use clientele_domain::file::{Kind, Mapping};
use clientele_formats::{About, DateOrder, Encoding, Opened, Question, ReadOptions, Reader, look, open};

/// Opens the bytes as a file, answers every question, and reads what comes of it.
///
/// # Panics
/// When the reader breaks a promise.
pub fn read(bytes: &[u8], mapping: Option<Mapping>) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("a temporary file");
    let cancel = AtomicBool::new(false);
    let mut options =
        ReadOptions { today: jiff::civil::date(2026, 11, 23), mapping, ..ReadOptions::default() };
    // One question at a time is asked: encoding, separator, kind, order of dates.
    for _ in 0..5 {
        match open(file.path(), &options, &cancel) {
            Ok(Opened::Questions(questions)) => answer(&mut options, &questions[0]),
            Ok(Opened::Reader(reader)) => return rows(*reader),
            Ok(Opened::Table(table)) => {
                let again =
                    look(file.path(), &table.mapping, &cancel).expect("what was shown can be shown again");
                assert!(again.records.len() <= 30);
                if !table.problems.is_empty() {
                    return;
                }
                options.mapping = Some(table.mapping);
            }
            Err(error) => {
                assert_eq!(error.to_string().lines().count(), 1, "{error}");
                return;
            }
        }
    }
    panic!("the same is asked again");
}

/// The first answer proposed.
fn answer(options: &mut ReadOptions, question: &Question) {
    let value = question.choices[0].value.as_str();
    match question.about {
        About::Encoding => options.encoding = Encoding::parse(value),
        About::Separator => {
            options.separator = Some(value.bytes().next().filter(|_| value != "tab").unwrap_or(b'\t'))
        }
        About::Kind => options.kind = Kind::parse(value),
        About::DateOrder => options.date_order = DateOrder::parse(value),
    }
}

fn rows(mut reader: Reader) {
    let (mut batch, mut total) = (Batch::default(), 0);
    while reader.read(&mut batch).is_ok_and(|more| more) {
        assert_eq!(batch.cells.len(), batch.len() * reader.columns().len());
        for row in 0..batch.len() {
            for &cell in batch.row(row) {
                let _ = batch.str(cell);
            }
        }
        for &raw in &batch.raw {
            let _ = batch.raw_str(raw);
            assert!((raw.row as usize) < batch.len() && (raw.column as usize) < reader.columns().len());
        }
        assert!(batch.places.is_sorted_by_key(|place| place.row));
        total += batch.len() as u64;
    }
    assert!(total <= reader.finish().rows);
}
