//! A later export: looked at, changed, applied, taken back.

use clientele_wire::ErrorCode;
use clientele_wire::customer::{Cell, RowsRequest, ViewRequest};
use clientele_wire::history::{ChangeRecordsRequest, RecordKey, UndoRequest};
use clientele_wire::import::{Apply, OpenRequest};
use clientele_wire::operation::{
    ApplyPlan, ChangePlan, ChangeRecords, CheckChanges, CustomerRows, DropPlan, ExportPlan, GetPlan,
    GetPlanRow, LeaveOut, ListChanges, ListImports, NameGroup, OpenFiles, PlanRows, SetWebsite, UndoChange,
};
use clientele_wire::plan::{
    Change, LeaveOutRequest, PlanExportRequest, PlanFilter, PlanOptions, PlanRow, PlanRowRequest,
    PlanRowsRequest, Subject,
};
use clientele_wire::settings;

use crate::bench::{Bench, bench, imported, on_both, planned};

const CUSTOMERS: &str = "email,_website,firstname,lastname,group_id,taxvat\n\
                         anna@example.com,base,Anna,Roux,1,FR1\n\
                         ben@example.com,base,Ben,Weiß,2,\n\
                         cleo@example.com,base,Cléo,Petit,1,\n";
const ADDRESSES: &str = "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone,postcode\n\
                         base,anna@example.com,1,Anna,Roux,Rue 1,Paris,FR,1,75001\n";
/// Anna's name and tax number change, Ben stays, Cléo is missing, Dan comes, and a row has no e-mail.
const LATER: &str = "email,_website,firstname,lastname,group_id,taxvat\n\
                     anna@example.com,base,Anna,Roux-Blanc,1,\n\
                     ben@example.com,base,Ben,Weiß,2,\n\
                     dan@example.com,base,Dan,Novák,1,\n\
                     ,base,No,Body,1,\n";

async fn filled(engine: crate::bench::Engine) -> Bench {
    let bench = bench();
    bench.empty_workspace(engine).await;
    let files = [bench.file("customer.csv", CUSTOMERS), bench.file("customer_address.csv", ADDRESSES)];
    let report = imported(bench.open(&files).await);
    assert_eq!((report.plan.created, report.plan.addresses.created), (3, 1));
    bench
}

impl Bench {
    async fn names(&self) -> Vec<String> {
        let request = RowsRequest {
            view: ViewRequest::default(),
            limit: 100,
            columns: vec!["name".to_owned(), "taxvat".to_owned()],
            ..RowsRequest::default()
        };
        let told = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        let rows = self.perform::<CustomerRows>(request).await.rows;
        rows.iter().map(|row| row.cells.iter().map(told).collect::<Vec<_>>().join(" ")).collect()
    }

    async fn plan_rows(&self, filter: PlanFilter) -> Vec<PlanRow> {
        let request = PlanRowsRequest { filter, offset: 0, limit: 100 };
        self.perform::<PlanRows>(request).await.rows
    }
}

fn only(change: Change) -> PlanFilter {
    PlanFilter { change: Some(change), ..PlanFilter::default() }
}

