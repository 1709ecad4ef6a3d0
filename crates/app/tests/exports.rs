//! Exports as the window asks for them.

use std::path::Path;
use std::sync::Arc;

use clientele_app::{Act, App, Caller, Environment, Job, JsonPreferences};
use clientele_wire::customer::{SortKey, ViewRequest};
use clientele_wire::export::{ExportColumnsRequest, ExportFormat, ExportReport, ExportRequest};
use clientele_wire::import::{OpenOutcome, OpenRequest};
use clientele_wire::job::{JobEvent, Phase};
use clientele_wire::operation::{CustomersView, ExportColumns, OpenFiles, SetWebsite, WriteExport};
use clientele_wire::{ErrorCode, Failure};

const CUSTOMERS: &str = "email,_website,website_id,store_id,firstname,lastname,group_id,dob,gender,created_at,confirmation,lock_expires,sms\n\
    anna@example.com,base,1,1,Anna,=1+1,0,1990-05-06,Female,2026-11-22 22:29:37,key,2030-01-01 00:00:00,Yes\n\
    ben@example.com,base,1,1,Ben,Weiß,2,,,2026-01-02 03:04:05,,,No\n";
const ADDRESSES: &str = "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone,_address_default_billing_\n\
    base,anna@example.com,1,Anna,Roux,Rue 1,Paris,DE,\" +33 1\",1\n";

