//! Exports over whole workspaces: what is written and read again says the same.

use std::ops::ControlFlow;

use clientele_samples::Options;
use clientele_store::read::export::{Content, Notes, StoreFile};
use clientele_store::read::{ReadError, SortKey};
use proptest::prelude::*;

use crate::desk::{Desk, on_both};
use crate::shop::everyone;

const HEAD: &str = "email,_website,_store,website_id,store_id,firstname,lastname,group_id";

/// A customers file with that many columns more, and its rows.
fn customers(columns: &str, rows: &[&str]) -> String {
    let header = if columns.is_empty() { HEAD.to_owned() } else { format!("{HEAD},{columns}") };
    std::iter::once(header.as_str()).chain(rows.iter().copied()).map(|row| format!("{row}\n")).collect()
}

fn store(file: StoreFile, columns: &[&str]) -> Content {
    let columns = columns.iter().map(|code| (*code).to_owned()).collect();
    Content::Store { file, columns: Some(columns) }
}

/// Files A and B of invented customers.
fn samples(customers: u64) -> [String; 2] {
    let options = Options { customers, ..Options::default() };
    let (mut people, mut places) = (Vec::new(), Vec::new());
    let mut go_on = |_| ControlFlow::Continue(());
    clientele_samples::write(&options, &mut people, &mut places, &mut go_on).expect("memory can be written");
    [people, places].map(|bytes| String::from_utf8(bytes).expect("text"))
}

on_both! {
async fn invented_customers_are_the_same_when_read_again(desk) {
    let [people, places] = samples(1200);
    let (shop, again) = (desk.workspace().await, desk.workspace().await);
    shop.open(&[&people, &places]).await;
    let written = [shop.file(StoreFile::Customers).await, shop.file(StoreFile::Addresses).await];
    again.open(&[&written[0], &written[1]]).await;
    assert_eq!(again.known().await, shop.known().await);
    assert_eq!([again.file(StoreFile::Customers).await, again.file(StoreFile::Addresses).await], written);
    // What the shop wrote is what is written, but for its guards.
    assert_eq!(written[1], places.replace("\" +", "\"+"));
}
}

on_both! {
async fn odd_cells_are_the_same_when_read_again(desk) {
    let people = customers("dob,taxvat,created_at,gender,failures_num,motto,notes", &[
        "anna@example.com,base,default,1,1,Anna,\"O\"\"Hara, Jr.\",1,1980-02-29,-12.5,\"2024-01-02 03:04:05\",Female,0,\"=1+1\",\"one\ntwo\r\nthree\"",
        // Cells that cannot be read in their column's storage are kept as they are.
        "Ben@Example.com,base,default,one,1,Ben,Weiß,1,31/12/1980,+33,yesterday,Weiblich,none,\"  \",\" leading\"",
        "東京@example.com,eu,eu_de,2,2,Zoë,山田 太郎,4,,,,,,\"a\tb\",\"back\\slash \"\"quoted\"\"\"",
        "zoe@example.com,eu,eu_de,2,3,Z,😀,4,5/6/2010,__EMPTY__VALUE__,\"Jun 5, 2024, 3:04:05 PM\",0,007,\"'quoted'\",\";\"",
    ]);
    let places = "_website,_email,_entity_id,city,country_id,firstname,lastname,postcode,region,region_id,street,telephone,vat_id,\
                  kind,_address_default_billing_,_address_default_shipping_\n\
                  base,ANNA@example.com,1,\"Saint-Étienne\",fr,Anna,Roux,07001,Loire,0,\"1 rue A\nBât. 2\n\"\"3e\"\"\",\" +33 1\",-5,home,1,\n\
                  base,anna@example.com,2,Paris,FR,Anna,Roux,,,,\"-\",@home,,,0,1\n\
                  base,ben@example.com,many,Köln,DE,Ben,Weiß,\" 50667\",,abc,\"Domplatz 1\",\"=HYPERLINK(\"\"x\"\")\",,\"a,b\",1,1\n\
                  eu,nobody@example.com,9,Rome,IT,No,Body,00100,,,\"Via 1\",06,,,1,\n";
    let (shop, again) = (desk.workspace().await, desk.workspace().await);
    shop.open(&[&people, places]).await;
    let written = [shop.file(StoreFile::Customers).await, shop.file(StoreFile::Addresses).await];
    again.open(&[&written[0], &written[1]]).await;
    assert_eq!(again.known().await, shop.known().await);
    assert_eq!(
        written[0],
        customers("dob,taxvat,created_at,gender,failures_num,motto,notes", &[
            "anna@example.com,base,default,1,1,Anna,\"O\"\"Hara, Jr.\",1,1980-02-29,-12.5,\"2024-01-02 03:04:05\",Female,0,=1+1,\"one\ntwo\r\nthree\"",
            "Ben@Example.com,base,default,one,1,Ben,Weiß,1,31/12/1980,+33,yesterday,Weiblich,none,\"  \",\" leading\"",
            "東京@example.com,eu,,2,2,Zoë,\"山田 太郎\",4,,,,,,\"a\tb\",\"back\\slash \"\"quoted\"\"\"",
            "zoe@example.com,eu,,2,3,Z,😀,4,2010-05-06,__EMPTY__VALUE__,\"2024-06-05 15:04:05\",0,7,'quoted',;",
        ])
    );
    let last = written[1].lines().last().expect("a row");
    assert!(last.starts_with("eu,nobody@example.com,9,Rome"), "addresses that wait stand last: {last}");
    assert!(last.ends_with(",1,"), "{last}");
}
}

