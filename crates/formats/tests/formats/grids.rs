//! The grids: customers (E, F), segment report (I), subscribers (G), orders (H).

use clientele_domain::batch::{Batch, Part};
use clientele_domain::column::{AddressColumn, Column, CustomerColumn};
use clientele_domain::file::Kind;
use clientele_formats::{About, DateOrder, ReadOptions, Reader};

use crate::common::{options, questions, read, reader, reader_with, table, told};

const E: &str = "ID,Name,Email,Group,Phone,ZIP,Country,State/Province,\"Customer Since\",\"Web Site\",\"Confirmed email\",\
                 \"Account Created in\",\"Billing Address\",\"Shipping Address\",\"Date of Birth\",\"Tax VAT Number\",Gender,\
                 \"Street Address\",City,Fax,\"VAT Number\",Company,\"Billing Firstname\",\"Billing Lastname\",\"Account Lock\"";

fn in_paris() -> ReadOptions {
    ReadOptions { time_zone: jiff::tz::TimeZone::get("Europe/Paris").ok(), ..options() }
}

/// The cells of the first row by the codes of their columns; blank and missing ones left out.
fn first(mut reader: Box<Reader>) -> (Part, Vec<(String, String)>) {
    let mut batch = Batch::default();
    assert!(reader.read(&mut batch).expect("readable"));
    let (columns, row) = (reader.columns(), batch.row(0));
    let text = |&cell| match cell {
        clientele_domain::batch::Cell::Integer(number) => number.to_string(),
        cell => batch.str(cell).unwrap_or_default().to_owned(),
    };
    let cells = columns.iter().zip(row).map(|(column, cell)| (column.code().to_owned(), text(cell)));
    (batch.places[0].part, cells.filter(|(_, text)| !text.is_empty()).collect())
}

#[track_caller]
fn check(text: &str, part: Part, expected: &[(&str, &str)]) {
    let (found, cells) = first(reader_with(text.as_bytes(), &in_paris()));
    let cells: Vec<_> = cells.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    assert_eq!((found, cells.as_slice()), (part, expected), "{text}");
}

#[test]
fn a_row_of_the_grid_is_a_customer_and_its_default_billing_address() {
    let row = "7,\"Anna Roux\",a@x.org,VIP,\" +33 1\",07001,Frankreich,Paris,\"Nov 22, 2026 10:29:36 PM\",\"Main Website\",\
               \"Confirmation Required\",\"Default Store View\",\"1 Main St. Paris\",\"1 Main St. Paris\",1980-02-03,FR12,Female,\
               \"1 Main St.\",Paris,,FR13,Acme,Anna,Roux,Locked";
    check(
        &format!("{E}\n{row}\n"),
        Part::Both,
        &[
            ("entity_id", "7"),
            ("name", "Anna Roux"),
            ("email", "a@x.org"),
            ("group_name", "VIP"),
            ("telephone", "+33 1"),
            ("postcode", "07001"),
            ("country_id", "FR"),
            ("region", "Paris"),
            ("created_at", "1795382976000"),
            ("website_name", "Main Website"),
            ("confirmation", "1"),
            ("is_confirmed", "0"),
            ("created_in", "Default Store View"),
            ("dob", "1980-02-03"),
            ("taxvat", "FR12"),
            ("gender", "Female"),
            ("street", "1 Main St."),
            ("city", "Paris"),
            ("vat_id", "FR13"),
            ("company", "Acme"),
            ("firstname", "Anna"),
            ("lastname", "Roux"),
            ("is_locked", "1"),
            ("_address_default_billing_", "1"),
        ],
    );
}

#[test]
fn what_means_none_is_none() {
    let row = "7,\"Anna Roux\",a@x.org,N/A,,,,\" \",\"Nov 22, 2026 10:29:36 PM\",\"Main Website\",\
               \"Confirmation Not Required\",,,,,,N/A,\" \",,,,,,,Unlocked";
    check(
        &format!("{E}\n{row}\n"),
        Part::Customer,
        &[
            ("entity_id", "7"),
            ("name", "Anna Roux"),
            ("email", "a@x.org"),
            ("created_at", "1795382976000"),
            ("website_name", "Main Website"),
            ("confirmation", "0"),
            ("is_confirmed", "0"),
            ("is_locked", "0"),
        ],
    );
}

