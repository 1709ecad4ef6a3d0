//! Lists of other programs, read by a mapping.

use std::sync::atomic::AtomicBool;

use clientele_domain::batch::{Batch, Part};
use clientele_domain::file::{Kind, MAPPED_FIELDS, Mapping};
use clientele_formats::{About, ReadOptions, look};

use crate::common::{options, questions, read, reader_with, table, told, write};

fn mapping(columns: &[(&str, &str)]) -> Mapping {
    let column = |&(name, field): &(&str, &str)| (name.to_owned(), Some(field.to_owned()));
    Mapping { columns: columns.iter().map(column).collect(), ..Mapping::default() }
}

fn mapped(mapping: Mapping) -> ReadOptions {
    ReadOptions { mapping: Some(mapping), ..options() }
}

const LIST: &str = "Kundenliste\n\nVorname;Nachname;E-Mail;PLZ;Ort;Land;Kundengruppe;Schuhgröße;Passwort\n\
                    Anna;Roux;a@x.org;07001;Mainz;Deutschland;VIP;38;geheim\nBen;Kern;b@x.org;;;;2;;\n";

#[test]
fn a_list_is_shown_with_a_mapping_to_begin_with() {
    let table = table(LIST.as_bytes(), &options());
    assert_eq!((table.text, table.separator.as_str(), table.encoding.as_str()), (true, ";", "utf-8"));
    assert_eq!((table.records.len(), table.mapping.header_row), (4, 2));
    let suggested: Vec<_> = table
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.suggestion.as_deref().unwrap_or("")))
        .collect();
    let expected = [
        ("Vorname", "firstname"),
        ("Nachname", "lastname"),
        ("E-Mail", "email"),
        ("PLZ", "billing_postcode"),
        ("Ort", "billing_city"),
        ("Land", "billing_country"),
        ("Kundengruppe", "group"),
        ("Schuhgröße", ""),
        ("Passwort", ""),
    ];
    assert_eq!(suggested, expected);
    assert!(table.problems.is_empty(), "{:?}", table.problems);
    assert_eq!(table.fingerprint.len(), 64);
    assert_eq!(table.columns[3].samples, ["07001"]);
}

#[test]
fn a_mapping_makes_customers_and_addresses_of_a_list() {
    let proposed = table(LIST.as_bytes(), &options()).mapping;
    let mut columns = proposed.columns.clone();
    columns.insert("Schuhgröße".to_owned(), Some("attr.shoe_size".to_owned()));
    let reader = reader_with(LIST.as_bytes(), &mapped(Mapping { columns, ..proposed }));
    assert_eq!(reader.kind(), Kind::People);
    let codes: Vec<_> = reader.columns().iter().map(|column| column.code().to_owned()).collect();
    let expected = [
        "firstname",
        "lastname",
        "email",
        "postcode",
        "city",
        "country_id",
        "group_name",
        "group_id",
        "shoe_size",
        "_website",
        "_address_default_billing_",
    ];
    assert_eq!(codes, expected);
    let (rows, findings) = read(reader);
    assert_eq!(rows[0], ["Anna", "Roux", "a@x.org", "07001", "Mainz", "DE", "VIP", "-", "38", "base", "1"]);
    assert_eq!(rows[1], ["Ben", "Kern", "b@x.org", "", "", "", "", "2", "", "base", "-"]);
    assert_eq!(told(&findings), []);
}

#[test]
fn what_was_seen_of_an_attribute_is_told_by_its_code() {
    let options = mapped(mapping(&[("Mail", "email"), ("Schuhgröße", "attr.shoe_size")]));
    let mut reader = reader_with("Mail,Schuhgröße\na@x.org,38\n".as_bytes(), &options);
    while reader.read(&mut Batch::default()).expect("readable") {}
    let ending = reader.finish();
    assert_eq!(ending.profiles[0].0, "shoe_size");
    assert_eq!(ending.filled, [("Mail".to_owned(), 1), ("Schuhgröße".to_owned(), 1)]);
}

#[test]
fn rows_without_an_address_are_customers_alone() {
    let options = mapped(mapping(&[("Mail", "email"), ("Tel", "billing_telephone")]));
    let mut reader = reader_with(b"Mail,Tel\na@x.org,01\nb@x.org,\n", &options);
    let mut batch = Batch::default();
    assert!(reader.read(&mut batch).expect("readable"));
    let parts: Vec<_> = batch.places.iter().map(|place| place.part).collect();
    assert_eq!(parts, [Part::Both, Part::Customer]);
}

#[test]
fn constants_stand_in_every_row() {
    let constants = [("website", "eu"), ("group", "7"), ("billing_country", "France")];
    let constants = constants.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
    let mapping = Mapping { constants, ..mapping(&[("Mail", "email"), ("Ville", "billing_city")]) };
    let (rows, _) = read(reader_with("Mail,Ville\na@x.org,Lyon\n".as_bytes(), &mapped(mapping)));
    assert_eq!(rows, [["a@x.org", "Lyon", "FR", "", "7", "eu", "1"]]);
}

