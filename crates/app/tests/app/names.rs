//! What a grid calls websites and groups, told by a person where customers do not tell.

use std::collections::BTreeMap;

use clientele_wire::import::{Answers, OpenOutcome, OpenRequest};
use clientele_wire::operation::{CheckChanges, ListSettings, OpenFiles};

use crate::bench::{bench, imported, on_both, planned};

const CUSTOMERS: &str = "email,_website,firstname,lastname,group_id\n\
                         anna@example.com,base,Anna,Roux,1\n\
                         ben@example.com,fr,Ben,Weiß,1\n";
const GRID: &str = "ID,Name,Email,Group,Phone,ZIP,Country,State/Province,\"Customer Since\",\"Web Site\"\n\
                    7,\"Anna Roux\",anna@example.com,General,,,,,,Shop\n\
                    8,\"Ben Weiß\",ben@example.com,General,,,,,,Shop\n";

on_both! {
async fn a_tie_is_asked_and_the_answer_taken(engine) {
    let bench = bench();
    bench.empty_workspace(engine).await;
    imported(bench.open(&[bench.file("customer.csv", CUSTOMERS)]).await);
    let grid = bench.file("grid.csv", GRID);
    let OpenOutcome::Questions { questions } = bench.open(std::slice::from_ref(&grid)).await else {
        panic!("one customer speaks for each website");
    };
    let question = &questions[0];
    assert_eq!((question.about.as_str(), question.subject.as_deref()), ("websites", Some("Shop")));
    assert_eq!(question.choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>(), ["base", "fr"]);

    let websites = BTreeMap::from([("Shop".to_owned(), "fr".to_owned())]);
    let answers = Answers { websites, ..Answers::default() };
    let request = OpenRequest { paths: vec![grid], answers, ..OpenRequest::default() };
    let info = planned(bench.perform::<OpenFiles>(request).await);
    assert_eq!((info.tabs.changed, info.plan.partnerless), (1, 1), "Anna is in the other website");
    let taken: Vec<_> = info.names.iter().map(|name| (name.name.as_str(), name.code.as_str())).collect();
    assert!(taken.contains(&("Shop", "fr")), "{taken:?}");
    bench.perform::<clientele_wire::operation::ApplyPlan>(()).await;
    let websites = bench.perform::<ListSettings>(()).await.websites;
    let named: Vec<_> = websites.iter().map(|website| (website.code.as_deref(), website.name.as_deref())).collect();
    assert_eq!(named, [(Some("base"), None), (Some("fr"), Some("Shop"))]);
    assert!(bench.perform::<CheckChanges>(()).await.ok);
}
}
