//! Every file in `../shared/samples`, under a name that tells nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clientele_domain::batch::{Batch, Part};
use clientele_formats::{Opened, open};

use crate::common::{options, read};

/// Kind, rows and refused rows; a table and its columns; or the code that refuses it.
fn outcome(path: &Path) -> String {
    match open(path, &options(), &AtomicBool::new(false)) {
        Ok(Opened::Reader(reader)) => {
            let (kind, dialect) = (reader.kind(), reader.dialect().describe());
            let (rows, _) = read(reader);
            let refused = rows.iter().filter(|row| row[0] == "refused").count();
            format!("{} {} {refused} {dialect}", kind.as_str(), rows.len())
        }
        Ok(Opened::Questions(questions)) => format!("asks {}", questions[0].about.as_str()),
        Ok(Opened::Table(table)) => format!("table {}", table.columns.len()),
        Err(error) => error.code().to_owned(),
    }
}

#[rustfmt::skip]
const FILES: &[(&str, &str)] = &[
    ("LICENSE-AFL-3.0.txt", "asks encoding"),
    ("LICENSE-OSL-3.0.txt", "table 1"),
    ("README.md", "table 1"),
    ("adobe-docs/customers-export.csv", "customers 3 0 UTF-8, comma"),
    ("exports-2.4.7/README.md", "table 1"),
    ("exports-2.4.7/attributeMetadata-customer-custom.json", "table 1"),
    ("exports-2.4.7/attributeMetadata-customer.json", "table 1"),
    ("exports-2.4.7/attributeMetadata-customerAddress.json", "table 1"),
    ("exports-2.4.7/customer_address_baseline_2.4.7-p3.csv", "addresses 428 0 UTF-8, comma"),
    ("exports-2.4.7/customer_address_multisite_customattrs_2.4.7-p3.csv", "addresses 4968 0 UTF-8, comma"),
    ("exports-2.4.7/customer_baseline_2.4.7-p3.csv", "customers 288 0 UTF-8, comma"),
    ("exports-2.4.7/customer_grid_multisite_customattrs_2.4.7-p3.csv", "customer_grid 6339 0 UTF-8, comma"),
    ("exports-2.4.7/customer_grid_multisite_customattrs_2.4.7-p3.xml.gz", "customer_grid 6339 0 Excel XML"),
    ("exports-2.4.7/customer_multisite_customattrs_2.4.7-p3.csv", "customers 6326 0 UTF-8, comma"),
    ("magento-2.0/customer.csv", "customers 1 0 UTF-8, comma"),
    ("magento-core/2k_customers.csv", "customers 2000 0 UTF-8, comma"),
    ("magento-core/2k_customers.csv.gz", "customers 2000 0 UTF-8, comma"),
    ("magento-core/address_import_delete.csv", "addresses 1 0 UTF-8, comma"),
    ("magento-core/address_import_update.csv", "addresses 4 0 UTF-8, comma"),
    ("magento-core/customer.csv", "customers 1 0 UTF-8, comma"),
    ("magento-core/customer_address.csv", "addresses 1 0 UTF-8, comma"),
    ("magento-core/customer_composite.csv", "composite 1 0 UTF-8, comma"),
    ("magento-core/customer_composite_delete.csv", "customers 1 0 UTF-8, comma"),
    ("magento-core/customer_composite_update.csv", "composite 5 0 UTF-8, comma"),
    ("magento-core/customer_finance.csv", "finances 1 0 UTF-8, comma"),
    ("magento-core/customer_to_import_with_one_additional_column.csv", "customers 1 0 UTF-8, comma"),
    ("magento-core/customers_to_delete.csv", "customers 3 0 UTF-8, comma"),
    ("magento-core/customers_to_import.csv", "customers 6 0 UTF-8, comma"),
    ("magento-core/customers_to_update.csv", "customers 3 0 UTF-8, comma"),
    ("magento-core/import_uk_address.csv", "addresses 1 0 UTF-8, comma"),
    ("magento-sample-data/customer_profile.csv", "table 12"),
    ("magento-sample-data/orders.csv", "table 6"),
    ("techdivision/customer-address-add-update_20181217-085523_01.csv", "addresses 2 0 UTF-8, comma"),
    ("techdivision/customer-address-delete_20181217-085523_01.csv", "addresses 2 0 UTF-8, comma"),
    ("techdivision/customer-address-replace_20181217-085523_01.csv", "addresses 2 0 UTF-8, comma"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The folder of samples, where it is.
fn samples() -> Option<PathBuf> {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !samples.exists() {
        eprintln!("skipped: ../shared/samples is not there");
        return None;
    }
    Some(samples)
}

fn rows(samples: &Path, name: &str) -> Vec<Vec<String>> {
    match open(&samples.join(name), &options(), &AtomicBool::new(false)) {
        Ok(Opened::Reader(reader)) => read(reader).0,
        Ok(_) => panic!("{name} is no export"),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_grid_is_the_same_as_csv_and_as_excel_xml() {
    let Some(samples) = samples() else { return };
    let grid = "exports-2.4.7/customer_grid_multisite_customattrs_2.4.7-p3";
    let (csv, xml) = (rows(&samples, &format!("{grid}.csv")), rows(&samples, &format!("{grid}.xml.gz")));
    assert_eq!(csv.len(), xml.len());
    for (csv, xml) in csv.iter().zip(&xml) {
        assert_eq!(csv, xml);
    }
}

#[test]
fn the_single_file_has_customers_and_their_addresses() {
    let Some(samples) = samples() else { return };
    let check = |name: &str, expected: &[Part]| {
        let Ok(Opened::Reader(mut reader)) =
            open(&samples.join("magento-core").join(name), &options(), &AtomicBool::new(false))
        else {
            panic!("{name} is read")
        };
        let mut batch = Batch::default();
        assert!(reader.read(&mut batch).expect("readable"));
        let parts: Vec<Part> = batch.places.iter().map(|place| place.part).collect();
        assert_eq!(parts, expected, "{name}");
        batch.text
    };
    assert!(check("customer_composite.csv", &[Part::Both]).contains("\n"), "a street of two lines");
    let update = [Part::Both, Part::Address, Part::Both, Part::Both, Part::Customer];
    check("customer_composite_update.csv", &update);
}

#[test]
fn every_sample_opens_or_is_refused_with_its_reason() {
    let Some(samples) = samples() else { return };
    let mut found = Vec::new();
    files(&samples, &mut found);
    found.sort();
    let folder = tempfile::tempdir().expect("a folder");
    let renamed = folder.path().join("x");
    let outcome = |path: &PathBuf| {
        std::fs::copy(path, &renamed).expect("a copy");
        let name =
            path.strip_prefix(&samples).expect("below the samples").to_string_lossy().replace('\\', "/");
        let outcome = outcome(&renamed);
        std::fs::remove_file(&renamed).expect("a copy");
        (name, outcome)
    };
    let outcomes: Vec<(String, String)> = found.iter().map(outcome).collect();
    let expected: Vec<(String, String)> =
        FILES.iter().map(|&(name, outcome)| (name.to_owned(), outcome.to_owned())).collect();
    assert_eq!(outcomes, expected);
}