on_both! {
async fn the_store_view_is_written_only_where_its_code_is_known(desk) {
    // Rows of e-mail, website, `_store`, `website_id`, `store_id`; then what `_store` becomes.
    let check = async |rows: &[&str], expected: &[&str], unknown: u64| {
        let rows: Vec<String> = rows.iter().map(|row| format!("{row},F,L,1")).collect();
        let workspace = desk.workspace().await;
        workspace.open(&[&customers("", &rows.iter().map(String::as_str).collect::<Vec<_>>())]).await;
        let content = store(StoreFile::Customers, &["_store"]);
        let (written, notes) = workspace.write(&everyone(content)).await.expect("written");
        let views: Vec<&str> =
            written.lines().skip(1).map(|row| row.rsplit(',').next().unwrap_or_default()).collect();
        assert_eq!((views.as_slice(), notes.store_unknown), (expected, unknown), "{rows:?}");
    };
    // A website that shows one view: `_store` is its code.
    check(&["a@example.com,base,default,1,1", "b@example.com,base,default,1,1"], &["default", "default"], 0).await;
    // Several: `_store` is the default view's, whoever's row it stands in.
    check(&["a@example.com,eu,eu_de,2,2", "b@example.com,eu,eu_de,2,3"], &["", ""], 2).await;
    // Accounts made by staff.
    check(&["a@example.com,eu,eu_de,2,2", "b@example.com,eu,eu_de,2,0"], &["", "admin"], 1).await;
    // No number tells otherwise than the cell.
    check(&["a@example.com,base,french,1,", "b@example.com,base,,1,"], &["french", ""], 1).await;
}
}

on_both! {
async fn a_single_file_has_rows_of_customers_and_rows_that_continue_them(desk) {
    let workspace = desk.workspace().await;
    let people = customers("", &["anna@example.com,base,default,1,1,Anna,Roux,1", "ben@example.com,base,default,1,1,Ben,Weiss,2"]);
    let places = "_website,_email,_entity_id,city,region_id,street,_address_default_billing_,_address_default_shipping_\n\
                  base,anna@example.com,7,Paris,3,\"1 rue A\nB\",1,\n\
                  base,anna@example.com,8,,,,,\n\
                  base,anna@example.com,9,Lyon,4,,,1\n";
    workspace.open(&[&people, places]).await;
    let columns = ["firstname", "_address_city", "_address_street", "_address_default_billing_", "_address_default_shipping_"];
    let (written, notes) = workspace.write(&everyone(store(StoreFile::Combined, &columns))).await.expect("written");
    assert_eq!(
        written,
        "email,_website,firstname,_address_city,_address_street,_address_default_billing_,_address_default_shipping_\n\
         anna@example.com,base,Anna,Paris,\"1 rue A\nB\",1,\n\
         ,,,Lyon,,,1\n\
         ben@example.com,base,Ben,,,,\n"
    );
    assert_eq!(notes.addresses_anew, 2);
    let again = desk.workspace().await;
    again.open(&[&workspace.file(StoreFile::Combined).await]).await;
    assert_eq!(again.known().await.0, workspace.known().await.0);
    let places = |known: (crate::shop::Said, crate::shop::Said)| -> Vec<_> {
        known.1.into_iter().filter_map(|mut said| said.remove("city")).collect()
    };
    assert_eq!(places(again.known().await), places(workspace.known().await));
}
}

