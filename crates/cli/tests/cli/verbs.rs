//! What the program prints, how it exits, and that killing it loses nothing.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::desk::Desk;

const CUSTOMERS: &str = "email,_website,firstname,lastname,group_id\n\
                         anna@example.com,base,Anna,Roux,1\nbroken,base,B,B,1\nben@example.com,base,Ben,Weiß,2\n";
const ADDRESSES: &str = "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone\n\
                         base,anna@example.com,7,Anna,Roux,Rue 1,Paris,FR,1\n";

fn with_files() -> Desk {
    let desk = Desk::new();
    desk.file("a.csv", CUSTOMERS.as_bytes());
    desk.file("b.csv", ADDRESSES.as_bytes());
    desk
}

#[test]
fn an_import_prints_its_plan_and_can_be_undone() {
    let desk = with_files();
    let report = desk.json(&["import", "b.csv", "a.csv", "--workspace", "w", "--json"]);
    assert_eq!(report["plan"]["created"], 2);
    assert_eq!((&report["plan"]["refused"], &report["plan"]["addresses"]["created"]), (&1.into(), &1.into()));
    let again = desk.json(&["import", "a.csv", "b.csv", "--workspace", "w", "--json"]);
    assert_eq!((&again["plan"]["unchanged"], &again["change_set"]), (&2.into(), &Value::Null));
    let listed = desk.json(&[
        "customers",
        "--workspace",
        "w",
        "--sort",
        "-name",
        "--columns",
        "name,group",
        "--limit",
        "1",
        "--json",
    ]);
    assert_eq!(
        listed,
        serde_json::json!({ "total": 2, "rows": [{ "name": "Ben Weiß", "group": "Wholesale" }] })
    );
    assert_eq!(
        desk.says(&[
            "customers",
            "--workspace",
            "w",
            "--where",
            "address MATCHES ()",
            "--columns",
            "email",
            "--csv"
        ]),
        "email\nanna@example.com\n"
    );
    assert_eq!(desk.json(&["findings", "--workspace", "w", "--code", "invalidEmail", "--json"])["total"], 1);
    assert!(desk.says(&["check", "--workspace", "w"]).contains("unbroken"));
    assert!(desk.says(&["undo", "--workspace", "w"]).contains("2 customers"));
    assert_eq!(desk.json(&["customers", "--workspace", "w", "--json"])["total"], 0);
    assert!(desk.complains(&["undo", "--workspace", "w"], 1).contains("nothing to undo"));
}

#[test]
fn facets_count_every_value_and_those_without_one() {
    let desk = Desk::new();
    desk.file(
        "a.csv",
        "email,_website,firstname,lastname,gender,group_id,created_at,confirmation\n\
         a@example.com,base,Anna,Lang,Female,1,2025-06-30 10:00:00,\n\
         b@example.com,base,Ben,Lang,Male,2,2025-07-01 10:00:00,\n\
         c@example.com,base,Cleo,Lang,female,2,2025-07-02 10:00:00,\n\
         d@example.com,eu,Dora,Lang,,2,,\n"
            .as_bytes(),
    );
    desk.says(&["import", "a.csv", "--workspace", "w"]);
    let facets = |words: &[&str]| desk.json(&[&["facets", "--workspace", "w", "--json"], words].concat());
    let value = |value: Option<&str>, label: &str, count: u64| serde_json::json!({ "value": value, "label": label, "count": count });
    assert_eq!(
        facets(&["group_id"]),
        serde_json::json!({
            "column": "group_id",
            "values": [value(Some("Wholesale"), "Wholesale", 3), value(Some("General"), "General", 1)],
        })
    );
    // A condition does not tell “female” from “Female”.
    let values = |words: &[&str]| facets(words)["values"].clone();
    let genders = values(&["gender"]);
    assert_eq!(genders[0]["count"], 2);
    assert_eq!(genders[1], value(None, "", 1));
    assert_eq!(genders[2], value(Some("Male"), "Male", 1));
    assert_eq!(
        values(&["gender", "--where", "gender = 'male' OR group = 'General'"]),
        serde_json::json!([value(Some("Female"), "Female", 1), value(Some("Male"), "Male", 1)])
    );
    assert_eq!(
        values(&["firstname", "--search", "cleo"]),
        serde_json::json!([value(Some("Cleo"), "Cleo", 1)])
    );
    let months = values(&["customer_since", "--where", "website = 'base'"]);
    assert_eq!(
        months,
        serde_json::json!([value(Some("2025-07"), "2025-07", 2), value(Some("2025-06"), "2025-06", 1)])
    );
    assert_eq!(values(&["locked"]), serde_json::json!([value(Some("0"), "No", 4)]));
    assert_eq!(values(&["newsletter"]), serde_json::json!([value(None, "", 4)]));
    assert_eq!(desk.says(&["facets", "--workspace", "w", "gender"]).lines().nth(1), Some("(no value)\t1"));
    assert!(desk.complains(&["facets", "--workspace", "w", "grup"], 1).contains("grup"));
    assert!(
        desk.complains(&["facets", "--workspace", "w", "group", "--where", "grup = 1"], 1).contains("group")
    );
}

