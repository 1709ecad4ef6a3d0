//! Lists of other programs.

use std::collections::BTreeMap;

use clientele_wire::customer::CustomerRequest;
use clientele_wire::customer::RowsRequest;
use clientele_wire::import::{MappedTable, Mapping, MappingRequest, OpenOutcome, OpenRequest};
use clientele_wire::operation::{CustomerRows, GetCustomer, OpenFiles, PreviewMapping};

use crate::bench::{bench, imported};

const LIST: &str = "Kunden vom 1. Mai\nKd-Nr;Name;E-Mail;Ort;Schuhgröße\n17;Anna Roux;anna@example.com;Köln;38\n18;Ben Weiß;ben@example.com;Bonn;44\n";

fn table(outcome: OpenOutcome) -> MappedTable {
    match outcome {
        OpenOutcome::Mapping { table } => table,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_another_program_is_mapped_and_its_mapping_remembered() {
    let bench = bench();
    let list = bench.file("list.csv", LIST);
    let proposed = table(bench.open(std::slice::from_ref(&list)).await);
    assert_eq!(
        (proposed.mapping.header_row, proposed.separator.as_str(), proposed.remembered),
        (2, ";", false)
    );
    let column = |name: &str| proposed.mapping.columns[name].as_deref();
    assert_eq!(
        (column("E-Mail"), column("Name"), column("Ort")),
        (Some("email"), Some("name"), Some("billing_city"))
    );

    let mut mapping = proposed.mapping.clone();
    mapping.columns.insert("Schuhgröße".to_owned(), Some("attr.Shoe size".to_owned()));
    let preview = |mapping: &Mapping| MappingRequest { path: list.clone(), mapping: mapping.clone() };
    let looked = bench.perform::<PreviewMapping>(preview(&mapping)).await;
    assert_eq!(
        looked.problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(),
        ["attribute_code"]
    );
    mapping.columns.insert("Schuhgröße".to_owned(), Some("attr.shoe_size".to_owned()));
    mapping.constants.insert("group".to_owned(), "Wholesale".to_owned());
    assert!(bench.perform::<PreviewMapping>(preview(&mapping)).await.problems.is_empty());

    let open = |path: &str| OpenRequest {
        paths: vec![path.to_owned()],
        mappings: BTreeMap::from([(path.to_owned(), mapping.clone())]),
        ..OpenRequest::default()
    };
    let report = imported(bench.perform::<OpenFiles>(open(&list)).await);
    assert_eq!(
        (report.plan.created, report.plan.addresses.created, report.sources[0].kind.as_str()),
        (2, 2, "people")
    );
    let rows = RowsRequest { limit: 10, columns: vec!["name".to_owned()], ..RowsRequest::default() };
    let anna = bench.perform::<CustomerRows>(rows).await.rows[0].id;
    let anna = bench.perform::<GetCustomer>(CustomerRequest { id: anna }).await;
    assert_eq!((anna.name.as_str(), anna.addresses.len()), ("Anna Roux", 1));
    assert!(anna.attributes.iter().any(|field| field.field == "shoe_size"));

    let next = bench.file("next.csv", &LIST.replace("anna@", "zoe@"));
    let remembered = table(bench.open(&[next]).await);
    assert!(remembered.remembered);
    assert_eq!(remembered.mapping, mapping);
    let other = bench.file("other.csv", &LIST.replace("Ort", "Stadt"));
    assert!(!table(bench.open(&[other]).await).remembered, "another header is another list");
}