on_both! {
async fn balances_are_written_with_their_owners_and_waiting_ones_last(desk) {
    let workspace = desk.workspace().await;
    workspace.open(&[&customers("", &["anna@example.com,base,default,1,1,Anna,Roux,1"])]).await;
    workspace.stranger(
        "INSERT INTO balance (id, customer_id, website_code, email, finance_website, store_credit, reward_points, \
         source_id, line, row, change_set_id) VALUES \
         (1, NULL, 'eu', 'nobody@example.com', 'eu', NULL, 5, 1, 2, 1, 1), \
         (2, 1, 'base', 'ANNA@example.com', 'base', -125000, NULL, 1, 3, 2, 1), \
         (3, 1, 'base', 'anna@example.com', 'eu', 0, 0, 1, 4, 3, 1)",
    ).await;
    assert_eq!(
        workspace.file(StoreFile::Finances).await,
        "_email,_website,_finance_website,store_credit,reward_points\n\
         anna@example.com,base,base,-12.5000,\n\
         anna@example.com,base,eu,0.0000,0\n\
         nobody@example.com,eu,eu,,5\n"
    );
}
}

on_both! {
async fn whoever_imports_is_told_what_the_store_would_refuse(desk) {
    let workspace = desk.workspace().await;
    workspace.open(&[&customers("", &[
        "anna@example.com,base,default,1,1,Anna,,1",
        "ben@example.com,base,default,1,1,Ben,Weiss,2",
        "carl@example.com,eu,eu,2,2,Carl,Carl,3",
    ])]).await;
    workspace.stranger(
        "INSERT INTO customer_group (id, code) VALUES (-1, 'VIP'); \
         UPDATE customer SET group_id = -1 WHERE email = 'ben@example.com'; \
         UPDATE website SET code = NULL, name = 'Europe' WHERE code = 'eu'",
    ).await;
    let (written, notes) = workspace
        .write(&everyone(Content::Store { file: StoreFile::Customers, columns: None }))
        .await
        .expect("written");
    assert_eq!(
        written,
        customers("", &["anna@example.com,base,default,1,1,Anna,,1", "ben@example.com,base,default,1,1,Ben,Weiss,"])
    );
    let expected =
        Notes { website_unknown: 1, group_unknown: 1, required_missing: 1, secrets_left_out: 5, ..Notes::default() };
    assert_eq!(notes, expected);
}
}

on_both! {
async fn columns_are_those_that_hold_anything_or_those_chosen(desk) {
    let workspace = desk.workspace().await;
    let people = customers("middlename,taxvat,motto,mute", &[
        "anna@example.com,base,default,1,1,Anna,Roux,1,,FR12,,",
        "ben@example.com,base,default,1,1,Ben,Weiss,2,,,Work,",
    ]);
    workspace.open(&[&people]).await;
    let header = async |content: Content| {
        let written = workspace.write(&everyone(content)).await.map(|(written, _)| written);
        written.map(|written| written.lines().next().unwrap_or_default().to_owned())
    };
    let all = Content::Store { file: StoreFile::Customers, columns: None };
    assert_eq!(
        header(all).await.expect("written"),
        "email,_website,_store,website_id,store_id,firstname,lastname,group_id,taxvat,motto"
    );
    let chosen = store(StoreFile::Customers, &["motto", "middlename", "taxvat"]);
    assert_eq!(header(chosen).await.expect("written"), "email,_website,middlename,taxvat,motto");
    for unknown in ["nickname", "password_hash", "password", "rp_token", "confirmation", "attr_1"] {
        let refused = header(store(StoreFile::Customers, &[unknown])).await;
        assert!(matches!(refused, Err(ReadError::UnknownField(code)) if code == unknown), "{unknown}");
    }
    let offered = workspace.store.reader().export_columns(StoreFile::Customers).await.expect("columns");
    let told = |code: &str| offered.iter().find(|column| column.code == code).map(|column| (column.always, column.filled));
    assert_eq!(told("email"), Some((true, true)));
    assert_eq!(told("taxvat"), Some((false, true)));
    assert_eq!(told("middlename"), Some((false, false)));
    assert_eq!(told("password_hash"), None);
}
}

