//! The main job, and what holds of every operation.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clientele_app::{Caller, Job};
use clientele_wire::customer::{CheckRequest, CustomerRequest, RowsRequest, SortKey, ViewRequest};
use clientele_wire::finding::FindingsRequest;
use clientele_wire::history::UndoRequest;
use clientele_wire::import::{OpenRequest, SamplesRequest};
use clientele_wire::job::JobEvent;
use clientele_wire::operation::{
    CheckChanges, CheckQuery, CurrentWorkspace, CustomerColumns, CustomerRows, CustomersView, FindingRows,
    GetCustomer, OpenFiles, OpenSamples, PrepareSearch, RecentWorkspaces, UndoChange,
};
use clientele_wire::{ErrorCode, Kind, OPERATIONS, Right};
use serde_json::Value;

use crate::bench::{bench, bench_opening, imported};

fn condition(text: &str) -> ViewRequest {
    ViewRequest { condition: text.to_owned(), ..ViewRequest::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_refused_without_its_right() {
    let bench = bench();
    let nobody = Caller::with_rights("Eve", []);
    for info in OPERATIONS {
        let code = if info.kind == Kind::Job {
            let (send, mut receive) = tokio::sync::mpsc::unbounded_channel();
            bench.app.start(
                nobody.clone(),
                info.name,
                Value::Null,
                Arc::new(move |event| drop(send.send(event))),
            );
            loop {
                match receive.recv().await.expect("an ending") {
                    JobEvent::Failed { failure } => break failure.code,
                    JobEvent::Started { .. } => {}
                    other => panic!("{}: {other:?}", info.name),
                }
            }
        } else {
            match bench.app.call(&nobody, info.name, Value::Null).await {
                Err(failure) => failure.code,
                Ok(_) => continue,
            }
        };
        if info.right == Right::Program {
            assert_ne!(code, ErrorCode::NotAllowed, "{}", info.name);
        } else {
            assert_eq!(code, ErrorCode::NotAllowed, "{}", info.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_from_files_to_undo() {
    let bench = bench();
    let customers = bench.file(
        "a.csv",
        "email,_website,firstname,lastname,group_id,created_at,dob,tier\n\
         anna@example.com,base,Anna,Roux,1,2026-01-02 03:04:05,1990-05-06,Gold\n\
         ben@example.com,base,Ben,Weiß,2,2026-02-02 03:04:05,,Gold\n\
         broken,base,C,C,1,,,\n\
         yoko@example.com,fr,陽子,佐藤,2,,,\n",
    );
    let addresses = bench.file(
        "b.csv",
        "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone,postcode,_address_default_billing_\n\
         base,anna@example.com,1,Anna,Roux,Rue 1,Paris,FR,\" +33 1\",75001,1\n\
         base,nobody@example.com,2,N,N,Rue 2,Lyon,FR,1,69001,1\n",
    );
    let report = imported(bench.open(&[addresses, customers]).await);
    assert_eq!((report.plan.created, report.plan.refused, report.plan.addresses.created), (3, 1, 2));
    let total = async |view: ViewRequest| bench.perform::<CustomersView>(view).await.total;
    assert_eq!(total(condition("group = 'wholesale'")).await, 2);
    assert_eq!(total(condition("address MATCHES (city = 'paris') AND dob < 2000-01-01")).await, 1);
    assert_eq!(total(condition("attr.tier = 'gold' AND customer_since >= 2026-02-01")).await, 1);
    assert_eq!(total(ViewRequest { search: "weiss".to_owned(), ..ViewRequest::default() }).await, 1);
    bench.perform::<PrepareSearch>(()).await;
    for (search, expected) in
        [("weiss", 1), ("weiß", 1), ("陽", 1), ("a", 3), ("anna paris", 1), ("+33 1", 1), ("\"*", 0)]
    {
        assert_eq!(
            total(ViewRequest { search: search.to_owned(), ..ViewRequest::default() }).await,
            expected,
            "{search}"
        );
    }
    let sorted = RowsRequest {
        view: ViewRequest {
            sort: vec![SortKey { field: "name".to_owned(), descending: true }],
            ..ViewRequest::default()
        },
        limit: 10,
        columns: vec!["name".to_owned(), "billing_telephone".to_owned()],
        ..RowsRequest::default()
    };
    let rows = bench.perform::<CustomerRows>(sorted).await;
    let first = |row: &clientele_wire::customer::Row| serde_json::to_value(&row.cells).expect("cells");
    let names: Vec<_> = rows.rows.iter().map(first).collect();
    assert_eq!(
        names,
        [
            serde_json::json!(["陽子 佐藤", null]),
            serde_json::json!(["Ben Weiß", null]),
            serde_json::json!(["Anna Roux", "+33 1"])
        ]
    );
    let anna = bench.perform::<GetCustomer>(CustomerRequest { id: rows.rows[2].id }).await;
    assert_eq!(
        (anna.name.as_str(), anna.addresses.len(), anna.origin.file.as_str(), anna.origin.line),
        ("Anna Roux", 1, "a.csv", 2)
    );
    assert!(anna.findings.iter().any(|finding| finding.code == "formulaGuard"));
    let findings = bench
        .perform::<FindingRows>(FindingsRequest {
            code: Some("customerNotFound".to_owned()),
            limit: 10,
            ..FindingsRequest::default()
        })
        .await;
    assert_eq!((findings.total, findings.rows[0].line), (1, 3));
    let columns = bench.perform::<CustomerColumns>(()).await;
    let filled: Vec<_> =
        columns.iter().filter(|column| column.filled).map(|column| column.field.as_str()).collect();
    assert!(
        filled.contains(&"attr.tier") && filled.contains(&"billing_city") && !filled.contains(&"taxvat"),
        "{filled:?}"
    );
    assert!(bench.perform::<CheckChanges>(()).await.ok);
    let undone = bench.perform::<UndoChange>(UndoRequest::default()).await;
    assert_eq!((undone.customers, undone.addresses), (3, 2));
    assert_eq!(total(ViewRequest::default()).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_samples_hold_nothing_refused_and_are_remembered() {
    let bench = bench();
    let report = imported(bench.perform::<OpenSamples>(SamplesRequest { customers: 3000 }).await);
    assert_eq!(
        (
            report.plan.created,
            report.plan.refused,
            report.plan.addresses.created,
            report.plan.addresses.refused
        ),
        (3000, 0, 3000, 0)
    );
    assert!(report.kinds.iter().all(|kind| kind.severity == "warning"), "{:?}", report.kinds);
    let recent = bench.perform::<RecentWorkspaces>(()).await;
    assert_eq!((recent.len(), recent[0].customers), (1, 3000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_named_at_the_start_is_opened_once() {
    let made = bench();
    let report = imported(
        made.open(&[
            made.file("a.csv", "email,_website,firstname,lastname,group_id\na@example.com,base,A,B,1\n")
        ])
        .await,
    );
    let started = bench_opening(vec![report.workspace.path.clone()]);
    tokio::join!(started.app.open_ahead(), started.open(std::slice::from_ref(&report.workspace.path)));
    let current = started.perform::<CurrentWorkspace>(()).await.expect("it is open");
    assert_eq!((current.path, current.customers), (report.workspace.path.clone(), 1));
    assert_eq!(started.perform::<RecentWorkspaces>(()).await.len(), 1);

    std::fs::remove_file(&report.workspace.path).expect("removed");
    let request = OpenRequest { paths: vec![report.workspace.path], ..OpenRequest::default() };
    let again = started.app.perform::<OpenFiles>(&Caller::owner("Ada"), &Job::unwatched(), request).await;
    assert!(again.is_err(), "what was deleted since is not taken for open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_names_its_reason_and_leaves_no_workspace() {
    let bench = bench();
    let bad = bench.file("bad.csv", "email,_website,Loyalty No\n");
    let request = OpenRequest { paths: vec![bad], ..OpenRequest::default() };
    let failure = bench
        .app
        .perform::<OpenFiles>(&Caller::owner("Ada"), &Job::unwatched(), request)
        .await
        .expect_err("refused");
    assert_eq!(failure.code, ErrorCode::FileRefused);
    assert_eq!(
        (failure.params["reason"].as_str(), failure.params["detail"].as_str()),
        ("columnNameInvalid", "Loyalty No")
    );
    assert!(bench.perform::<CurrentWorkspace>(()).await.is_none());
    assert!(!has_workspace(&bench.folder.path().join("data/workspaces")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_import_leaves_no_workspace() {
    let bench = bench();
    let mut text = String::from("email,_website,firstname,lastname,group_id\n");
    for number in 0..20_000 {
        text.push_str(&format!("a{number}@example.com,base,A,B,1\n"));
    }
    let paths = vec![bench.file("many.csv", &text)];
    let job = Arc::new(Mutex::new(None::<Job>));
    let watched = Arc::clone(&job);
    let running = Job::new(Arc::new(move |event| {
        if let (JobEvent::Preview(_), Some(job)) = (event, &*watched.lock().expect("unpoisoned")) {
            job.cancel();
        }
    }));
    *job.lock().expect("unpoisoned") = Some(running.clone());
    let request = OpenRequest { paths, ..OpenRequest::default() };
    let failure = bench
        .app
        .perform::<OpenFiles>(&Caller::owner("Ada"), &running, request)
        .await
        .expect_err("cancelled");
    assert_eq!(failure.code, ErrorCode::Cancelled);
    assert!(!has_workspace(&bench.folder.path().join("data/workspaces")));
}

fn has_workspace(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_tells_its_parts_and_its_problems_in_the_windows_units() {
    let bench = bench();
    bench.perform::<OpenSamples>(SamplesRequest { customers: 10 }).await;
    let check = async |text: &str| bench.perform::<CheckQuery>(CheckRequest { text: text.to_owned() }).await;
    let good = check("group = 'General' AND (name CONTAINS 'é' OR email IS NULL)").await;
    let parts: Vec<_> = good.parts.iter().map(|part| (part.text.as_str(), part.leaf.is_some())).collect();
    assert_eq!(parts, [("group = 'General'", true), ("(name CONTAINS 'é' OR email IS NULL)", false)]);
    let bad = check("name = '𝒜' AND grup = 1").await;
    assert_eq!(
        (bad.problems[0].start, bad.problems[0].end, bad.problems[0].nearest.as_deref()),
        (16, 20, Some("group"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_of_the_samples_is_in_a_workspace() {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !samples.exists() {
        eprintln!("skipped: ../shared/samples is not there");
        return;
    }
    for name in [
        "exports-2.4.7/customer_multisite_customattrs_2.4.7-p3.csv",
        "adobe-docs/customers-export.csv",
        "magento-core/customer.csv",
    ] {
        let bench = bench();
        let file = samples.join(name);
        imported(bench.open(&[file.display().to_string()]).await);
        let text = std::fs::read_to_string(&file).expect("read");
        let mut reader = text.lines();
        let header: Vec<&str> = reader.next().unwrap_or_default().split(',').collect();
        let places = ["password_hash", "rp_token"]
            .map(|name| header.iter().position(|cell| *cell == name).expect("the column"));
        let cells = |line: &'_ str| -> Vec<String> { line.split(',').map(ToOwned::to_owned).collect() };
        let secrets: Vec<String> = reader
            .map(cells)
            .flat_map(|cells| places.map(|place| cells.get(place).cloned().unwrap_or_default()))
            .filter(|cell| cell.len() > 20)
            .take(500)
            .collect();
        assert!(!secrets.is_empty(), "{name}");
        for entry in std::fs::read_dir(bench.folder.path().join("data/workspaces")).expect("listed") {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
            let kept = String::from_utf8_lossy(&bytes);
            assert!(secrets.iter().all(|secret| !kept.contains(secret.as_str())), "{name}");
        }
    }
}