struct Bench {
    app: App,
    folder: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let environment = Environment {
            data_folder: folder.path().join("data"),
            log_folder: folder.path().join("logs"),
            clock: || 1_795_372_800_000,
            preferences: Arc::new(JsonPreferences::new(folder.path().join("preferences.json"))),
            ..Environment::of_system("test")
        };
        let bench = Self { app: App::new(environment), folder };
        let files = [("a.csv", CUSTOMERS), ("b.csv", ADDRESSES)];
        let paths = files.map(|(name, text)| {
            std::fs::write(bench.folder.path().join(name), text).expect("written");
            bench.path(name)
        });
        bench.open(&paths).await;
        bench
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a text")
    }

    async fn open(&self, paths: &[String]) {
        let request = OpenRequest { paths: paths.to_vec(), new_workspace: true, ..OpenRequest::default() };
        let outcome = self.perform::<OpenFiles>(request).await.expect("opened");
        assert!(matches!(outcome, OpenOutcome::Imported(_)), "{outcome:?}");
    }

    async fn perform<O: Act>(&self, request: O::Request) -> Result<O::Response, Failure> {
        self.app.perform::<O>(&Caller::owner("Ada"), &Job::unwatched(), request).await
    }

    async fn write(&self, request: ExportRequest) -> Result<ExportReport, Failure> {
        self.perform::<WriteExport>(request).await
    }

    fn request(&self, format: ExportFormat, columns: Option<&[&str]>) -> ExportRequest {
        ExportRequest {
            path: self.path("out"),
            format,
            view: ViewRequest::default(),
            only: None,
            except: Vec::new(),
            columns: columns.map(|columns| columns.iter().map(|name| (*name).to_owned()).collect()),
            language: None,
        }
    }

    /// Names of files that begin as the export does.
    fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).expect("the folder");
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter(|name| name.starts_with("out")).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_for_people_have_labels_in_the_language_chosen() {
    let bench = Bench::new().await;
    let website = clientele_wire::settings::SetWebsite {
        id: 1,
        name: Some("Boutique".to_owned()),
        time_zone: "Europe/Paris".to_owned(),
        currency: None,
    };
    bench.perform::<SetWebsite>(website).await.expect("set");
    let fields = [
        "name",
        "email",
        "group",
        "gender",
        "dob",
        "customer_since",
        "website",
        "confirmation",
        "lock",
        "billing_country",
        "billing_telephone",
        "default_billing",
        "attr.sms",
    ];
    let check = async |language: &str, expected: [&str; 3]| {
        let request = ExportRequest {
            language: Some(language.to_owned()),
            ..bench.request(ExportFormat::GridCsv, Some(&fields))
        };
        assert_eq!(bench.write(request).await.expect("written").rows, 2);
        assert_eq!(bench.read("out").trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(), expected);
    };
    check("en", [
        "Name,Email,Group,Gender,\"Date of Birth\",\"Customer Since\",\"Web Site\",\"Confirmed email\",\"Account Lock\",Country,Phone,\
         \"Default Billing Address\",sms",
        "\"Anna =1+1\",anna@example.com,\"NOT LOGGED IN\",Female,1990-05-06,\"Nov 22, 2026 11:29:37 PM\",Boutique,\"Confirmation Required\",\
         Locked,Germany,\" +33 1\",Yes,Yes",
        "\"Ben Weiß\",ben@example.com,Wholesale,,,\"Jan 2, 2026 04:04:05 AM\",Boutique,,,,,,No",
    ]).await;
    check("fr", [
        "Nom,Email,Groupe,Sexe,\"Date de naissance\",\"Client depuis\",\"Site Web\",\"Email confirmé\",\"Compte bloqué\",Pays,Téléphone,\
         \"Adresse de facturation par défaut\",sms",
        "\"Anna =1+1\",anna@example.com,\"NON CONNECTÉ\",Femme,1990-05-06,\"22 nov. 2026 23:29:37\",Boutique,\"Confirmation requise\",\
         Verrouillé,Allemagne,\" +33 1\",Oui,Oui",
        "\"Ben Weiß\",ben@example.com,Wholesale,,,\"2 janv. 2026 04:04:05\",Boutique,,,,,,Non",
    ]).await;
    let other =
        ExportRequest { language: Some("de".to_owned()), ..bench.request(ExportFormat::Xlsx, Some(&fields)) };
    assert_eq!(bench.write(other).await.expect_err("no such language").code, ErrorCode::BadRequest);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_for_people_opens_again_as_a_grid() {
    let bench = Bench::new().await;
    for (format, language) in
        [(ExportFormat::GridCsv, "en"), (ExportFormat::GridXml, "fr"), (ExportFormat::Xlsx, "fr")]
    {
        let fields = [
            "entity_id",
            "name",
            "email",
            "group",
            "customer_since",
            "website",
            "billing_country",
            "billing_city",
            "billing_street",
        ];
        let request = ExportRequest {
            path: bench.path(&format!("{format:?}")),
            language: Some(language.to_owned()),
            ..bench.request(format, Some(&fields))
        };
        let report = bench.write(request).await.expect("written");
        assert_eq!((report.rows, report.notes.len()), (2, 0));
        assert_eq!(std::fs::metadata(&report.path).expect("the file").len(), report.bytes);
        let again = Bench::new().await;
        again.open(&[report.path]).await;
        let total = async |condition: &str| {
            let view = ViewRequest { condition: condition.to_owned(), ..ViewRequest::default() };
            again.perform::<CustomersView>(view).await.expect("counted").total
        };
        assert_eq!(total("").await, 2, "{format:?}");
        assert_eq!(total("billing_country = 'DE' AND name CONTAINS '=1+1'").await, 1, "{format:?}");
        assert_eq!(total("group = 'Wholesale' AND customer_since < 2026-02-01").await, 1, "{format:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_is_written_in_the_order_of_the_list() {
    let bench = Bench::new().await;
    let sort = vec![SortKey { field: "email".to_owned(), descending: true }];
    let request = bench.request(ExportFormat::Customers, Some(&[]));
    let view = ViewRequest { sort, ..ViewRequest::default() };
    let all = ExportRequest { view: view.clone(), ..request.clone() };
    bench.write(all).await.expect("written");
    assert_eq!(bench.read("out"), "email,_website\nben@example.com,base\nanna@example.com,base\n");
    let some = ExportRequest { view: view.clone(), only: Some(vec![1, 99]), ..request.clone() };
    bench.write(some).await.expect("written");
    assert_eq!(bench.read("out"), "email,_website\nanna@example.com,base\n");
    let but = ExportRequest { view, except: vec![1, 99], ..request };
    assert_eq!(bench.write(but).await.expect("written").rows, 1);
    assert_eq!(bench.read("out"), "email,_website\nben@example.com,base\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_offered_for_every_form() {
    let bench = Bench::new().await;
    let columns = async |format| {
        let offered = bench.perform::<ExportColumns>(ExportColumnsRequest { format }).await.expect("columns");
        let told = |kind: fn(&clientele_wire::export::ExportColumn) -> bool| -> Vec<String> {
            offered.iter().filter(|column| kind(column)).map(|column| column.code.clone()).collect()
        };
        (told(|column| column.always).join(","), told(|column| column.filled).join(","))
    };
    assert_eq!(columns(ExportFormat::Addresses).await, (
        "_website,_email,_entity_id".to_owned(),
        "_website,_email,_entity_id,city,country_id,firstname,lastname,street,telephone,_address_default_billing_".to_owned(),
    ));
    assert_eq!(columns(ExportFormat::Combined).await.0, "email,_website");
    assert_eq!(columns(ExportFormat::Finances).await.0, "_email,_website,_finance_website");
    let (always, filled) = columns(ExportFormat::Xlsx).await;
    assert_eq!(always, "");
    assert!(
        filled.starts_with("name,customer_since,email,group,billing_telephone,billing_country"),
        "{filled}"
    );
    assert!(filled.ends_with("attr.sms"), "{filled}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_does_not_end_leaves_the_old_file() {
    let bench = Bench::new().await;
    std::fs::write(bench.path("out"), "old").expect("written");
    let job = Job::unwatched();
    job.cancel();
    for format in [ExportFormat::Customers, ExportFormat::GridXml, ExportFormat::Xlsx] {
        let cancelled =
            bench.app.perform::<WriteExport>(&Caller::owner("Ada"), &job, bench.request(format, None)).await;
        assert_eq!(cancelled.expect_err("cancelled").code, ErrorCode::Cancelled, "{format:?}");
        assert_eq!((bench.read("out").as_str(), bench.files().as_slice()), ("old", &["out".to_owned()][..]));
    }
    let unknown = bench.request(ExportFormat::Customers, Some(&["password_hash"]));
    assert_eq!(bench.write(unknown).await.expect_err("refused").code, ErrorCode::BadCondition);
    let nowhere =
        ExportRequest { path: bench.path("no/such/folder"), ..bench.request(ExportFormat::Customers, None) };
    assert_eq!(bench.write(nowhere).await.expect_err("refused").code, ErrorCode::NotFound);
    assert_eq!(bench.read("out"), "old");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_tells_how_far_it_is() {
    let bench = Bench::new().await;
    let (send, mut receive) = tokio::sync::mpsc::unbounded_channel();
    let request = serde_json::to_value(bench.request(ExportFormat::Addresses, None)).expect("JSON");
    bench.app.start(
        Caller::owner("Ada"),
        "export.write",
        request,
        Arc::new(move |event| drop(send.send(event))),
    );
    let (mut progress, mut report) = (None, None);
    while let Some(event) = receive.recv().await {
        match event {
            JobEvent::Progress(told) => progress = Some(told),
            JobEvent::Finished { result } => {
                report = Some(result);
                break;
            }
            JobEvent::Started { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    let progress = progress.expect("progress");
    assert_eq!((progress.phase, progress.done, progress.total), (Phase::Writing, 2, Some(2)));
    let report: ExportReport = serde_json::from_value(report.expect("a report")).expect("a report");
    assert!(Path::new(&report.path).exists());
    assert_eq!(report.rows, 1);
}