on_both! {
async fn secrets_are_in_no_file(desk) {
    let workspace = desk.workspace().await;
    let people = customers("password_hash,rp_token,rp_token_created_at,confirmation,password", &[
        "anna@example.com,base,default,1,1,Anna,Roux,1,s3cret-hash,s3cret-token,\"2026-01-02 03:04:05\",s3cret-key,s3cret-word",
    ]);
    workspace.open(&[&people]).await;
    let fields = ["email", "name", "confirmation"].map(ToOwned::to_owned).to_vec();
    let files = [StoreFile::Customers, StoreFile::Addresses, StoreFile::Combined, StoreFile::Finances];
    let contents = files.map(|file| Content::Store { file, columns: None });
    for content in contents.into_iter().chain([Content::People { fields }]) {
        let (written, _) = workspace.write(&everyone(content.clone())).await.expect("written");
        let is_secret = |word: &&str| written.contains(*word);
        let found = ["s3cret", "password", "rp_token", "2026-01-02"].into_iter().find(is_secret);
        assert_eq!(found, None, "{content:?}\n{written}");
    }
}
}

on_both! {
async fn the_view_says_who_is_written_in_which_order(desk) {
    let workspace = desk.workspace().await;
    let rows: Vec<String> =
        (1..=1234).map(|number| format!("c{number:04}@example.com,base,default,1,1,F{number},L,1")).collect();
    workspace.open(&[&customers("", &rows.iter().map(String::as_str).collect::<Vec<_>>())]).await;
    let emails = async |change: &dyn Fn(&mut clientele_store::read::export::ExportRequest)| {
        let mut request = everyone(store(StoreFile::Customers, &["firstname"]));
        change(&mut request);
        let (written, _) = workspace.write(&request).await.expect("written");
        written.lines().skip(1).map(|row| row[..5].to_owned()).collect::<Vec<_>>()
    };
    let number = |number: u32| format!("c{number:04}");
    let backwards = |request: &mut clientele_store::read::export::ExportRequest| {
        request.view.sort = vec![SortKey::parse("-email")];
    };
    assert_eq!(emails(&|_| {}).await, (1..=1234).map(number).collect::<Vec<_>>());
    assert_eq!(emails(&backwards).await, (1..=1234).rev().map(number).collect::<Vec<_>>());
    let some = emails(&|request| {
        backwards(request);
        request.only = Some((1..=1234).step_by(100).collect());
    })
    .await;
    assert_eq!(some, (0..=12).rev().map(|step| number(1 + 100 * step)).collect::<Vec<_>>());
    let others = emails(&|request| {
        backwards(request);
        request.except = (1..=1234).filter(|id| id % 100 != 1).collect();
    })
    .await;
    assert_eq!(others, some, "all but those");
    let searched = emails(&|request| "c0777".clone_into(&mut request.view.search)).await;
    assert_eq!(searched, [number(777)]);
}
}

on_both! {
async fn an_export_shows_one_state_whatever_is_read_meanwhile(desk) {
    let workspace = desk.workspace().await;
    let row = |number: u32, name: &str| format!("c{number}@example.com,base,default,1,1,{name},L,1");
    let rows = |name: &str| (1..=600).map(|number| row(number, name)).collect::<Vec<_>>();
    let file = |rows: &[String]| customers("", &rows.iter().map(String::as_str).collect::<Vec<_>>());
    workspace.open(&[&file(&rows("Before"))]).await;
    let request = everyone(store(StoreFile::Customers, &["firstname"]));
    let mut export = workspace.store.reader().export(&request).await.expect("begun");
    let mut names = Vec::new();
    let mut see = |export: &mut clientele_store::read::export::Export| {
        export.step(|row| {
            names.push(format!("{:?}", row.cells[2]));
            Ok::<(), ReadError>(())
        })
    };
    assert!(see(&mut export).expect("a step"));
    workspace.open(&[&file(&rows("After"))]).await;
    while see(&mut export).expect("a step") {}
    assert_eq!((names.len(), export.done(), export.total()), (600, 600, 600));
    assert!(names.iter().all(|name| name == "Text(\"Before\")"), "{names:?}");
    export.close().await.expect("closed");
    let (written, _) = workspace.write(&request).await.expect("written");
    assert!(!written.contains("Before"));
}
}

