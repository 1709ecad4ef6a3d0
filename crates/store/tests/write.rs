//! Imports, change sets and undo over whole workspaces.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clientele_domain::attribute::Entity;
use clientele_domain::batch::{Batch, Cell, Place};
use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use clientele_store::{
    Context, Fault, ImportOutcome, NewSource, OpenMode, Plan, SourceEnd, Store, StoreError,
};

const CUSTOMERS: [CustomerColumn; 5] = [
    CustomerColumn::Email,
    CustomerColumn::Website,
    CustomerColumn::Firstname,
    CustomerColumn::Lastname,
    CustomerColumn::GroupId,
];
const ADDRESSES: [AddressColumn; 5] = [
    AddressColumn::Website,
    AddressColumn::Email,
    AddressColumn::EntityId,
    AddressColumn::City,
    AddressColumn::DefaultBilling,
];

struct Workspace {
    store: Store,
    _folder: tempfile::TempDir,
    path: PathBuf,
}

async fn workspace() -> Workspace {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("shop.clientele");
    let store = Store::open(&path, OpenMode::Create).await.expect("a new workspace");
    Workspace { store, _folder: folder, path }
}

fn context() -> Context {
    Context { actor: "Ada".to_owned(), at: 1_795_372_800_000, cancel: Arc::new(AtomicBool::new(false)) }
}

/// Rows of `a|b|c`, as a reader would give them; numbers where the column is one.
fn batch(columns: &[Column], rows: &[&str]) -> Batch {
    let mut batch = Batch::default();
    for (number, row) in (1..).zip(rows) {
        for (column, text) in columns.iter().zip(row.split('|')) {
            let cell = match column.storage() {
                clientele_domain::column::Storage::Integer => text.parse().map_or(Cell::Null, Cell::Integer),
                _ => batch.push_text(text),
            };
            batch.cells.push(cell);
        }
        batch.places.push(Place { line: number + 1, row: number, ..Place::default() });
    }
    batch
}

async fn import(
    store: &Store,
    customers: &[&str],
    addresses: &[&str],
) -> Result<(Plan, Option<ImportOutcome>), StoreError> {
    import_as(store, customers, addresses, false).await
}

/// Imports what was reviewed.
async fn apply(store: &Store, customers: &[&str], addresses: &[&str]) -> Plan {
    let (plan, outcome) = import_as(store, customers, addresses, true).await.expect("imports");
    assert!(outcome.expect("applied").change_set.is_some());
    plan
}

async fn import_as(
    store: &Store,
    customers: &[&str],
    addresses: &[&str],
    reviewed: bool,
) -> Result<(Plan, Option<ImportOutcome>), StoreError> {
    let mut import = store.begin_import(context()).await?;
    let customer_columns: Vec<Column> =
        CUSTOMERS.into_iter().map(Column::Customer).chain([Column::Attribute(Entity::Customer, "tier".to_owned())]).collect();
    let address_columns: Vec<Column> = ADDRESSES.into_iter().map(Column::Address).collect();
    for (kind, columns, rows) in
        [("customers", customer_columns, customers), ("addresses", address_columns, addresses)]
    {
        if rows.is_empty() {
            continue;
        }
        let source = NewSource {
            name: format!("{kind}.csv"),
            path: format!("{kind}.csv"),
            kind,
            bytes: 1,
            dialect: "UTF-8, comma".to_owned(),
            columns: columns.clone(),
        };
        import.source(source).await?;
        let batch = batch(&columns, rows);
        if kind == "customers" {
            import.customers(&batch)?
        } else {
            import.addresses(&batch)?
        }
        let filled = columns.iter().map(|column| (column.code().to_owned(), 1)).collect();
        import.source_done(SourceEnd { rows: rows.len() as u64, filled, ..SourceEnd::default() })?;
    }
    let plan = import.finish().await?;
    if plan.needs_review && !reviewed {
        return Ok((plan, None));
    }
    import.commit(reviewed).await.map(|outcome| (plan, Some(outcome)))
}

