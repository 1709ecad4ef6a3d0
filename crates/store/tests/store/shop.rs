//! Files of a shop as text: read into workspaces, and written out of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::sync::atomic::AtomicBool;

use clientele_domain::batch::Batch;
use clientele_formats::write::{Form, instant_text, money_text, writer};
use clientele_formats::{Opened, ReadOptions, open};
use clientele_store::read::export::{Cell, Content, ExportRequest, Notes, StoreFile};
use clientele_store::read::{ReadError, ViewRequest};
use clientele_store::{Apply, Choices, Ended, NewSource, SourceEnd};

use roaring::RoaringBitmap;

use crate::desk::Workspace;

/// What the rows of a table say, by column.
pub type Said = BTreeSet<BTreeMap<String, String>>;

impl Workspace {
    /// Reads files of a shop as the program does, and applies them.
    pub async fn open(&self, files: &[&str]) {
        let choices = Choices { apply: Apply::AtOnce, ..Choices::default() };
        let mut import = self.store.begin_import(self.context(), choices, &[]).await.expect("begins");
        for text in files {
            let file = tempfile::NamedTempFile::new().expect("a temporary file");
            std::fs::write(file.path(), text).expect("written");
            let options = ReadOptions { today: jiff::civil::date(2026, 11, 23), ..ReadOptions::default() };
            let opened = open(file.path(), &options, &AtomicBool::new(false)).expect("a file of a shop");
            let Opened::Reader(mut reader) = opened else { panic!("asks instead of reading {text}") };
            let source = NewSource {
                name: "file.csv".to_owned(),
                path: "file.csv".to_owned(),
                kind: reader.kind(),
                bytes: reader.total_bytes(),
                dialect: String::new(),
                columns: reader.columns().to_vec(),
            };
            import.source(source).await.expect("announced");
            let mut batch = Batch::default();
            while reader.read(&mut batch).expect("read") {
                import.rows(&batch).expect("taken");
            }
            let end = reader.finish();
            let end = SourceEnd {
                sha256: end.sha256,
                rows: end.rows,
                profiles: end.profiles,
                filled: end.filled,
                findings: end.findings,
            };
            import.source_done(end).expect("ended");
        }
        match import.finish().await.expect("finished") {
            Ended::Loaded(import) => drop(import.commit().await.expect("kept")),
            Ended::Planned(mut planned) => {
                let none = roaring::RoaringBitmap::new();
                planned.apply(&none, &self.context()).await.expect("applied");
            }
        }
    }

    /// A file for the store's importer with all customers, and its notes.
    pub async fn file(&self, file: StoreFile) -> String {
        self.write(&everyone(Content::Store { file, columns: None })).await.expect("written").0
    }

    /// What an export writes, as the platform writes it.
    pub async fn write(&self, request: &ExportRequest) -> Result<(String, Notes), ReadError> {
        let mut export = self.store.reader().export(request).await?;
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let out: File = file.reopen().expect("the file");
        let mut table = writer(Form::PlatformCsv, out).expect("a writer");
        let header: Vec<&str> = export.header().iter().map(String::as_str).collect();
        table.row(&header).expect("written");
        while export.step(|row| {
            let cells: Vec<String> = row.cells.iter().map(text).collect();
            table.row(&cells.iter().map(String::as_str).collect::<Vec<_>>()).expect("written");
            Ok::<(), ReadError>(())
        })? {}
        table.finish().expect("written");
        let notes = export.notes();
        export.close().await?;
        Ok((std::fs::read_to_string(file.path()).expect("text"), notes))
    }

    /// What is known of customers and their addresses, without where it came from and how the workspace numbers it.
    /// Absent and empty are the same to a file.
    pub async fn known(&self) -> (Said, Said) {
        let codes: BTreeMap<String, String> = self
            .table("attribute")
            .await
            .into_iter()
            .map(|row| (format!("attr_{}", cell(&row, "id")), format!("attribute {}", cell(&row, "code"))))
            .collect();
        let websites: BTreeMap<String, String> = self
            .table("website")
            .await
            .into_iter()
            .map(|row| (cell(&row, "id"), cell(&row, "code")))
            .collect();
        let mut raw = BTreeMap::new();
        for row in self.table("raw_cell").await {
            raw.insert(
                (cell(&row, "entity"), cell(&row, "record_id"), cell(&row, "column_code")),
                cell(&row, "text"),
            );
        }
        let owners: BTreeMap<String, String> = self
            .table("customer")
            .await
            .into_iter()
            .map(|row| {
                (cell(&row, "id"), format!("{} {}", cell(&row, "email"), websites[&cell(&row, "website_id")]))
            })
            .collect();
        let mut known = [Said::new(), Said::new()];
        for (table, known) in ["customer", "address"].into_iter().zip(&mut known) {
            for row in self.table(table).await {
                let mut said = BTreeMap::new();
                for (name, value) in &row {
                    let value = value.clone().unwrap_or_default();
                    let unread = raw.get(&(table.to_owned(), cell(&row, "id"), code(name).to_owned()));
                    let value = match (name.as_str(), unread) {
                        (_, Some(raw)) if value.is_empty() => format!("unread {raw}"),
                        ("website_id", _) => websites[&value].clone(),
                        ("customer_id", _) => owners.get(&value).cloned().unwrap_or_default(),
                        _ => value,
                    };
                    if !OWN.contains(&name.as_str()) && !value.is_empty() {
                        said.insert(codes.get(name).unwrap_or(name).clone(), value);
                    }
                }
                // An address stands under its customer, who alone says how the e-mail is written.
                if said.contains_key("customer_id") {
                    said.remove("email");
                    said.remove("website_code");
                }
                known.insert(said);
            }
        }
        let [customers, addresses] = known;
        (customers, addresses)
    }
}

/// Columns that say where a record stood; of a secret whether it was filled; and what files show of other columns.
const OWN: [&str; 10] = [
    "id",
    "source_id",
    "line",
    "row",
    "change_set_id",
    "confirmation",
    "default_store_code",
    "default_billing",
    "default_shipping",
    "name",
];

/// What raw cells call a column.
fn code(name: &str) -> &str {
    match name {
        "shop_website_id" => "website_id",
        "entity_id" => "_entity_id",
        other => other,
    }
}

fn cell(row: &[(String, Option<String>)], name: &str) -> String {
    row.iter().find(|(column, _)| column == name).and_then(|(_, value)| value.clone()).unwrap_or_default()
}

fn text(cell: &Cell<'_>) -> String {
    match *cell {
        Cell::Text(text) => text.to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Money(amount) => money_text(amount),
        Cell::Instant(at) => instant_text(at),
    }
}

/// Everyone, in the order of entry.
pub fn everyone(content: Content) -> ExportRequest {
    let view = ViewRequest {
        condition: None,
        search: String::new(),
        sort: Vec::new(),
        as_of: jiff::Timestamp::UNIX_EPOCH,
    };
    ExportRequest { content, view, only: None, except: RoaringBitmap::new() }
}