on_both! {
async fn tables_for_people_have_what_the_grid_shows(desk) {
    let workspace = desk.workspace().await;
    let people = customers("created_at,confirmation,lock_expires,failures_num", &[
        "anna@example.com,base,default,1,1,Anna,Roux,1,\"2024-01-02 03:04:05\",key,\"2026-11-23 00:00:00\",0",
        "ben@example.com,base,default,1,1,Ben,Weiss,4,,,,",
        "carl@example.com,base,default,1,1,Carl,Carl,2,,,,3",
    ]);
    let places = "_website,_email,_entity_id,city,country_id,street,_address_default_billing_\n\
                  base,anna@example.com,7,Paris,FR,\"1 rue A\",1\n\
                  base,anna@example.com,8,Lyon,FR,\"2 rue B\",\n";
    workspace.open(&[&people, places]).await;
    workspace.stranger(
        "UPDATE customer SET is_confirmed = 1, is_locked = 0 WHERE email = 'ben@example.com'; \
         UPDATE customer SET is_confirmed = 0, is_locked = 1 WHERE email = 'carl@example.com'",
    ).await;
    let fields = ["name", "group", "website", "confirmation", "lock", "customer_since", "billing_city", "default_billing", "failures_num"];
    let fields = fields.map(ToOwned::to_owned).to_vec();
    let (written, notes) = workspace.write(&everyone(Content::People { fields })).await.expect("written");
    assert_eq!(
        written,
        "name,group,website,confirmation,lock,customer_since,billing_city,default_billing,failures_num\n\
         \"Anna Roux\",General,base,1,\"2026-11-23 00:00:00\",\"2024-01-02 03:04:05\",Paris,1,0\n\
         \"Ben Weiss\",\"Group 4\",base,2,0,,,,\n\
         \"Carl Carl\",Wholesale,base,0,1,,,,3\n"
    );
    assert_eq!(notes, Notes::default());
    let unknown = Content::People { fields: vec!["nickname".to_owned()] };
    assert!(matches!(workspace.write(&everyone(unknown)).await, Err(ReadError::UnknownField(_))));
}
}

/// Text that a cell can hold: a blank before `=`, `+` or `-` is the platform's guard, which reading takes away.
fn any_text() -> impl Strategy<Value = String> {
    let text = "[ -~\n\t\u{a0}-\u{17f}\u{4e00}-\u{4e20}\u{1f600}]{0,10}";
    text.prop_filter("guarded", |text| !text.starts_with([' ', '\u{a0}']) || text.trim_start().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_customer_is_the_same_when_read_again(
        people in prop::collection::vec((any_text(), any_text(), any_text(), any_text()), 1..5),
        places in prop::collection::vec((0_usize..5, any_text(), any_text(), any_text(), any::<[bool; 2]>()), 0..6),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let email = |number: usize| format!("c{number}@example.com");
        let rows: Vec<String> = people
            .iter()
            .enumerate()
            .map(|(number, (first, last, dob, motto))| {
                // A file without the column of a name makes no customers.
                let [first, last] = [first, last].map(|name| if number == 0 { format!("N{name}") } else { name.clone() });
                let cells = [&first, &last, dob, motto].map(|text| quoted(text)).join(",");
                format!("{},base,default,1,1,1,{cells}\n", email(number))
            })
            .collect();
        let people = format!("email,_website,_store,website_id,store_id,group_id,firstname,lastname,dob,motto\n{}", rows.concat());
        let flag = |is: bool| if is { "1" } else { "" };
        let rows: Vec<String> = places
            .iter()
            .enumerate()
            .map(|(number, (owner, city, street, region_id, [billing, shipping]))| {
                let cells = [city, street, region_id].map(|text| quoted(text)).join(",");
                format!("base,{},{number},{cells},{},{}\n", email(*owner), flag(*billing), flag(*shipping))
            })
            .collect();
        let places = format!(
            "_website,_email,_entity_id,city,street,region_id,_address_default_billing_,_address_default_shipping_\n{}",
            rows.concat()
        );
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (shop, again) = (Desk::File.workspace().await, Desk::File.workspace().await);
            shop.open(&[&people, &places]).await;
            let written = [shop.file(StoreFile::Customers).await, shop.file(StoreFile::Addresses).await];
            again.open(&[&written[0], &written[1]]).await;
            prop_assert_eq!(again.known().await, shop.known().await);
            Ok(())
        })?;
    }
}
