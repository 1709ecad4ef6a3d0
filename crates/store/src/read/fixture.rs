//! A small workspace for tests, written row by row.

use sea_query::{PostgresQueryBuilder, Query, SimpleExpr, SqliteQueryBuilder, Value};
use tempfile::TempDir;

use super::Reader;
use crate::engine::{Engine, Pool};
use crate::{OpenMode, Store};

/// A workspace in a folder of its own, or in a database.
pub(crate) struct Fixture {
    pool: Pool,
    pub(crate) reader: Reader,
    _folder: TempDir,
}

/// Columns with their values.
pub(crate) type Cells<'a> = &'a [(&'static str, Value)];

impl Fixture {
    /// A file and, where a server is installed, a database that folds text as Turkish does. In each two websites in
    /// different zones, three groups, one file, and the attributes `tier` (choice), `points` (number) and `likes` (several
    /// labels).
    pub(crate) async fn of_each_engine() -> Vec<Self> {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        let file = folder();
        let path = file.path().join("test.clientele");
        let store = Store::open(&path, OpenMode::Create).await.expect("a workspace");
        let mut fixtures = vec![Self::of(store, file).await];
        if let Some(cluster) = clientele_testkit::cluster() {
            let url = cluster.database(clientele_testkit::Locale::Turkish);
            let store = Store::connect(&url, None).await.expect("a workspace");
            fixtures.push(Self::of(store, folder()).await);
        }
        fixtures
    }

    async fn of(store: Store, folder: TempDir) -> Self {
        let fixture = Self { reader: store.reader(), pool: store.pool.clone(), _folder: folder };
        fixture.directory().await;
        fixture
    }

    async fn directory(&self) {
        for (id, code, zone) in [(1, "base", "UTC"), (2, "eu", "Europe/Berlin")] {
            self.insert("website", &[("id", id.into()), ("code", code.into()), ("time_zone", zone.into())])
                .await;
        }
        self.run("UPDATE website SET name = 'Europe' WHERE id = 2").await;
        for (id, website, store, code) in
            [(1, 1, 1, Some("default")), (2, 2, 2, Some("eu_de")), (3, 2, 3, None)]
        {
            let code = code.map_or(Value::String(None), Value::from);
            let cells = [
                ("id", id.into()),
                ("website_id", website.into()),
                ("store_id", store.into()),
                ("code", code),
            ];
            self.insert("store_view", &cells).await;
        }
        self.run("INSERT INTO customer_group (id, code) VALUES (1, 'General'), (2, 'Wholesale'), (4, NULL)")
            .await;
        for (id, code, kind) in
            [(1, "tier", "choice"), (2, "points", "integer"), (3, "likes", "multi_select")]
        {
            let cells = [("entity", "customer".into()), ("code", code.into()), ("type", kind.into())];
            self.insert("attribute", &[&[("id", id.into())], cells.as_slice()].concat()).await;
            let mut session = self.pool.session().await.expect("a connection");
            session.add_text_column("customer", &format!("attr_{id}")).await.expect("a column");
            session.close().await.expect("closed");
        }
        let counts = ["import_id", "bytes", "rows", "created", "changed", "unchanged", "refused", "at"];
        let texts = [("name", "customer.csv"), ("kind", "customers"), ("sha256", ""), ("columns", "[]")];
        let texts = texts.into_iter().chain([("dialect", "{}"), ("actor", "owner")]);
        let cells = counts.map(|column| (column, 0.into())).into_iter();
        let cells = cells.chain(texts.map(|(column, text)| (column, text.into())));
        let cells: Vec<_> = cells.chain([("id", 1.into())]).collect();
        self.insert("source", &cells).await;
        self.change("import").await;
    }

    /// Another reader, which knows nothing yet.
    pub(crate) fn another_reader(&self) -> Reader {
        Reader::new(self.pool.clone())
    }

    /// A change set, without which the reader would not see what was written since.
    pub(crate) async fn change(&self, kind: &str) {
        let values =
            [kind.into(), crate::engine::Value::Blob(&[0; 32]), crate::engine::Value::Blob(&[0; 32])];
        let sql = "INSERT INTO change_set (id, kind, actor, at, summary, predecessor, hash) \
                   SELECT coalesce(max(id), 0) + 1, ?, 'owner', 0, '{}', ?, ? FROM change_set";
        let mut session = self.pool.session().await.expect("a connection");
        session.execute(sql, &values).await.expect("a change set");
        session.close().await.expect("closed");
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
        let sql = match self.pool.engine() {
            Engine::Sqlite => insert.to_string(SqliteQueryBuilder),
            Engine::Postgres => insert.to_string(PostgresQueryBuilder),
        };
        self.run(&sql).await;
    }

    pub(crate) async fn run(&self, sql: &str) {
        let mut session = self.pool.session().await.expect("a connection");
        session.script(sql).await.expect(sql);
        crate::import::count_kinds(&mut session).await.expect("counted");
        session.close().await.expect("closed");
    }
}

fn overlay(mut all: Vec<(&'static str, Value)>, cells: Cells<'_>) -> Vec<(&'static str, Value)> {
    all.retain(|(column, _)| cells.iter().all(|(other, _)| other != column));
    all.extend_from_slice(cells);
    all
}
