//! Workspaces for tests, in a file or on a server, and what a stranger sees in them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clientele_domain::attribute::Entity;
use clientele_domain::batch::{Batch, Cell, Place};
use clientele_domain::column::{AddressColumn, Column, CustomerColumn, Storage};
use clientele_domain::file::{Behavior, Kind};
use clientele_store::{
    Apply, Choices, Context, Counts, Ended, ImportOutcome, NamesTold, NewSource, OpenMode, Plan, SourceEnd,
    Store, StoreError, Survey, Watch,
};
use clientele_testkit::{Cluster, Locale};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};

pub const CUSTOMERS: [CustomerColumn; 5] = [
    CustomerColumn::Email,
    CustomerColumn::Website,
    CustomerColumn::Firstname,
    CustomerColumn::Lastname,
    CustomerColumn::GroupId,
];
pub const ADDRESSES: [AddressColumn; 5] = [
    AddressColumn::Website,
    AddressColumn::Email,
    AddressColumn::EntityId,
    AddressColumn::City,
    AddressColumn::DefaultBilling,
];

/// Makes of one story two tests: with workspaces in files, and on a server that folds text as Turkish does.
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($desk:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            fn story($desk: $crate::desk::Desk) -> clientele_testkit::Story {
                Box::pin(async move $body)
            }

            #[test]
            fn in_a_file() {
                clientele_testkit::tell(story($crate::desk::Desk::File));
            }

            #[test]
            fn on_a_server() {
                if let Some(cluster) = clientele_testkit::cluster() {
                    clientele_testkit::tell(story($crate::desk::Desk::Server(cluster)));
                }
            }
        }
    };
}
pub(crate) use on_both;

/// Where workspaces are made.
#[derive(Clone, Copy)]
pub enum Desk {
    File,
    Server(&'static Cluster),
}

/// A workspace of a test.
pub struct Workspace {
    pub store: Store,
    /// Its file; of a server nothing.
    pub path: PathBuf,
    url: Option<String>,
    folder: tempfile::TempDir,
}

impl Desk {
    pub async fn workspace(self) -> Workspace {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("shop.clientele");
        match self {
            Self::File => {
                let store = Store::open(&path, OpenMode::Create).await.expect("a new workspace");
                Workspace { store, path, url: None, folder }
            }
            Self::Server(cluster) => {
                let url = cluster.database(Locale::Turkish);
                let store = Store::connect(&url, None).await.expect("a new workspace");
                Workspace { store, path, url: Some(url), folder }
            }
        }
    }

    /// The workspace copied to a new place.
    pub async fn copy(self, of: &Workspace) -> Workspace {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("copy.clientele");
        let (cancel, mut told) = (Arc::default(), Vec::new());
        let mut progress = |done, total| told.push((done, total));
        let watch = Watch { cancel: &cancel, progress: &mut progress };
        let (store, url) = match self {
            Self::File => (of.store.copy_to_file(&path, watch).await, None),
            Self::Server(cluster) => {
                let url = cluster.database(Locale::Turkish);
                (of.store.copy_to_server(&url, None, watch).await, Some(url))
            }
        };
        assert!(told.last().is_some_and(|(done, total)| done == total), "{told:?}");
        Workspace { store: store.expect("copied"), path, url, folder }
    }
}

impl Workspace {
    pub fn context(&self) -> Context {
        let cancel = Arc::new(AtomicBool::new(false));
        let context =
            Context::new("Ada".to_owned(), 1_795_372_800_000, cancel, self.folder.path().join("plans"));
        // What is sealed is then the same wherever it is.
        Context { randomness: || Ok([7; 32]), ..context }
    }

    /// The workspace of a team's database under another address.
    pub async fn at(url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::connect(url, None).await.expect("opens");
        Self { store, path: folder.path().join("shop.clientele"), url: Some(url.to_owned()), folder }
    }

    /// Its address; of a file none.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// What a stranger to the program does to the data.
    pub async fn stranger(&self, sql: &str) {
        match &self.url {
            Some(url) => {
                let sql = format!("SET search_path = clientele; {sql}");
                let mut connection = PgConnection::connect(url).await.expect("opens");
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("done");
            }
            None => {
                let url = format!("sqlite:{}", self.path.display());
                let mut connection = SqliteConnection::connect(&url).await.expect("opens");
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.expect("done");
            }
        }
    }

    /// Every row of every table that holds data of the shop, in order.
    pub async fn dump(&self) -> Vec<String> {
        const TABLES: [&str; 10] = [
            "website",
            "store_view",
            "customer_group",
            "customer",
            "address",
            "subscription",
            "sales_order",
            "balance",
            "raw_cell",
            "finding",
        ];
        let mut dump = Vec::new();
        for table in TABLES {
            for row in self.table(table).await {
                let told = |(name, value): (String, Option<String>)| {
                    let hidden = table == "finding" && name == "id";
                    value.filter(|_| !hidden).map(|value| format!("{name}={value}"))
                };
                dump.push(format!(
                    "{table} {}",
                    row.into_iter().filter_map(told).collect::<Vec<_>>().join(" ")
                ));
            }
        }
        dump
    }

