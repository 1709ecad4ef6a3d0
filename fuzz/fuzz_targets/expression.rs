//! Text of a condition. What can be read is written and read again as the same.
#![no_main]

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_query::{Catalogue, parse, print};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let attributes = [
        (Entity::Customer, "loyalty", AttributeType::Choice),
        (Entity::Customer, "interests", AttributeType::MultiSelect),
        (Entity::Address, "floor", AttributeType::Integer),
    ];
    let catalogue = Catalogue::new(attributes);
    let read = parse(text, &catalogue);
    for diagnostic in &read.diagnostics {
        assert!(text.get(diagnostic.span.clone()).is_some(), "{diagnostic:?}");
    }
    if let Some(tree) = read.tree {
        let printed = print(&tree);
        assert_eq!(parse(&printed, &catalogue).tree, Some(tree), "{printed}");
    }
});