#[test]
fn an_export_is_written_whole_and_says_what_the_importer_must_know() {
    let desk = with_files();
    desk.says(&["import", "b.csv", "a.csv", "--workspace", "w"]);
    let export = |format: &str, options: &[&str]| {
        let words = ["export", "--workspace", "w", "--format", format, "--out", "out"];
        let said = desk.says(&[&words, options].concat());
        (said, std::fs::read_to_string(desk.path("out")).unwrap_or_default())
    };
    let (said, written) = export("customers", &[]);
    assert_eq!(
        written,
        "email,_website,firstname,lastname,group_id\nanna@example.com,base,Anna,Roux,1\nben@example.com,base,Ben,Weiß,2\n"
    );
    assert!(said.starts_with("out: 2 rows, "), "{said}");
    assert!(said.contains("store_unknown: 2 accounts"), "{said}");
    let (_, written) = export("addresses", &["--columns", "city"]);
    assert_eq!(written, "_website,_email,_entity_id,city\nbase,anna@example.com,7,Paris\n");
    let (_, written) = export(
        "grid-csv",
        &["--where", "group = 'Wholesale'", "--columns", "name,group", "--language", "fr"],
    );
    assert_eq!(written, "\u{feff}Nom,Groupe\r\n\"Ben Weiß\",Wholesale\r\n");
    let (_, written) = export("grid-xml", &["--columns", "email"]);
    assert!(written.contains("<Data ss:Type=\"String\">ben@example.com</Data>"), "{written}");
    export("xlsx", &[]);
    assert!(std::fs::read(desk.path("out")).expect("a workbook").starts_with(b"PK"));
}

#[test]
fn an_export_that_cannot_be_written_leaves_the_old_file() {
    let desk = with_files();
    desk.says(&["import", "a.csv", "--workspace", "w"]);
    desk.file("out", b"old");
    let words = ["export", "--workspace", "w", "--out", "out", "--format"];
    let check = |options: &[&str], code: i32, expected: &str| {
        let line = desk.complains(&[&words, options].concat(), code);
        assert!(line.contains(expected), "{line}");
        assert_eq!(std::fs::read(desk.path("out")).expect("the old file"), b"old");
        let left = std::fs::read_dir(desk.path("."))
            .expect("the folder")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        assert_eq!(left.filter(|name| name.starts_with("out")).collect::<Vec<_>>(), ["out"]);
    };
    check(&["customers", "--where", "grup = 1"], 1, "did you mean");
    check(&["customers", "--columns", "password_hash"], 1, "password_hash");
    check(&["grid-csv", "--columns", "nickname"], 1, "nickname");
    check(&["grid", "--columns", "name"], 2, "grid-csv");
    let before = std::fs::read(desk.path("w")).expect("the workspace");
    desk.complains(&["export", "--workspace", "w", "--format", "customers", "--out", "w"], 1);
    assert_eq!(std::fs::read(desk.path("w")).expect("the workspace"), before);
    desk.complains(&["export", "--workspace", "w", "--format", "customers", "--out", "no/such/folder"], 1);
}