on_both! {
async fn a_later_export_is_reviewed_one_row_dropped_applied_and_undone(engine) {
    let bench = filled(engine).await;
    let before = bench.names().await;
    let later = bench.file("later.csv", LATER);
    let info = planned(bench.open(std::slice::from_ref(&later)).await);
    let tabs = info.tabs;
    assert_eq!((tabs.created, tabs.changed, tabs.unchanged, tabs.refused, tabs.missing), (1, 1, 1, 1, 1));
    assert_eq!((info.included, info.plan.missing, info.stale), (2, 1, false));
    assert_eq!(bench.names().await, before, "nothing changed yet");

    let changed = bench.plan_rows(only(Change::Changed)).await;
    let fields: Vec<_> =
        changed[0].fields.iter().map(|field| (field.field.as_str(), &field.before, &field.after)).collect();
    let text = |text: &str| Cell::Text(text.to_owned());
    let (name, blank) = ((&text("Roux"), &text("Roux-Blanc")), (&text("FR1"), &Cell::Null));
    assert_eq!(fields, [("lastname", name.0, name.1), ("taxvat", blank.0, blank.1)], "a blank cell clears");
    let detail = bench.perform::<GetPlanRow>(PlanRowRequest { index: changed[0].index }).await;
    assert!(detail.records[0].unchanged.iter().any(|field| field.field == "firstname"));
    let refused = bench.plan_rows(only(Change::Refused)).await;
    assert_eq!(refused[0].first_finding.as_ref().map(|finding| finding.code.as_str()), Some("emailIsEmpty"));
    assert_eq!(bench.plan_rows(only(Change::Missing)).await[0].name, "Cléo Petit");
    let found = PlanFilter { search: "novak".to_owned(), ..PlanFilter::default() };
    assert_eq!(bench.plan_rows(found).await[0].email, "dan@example.com");

    let created = bench.plan_rows(only(Change::Created)).await[0].index;
    let out = LeaveOutRequest { indexes: vec![created], filter: None, out: true };
    let info = bench.perform::<LeaveOut>(out).await;
    assert_eq!((info.included, info.left_out), (1, 1));
    assert_eq!((info.ticked.all, info.ticked.created, info.ticked.changed), (1, 0, 1));
    for (filter, expected) in [
        (PlanFilter::default(), (5, 2, 1)),
        (only(Change::Created), (1, 1, 0)),
        (only(Change::Changed), (1, 1, 1)),
        (only(Change::Refused), (1, 0, 0)),
    ] {
        let request = PlanRowsRequest { filter, offset: 0, limit: 1 };
        let rows = bench.perform::<PlanRows>(request).await;
        assert_eq!((rows.total, rows.tickable, rows.ticked), expected);
    }
    for (format, name) in [("csv", "plan.csv"), ("json", "plan.json")] {
        let path = bench.folder.path().join(name).display().to_string();
        let request = PlanExportRequest { path, format: format.to_owned(), filter: PlanFilter::default() };
        let exported = bench.perform::<ExportPlan>(request).await;
        let text = std::fs::read_to_string(exported.path).expect("written");
        assert!(exported.rows == 5 && text.contains("Roux-Blanc") && text.contains("dan@example.com"), "{text}");
    }

    let report = bench.perform::<ApplyPlan>(()).await;
    assert_eq!((report.plan.created, report.plan.changed), (0, 1));
    assert_eq!(bench.names().await, ["Anna Roux-Blanc Null", "Ben Weiß Null", "Cléo Petit Null"]);
    assert!(bench.perform::<GetPlan>(()).await.is_none() && bench.perform::<CheckChanges>(()).await.ok);
    let history = bench.perform::<ListImports>(()).await;
    let source = &history[0];
    assert_eq!((source.name.as_str(), source.rows, source.refused, source.can_undo), ("later.csv", 4, 1, true));

    bench.perform::<UndoChange>(UndoRequest::default()).await;
    assert_eq!(bench.names().await, before);
    assert!(bench.perform::<CheckChanges>(()).await.ok);
}

async fn rows_tell_the_website_whose_zone_their_instants_have_and_the_report_keeps_utc(engine) {
    let bench = filled(engine).await;
    let website = settings::SetWebsite {
        id: 1,
        name: None,
        time_zone: "Europe/Paris".to_owned(),
        currency: None,
    };
    bench.perform::<SetWebsite>(website).await;
    let later = "email,_website,firstname,lastname,group_id,taxvat,created_at\n\
                 anna@example.com,base,Anna,Roux,1,FR1,2026-01-02 23:30:00\n\
                 dan@example.com,base,Dan,Novák,1,,2026-01-03 23:30:00\n\
                 eve@example.com,new,Ève,Neu,1,,2026-01-04 23:30:00\n";
    planned(bench.open(&[bench.file("later.csv", later)]).await);
    let rows = bench.plan_rows(PlanFilter::default()).await;
    let told: Vec<_> = rows.iter().map(|row| (row.email.as_str(), row.website)).collect();
    let (here, new) = (told[0].1, told[2].1);
    assert_eq!(told[..2], [("anna@example.com", Some(1)), ("dan@example.com", Some(1))]);
    assert!(here == Some(1) && new.is_some_and(|new| new != 1), "{told:?}");
    for (format, name) in [("csv", "plan.csv"), ("json", "plan.json")] {
        let path = bench.folder.path().join(name).display().to_string();
        let request = PlanExportRequest { path, format: format.to_owned(), filter: PlanFilter::default() };
        let exported = bench.perform::<ExportPlan>(request).await;
        let text = std::fs::read_to_string(exported.path).expect("written");
        let utc = if format == "csv" { "2026-01-02 23:30:00" } else { "1767396600000" };
        assert!(text.contains(utc), "{text}");
    }
}

async fn records_are_taken_back_one_by_one(engine) {
    let bench = filled(engine).await;
    let later = bench.file("later.csv", LATER);
    planned(bench.open(&[later]).await);
    bench.perform::<ApplyPlan>(()).await;
    let set = bench.perform::<ListChanges>(()).await[0].id;
    let page = || ChangeRecordsRequest { change_set: set, offset: 0, limit: 10 };
    let records = bench.perform::<ChangeRecords>(page()).await;
    let told: Vec<_> =
        records.rows.iter().map(|row| (row.change, row.name.as_str(), row.can_undo)).collect();
    assert_eq!(told, [(Change::Changed, "Anna Roux-Blanc", true), (Change::Created, "Dan Novák", true)]);

    let key = records.rows[1].key.clone();
    assert_eq!(key.subject, Subject::Customer);
    let one = |key: RecordKey| UndoRequest { change_set: Some(set), records: Some(vec![key]) };
    let undone = bench.perform::<UndoChange>(one(key)).await;
    assert_eq!((undone.customers, undone.restored), (1, 0));
    let rows = bench.perform::<ChangeRecords>(page()).await.rows;
    assert_eq!((rows[0].can_undo, rows[1].undone), (true, true));
    let rest = UndoRequest { change_set: Some(set), records: None };
    bench.perform::<UndoChange>(rest).await;
    assert_eq!(bench.names().await, ["Anna Roux FR1", "Ben Weiß Null", "Cléo Petit Null"]);
    assert!(bench.perform::<CheckChanges>(()).await.ok);
}

async fn a_plan_is_made_anew_when_the_workspace_changed(engine) {
    let bench = filled(engine).await;
    let later = bench.file("later.csv", LATER);
    planned(bench.open(&[later]).await);
    bench.perform::<NameGroup>(settings::NameGroup { id: 2, name: "Trade".to_owned() }).await;
    assert!(bench.perform::<GetPlan>(()).await.expect("it waits").stale);
    assert_eq!(bench.refused::<ApplyPlan>(()).await.code, ErrorCode::PlanStale);
    let options = PlanOptions { behavior: None, delete_missing: Some(true) };
    let info = planned(bench.perform::<ChangePlan>(options).await);
    assert_eq!((info.stale, info.tabs.deleted, info.tabs.missing), (false, 1, 0));
    bench.perform::<ApplyPlan>(()).await;
    assert_eq!(bench.names().await, ["Anna Roux-Blanc Null", "Ben Weiß Null", "Dan Novák Null"]);
    bench.perform::<UndoChange>(UndoRequest::default()).await;
    assert_eq!(bench.names().await, ["Anna Roux FR1", "Ben Weiß Null", "Cléo Petit Null"]);
    assert!(bench.perform::<CheckChanges>(()).await.ok);
}

async fn rows_say_what_they_do_where_that_is_chosen(engine) {
    let bench = filled(engine).await;
    let actions = "email,_website,firstname,lastname,group_id,taxvat,_action\n\
                   anna@example.com,base,Anna,Blanc,1,FR1,update\n\
                   ben@example.com,base,Ben,Weiß,2,,delete\n";
    let file = bench.file("actions.csv", actions);
    let request = OpenRequest {
        paths: vec![file],
        behavior: Some("custom".to_owned()),
        apply: Apply::Never,
        ..OpenRequest::default()
    };
    let info = planned(bench.perform::<OpenFiles>(request.clone()).await);
    assert_eq!((info.has_actions, info.tabs.changed, info.tabs.deleted), (true, 1, 1));
    bench.perform::<DropPlan>(()).await;
    assert_eq!(bench.refused::<ApplyPlan>(()).await.code, ErrorCode::NoPlan);
    imported(bench.perform::<OpenFiles>(OpenRequest { apply: Apply::AtOnce, ..request }).await);
    assert_eq!(bench.names().await, ["Anna Blanc FR1", "Cléo Petit Null"]);
    bench.perform::<UndoChange>(UndoRequest::default()).await;
    assert!(bench.perform::<CheckChanges>(()).await.ok);
}
}
