//! The single file (C) and finances (D).

use std::fmt::Write as _;

use clientele_domain::batch::{Batch, Part};
use clientele_domain::file::Kind;

use crate::common::{read, reader, refused, told};

const C: &str = "email,_website,firstname,lastname,group_id,_address_firstname,_address_street,_address_city,_address_country_id,\
                 _address_telephone,_address_default_billing_";

/// Part, refusal, e-mail and street of every row.
fn rows(text: &str) -> Vec<(Part, bool, String, String)> {
    let (mut reader, mut batch, mut rows) = (reader(text.as_bytes()), Batch::default(), Vec::new());
    assert_eq!(reader.kind(), Kind::Composite);
    let at = |code: &str| reader.columns().iter().position(|column| column.code() == code).expect("a column");
    let (email, street) = (at("email"), at("street"));
    while reader.read(&mut batch).expect("readable") {
        for (index, place) in batch.places.iter().enumerate() {
            let text = |at: usize| batch.str(batch.row(index)[at]).unwrap_or("-").to_owned();
            rows.push((place.part, place.refused, text(email), text(street)));
        }
    }
    rows
}

#[track_caller]
fn check(body: &str, expected: &[(Part, bool, &str, &str)], findings: &[(&str, u64, &str)]) {
    let text = format!("{C}\n{body}");
    let rows = rows(&text);
    let found: Vec<_> = rows
        .iter()
        .map(|(part, refused, email, street)| (*part, *refused, email.as_str(), street.as_str()))
        .collect();
    assert_eq!(found, expected, "{body}");
    let (_, all) = read(reader(text.as_bytes()));
    let rows_only: Vec<_> = told(&all).into_iter().filter(|(_, line, _)| *line > 0).collect();
    assert_eq!(rows_only, findings, "{body}");
}

#[test]
fn a_group_is_a_customer_and_its_addresses() {
    check(
        "a@x.org,base,A,B,1,A,Rue 1,Paris,FR,01,1\n,,,,,A,Rue 2,Lyon,FR,04,\nb@x.org,base,A,B,1,,,,,,\n",
        &[
            (Part::Both, false, "a@x.org", "Rue 1"),
            (Part::Address, false, "a@x.org", "Rue 2"),
            (Part::Customer, false, "b@x.org", "-"),
        ],
        &[],
    );
}

#[test]
fn an_address_part_without_anything_is_skipped() {
    check(
        "a@x.org,base,A,B,1,,,,,,\n,,,,,,\" \",,,,\n,,,,,A,Rue 2,Lyon,FR,04,\n",
        &[(Part::Customer, false, "a@x.org", "-"), (Part::Address, false, "a@x.org", "Rue 2")],
        &[],
    );
}

#[test]
fn a_row_without_its_customer_is_an_orphan() {
    check(
        ",,,,,A,Rue 1,Paris,FR,01,\nnobody,base,A,B,1,,,,,,\n,,,,,A,Rue 2,Lyon,FR,04,\n",
        &[
            (Part::Address, true, "-", "-"),
            (Part::Customer, true, "nobody", "-"),
            (Part::Address, true, "-", "-"),
        ],
        &[("rowIsOrphan", 2, ""), ("invalidEmail", 3, "email"), ("rowIsOrphan", 4, "")],
    );
}

#[test]
fn one_bad_row_takes_its_group_away() {
    check(
        "a@x.org,base,A,B,1,A,Rue 1,Paris,FR,01,1\n,,,,,A,Rue 2,Lyon\n,,,,,A,Rue 3,Lyon,FR,04,\nb@x.org,base,A,B,1,,,,,,\n",
        &[
            (Part::Both, true, "a@x.org", "Rue 1"),
            (Part::Address, true, "-", "-"),
            (Part::Address, true, "-", "-"),
            (Part::Customer, false, "b@x.org", "-"),
        ],
        &[("wrongColumnsNumber", 3, ""), ("rowIsOrphan", 4, "")],
    );
}

#[test]
fn address_rules_name_the_attribute_without_its_prefix() {
    check(
        "a@x.org,base,A,B,1,A,Rue 1,,XX,01,1\n",
        &[(Part::Both, false, "a@x.org", "Rue 1")],
        &[("valueIsRequired", 2, "city"), ("absentAttributeOption", 2, "country_id")],
    );
}