#[test]
fn killing_an_export_at_any_moment_leaves_the_old_file_or_the_new_one() {
    let desk = Desk::new();
    desk.says(&["samples", "--customers", "4000", "--out", "s"]);
    desk.says(&["import", "s/customer.csv", "s/customer_address.csv", "--workspace", "w"]);
    let words = ["export", "--workspace", "w", "--format", "combined", "--out"];
    desk.says(&[&words[..], &["whole"]].concat());
    let whole = std::fs::read(desk.path("whole")).expect("the export");
    let mut seen_old = false;
    for moment in 0..40_u64 {
        desk.file("out", b"old");
        let mut export = desk
            .command(&[&words[..], &["out"]].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // From before its first byte to after its last.
        std::thread::sleep(Duration::from_millis(moment * 3));
        let _ = export.kill();
        let _ = export.wait();
        let left = std::fs::read(desk.path("out")).expect("a file");
        assert!(left == b"old" || left == whole, "{} bytes after {} ms", left.len(), moment * 3);
        seen_old |= left == b"old";
    }
    assert!(seen_old, "no kill came early enough to mean anything");
    desk.says(&[&words[..], &["out"]].concat());
    assert_eq!(std::fs::read(desk.path("out")).expect("a file"), whole);
}

#[test]
fn a_workspace_is_one_file_once_the_command_has_ended() {
    let desk = with_files();
    desk.says(&["import", "a.csv", "--workspace", "w"]);
    desk.file("more.csv", b"email,_website,firstname,lastname,group_id\nnew@example.com,base,N,N,1\n");
    desk.says(&["import", "more.csv", "--workspace", "w"]);
    desk.says(&["customers", "--workspace", "w"]);
    let beside = ["w-wal", "w-shm"].map(|name| desk.path(name).exists());
    assert_eq!(beside, [false, false], "whoever copies the file has everything");
}

#[test]
fn exit_codes_tell_done_from_refused_from_misused() {
    let desk = with_files();
    assert_eq!(desk.run(&["import", "a.csv", "--workspace", "strict", "--strict"]).status.code(), Some(1));
    desk.complains(&["import", "a.csv"], 2);
    desk.complains(&["customers", "--workspace", "w", "--no-such-option"], 2);
    assert!(desk.complains(&["customers", "--workspace", "nowhere"], 1).contains("nowhere"));
    assert!(desk.complains(&["import", "nowhere.csv", "--workspace", "w"], 1).contains("nowhere.csv"));
    desk.says(&["import", "a.csv", "--workspace", "w"]);
    assert!(
        desk.complains(&["customers", "--workspace", "w", "--where", "grup = 1"], 1)
            .contains("did you mean “group”")
    );
    assert!(desk.complains(&["customers", "--workspace", "w", "--sort", "nmae"], 1).contains("nmae"));
    desk.file("latin.csv", b"email,_website,firstname,lastname,group_id\na@example.com,base,Ren\xe9e,R,1\n");
    assert!(
        desk.complains(&["import", "latin.csv", "--workspace", "l"], 1).contains("--encoding windows-1252")
    );
    desk.says(&["import", "latin.csv", "--workspace", "l", "--encoding", "windows-1252"]);
    assert_eq!(
        desk.says(&["customers", "--workspace", "l", "--columns", "firstname", "--csv"]),
        "firstname\nRenée\n"
    );
    desk.file("tied.csv", b"email,_website;firstname\na@example.com,base;Anna\n");
    assert!(desk.complains(&["import", "tied.csv", "--workspace", "t"], 1).contains("--separator"));
}

#[test]
fn killing_an_import_at_any_moment_leaves_it_before_or_after() {
    let desk = Desk::new();
    desk.says(&["samples", "--customers", "4000", "--out", "s"]);
    let files = ["s/customer.csv", "s/customer_address.csv"];
    let mut seen_before = false;
    for moment in 0..50_u64 {
        let name = format!("w{moment}");
        let mut import = desk
            .command(&["import", files[0], files[1], "--workspace", &name])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // From before its first byte to after its last.
        std::thread::sleep(Duration::from_millis(moment * 5));
        let _ = import.kill();
        let _ = import.wait();
        match left(&desk, &desk.path(&name)) {
            0 => seen_before = true,
            4000 => {}
            other => panic!("{other} customers after {} ms", moment * 5),
        }
    }
    assert!(seen_before, "no kill came early enough to mean anything");
    assert_eq!(
        desk.json(&["import", files[0], files[1], "--workspace", "whole", "--json"])["plan"]["created"],
        4000
    );
}

/// Customers in what the kill left; the workspace must open and hold.
fn left(desk: &Desk, path: &Path) -> u64 {
    if !path.exists() {
        return 0;
    }
    let workspace = path.to_str().expect("UTF-8");
    desk.says(&["check", "--workspace", workspace]);
    desk.json(&["customers", "--workspace", workspace, "--limit", "0", "--json"])["total"]
        .as_u64()
        .expect("a number")
}