const ANNA: &str = "anna@example.com|base|Anna|Roux|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";
const ANNAS_OLD: &str = "base|ANNA@example.com|2|Lyon|";
const BENS: &str = "base|ben@example.com|3|Köln|1";

/// `created/changed/unchanged/refused/missing` of customers and of addresses.
#[track_caller]
fn counts(plan: &Plan) -> String {
    let of = |counts: clientele_store::Counts| {
        format!(
            "{}/{}/{}/{}/{}",
            counts.created, counts.changed, counts.unchanged, counts.refused, counts.missing
        )
    };
    format!("{} {}", of(plan.customers), of(plan.addresses))
}

/// Every row of every table that holds data of the shop, in order.
async fn dump(path: &Path) -> Vec<String> {
    use sqlx::{Column as _, Connection as _, Row as _, ValueRef as _};
    let mut connection =
        sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.expect("opens");
    let mut dump = Vec::new();
    for table in ["website", "store_view", "customer_group", "customer", "address", "raw_cell", "finding"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT * FROM {table} ORDER BY 1, 2"));
        for row in sqlx::query(sql).fetch_all(&mut connection).await.expect("reads") {
            let cells: Vec<String> = (0..row.columns().len())
                .filter(|&index| !(table == "finding" && row.columns()[index].name() == "id"))
                .filter(|&index| !row.try_get_raw(index).expect("a column").is_null())
                .map(|index| {
                    let text = row.try_get_unchecked::<String, _>(index).unwrap_or_default();
                    format!("{}={text}", row.columns()[index].name())
                })
                .collect();
            dump.push(format!("{table} {}", cells.join(" ")));
        }
    }
    dump
}

