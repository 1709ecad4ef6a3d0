//! Workspaces on a server: what only a server can do, and what can happen to its connections.

use std::sync::atomic::AtomicBool;

use clientele_store::{Choices, Ended, Store, StoreError};
use clientele_testkit::{Cluster, Cut, Locale, Wire, cluster};
use sqlx::{Connection as _, PgConnection};

use crate::desk::{Desk, Workspace, counts};

const ANNA: &str = "anna@example.com|base|Anna|Roux|1|Gold";
const BEN: &str = "Ben@example.com|base|Ben|Weiß|2|";
const ANNAS: &str = "base|anna@example.com|1|Paris|1";

async fn refusal(url: &str, password: Option<&str>) -> StoreError {
    Store::connect(url, password).await.map(drop).expect_err(url)
}

/// The name of a database.
fn name(url: &str) -> &str {
    url.rsplit_once('/').expect("a database").1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_hold_a_workspace_is_refused_with_the_reason_and_left() {
    let Some(cluster) = cluster() else { return };
    let reason = async |url: &str| match refusal(url, None).await {
        StoreError::ServerRefused(reason) => reason,
        other => panic!("{url}: {other}"),
    };
    let latin = cluster.database(Locale::Latin1);
    assert_eq!(reason(&latin).await, "not_utf8");
    assert_eq!(
        cluster.sql(name(&latin), "SELECT count(*) FROM pg_namespace WHERE nspname = 'clientele'"),
        "0\n"
    );

    let foreign = cluster.database(Locale::C);
    cluster.sql(name(&foreign), "CREATE SCHEMA clientele; CREATE TABLE clientele.customer (note text)");
    assert_eq!(reason(&foreign).await, "not_empty");
    assert_eq!(cluster.sql(name(&foreign), "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'clientele'"), "1\n");

    assert_eq!(reason(&cluster.url("nowhere")).await, "no_database");
    assert_eq!(reason(&format!("{}?sslmode=require", cluster.database(Locale::C))).await, "no_tls");

    cluster.sql("postgres", "CREATE ROLE stranger LOGIN");
    let workspace = cluster.database(Locale::C);
    let as_stranger = workspace.replace("postgres@", "stranger@");
    assert_eq!(reason(&as_stranger).await, "no_rights");
    Store::connect(&workspace, None).await.expect("made").close().await;
    assert_eq!(reason(&as_stranger).await, "no_rights");

    cluster.sql(name(&workspace), "UPDATE clientele.version SET number = 9999");
    let newer = refusal(&workspace, None).await;
    assert!(matches!(newer, StoreError::Newer { found: 9999, .. }), "{newer}");
    let closed = refusal("postgres://postgres@127.0.0.1:1/shop", None).await;
    assert!(matches!(closed, StoreError::ServerGone(_)), "{closed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_asked_for_and_taken_from_the_address_or_beside_it() {
    let Some(cluster) = cluster() else { return };
    cluster.sql("postgres", "CREATE ROLE ada LOGIN PASSWORD 'p@ss w%rd' IN ROLE with_password");
    let url = cluster.database(Locale::C);
    cluster.sql("postgres", &format!("GRANT CREATE ON DATABASE {} TO ada", name(&url)));
    let with = |credentials: &str| url.replace("postgres@", &format!("{credentials}@"));
    let asked = refusal(&with("ada"), None).await;
    assert!(matches!(asked, StoreError::PasswordNeeded { refused: false }), "{asked}");
    for (url, password) in
        [(with("ada:wrong"), None), (with("ada"), Some("wrong")), (with("ada:p@ss w%rd"), Some("wrong"))]
    {
        let refused = refusal(&url, password).await;
        assert!(matches!(refused, StoreError::PasswordNeeded { refused: true }), "{url}: {refused}");
    }
    for (url, password) in [
        (with("ada"), Some("p@ss w%rd")),
        (with("ada:p%40ss%20w%25rd"), None),
        (with("ada:p@ss w%rd"), None),
        (with("ada:wrong"), Some("p@ss w%rd")),
    ] {
        let store = Store::connect(&url, password).await.expect("signed in");
        assert_eq!(store.place(), with("ada"));
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_leads_to_the_server_too() {
    let Some(cluster) = cluster() else { return };
    let url = cluster.database(Locale::C);
    let by_socket = format!(
        "postgres:///{}?user=postgres&port={}&host={}",
        name(&url),
        cluster.port(),
        cluster.folder().display()
    );
    let workspace = Workspace::at(&by_socket).await;
    assert_eq!(workspace.store.place(), by_socket);
    workspace.import(&[ANNA], &[]).await.expect("imports");
    assert_eq!(Workspace::at(&url).await.dump().await, workspace.dump().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_open_an_empty_database_at_once_make_one_workspace() {
    let Some(cluster) = cluster() else { return };
    let url = cluster.database(Locale::Turkish);
    let opening: Vec<_> = (0..8)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Store::connect(&url, None).await })
        })
        .collect();
    for opened in opening {
        opened.await.expect("no panic").expect("opens");
    }
    assert_eq!(cluster.sql(name(&url), "SELECT count(*) FROM clientele.version"), "1\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_a_team_share_a_workspace_through_its_role() {
    let Some(cluster) = cluster() else { return };
    let url = cluster.database(Locale::C);
    let database = name(&url);
    // As docs/team-database.md tells.
    cluster.sql(
        "postgres",
        "CREATE ROLE team; CREATE ROLE kim LOGIN IN ROLE team; CREATE ROLE lou LOGIN IN ROLE team",
    );
    cluster.sql("postgres", &format!("GRANT CREATE ON DATABASE {database} TO team"));
    for member in ["kim", "lou"] {
        cluster.sql("postgres", &format!("ALTER ROLE {member} IN DATABASE {database} SET role = team"));
    }
    let kim = Workspace::at(&url.replace("postgres@", "kim@")).await;
    kim.import(&[ANNA], &[]).await.expect("imports");
    let lou = Workspace::at(&url.replace("postgres@", "lou@")).await;
    lou.apply(&["ben@example.com|fr|Ben|B|3|"], &[ANNAS]).await;
    kim.store.undo(None, &kim.context()).await.expect("undoes");
    assert_eq!(lou.fault().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_who_write_at_once_lose_nothing() {
    const CLIENTS: usize = 20;
    const EACH: usize = 3;
    let Some(cluster) = cluster() else { return };
    let first = Desk::Server(cluster).workspace().await;
    first.import(&[ANNA, BEN], &[ANNAS]).await.expect("imports");
    let url = first.url().expect("a server").to_owned();
    let clients = (0..CLIENTS).map(|client| {
        let url = url.clone();
        tokio::spawn(async move {
            let workspace = Workspace::at(&url).await;
            for number in 0..EACH {
                let key = client * EACH + number;
                let customer = format!("c{key}@example.com|base|C|{key}|1|Tier {client}");
                let address = format!("base|c{key}@example.com|{}|Paris|1", 100 + key);
                workspace.apply(&[&customer], &[&address]).await;
                let name = format!("Group {client}.{number}");
                workspace.store.name_group(1, &name, &workspace.context()).await.expect("named");
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.expect("every client ends well");
    }
    let counts = first.store.reader().counts().await.expect("reads");
    assert_eq!((counts.customers, counts.addresses), (2 + 60, 1 + 60));
    let report = first.store.check(&AtomicBool::new(false)).await.expect("checks");
    assert_eq!((report.fault, report.change_sets), (None, 1 + 2 * 60));
    // And all of it can be taken back, step by step.
    for _ in 0..2 * 60 {
        first.store.undo(None, &first.context()).await.expect("undoes");
    }
    assert_eq!(first.store.reader().counts().await.expect("reads").customers, 2);
    assert_eq!(first.fault().await, None);
}

/// A workspace behind a connection that can break, and one beside it.
async fn behind_a_wire(cluster: &Cluster) -> (Workspace, Wire, Workspace) {
    let url = cluster.database(Locale::Turkish);
    let wire = Wire::to(cluster.port());
    let broken = url.replace(&format!(":{}/", cluster.port()), &format!(":{}/", wire.port()));
    (Workspace::at(&broken).await, wire, Workspace::at(&url).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_is_found_out_about_and_not_made_twice() {
    let Some(cluster) = cluster() else { return };
    let (workspace, wire, beside) = behind_a_wire(cluster).await;
    wire.cut(Cut::AfterCommit);
    let (plan, outcome) = workspace.import(&[ANNA, BEN], &[ANNAS]).await.expect("it was kept");
    assert_eq!(
        (counts(&plan).as_str(), outcome.and_then(|outcome| outcome.change_set)),
        ("2/0/0/0/0 1/0/0/0/0", Some(1))
    );
    wire.cut(Cut::AfterCommit);
    workspace.apply(&["anna@example.com|base|Anne|Roux|1|Gold", BEN], &[]).await;
    wire.cut(Cut::AfterCommit);
    workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect("it was kept");
    wire.cut(Cut::AfterCommit);
    workspace.store.undo(Some(2), &workspace.context()).await.expect("it was kept");
    assert_eq!(beside.store.reader().change_sets().await.expect("reads").len(), 4);
    assert_eq!(beside.fault().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_does_not_arrive_changes_nothing_and_can_be_tried_again() {
    let Some(cluster) = cluster() else { return };
    let (workspace, wire, beside) = behind_a_wire(cluster).await;
    let before = beside.everything().await;
    wire.cut(Cut::BeforeCommit);
    let lost = workspace.import(&[ANNA, BEN], &[ANNAS]).await.map(drop).expect_err("it was not kept");
    assert!(matches!(lost, StoreError::ServerGone(_)), "{lost}");
    assert_eq!(beside.everything().await, before);
    workspace.import(&[ANNA, BEN], &[ANNAS]).await.expect("now it is");
    let before = beside.everything().await;

    let anne = "anna@example.com|base|Anne|Roux|1|Gold";
    let Ended::Planned(mut planned) =
        workspace.read(&[anne, BEN], &[], Choices::default()).await.expect("plans")
    else {
        panic!("a plan")
    };
    wire.cut(Cut::BeforeCommit);
    let nothing = roaring::RoaringBitmap::new();
    let lost = planned.apply(&nothing, &workspace.context()).await.map(drop).expect_err("it was not kept");
    assert!(matches!(lost, StoreError::ServerGone(_)), "{lost}");
    assert_eq!(beside.everything().await, before);
    let kept = planned.apply(&nothing, &workspace.context()).await.expect("the plan still waits");
    assert_eq!(kept.change_set, Some(2));
    assert_eq!(beside.fault().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_of_which_nothing_can_be_learned_is_told_as_such() {
    let Some(cluster) = cluster() else { return };
    let (workspace, wire, beside) = behind_a_wire(cluster).await;
    wire.cut(Cut::ForGood);
    let unknown = workspace.import(&[ANNA], &[]).await.map(drop).expect_err("nobody knows");
    assert!(matches!(unknown, StoreError::CommitUnknown), "{unknown}");
    wire.cut(Cut::Nowhere);
    assert_eq!(workspace.store.reader().counts().await.expect("it is back").customers, 1);
    assert_eq!(beside.fault().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_in_the_middle_leaves_nothing_half_done_and_work_goes_on() {
    let Some(cluster) = Cluster::own() else { return };
    let workspace = Workspace::at(&cluster.database(Locale::Turkish)).await;
    workspace.import(&[ANNA], &[ANNAS]).await.expect("imports");
    let before = workspace.everything().await;
    let many: Vec<String> = (0..20_000).map(|n| format!("c{n}@example.com|base|C|{n}|1|Tier {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();

    let Ended::Planned(mut planned) = workspace.read(&many, &[], Choices::default()).await.expect("plans")
    else {
        panic!("a plan")
    };
    let empty = Workspace::at(&cluster.database(Locale::C)).await;
    let Ended::Loaded(loaded) = empty.read(&many, &[], Choices::default()).await.expect("loads") else {
        panic!("a load")
    };
    // Someone holds the log, for which the plan has to wait when its customers are written.
    let mut someone = PgConnection::connect(workspace.url().expect("a server")).await.expect("opens");
    sqlx::raw_sql("BEGIN; LOCK TABLE clientele.change_log").execute(&mut someone).await.expect("locked");
    let context = workspace.context();
    let applying = tokio::spawn(async move {
        let applied = planned.apply(&roaring::RoaringBitmap::new(), &context).await;
        (planned, applied)
    });
    while cluster.sql("postgres", "SELECT count(*) FROM pg_locks WHERE NOT granted") == "0\n" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    cluster.stop();
    let (mut planned, applied) = applying.await.expect("no panic");
    for stopped in [applied, loaded.commit().await] {
        let stopped = stopped.map(drop).expect_err("it could not be kept");
        assert!(matches!(stopped, StoreError::ServerGone(_)), "{stopped:?}");
    }
    let refused =
        workspace.store.name_group(1, "Everyone", &workspace.context()).await.expect_err("it is gone");
    assert!(matches!(refused, StoreError::ServerGone(_)), "{refused:?}");

    cluster.start();
    assert_eq!(workspace.store.reader().counts().await.expect("it is back").customers, 1);
    assert_eq!(workspace.everything().await, before);
    planned.apply(&roaring::RoaringBitmap::new(), &workspace.context()).await.expect("the plan still waits");
    assert_eq!(workspace.store.reader().counts().await.expect("reads").customers, 20_001);
    assert_eq!(workspace.fault().await, None);
    assert_eq!(empty.store.reader().counts().await.expect("reads").customers, 0);
    let (_, outcome) = empty.import(&many, &[]).await.expect("imports");
    assert_eq!(outcome.and_then(|outcome| outcome.change_set), Some(1));
}