#[test]
fn every_field_can_be_filled() {
    let header: Vec<String> = (0..MAPPED_FIELDS.len()).map(|number| format!("c{number}")).collect();
    let columns = header.iter().zip(MAPPED_FIELDS).map(|(name, field)| (name.as_str(), *field));
    let options = mapped(mapping(&columns.collect::<Vec<_>>()));
    let reader = reader_with(format!("{}\n", header.join(",")).as_bytes(), &options);
    // The group by number, and the flag of the default billing address.
    assert_eq!(reader.columns().len(), MAPPED_FIELDS.len() + 2);
}

#[test]
fn a_mapping_wins_over_labels_but_not_over_codes() {
    let options = mapped(mapping(&[("Email", "email"), ("Name", "name")]));
    let grid = reader_with(b"ID,Name,Email,Group,\"Web Site\"\n1,Anna,a@x.org,VIP,Main\n", &options);
    assert_eq!(grid.kind(), Kind::People);
    let semicolons = Mapping { separator: Some(";".to_owned()), ..options.mapping.unwrap_or_default() };
    let export = reader_with(b"email,_website\na@x.org,base\n", &mapped(semicolons));
    assert_eq!(export.kind(), Kind::Customers);
}

#[test]
fn what_keeps_a_mapping_from_reading_is_told() {
    let check = |text: &str, mapping: Mapping, expected: &[(&str, &str)]| {
        let table = table(text.as_bytes(), &mapped(mapping));
        let found: Vec<_> =
            table.problems.iter().map(|problem| (problem.code, problem.subject.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    };
    let mail = || mapping(&[("Mail", "email")]);
    check("Courriel,Nom\na@x.org,A\n", mail(), &[("header_missing", "Mail")]);
    check("Mail,Nom\na@x.org,A\n", Mapping { header_row: 9, ..mail() }, &[("header_missing", "9")]);
    check("Mail,Nom\na@x.org,A\n", Mapping { header_row: 0, ..mail() }, &[("header_missing", "0")]);
    check("Mail,Nom\na@x.org,A\n", mapping(&[("Nom", "name")]), &[("email_missing", "email")]);
}

#[test]
fn a_header_that_occurs_again_has_a_name() {
    let options = mapped(mapping(&[("Mail_2", "email"), ("column_3", "name")]));
    let (rows, _) = read(reader_with(b"Mail,Mail,\nx,a@x.org,Anna\n", &options));
    assert_eq!(rows, [["a@x.org", "Anna", "base"]]);
}

#[test]
fn a_preview_follows_what_a_person_changes() {
    let cancel = AtomicBool::new(false);
    let file = write(b"Liste;\nNom;Mail\nRen\xe9e;a@x.org\n");
    let preview = |mapping: &Mapping| look(file.path(), mapping, &cancel).expect("a table");
    let first = preview(&Mapping::default());
    assert_eq!((first.encoding.as_str(), first.records[2][0].as_str()), ("windows-1252", "Renée"));
    assert_eq!(first.mapping.columns.get("Mail"), Some(&Some("email".to_owned())));
    let other = preview(&Mapping { separator: Some(",".to_owned()), header_row: 2, ..Mapping::default() });
    assert_eq!(other.columns.len(), 1);
    let first_row = preview(&Mapping { separator: Some(";".to_owned()), ..Mapping::default() });
    assert_eq!((first.mapping.header_row, first_row.mapping.header_row), (2, 1));
    let given = preview(&Mapping { header_row: 2, ..mapping(&[("Mail", "email"), ("Rien", "name")]) });
    assert_eq!(given.problems[0].code, "header_missing");
    assert_ne!(first.fingerprint, other.fingerprint);
    assert_eq!(first.fingerprint, given.fingerprint);
}

#[test]
fn a_header_may_stand_below_many_titles() {
    let text = format!("{}Mail,Nom\na@x.org,A\n", "Title,\n".repeat(40));
    let options = mapped(Mapping { header_row: 41, ..mapping(&[("Mail", "email")]) });
    assert_eq!(read(reader_with(text.as_bytes(), &options)).0, [["a@x.org", "base"]]);
}

#[test]
fn passwords_are_not_shown() {
    let shown = table(b"email,password\na@x.org,Secret1\n", &options());
    assert_eq!(shown.records[1], ["a@x.org", "•••"]);
    assert!(!format!("{shown:?}").contains("Secret1"));
}

#[test]
fn dates_of_a_list_are_told_or_asked() {
    let columns = [("Mail", "email"), ("Geburtstag", "dob")];
    let text = "Mail;Geburtstag\na@x.org;5.6.1980\n".as_bytes();
    assert_eq!(questions(text, &mapped(mapping(&columns)))[0].about, About::DateOrder);
    let told = Mapping { date_order: Some("dmy".to_owned()), ..mapping(&columns) };
    assert_eq!(read(reader_with(text, &mapped(told))).0[0][1], "1980-06-05");
}

#[test]
fn lines_without_anything_are_gaps() {
    let options = mapped(mapping(&[("Mail", "email"), ("Nom", "lastname")]));
    let (rows, findings) = read(reader_with(b"Mail;Nom\n\na@x.org;A\n;\n\nb@x.org;B\n;\n", &options));
    assert_eq!(rows.len(), 2);
    assert_eq!(told(&findings), []);
}