#[tokio::test(flavor = "multi_thread")]
async fn both_files_join_in_either_order_and_one_after_the_other() {
    let together = workspace().await;
    let (plan, _) = import(&together.store, &[ANNA, BEN], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!(counts(&plan), "2/0/0/0/0 3/0/0/0/0");
    let owners = |dump: Vec<String>| -> Vec<String> {
        let addresses = dump.into_iter().filter(|row| row.starts_with("address "));
        addresses
            .map(|row| {
                row.split(' ')
                    .filter(|cell| {
                        ["customer_id=", "city=", "is_billing="].iter().any(|of| cell.starts_with(of))
                    })
                    .collect()
            })
            .collect()
    };
    let expected = owners(dump(&together.path).await);
    assert_eq!(
        expected,
        [
            "customer_id=1city=Parisis_billing=1",
            "customer_id=1city=Lyonis_billing=0",
            "customer_id=2city=Kölnis_billing=1"
        ]
    );

    let addresses_last = workspace().await;
    import(&addresses_last.store, &[ANNA, BEN], &[]).await.expect("imports");
    let (plan, outcome) =
        import(&addresses_last.store, &[], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!((counts(&plan).as_str(), outcome.is_some()), ("0/2/0/0/0 3/0/0/0/0", true));
    assert_eq!(owners(dump(&addresses_last.path).await), expected);

    let addresses_first = workspace().await;
    let (plan, _) = import(&addresses_first.store, &[], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
    assert_eq!((counts(&plan).as_str(), plan.findings), ("0/0/0/0/0 3/0/0/0/0", 3));
    import(&addresses_first.store, &[ANNA, BEN], &[]).await.expect("imports");
    let after = dump(&addresses_first.path).await;
    assert!(!after.iter().any(|row| row.contains("customerNotFound")), "{after:?}");
    assert_eq!(owners(after), expected);
    for store in [&together.store, &addresses_last.store, &addresses_first.store] {
        assert_eq!(store.check(&AtomicBool::new(false)).await.expect("checks").fault, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_files_twice_change_nothing() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    let before = dump(&workspace.path).await;
    let (plan, outcome) = import(&workspace.store, &[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    assert_eq!(counts(&plan), "0/0/2/0/0 0/0/2/0/0");
    assert_eq!(outcome.expect("applied").change_set, None);
    assert_eq!(dump(&workspace.path).await, before);
    assert_eq!(workspace.store.reader().sources().await.expect("history").len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_change_a_filled_workspace_waits_for_review() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA, BEN], &[ANNAS, BENS]).await.expect("imports");
    let before = dump(&workspace.path).await;
    for (customers, addresses, expected) in [
        (vec!["anna@example.com|base|Anne|Roux|1|Gold"], vec![], "0/1/0/0/1 0/0/0/0/0"),
        (vec![ANNA, BEN, "new@example.com|other|N|N|1|"], vec![], "1/0/2/0/0 0/0/0/0/0"),
        (vec![], vec!["base|anna@example.com|1|Nantes|1"], "0/1/0/0/0 0/1/0/0/0"),
        (vec![ANNA], vec![ANNAS, "base|anna@example.com||Nantes|"], "0/1/0/0/1 1/0/1/0/0"),
    ] {
        let (plan, outcome) = import(&workspace.store, &customers, &addresses).await.expect("plans");
        assert_eq!(
            (counts(&plan).as_str(), outcome.is_none()),
            (expected, true),
            "{customers:?} {addresses:?}"
        );
        assert_eq!(dump(&workspace.path).await, before);
    }
}

/// What a reader sees of customers and addresses, without where they came from.
async fn values(path: &Path) -> Vec<String> {
    let shown = ["customer ", "address "];
    let own = ["id=", "source_id=", "line=", "row=", "change_set_id=", "website_id=", "website_code="];
    let rows = dump(path).await.into_iter().filter(|row| shown.iter().any(|table| row.starts_with(table)));
    rows.map(|row| {
        let cells = row.split(' ').filter(|cell| !own.iter().any(|own| cell.starts_with(own)));
        cells.collect::<Vec<_>>().join(" ")
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_export_makes_of_everything_what_it_says_and_undo_takes_that_back() {
    let check = async |customers: &[&str], addresses: &[&str], counts_expected: &str, expected: &[&str]| {
        let workspace = workspace().await;
        import(&workspace.store, &[ANNA, BEN], &[ANNAS, ANNAS_OLD, BENS]).await.expect("imports");
        let (before, seen) = (dump(&workspace.path).await, values(&workspace.path).await);
        let plan = apply(&workspace.store, customers, addresses).await;
        assert_eq!(counts(&plan), counts_expected, "{customers:?} {addresses:?}");
        let after = values(&workspace.path).await;
        let changed: Vec<_> = after.iter().filter(|row| !seen.contains(row)).map(String::as_str).collect();
        assert_eq!(changed, expected, "{customers:?} {addresses:?}");
        let whole = async || workspace.store.check(&AtomicBool::new(false)).await.expect("checks").fault;
        assert_eq!(whole().await, None);
        let again = import(&workspace.store, customers, addresses).await.expect("plans").0;
        assert!(!again.needs_review, "a second time nothing is left to do: {again:?}");
        workspace.store.undo(None, &context()).await.expect("undoes");
        assert_eq!(dump(&workspace.path).await, before);
        assert_eq!(whole().await, None);
    };
    let anne = "anna@example.com|base|Anne|Roux|1|";
    let anne_row = "customer email=anna@example.com firstname=Anne lastname=Roux group_id=1 attr_1=";
    check(&[anne, BEN], &[], "0/1/1/0/0 0/0/0/0/0", &[anne_row]).await;
    // What an account cannot be without is kept where the file is blank.
    check(
        &["anna@example.com|base||Roux||Silver"],
        &[],
        "0/1/0/0/1 0/0/0/0/0",
        &["customer email=anna@example.com firstname=Anna lastname=Roux group_id=1 attr_1=Silver"],
    )
    .await;
    let new = "new@example.com|base|N|N|1|";
    check(&[ANNA, BEN, new], &["base|new@example.com|9|Nice|1"], "1/0/2/0/0 1/0/0/0/0", &[
        "customer email=new@example.com firstname=N lastname=N group_id=1 attr_1=",
        "address customer_id=3 email=new@example.com entity_id=9 city=Nice default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
    // Another default address: the one that was gives way.
    check(&[], &["base|anna@example.com|2|Nantes|1"], "0/1/0/0/0 0/1/0/0/1", &[
        "address customer_id=1 email=anna@example.com entity_id=1 city=Paris default_billing=1 is_billing=0 is_shipping=0",
        "address customer_id=1 email=ANNA@example.com entity_id=2 city=Nantes default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
    check(&[], &["base|anna@example.com||Metz|1"], "0/1/0/0/0 1/0/0/0/2", &[
        "address customer_id=1 email=anna@example.com entity_id=1 city=Paris default_billing=1 is_billing=0 is_shipping=0",
        "address customer_id=1 email=anna@example.com city=Metz default_billing=1 is_billing=1 is_shipping=0",
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_down_of_a_change_cannot_be_altered() {
    for sql in [
        "UPDATE change SET before = '{}'",
        "UPDATE change SET record_id = 2",
        "DELETE FROM change",
        "INSERT INTO change (change_set_id, entity, record_id, before, after) VALUES (2, 'customer', 1, '{}', '{}')",
    ] {
        for undone in [false, true] {
            let workspace = workspace().await;
            import(&workspace.store, &[ANNA, BEN], &[]).await.expect("imports");
            apply(&workspace.store, &["anna@example.com|base|Anne|Roux|1|Gold", BEN], &[]).await;
            if undone {
                workspace.store.undo(None, &context()).await.expect("undoes");
            }
            let url = format!("sqlite:{}", workspace.path.display());
            let mut stranger =
                <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("opens");
            sqlx::raw_sql(sql).execute(&mut stranger).await.expect("altered");
            let report = workspace.store.check(&AtomicBool::new(false)).await.expect("checks");
            assert_eq!(report.fault, Some((2, Fault::Record)), "{sql}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_key_is_refused_other_case_included() {
    let workspace = workspace().await;
    let twin = "ANNA@Example.com|base|Other|One|1|";
    let elsewhere = "anna@example.com|fr|Anna|Roux|1|";
    let (plan, _) =
        import(&workspace.store, &[ANNA, twin, elsewhere], &[ANNAS, ANNAS]).await.expect("imports");
    assert_eq!(counts(&plan), "2/0/0/1/0 1/0/0/1/0");
    let findings: Vec<String> =
        dump(&workspace.path).await.into_iter().filter(|row| row.starts_with("finding")).collect();
    assert!(
        findings.iter().any(|row| row.contains("duplicateEmailSite") && row.contains("line=3")),
        "{findings:?}"
    );
    assert!(findings.iter().any(|row| row.contains("duplicateAddressId")), "{findings:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_restores_what_was_there_to_the_last_row() {
    let workspace = workspace().await;
    let empty = dump(&workspace.path).await;
    import(&workspace.store, &[], &[ANNAS, BENS]).await.expect("imports");
    let waiting = dump(&workspace.path).await;
    import(&workspace.store, &[ANNA, BEN], &[]).await.expect("imports");
    let undone = workspace.store.undo(None, &context()).await.expect("undoes");
    assert_eq!((undone.undone, undone.customers, undone.addresses), (2, 2, 0));
    assert_eq!(dump(&workspace.path).await, waiting);
    workspace.store.undo(None, &context()).await.expect("undoes");
    assert_eq!(dump(&workspace.path).await, empty);
    assert!(matches!(workspace.store.undo(None, &context()).await, Err(StoreError::NothingToUndo)));
    assert_eq!(workspace.store.check(&AtomicBool::new(false)).await.expect("checks").change_sets, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_anywhere_breaks_the_chain() {
    for (sql, expected) in [
        ("UPDATE customer SET lastname = 'Rouge' WHERE id = 1", Fault::Record),
        ("UPDATE address SET city = 'Nice' WHERE id = 1", Fault::Record),
        ("UPDATE address SET is_billing = 1 - is_billing WHERE id = 1", Fault::Record),
        ("DELETE FROM customer WHERE id = 2", Fault::Record),
        ("UPDATE change_set SET actor = 'Eve'", Fault::Log),
        ("UPDATE change_log SET hashes = zeroblob(64)", Fault::Log),
        ("UPDATE change_set SET predecessor = randomblob(32)", Fault::Chain),
    ] {
        let workspace = workspace().await;
        import(&workspace.store, &[ANNA, BEN], &[ANNAS]).await.expect("imports");
        assert_eq!(workspace.store.check(&AtomicBool::new(false)).await.expect("checks").fault, None);
        let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&format!(
            "sqlite:{}",
            workspace.path.display()
        ))
        .await
        .expect("opens");
        sqlx::query(sql).execute(&mut connection).await.expect("changed");
        let report = workspace.store.check(&AtomicBool::new(false)).await.expect("checks");
        assert_eq!(report.fault, Some((1, expected)), "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_is_a_change_set_that_undo_takes_back() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA], &[]).await.expect("imports");
    let before = dump(&workspace.path).await;
    workspace
        .store
        .set_website(1, Some("France"), "Europe/Paris", Some("EUR"), &context())
        .await
        .expect("sets");
    assert!(dump(&workspace.path).await.iter().any(|row| row.contains("time_zone=Europe/Paris")));
    workspace.store.undo(None, &context()).await.expect("undoes");
    assert_eq!(dump(&workspace.path).await, before);
    assert!(matches!(workspace.store.name_group(99, "x", &context()).await, Err(StoreError::NotFound(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_or_dropped_import_leaves_everything_as_before() {
    let workspace = workspace().await;
    let before = dump(&workspace.path).await;
    let cancelled = context();
    let mut running = workspace.store.begin_import(cancelled.clone()).await.expect("begins");
    cancelled.cancel.store(true, Ordering::Relaxed);
    assert!(matches!(running.finish().await, Err(StoreError::Cancelled)));
    drop(running);
    assert_eq!(dump(&workspace.path).await, before);
    let (plan, _) = import(&workspace.store, &[ANNA], &[]).await.expect("imports afterwards");
    assert_eq!(plan.customers.created, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_workspace_is_refused_and_left_untouched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let newer = folder.path().join("newer.clientele");
    Store::open(&newer, OpenMode::Create).await.expect("made").close().await;
    let mut bytes = std::fs::read(&newer).expect("read");
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    let whole = std::fs::read(&newer).expect("read");
    type Case = (&'static str, Vec<u8>, fn(&StoreError) -> bool);
    let cases: Vec<Case> = vec![
        ("newer", bytes, |error| matches!(error, StoreError::Newer { found: 9999, .. })),
        ("text", b"email,_website\n".to_vec(), |error| matches!(error, StoreError::NotAWorkspace(_))),
        ("cut", whole[..whole.len() / 2].to_vec(), |error| matches!(error, StoreError::Damaged(_))),
        ("foreign", foreign(folder.path()).await, |error| matches!(error, StoreError::NotAWorkspace(_))),
    ];
    for (name, bytes, is) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).expect("written");
        let error = Store::open(&path, OpenMode::Existing).await.expect_err("refused");
        assert!(is(&error), "{name}: {error}");
        assert_eq!(std::fs::read(&path).expect("read"), bytes, "{name}");
    }
    assert!(matches!(
        Store::open(&folder.path().join("none"), OpenMode::Existing).await,
        Err(StoreError::Missing(_))
    ));
    let empty = folder.path().join("empty");
    std::fs::write(&empty, b"").expect("written");
    assert!(Store::open(&empty, OpenMode::Existing).await.is_ok());
}

/// A SQLite file of another program.
async fn foreign(folder: &Path) -> Vec<u8> {
    use sqlx::Connection as _;
    let path = folder.join("foreign.db");
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("opens");
    sqlx::raw_sql("CREATE TABLE note (text); INSERT INTO note VALUES ('x')")
        .execute(&mut connection)
        .await
        .expect("made");
    connection.close().await.expect("closed");
    std::fs::read(path).expect("read")
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_its_side_files_and_copies_are_readable_by_their_user_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA], &[]).await.expect("imports");
    workspace.store.save_copy(&workspace.path.with_extension("copy")).await.expect("copied");
    let folder = workspace.path.parent().expect("a folder");
    for entry in std::fs::read_dir(folder).expect("listed") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", entry.path().display());
    }
    let copy =
        Store::open(&workspace.path.with_extension("copy"), OpenMode::Existing).await.expect("a workspace");
    assert_eq!(copy.reader().counts().await.expect("counts").customers, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_sees_changes_and_waits_for_writers() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA], &[]).await.expect("imports");
    let second = Store::open(&workspace.path, OpenMode::Existing).await.expect("opens");
    let before = second.reader().revision().await.expect("reads");
    workspace.store.name_group(1, "Everyone", &context()).await.expect("sets");
    assert!(second.reader().revision().await.expect("reads") > before);
    second.undo(None, &context()).await.expect("undoes");
    assert_eq!(workspace.store.reader().change_sets().await.expect("reads").len(), 3);
}

#[tokio::test]
async fn a_workspace_of_an_older_version_is_brought_up_beside_a_copy() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA, BEN], &[ANNAS]).await.expect("imports");
    let findings = workspace.store.reader().findings_summary().await.expect("read");
    workspace.store.close().await;
    let older = "DROP TABLE finding_kind; DROP TABLE change; ALTER TABLE finding DROP COLUMN gone_with; PRAGMA user_version = 2";
    let url = format!("sqlite:{}", workspace.path.display());
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("opens");
    sqlx::raw_sql(older).execute(&mut connection).await.expect("older");
    sqlx::Connection::close(connection).await.expect("closed");

    let store = Store::open(&workspace.path, OpenMode::Existing).await.expect("opens");
    assert_eq!(store.reader().findings_summary().await.expect("read"), findings);
    assert_eq!(store.check(&AtomicBool::new(false)).await.expect("checks").fault, None);
    let copy = PathBuf::from(format!("{}.before-4", workspace.path.display()));
    let copy = Store::open(&copy, OpenMode::Existing).await.expect("the copy is a workspace");
    assert_eq!(copy.reader().counts().await.expect("read").customers, 2);
}

#[tokio::test]
async fn a_workspace_that_went_away_is_told_and_not_made_anew() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA], &[]).await.expect("imports");
    std::fs::remove_file(&workspace.path).expect("removed");
    let refused = workspace.store.name_group(1, "Everyone", &context()).await;
    assert!(matches!(refused, Err(StoreError::Missing(path)) if path == workspace.path));
    assert!(!workspace.path.exists());
}

#[tokio::test]
async fn a_workspace_that_another_program_holds_is_told_and_left() {
    let workspace = workspace().await;
    import(&workspace.store, &[ANNA], &[]).await.expect("imports");
    let url = format!("sqlite:{}", workspace.path.display());
    let mut other = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("opens");
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.expect("held");
    let refused = workspace.store.name_group(1, "Everyone", &context()).await;
    assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    assert_eq!(workspace.store.reader().counts().await.expect("readers go on").customers, 1);
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.expect("let go");
    workspace.store.name_group(1, "Everyone", &context()).await.expect("now it can be written");
}