#[test]
fn columns_go_to_the_customer_or_to_the_address() {
    let columns = |header: &str| {
        let reader = reader(format!("{header}\n").as_bytes());
        reader.columns().iter().map(|column| format!("{column:?}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        columns(
            "email,_website,prefix,_address_prefix,city,note,_address_note,_address_default_billing_,password"
        ),
        "Customer(Email) Customer(Website) Customer(Prefix) Address(Prefix) Address(City) \
         Attribute(Customer, \"note\") Attribute(Address, \"note\") Address(DefaultBilling)"
    );
    for mistaken in ["_address_country", "_address_Zip", "_address_default_billing", "_unheard_of"] {
        refused(format!("email,_website,_address_city,{mistaken}\n").as_bytes(), "columnNameInvalid");
    }
}

#[test]
fn a_group_never_spans_batches() {
    let mut text = format!("{C}\n");
    for number in 0..999 {
        writeln!(text, "a{number}@x.org,base,A,B,1,,,,,,").expect("a string");
    }
    text.push_str("z@x.org,base,A,B,1,A,Rue 0,Paris,FR,01,1\n");
    text.push_str(&",,,,,A,Rue 1,Paris,FR,01,\n".repeat(500));
    text.push_str("y@x.org,base,A,B,1,,,,,,\n");
    let (mut reader, mut batch) = (reader(text.as_bytes()), Batch::default());
    let mut sizes = Vec::new();
    while reader.read(&mut batch).expect("readable") {
        sizes.push(batch.len());
    }
    assert_eq!(sizes, [1500, 1]);
}

#[test]
fn a_group_without_end_is_refused() {
    let row = format!(",,,,,A,{},Paris,FR,01,\n", "x".repeat(60_000));
    let text = format!("{C}\nz@x.org,base,A,B,1,A,Rue 0,Paris,FR,01,1\n{}", row.repeat(1400));
    let (mut reader, mut batch) = (reader(text.as_bytes()), Batch::default());
    let end = loop {
        match reader.read(&mut batch) {
            Ok(true) => {}
            other => break other,
        }
    };
    assert_eq!(end.err().map(|error| error.code()), Some("recordTooLong"));
}

#[test]
fn rows_say_that_they_delete_and_secrets_are_named() {
    let text = b"email,_website,_action,password,rp_token\na@x.org,base,DELETE,,\nb@x.org,base,,,\nc@x.org,base,update,,\n";
    let (mut reader, mut batch) = (reader(text), Batch::default());
    assert!(reader.has_actions());
    assert_eq!(reader.not_read(), ["password", "rp_token"]);
    assert!(reader.read(&mut batch).expect("readable"));
    assert_eq!(batch.places.iter().map(|place| place.deletes).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn finances_have_amounts_and_a_website_of_their_own() {
    let check = |row: &str, expected: &[&str], findings: &[(&str, u64, &str)]| {
        let text = format!("_email,_website,_finance_website,store_credit,reward_points\n{row}\n");
        let (rows, all) = read(reader(text.as_bytes()));
        assert_eq!(rows, [expected], "{row}");
        assert_eq!(told(&all), findings, "{row}");
    };
    check("a@x.org,base,eu,10.0000,5", &["a@x.org", "base", "eu", "100000", "5"], &[]);
    check("a@x.org,base,eu,,", &["a@x.org", "base", "eu", "-", "-"], &[]);
    check(
        "a@x.org,base,eu,\" -1.5\",",
        &["a@x.org", "base", "eu", "-15000", "-"],
        &[("formulaGuard", 2, "store_credit")],
    );
    check(
        "a@x.org,base,,1,1",
        &["refused", "a@x.org", "base", "", "10000", "1"],
        &[("financeWebsiteIsEmpty", 2, "_finance_website")],
    );
    check(
        "a@x.org,base,admin,1,1",
        &["refused", "a@x.org", "base", "admin", "10000", "1"],
        &[("invalidFinanceWebsite", 2, "_finance_website")],
    );
    check(
        "a@x.org,base,eu,\"1,5\",many",
        &["a@x.org", "base", "eu", "-", "-"],
        &[("invalidAttributeType", 2, "store_credit"), ("invalidAttributeType", 2, "reward_points")],
    );
}