#[test]
fn a_french_grid_is_the_same_grid() {
    check(
        "Identifiant,Nom,Email,Groupe,Pays,\"Client depuis\",\"Site Web\",\"Email confirmé\",Sexe,Adresse,\"Compte bloqué\"\n\
         7,\"Anna Roux\",a@x.org,\"NON CONNECTÉ\",Allemagne,\"nov. 22, 2026 10:29:36 PM\",Boutique,Confirmé,Femme,\"Rue 1\",Déverrouillé\n",
        Part::Both,
        &[
            ("entity_id", "7"),
            ("name", "Anna Roux"),
            ("email", "a@x.org"),
            ("group_name", "NOT LOGGED IN"),
            ("country_id", "DE"),
            ("created_at", "1795382976000"),
            ("website_name", "Boutique"),
            ("confirmation", "0"),
            ("is_confirmed", "1"),
            ("gender", "Female"),
            ("street", "Rue 1"),
            ("is_locked", "0"),
            ("_address_default_billing_", "1"),
        ],
    );
}

#[test]
fn what_no_language_knows_is_kept_with_a_finding() {
    let text = "ID,Name,Email,Group,Country,\"Web Site\",\"Confirmed email\",Gender,\"Account Lock\"\n\
                7,A,a@x.org,VIP,Atlantis,Main,Perhaps,16,Ajar\n";
    let (rows, findings) = read(reader(text.as_bytes()));
    assert_eq!(rows, [["7", "A", "a@x.org", "VIP", "Atlantis", "Main", "-", "-", "16", "-", "1"]]);
    assert_eq!(
        told(&findings),
        [
            ("countryUnknown", 2, "Country"),
            ("labelUnknown", 2, "Confirmed email"),
            ("labelUnknown", 2, "Gender"),
            ("labelUnknown", 2, "Account Lock"),
        ]
    );
}

#[test]
fn a_grid_without_zone_says_so_once_and_requires_nothing() {
    let row = "7,A,a@x.org,,,,FR,,\"Nov 22, 2026 10:29:36 PM\",,,,,,,,,,,,,,,,\n";
    let reader = reader(format!("{E}\n{row}{row}").as_bytes());
    let confirmation = Column::Customer(CustomerColumn::Confirmation);
    let at = reader.columns().iter().position(|column| *column == confirmation).expect("a column");
    let (rows, findings) = read(reader);
    // Nobody knows whether one is asked for.
    assert_eq!((rows.len(), rows[0][at].as_str()), (2, "-"));
    assert_eq!(told(&findings), [("timeZoneUnknown", 2, "Customer Since")]);
    let (_, findings) =
        read(crate::common::reader(format!("{E}\n7,A,nobody,,,,,,,,,,,,,,,,,,,,,,\n").as_bytes()));
    assert_eq!(told(&findings), [("invalidEmail", 2, "Email")]);
}

#[test]
fn attributes_are_known_by_their_labels() {
    let reader = reader(format!("{E},Company,,Company,Segment\n").as_bytes());
    let labels: Vec<&str> = reader
        .columns()
        .iter()
        .filter(|column| matches!(column, Column::Labelled(_)))
        .map(Column::code)
        .collect();
    assert_eq!(labels, ["Company 2", "column_27", "Company 3", "Segment"]);
    assert_eq!(reader.columns().last(), Some(&Column::Address(AddressColumn::DefaultBilling)));
    assert!(reader.columns().contains(&Column::Customer(CustomerColumn::IsConfirmed)));
}

#[test]
fn kinds_with_the_same_labels_are_a_question() {
    let text = b"ID,Name,Email,Group\n1,Anna,a@x.org,General\n";
    let asked = questions(text, &options());
    let values: Vec<_> = asked[0].choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!(
        (asked[0].about, values.as_slice()),
        (About::Kind, ["customer_grid", "segment_report", "people"].as_slice())
    );
    let told = |kind| ReadOptions { kind: Some(kind), ..options() };
    assert_eq!(reader_with(text, &told(Kind::SegmentReport)).kind(), Kind::SegmentReport);
    assert_eq!(table(text, &told(Kind::People)).columns.len(), 4);
}

#[test]
fn a_segment_report_is_told_from_the_grid() {
    let text = "ID,Name,Email,Group,Phone,ZIP,Country,State/Province,\"Customer Since\"\n\
                1,Anna,a@x.org,General,01,75001,France,Paris,\"Jan 5, 2024 15:04:05 PM\"\n";
    let reader = reader_with(text.as_bytes(), &in_paris());
    assert_eq!(reader.kind(), Kind::SegmentReport);
    assert_eq!(first(reader).0, Part::Both);
}

