//! Facets and the overview: every number is the grid's.

use clientele_samples::Options;
use clientele_wire::customer::{FacetMark, FacetRequest, FacetsRequest, TickAct, TickRequest, ViewRequest};
use clientele_wire::operation::{
    CustomerFacets, CustomersView, FacetColumns, FindingsSummary, GetOverview, PrepareSearch, QueryFields,
    TickQuery,
};
use clientele_wire::overview::OverviewRequest;

use crate::bench::{Bench, Engine, bench, imported, on_both, planned};

/// Three hundred customers with addresses, subscriptions, orders and findings.
async fn shop(engine: Engine) -> Bench {
    let bench = bench();
    bench.empty_workspace(engine).await;
    let options = Options { customers: 300, ..Options::default() };
    let mut files = [const { Vec::new() }; 4];
    let [people, places, subscribers, orders] = &mut files;
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    clientele_samples::write(&options, people, places, &mut go_on).expect("written");
    clientele_samples::write_subscribers(&options, subscribers).expect("written");
    clientele_samples::write_orders(&options, orders).expect("written");
    let names = ["customer.csv", "customer_address.csv", "subscribers.csv", "orders.csv"];
    let files: Vec<String> = names
        .into_iter()
        .zip(files)
        .map(|(name, bytes)| bench.file(name, &String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    imported(bench.open(&files[..2]).await);
    for file in &files[2..] {
        let opened = bench.open(std::slice::from_ref(file)).await;
        if let clientele_wire::import::OpenOutcome::Planned { .. } = opened {
            bench.perform::<clientele_wire::operation::ApplyPlan>(()).await;
        }
    }
    bench
}

async fn total(bench: &Bench, condition: &str) -> u64 {
    let view = ViewRequest { condition: condition.to_owned(), ..ViewRequest::default() };
    bench.perform::<CustomersView>(view).await.total
}

on_both! {
async fn every_bar_of_the_overview_opens_the_grid_on_as_many_customers(engine) {
    let bench = shop(engine).await;
    let everyone = total(&bench, "").await;
    for condition in ["", "website = 'base' OR gender = 'Female'"] {
        let request = OverviewRequest { condition: condition.to_owned() };
        let overview = bench.perform::<GetOverview>(request).await;
        let columns: Vec<_> = overview.charts.iter().map(|chart| chart.column.as_str()).collect();
        let expected = ["customer_since", "group", "website", "billing_country", "newsletter", "finding", "order_date"];
        assert_eq!(columns, expected);
        for tile in &overview.tiles {
            assert_eq!(tile.customers, total(&bench, &tile.condition).await, "{tile:?}");
        }
        let names: Vec<_> = overview.tiles.iter().map(|tile| tile.name.as_str()).collect();
        assert_eq!(names, ["customers", "subscribed", "unconfirmed", "locked", "with_findings"]);
        assert!(overview.tiles.iter().all(|tile| tile.customers <= everyone));
        for chart in &overview.charts {
            assert!(chart.bars.len() > 1, "{}", chart.column);
            for bar in &chart.bars {
                assert_eq!(bar.customers, total(&bench, &bar.condition).await, "{} {bar:?}", chart.column);
            }
        }
        let of = |column: &str| overview.charts.iter().find(|chart| chart.column == column).expect("a chart");
        let months: Vec<_> = of("order_date").bars.iter().filter_map(|bar| bar.value.as_deref()).collect();
        assert!(months.is_sorted(), "{months:?}");
        let ordered = of("order_date").bars.iter().filter(|bar| bar.value.is_some());
        assert!(ordered.clone().all(|bar| bar.records >= Some(bar.customers)), "no customer without an order");
        assert!(of("group").bars.iter().all(|bar| bar.records.is_none()));
    }
}

async fn a_change_set_is_a_condition_on_whom_it_made_and_changed(engine) {
    let bench = bench();
    bench.empty_workspace(engine).await;
    let people = "email,_website,firstname,lastname,group_id\na@example.com,base,Anna,Roux,1\n\
                  b@example.com,base,Ben,Weiß,1\nc@example.com,base,Cleo,Lang,1\n";
    let places = "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone\n\
                  base,b@example.com,7,Ben,Weiß,Rue 1,Paris,FR,1\n";
    let files = [bench.file("customer.csv", people), bench.file("customer_address.csv", places)];
    imported(bench.open(&files).await);
    let later = [
        bench.file("later.csv", &people.replace("Anna", "Anne")),
        bench.file("later_address.csv", &places.replace("Paris", "Lyon")),
    ];
    planned(bench.open(&later).await);
    bench.perform::<clientele_wire::operation::ApplyPlan>(()).await;
    assert_eq!(total(&bench, "change_set = 1").await, 3);
    assert_eq!(total(&bench, "change_set = 2").await, 2);
    assert_eq!(total(&bench, "change_set = 2 AND firstname = 'Anne'").await, 1);
    assert_eq!(total(&bench, "NOT change_set IN (2, 3) AND firstname = 'Cleo'").await, 1);
    assert_eq!(total(&bench, "change_set > 2").await, 0);
}

async fn findings_are_conditions_by_code_and_severity(engine) {
    let bench = bench();
    bench.empty_workspace(engine).await;
    let people = "email,_website,firstname,lastname,group_id\na@example.com,base,Anna,Roux,1\n\
                  b@example.com,base,Ben,,1\nc@example.com,base,Cleo,Lang,77\n";
    imported(bench.open(&[bench.file("customer.csv", people)]).await);
    let kinds = bench.perform::<FindingsSummary>(()).await;
    let fields = bench.perform::<QueryFields>(()).await;
    assert!(fields.iter().any(|field| field.field == "finding" && field.filled));
    assert!(fields.iter().all(|field| field.field != "newsletter" || !field.filled), "no file told of it");
    let mut by_severity = 0;
    for severity in ["error", "warning"] {
        by_severity += total(&bench, &format!("finding_severity = '{severity}' AND NOT finding_severity = 'none'")).await;
        let of = kinds.iter().filter(|kind| kind.severity == severity);
        let any = of.map(|kind| format!("finding = '{}'", kind.code)).collect::<Vec<_>>().join(" OR ");
        let expected = if any.is_empty() { 0 } else { total(&bench, &any).await };
        assert_eq!(total(&bench, &format!("finding_severity = '{severity}'")).await, expected, "{kinds:?}");
    }
    assert!(by_severity > 0 && total(&bench, "finding_severity IS NULL").await > 0, "{kinds:?}");
}

async fn the_part_or_the_keywords_that_cost_the_most_are_named(engine) {
    let bench = shop(engine).await;
    let view = |condition: &str, search: &str| ViewRequest {
        condition: condition.to_owned(), search: search.to_owned(), ..ViewRequest::default()
    };
    let everyone = total(&bench, "").await;
    let none = bench.perform::<CustomersView>(view("entity_id = 0 AND email CONTAINS '@'", "")).await;
    let costly = none.costly.expect("a part costs the most");
    assert_eq!((costly.part.as_str(), costly.keywords, costly.total), ("entity_id = 0", false, everyone));
    let none = bench.perform::<CustomersView>(view("email CONTAINS '@'", "nobody is called so")).await;
    let costly = none.costly.expect("the keywords cost the most");
    assert_eq!((costly.part.as_str(), costly.keywords), ("nobody is called so", true));
    assert_eq!((costly.without.as_str(), costly.total), ("email CONTAINS '@'", everyone));
    assert_eq!(bench.perform::<CustomersView>(view("", "nobody is called so")).await.costly, None);
}

async fn a_facet_leaves_its_own_ticks_out_of_its_counts_and_a_tick_changes_the_text(engine) {
    let bench = shop(engine).await;
    // Columns are read ahead behind this; what is counted is the same.
    bench.perform::<PrepareSearch>(()).await;
    let columns = bench.perform::<FacetColumns>(()).await;
    for expected in ["group", "customer_since", "newsletter", "attr.accepts_sms", "attr.interests"] {
        assert!(columns.iter().any(|column| column.column == expected && column.filled), "{expected}");
    }
    let facets = async |condition: &str, whole: bool| {
        let facet = |column: &clientele_wire::customer::FacetColumn| FacetRequest {
            column: column.column.clone(),
            limit: 50,
            ..FacetRequest::default()
        };
        let (condition, facets) = (condition.to_owned(), columns.iter().map(facet).collect());
        let request = FacetsRequest { condition, whole, facets, ..FacetsRequest::default() };
        bench.perform::<CustomerFacets>(request).await
    };
    let plain = facets("", false).await;
    let group = |facets: &[clientele_wire::customer::Facet]| facets.iter().find(|facet| facet.column == "group").expect("a facet").clone();
    let first = group(&plain).values[0].clone();
    let tick = async |text: &str, value: &str, act: TickAct| {
        let request = TickRequest {
            text: text.to_owned(),
            column: "group_id".to_owned(),
            condition: Some(value.to_owned()),
            act,
        };
        bench.perform::<TickQuery>(request).await
    };
    let own = first.condition.clone().expect("a condition");
    let text = tick("gender = 'Female'", &own, TickAct::Toggle).await;
    assert_eq!(text, format!("gender = 'Female' AND {own}"));
    let ticked = facets(&text, false).await;
    let women = facets("gender = 'Female'", false).await;
    let counts = |facet: clientele_wire::customer::Facet| -> Vec<_> { facet.values.into_iter().map(|value| (value.value, value.count)).collect() };
    assert_eq!(counts(group(&ticked)), counts(group(&women)));
    assert_eq!(group(&ticked).values.iter().filter(|value| value.mark == Some(FacetMark::Chosen)).count(), 1);
    let whole = group(&facets(&text, true).await);
    assert_eq!((whole.values.len(), whole.values[0].count), (1, total(&bench, &text).await));
    for facet in &plain {
        for value in &facet.values {
            let condition = value.condition.as_deref().expect("a condition");
            assert_eq!(value.count, total(&bench, condition).await, "{} {value:?}", facet.column);
        }
    }
    let left_out = tick(&text, &own, TickAct::LeaveOut).await;
    assert_eq!(total(&bench, &left_out).await + total(&bench, &text).await, total(&bench, "gender = 'Female'").await);
    assert_eq!(tick(&left_out, &own, TickAct::Toggle).await, "gender = 'Female'");
    assert_eq!(tick(&text, &own, TickAct::Only).await, text);
}
}
