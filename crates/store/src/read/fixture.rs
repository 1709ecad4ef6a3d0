//! A small workspace for tests, written row by row.

use sea_query::{Query, SimpleExpr, SqliteQueryBuilder, Value};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, SqlitePool};
use tempfile::TempDir;

use super::Reader;

const SCHEMA: [&str; 4] = [
    include_str!("../../../../migrations/sqlite/0001_workspace.sql"),
    include_str!("../../../../migrations/sqlite/0002_indexes.sql"),
    include_str!("../../../../migrations/sqlite/0003_finding_kinds.sql"),
    include_str!("../../../../migrations/sqlite/0004_changes.sql"),
];

/// A workspace in a folder of its own.
pub(crate) struct Fixture {
    pool: SqlitePool,
    pub(crate) reader: Reader,
    _folder: TempDir,
}

/// Columns with their values.
pub(crate) type Cells<'a> = &'a [(&'static str, Value)];

impl Fixture {
    /// Two websites in different zones, three groups, one file, and the attributes `tier` (choice), `points` (number)
    /// and `likes` (several labels).
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("test.clientele"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Off);
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .after_connect(|connection, _| Box::pin(crate::functions::register(connection)))
            .connect_with(options)
            .await
            .expect("a database");
        let fixture = Self { reader: Reader::new(pool.clone()), pool, _folder: folder };
        fixture.run(&SCHEMA.concat()).await;
        fixture.directory().await;
        fixture
    }

    async fn directory(&self) {
        for (id, code, zone) in [(1, "base", "UTC"), (2, "eu", "Europe/Berlin")] {
            self.insert("website", &[("id", id.into()), ("code", code.into()), ("time_zone", zone.into())])
                .await;
        }
        self.run("UPDATE website SET name = 'Europe' WHERE id = 2").await;
        for (website, store, code) in [(1, 1, Some("default")), (2, 2, Some("eu_de")), (2, 3, None)] {
            let code = code.map_or(Value::String(None), Value::from);
            let cells = [("website_id", website.into()), ("store_id", store.into()), ("code", code)];
            self.insert("store_view", &cells).await;
        }
        self.run("INSERT INTO customer_group (id, code) VALUES (1, 'General'), (2, 'Wholesale'), (4, NULL)")
            .await;
        for (id, code, kind) in
            [(1, "tier", "choice"), (2, "points", "integer"), (3, "likes", "multi_select")]
        {
            let cells = [("entity", "customer".into()), ("code", code.into()), ("type", kind.into())];
            self.insert("attribute", &[&[("id", id.into())], cells.as_slice()].concat()).await;
            self.run(&format!("ALTER TABLE customer ADD COLUMN attr_{id} TEXT")).await;
        }
        let counts = ["import_id", "bytes", "rows", "created", "changed", "unchanged", "refused", "at"];
        let texts = [("name", "customer.csv"), ("kind", "customers"), ("sha256", ""), ("columns", "[]")];
        let texts = texts.into_iter().chain([("dialect", "{}"), ("actor", "owner")]);
        let cells = counts.map(|column| (column, 0.into())).into_iter();
        let cells: Vec<_> = cells.chain(texts.map(|(column, text)| (column, text.into()))).collect();
        self.insert("source", &cells).await;
        self.change("import").await;
    }

    /// A change set, without which the reader would not see what was written since.
    pub(crate) async fn change(&self, kind: &str) {
        self.run(&format!(
            "INSERT INTO change_set (kind, actor, at, summary, predecessor, hash) \
             VALUES ('{kind}', 'owner', 0, '{{}}', zeroblob(32), zeroblob(32))",
        ))
        .await;
    }

    /// A customer of website 1 unless the cells say otherwise.
    pub(crate) async fn customer(&self, id: u32, email: &str, cells: Cells<'_>) {
        let mut all = vec![("id", id.into()), ("email", email.into()), ("website_id", 1.into())];
        all.extend(["source_id", "change_set_id"].map(|column| (column, 1.into())));
        all.extend([("line", (id + 1).into()), ("row", id.into())]);
        self.insert("customer", &overlay(all, cells)).await;
    }

    /// An address of a customer, by default neither of its defaults.
    pub(crate) async fn address(&self, id: u32, customer: u32, cells: Cells<'_>) {
        let mut all = vec![("id", id.into()), ("customer_id", customer.into())];
        all.extend(["website_code", "email"].map(|column| (column, "".into())));
        all.extend(["is_billing", "is_shipping"].map(|column| (column, 0.into())));
        all.extend(["source_id", "line", "row", "change_set_id"].map(|column| (column, 1.into())));
        self.insert("address", &overlay(all, cells)).await;
    }

    pub(crate) async fn insert(&self, table: &'static str, cells: Cells<'_>) {
        let values = cells.iter().map(|(_, value)| SimpleExpr::Value(value.clone()));
        let insert = Query::insert()
            .into_table(table)
            .columns(cells.iter().map(|cell| cell.0))
            .values_panic(values)
            .take();
        self.run(&insert.to_string(SqliteQueryBuilder)).await;
    }

    pub(crate) async fn run(&self, sql: &str) {
        let mut connection = self.pool.acquire().await.expect("a connection");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await.expect(sql);
        crate::import::count_kinds(&mut connection).await.expect("counted");
    }
}

fn overlay(mut all: Vec<(&'static str, Value)>, cells: Cells<'_>) -> Vec<(&'static str, Value)> {
    all.retain(|(column, _)| cells.iter().all(|(other, _)| other != column));
    all.extend_from_slice(cells);
    all
}