#[test]
fn subscribers_have_canonical_types_and_statuses() {
    let header = "ID,Email,Type,\"Customer First Name\",\"Customer Last Name\",Status,\"Web Site\",Store,\"Store View\"";
    let text = format!(
        "{header}\n3,a@x.org,Customer,Anna,Roux,Subscribed,\"Tom &amp; Co\",Main,English\n4,nobody,Guest,,,Gone,,,\n"
    );
    let reader = reader(text.as_bytes());
    assert_eq!(reader.kind(), Kind::Subscribers);
    let (rows, findings) = read(reader);
    assert_eq!(
        rows[0],
        ["3", "a@x.org", "Customer", "Anna", "Roux", "Subscribed", "Tom & Co", "Main", "English"]
    );
    assert_eq!(told(&findings), [("labelUnknown", 3, "Status"), ("invalidEmail", 3, "Email")]);
    let french = "Identifiant,Email,Type,\"Prénom du client\",\"Nom de famille du client\",Statut\n\
                  3,a@x.org,Client,Anna,Roux,Désinscrit\n";
    let (rows, _) = read(crate::common::reader(french.as_bytes()));
    assert_eq!(rows[0], ["3", "a@x.org", "Customer", "Anna", "Roux", "Unsubscribed"]);
}

#[test]
fn orders_have_amounts_and_the_columns_of_modules() {
    let text = "ID,\"Purchase Point\",\"Purchase Date\",\"Bill-to Name\",\"Grand Total (Base)\",Status,\"Customer Email\",\
                \"Customer Group\",Subtotal,\"Dispute State\"\n\
                000000012,\"Main    Store &amp; Co\",\"Jan 5, 2024 03:04:05 PM\",Anna,12.5000,\"En attente\",a@x.org,\
                \"NON CONNECTÉ\",10,open\n000000013,,,,\"12,50\",Waiting,,,,\n";
    let reader = reader_with(text.as_bytes(), &in_paris());
    assert_eq!(reader.kind(), Kind::Orders);
    assert_eq!(reader.columns().last(), Some(&Column::Other("Dispute State".to_owned())));
    let (rows, findings) = read(reader);
    let expected = [
        "000000012",
        "Main    Store & Co",
        "1704463445000",
        "Anna",
        "125000",
        "Pending",
        "a@x.org",
        "NOT LOGGED IN",
        "100000",
        "open",
    ];
    assert_eq!(rows[0], expected);
    assert_eq!(rows[1][5], "Waiting");
    assert_eq!(told(&findings), [("invalidAttributeType", 3, "Grand Total (Base)")]);
}

#[test]
fn the_order_of_day_and_month_is_told_or_asked() {
    let file = |days: &[&str]| {
        let rows: String = days.iter().map(|day| format!("7,A,a@x.org,VIP,Main,{day}\n")).collect();
        format!("ID,Name,Email,Group,\"Web Site\",\"Date of Birth\"\n{rows}")
    };
    let check = |days: &[&str], expected: &[&str]| {
        let (rows, _) = read(reader(file(days).as_bytes()));
        let read: Vec<_> = rows.iter().map(|row| row[5].as_str()).collect();
        assert_eq!(read, expected, "{days:?}");
    };
    check(&["5/6/1980", "5/13/1980"], &["1980-05-06", "1980-05-13"]);
    check(&["5/6/1980", "13/5/1980"], &["1980-06-05", "1980-05-13"]);
    check(&["5.5.1980"], &["1980-05-05"]);
    check(&["13/5/1980", "5/14/1980"], &["1980-05-13", "-"]);
    check(&["1980-05-06", ""], &["1980-05-06", "-"]);
    let asked = questions(file(&["5/6/1980"]).as_bytes(), &options());
    assert_eq!(asked[0].about, About::DateOrder);
    let choices: Vec<_> =
        asked[0].choices.iter().map(|choice| (choice.value.as_str(), choice.preview[0].as_str())).collect();
    assert_eq!(choices, [("mdy", "5/6/1980 → 1980-05-06"), ("dmy", "5/6/1980 → 1980-06-05")]);
    let told = ReadOptions { date_order: Some(DateOrder::Dmy), ..options() };
    assert_eq!(read(reader_with(file(&["5/6/1980"]).as_bytes(), &told)).0[0][5], "1980-06-05");
}