    /// Every row of every table, with what nobody but the program sees.
    pub async fn everything(&self) -> Vec<String> {
        const TABLES: &str =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        const OF_SERVER: &str = "SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                                 WHERE n.nspname = 'clientele' AND relkind = 'r' AND relname <> 'version' ORDER BY relname COLLATE \"C\"";
        let tables: Vec<String> = match &self.url {
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.expect("opens");
                sqlx::query_scalar(OF_SERVER).fetch_all(&mut connection).await.expect("reads")
            }
            None => {
                let url = format!("sqlite:{}", self.path.display());
                let mut connection = SqliteConnection::connect(&url).await.expect("opens");
                sqlx::query_scalar(TABLES).fetch_all(&mut connection).await.expect("reads")
            }
        };
        let mut all = Vec::new();
        for table in tables {
            for mut row in self.table(&table).await {
                row.sort();
                let cells: Vec<String> = row
                    .into_iter()
                    .filter_map(|(name, value)| value.map(|value| format!("{name}={value}")))
                    .collect();
                all.push(format!("{table} {}", cells.join(" ")));
            }
        }
        all.sort();
        all
    }

    /// The rows of a table as columns with texts, bytes in hexadecimal.
    pub async fn table(&self, table: &str) -> Vec<Vec<(String, Option<String>)>> {
        type Cells = Vec<Option<String>>;
        let names: Vec<String>;
        let rows: Vec<Cells>;
        let is_file = self.url.is_none();
        let select = |names: &[String]| {
            let cell = |name: &String| match is_file {
                true => format!(
                    "CASE typeof(\"{name}\") WHEN 'blob' THEN '\\x' || lower(hex(\"{name}\")) ELSE CAST(\"{name}\" AS TEXT) END"
                ),
                false => format!("CAST(\"{name}\" AS TEXT)"),
            };
            let cells: Vec<String> = names.iter().map(cell).collect();
            let order: Vec<String> = names.iter().take(2).map(|name| format!("\"{name}\"")).collect();
            format!("SELECT {} FROM {table} ORDER BY {}", cells.join(", "), order.join(", "))
        };
        match &self.url {
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.expect("opens");
                sqlx::raw_sql("SET search_path = clientele").execute(&mut connection).await.expect("set");
                let columns = "SELECT column_name::text FROM information_schema.columns \
                               WHERE table_schema = 'clientele' AND table_name = $1 ORDER BY ordinal_position";
                names =
                    sqlx::query_scalar(columns).bind(table).fetch_all(&mut connection).await.expect("reads");
                let all = sqlx::query(AssertSqlSafe(select(&names))).fetch_all(&mut connection).await;
                rows = all
                    .expect("reads")
                    .iter()
                    .map(|row| (0..row.len()).map(|at| row.get(at)).collect())
                    .collect();
            }
            None => {
                let url = format!("sqlite:{}", self.path.display());
                let mut connection = SqliteConnection::connect(&url).await.expect("opens");
                let columns = "SELECT name FROM pragma_table_info(?) ORDER BY cid";
                names =
                    sqlx::query_scalar(columns).bind(table).fetch_all(&mut connection).await.expect("reads");
                let all = sqlx::query(AssertSqlSafe(select(&names))).fetch_all(&mut connection).await;
                rows = all
                    .expect("reads")
                    .iter()
                    .map(|row| (0..row.len()).map(|at| row.get(at)).collect())
                    .collect();
            }
        }
        let cells = |cells: Cells| names.iter().cloned().zip(cells).collect();
        rows.into_iter().map(cells).collect()
    }

    /// Reads rows of customers and of addresses, and leaves what was read.
    pub async fn read(
        &self,
        customers: &[&str],
        addresses: &[&str],
        choices: Choices,
    ) -> Result<Ended, StoreError> {
        let customer_columns = CUSTOMERS.into_iter().map(Column::Customer);
        let customer_columns: Vec<Column> =
            customer_columns.chain([Column::Attribute(Entity::Customer, "tier".to_owned())]).collect();
        let address_columns: Vec<Column> = ADDRESSES.into_iter().map(Column::Address).collect();
        let files =
            [(Kind::Customers, customer_columns, customers), (Kind::Addresses, address_columns, addresses)];
        let files = files.into_iter().filter(|(.., rows)| !rows.is_empty());
        self.read_files(
            &files.map(|(kind, columns, rows)| (kind, columns, batch(kind, rows))).collect::<Vec<_>>(),
            choices,
        )
        .await
    }

    pub async fn read_files(
        &self,
        files: &[(Kind, Vec<Column>, Rows<'_>)],
        choices: Choices,
    ) -> Result<Ended, StoreError> {
        let kinds: Vec<Kind> = files.iter().map(|(kind, ..)| *kind).collect();
        let mut import = self.store.begin_import(self.context(), choices, &kinds).await?;
        for (kind, columns, rows) in files {
            if import.is_surveyed(*kind) {
                let mut survey = Survey::of(*kind, columns);
                survey.see(&rows.batch(columns));
                let asked = import.settle_names(survey, *kind, &NamesTold::default()).await?;
                assert!(asked.is_empty(), "nothing is left to be told: {asked:?}");
            }
            let source = NewSource {
                name: format!("{}.csv", kind.as_str()),
                path: format!("{}.csv", kind.as_str()),
                kind: *kind,
                bytes: 1,
                dialect: "UTF-8, comma".to_owned(),
                columns: columns.clone(),
            };
            import.source(source).await?;
            import.rows(&rows.batch(columns))?;
            let filled = columns.iter().map(|column| (column.clone(), 1)).collect();
            import.source_done(SourceEnd { rows: rows.0.len() as u64, filled, ..SourceEnd::default() })?;
        }
        import.finish().await
    }

    /// Reads rows, and applies them unless they wait for a review. Tells what was planned, and what came of it.
    pub async fn import(
        &self,
        customers: &[&str],
        addresses: &[&str],
    ) -> Result<(Plan, Option<ImportOutcome>), StoreError> {
        match self.read(customers, addresses, Choices::default()).await? {
            Ended::Loaded(import) => {
                let plan = import.plan().clone();
                import.commit().await.map(|outcome| (plan, Some(outcome)))
            }
            Ended::Planned(planned) if planned.plan().needs_review => Ok((planned.plan().clone(), None)),
            Ended::Planned(mut planned) => {
                let outcome = planned.apply(&roaring::RoaringBitmap::new(), &self.context()).await?;
                Ok((planned.plan().clone(), Some(outcome)))
            }
        }
    }

    /// Reads rows and applies them whatever they are.
    pub async fn apply(&self, customers: &[&str], addresses: &[&str]) -> Plan {
        let ended =
            self.read(customers, addresses, Choices { apply: Apply::AtOnce, ..Choices::default() }).await;
        self.keep(ended.expect("reads")).await
    }

    /// Reads files and applies them whatever they are.
    pub async fn apply_files(&self, files: &[(Kind, Vec<Column>, Rows<'_>)], behavior: Behavior) -> Plan {
        let choices = Choices { apply: Apply::AtOnce, behavior, ..Choices::default() };
        self.keep(self.read_files(files, choices).await.expect("reads")).await
    }

    async fn keep(&self, ended: Ended) -> Plan {
        match ended {
            Ended::Loaded(import) => import.commit().await.expect("kept").plan,
            Ended::Planned(mut planned) => {
                let outcome = planned.apply(&roaring::RoaringBitmap::new(), &self.context()).await;
                assert!(outcome.expect("applied").change_set.is_some());
                planned.plan().clone()
            }
        }
    }

    pub async fn fault(&self) -> Option<(i64, clientele_store::Fault)> {
        self.store.check(&AtomicBool::new(false)).await.expect("checks").fault
    }
}

/// Rows of `a|b|c`, as a reader would give them; numbers where the column is one. `!` before a row is its `_action` to
/// delete.
pub struct Rows<'a>(pub Vec<&'a str>);

fn batch<'a>(_: Kind, rows: &[&'a str]) -> Rows<'a> {
    Rows(rows.to_vec())
}

impl Rows<'_> {
    fn batch(&self, columns: &[Column]) -> Batch {
        let mut batch = Batch::default();
        for (number, row) in (1..).zip(&self.0) {
            let deletes = row.starts_with('!');
            let row = row.trim_start_matches('!');
            let mut texts = row.split('|');
            for column in columns {
                let cell = match (texts.next(), column.storage()) {
                    (None, _) => Cell::Null,
                    (Some(text), Storage::Text | Storage::Date) => batch.push_text(text),
                    (Some(text), _) => text.parse().map_or(Cell::Null, Cell::Integer),
                };
                batch.cells.push(cell);
            }
            batch.places.push(Place { line: number + 1, row: number, deletes, ..Place::default() });
        }
        batch
    }
}

/// `created/changed/unchanged/refused/missing` of customers and of addresses.
pub fn counts(plan: &Plan) -> String {
    format!("{} {}", told(plan.customers), told(plan.addresses))
}

/// `created/changed/unchanged/refused/missing`.
pub fn told(counts: Counts) -> String {
    let Counts { created, changed, unchanged, refused, missing, .. } = counts;
    format!("{created}/{changed}/{unchanged}/{refused}/{missing}")
}
