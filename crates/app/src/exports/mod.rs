//! Exports: files for the store's importer, and tables for people.

mod columns;
mod shown;
mod write;

use clientele_store::read::export::StoreFile;
use clientele_wire::export::ExportFormat;

/// The file for the store that a form is; none of a table for people.
const fn store_file(format: ExportFormat) -> Option<StoreFile> {
    match format {
        ExportFormat::Customers => Some(StoreFile::Customers),
        ExportFormat::Addresses => Some(StoreFile::Addresses),
        ExportFormat::Combined => Some(StoreFile::Combined),
        ExportFormat::Finances => Some(StoreFile::Finances),
        ExportFormat::GridCsv | ExportFormat::GridXml | ExportFormat::Xlsx => None,
    }
}
