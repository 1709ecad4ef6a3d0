//! Files that are broken, disks that are full, workspaces that went away: a clear line, and nothing lost.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::desk::Desk;

const HEAD: &str = "email,_website,firstname,lastname,group_id";
const ADDRESS_HEAD: &str = "_website,_email,_entity_id,firstname,lastname,street,city,country_id,telephone";

/// A desk whose workspace `w` holds one customer.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("anna.csv", format!("{HEAD}\nanna@example.com,base,Anna,Roux,1\n").as_bytes());
    desk.says(&["import", "anna.csv", "--workspace", "w"]);
    desk
}

fn everything(desk: &Desk) -> [String; 2] {
    [["customers", "--workspace", "w", "--json"], ["findings", "--workspace", "w", "--json"]]
        .map(|words| desk.says(&words))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).expect("in memory");
    packed.finish().expect("in memory")
}

#[test]
fn a_file_that_cannot_be_read_is_refused_and_loses_nothing() {
    let desk = desk();
    let before = everything(&desk);
    let customers = format!("{HEAD}\nben@example.com,base,Ben,Weiß,1\n");
    let packed = gzip(customers.as_bytes());
    let header = |header: &str| format!("{header}\n").into_bytes();
    let check = |name: &str, bytes: &[u8], expected: &[&str]| {
        desk.file(name, bytes);
        let line = desk.complains(&["import", name, "--workspace", "w"], 1);
        for words in [name].iter().chain(expected) {
            assert!(line.contains(words), "{name}: {line:?} does not say {words:?}");
        }
        assert_eq!(everything(&desk), before, "{name}");
    };
    check("empty.csv", b"", &["empty"]);
    check("paper.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", &["PDF"]);
    check("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["picture"]);
    check("sheet.csv", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0broken", &["sheet.csv"]);
    check("nul.csv", &[customers.as_bytes(), b"a\0b,base,B,B,1\n"].concat(), &["binary"]);
    check("short.csv.gz", &packed[..packed.len() / 2], &["incomplete"]);
    check("bomb.csv.gz", &gzip(&vec![b'a'; 32 << 20]), &["200"]);
    check("twice.csv", &header(&format!("{HEAD},taxvat,taxvat")), &["taxvat"]);
    check("nameless.csv", &header(&format!("{HEAD},,taxvat")), &["6"]);
    check("badly.csv", &header(&format!("{HEAD},Loyalty No")), &["Loyalty No"]);
    check(
        "open.csv",
        format!("{HEAD}\nben@example.com,base,\"Ben,Weiß,1\n").as_bytes(),
        &["line 2", "quote"],
    );
    check("long.csv", format!("{HEAD}\n{}", "x".repeat(17 << 20)).as_bytes(), &["line 2", "16 MiB"]);
    check("other.csv", b"one,two\n1,2\n", &[]);
    assert!(desk.says(&["check", "--workspace", "w"]).contains("unbroken"));
}

#[test]
fn a_header_alone_brings_nobody() {
    let desk = desk();
    desk.file("head.csv", format!("{HEAD}\n").as_bytes());
    let report = desk.json(&["import", "head.csv", "--workspace", "w", "--json"]);
    assert_eq!((&report["plan"]["created"], &report["change_set"]), (&json!(0), &Value::Null));
}

/// Imports one file into a workspace of its own. Returns those who are kept, by e-mail, and the codes of what
/// is wrong with its rows.
fn kept(desk: &Desk, name: &str, bytes: &[u8], options: &[&str]) -> (Vec<String>, Vec<String>) {
    desk.file(name, bytes);
    let workspace = format!("{name}.clientele");
    desk.says(&[&["import", name, "--workspace", &workspace], options].concat());
    let texts = |report: &Value, of: &str| -> Vec<String> {
        let rows = report["rows"].as_array().expect("rows");
        rows.iter().map(|row| row[of].as_str().unwrap_or_default().to_owned()).collect()
    };
    let customers = desk.json(&["customers", "--workspace", &workspace, "--columns", "email", "--json"]);
    let findings = desk.json(&["findings", "--workspace", &workspace, "--json"]);
    let mut codes = texts(&findings, "code");
    codes.retain(|code| code != "blankColumn");
    (texts(&customers, "email"), codes)
}

#[test]
fn a_row_that_is_wrong_is_told_and_the_others_are_kept() {
    let desk = Desk::new();
    let mut number = 0;
    let mut check = |rows: &str, emails: &[&str], codes: &[&str]| {
        number += 1;
        let bytes = format!("{HEAD},dob\n{rows}");
        let (kept, found) = kept(&desk, &format!("{number}.csv"), bytes.as_bytes(), &[]);
        assert_eq!(kept, emails, "{rows}");
        assert_eq!(found, codes, "{rows}");
    };
    check("a@example.com,base,A,A\nb@example.com,base,B,B,1,\n", &["b@example.com"], &["wrongColumnsNumber"]);
    check(
        "a@example.com,base,A,A,1,,,\nb@example.com,base,B,B,1,\n",
        &["b@example.com"],
        &["wrongColumnsNumber"],
    );
    check(
        "a@example.com,base,A,A,1,\nA@Example.com,base,B,B,1,\n",
        &["a@example.com"],
        &["duplicateEmailSite"],
    );
    check("a@example.com,base,A,A,1,0000-01-01\n", &["a@example.com"], &["dobImplausible"]);
    check("a@example.com,base,A,A,1,9999-12-31\n", &["a@example.com"], &["invalidDob"]);
    check("a@example.com,base, =1+1,A,1,\n", &["a@example.com"], &["formulaGuard", "nameSuspicious"]);
}

#[test]
fn names_of_every_script_come_back_as_they_were() {
    let desk = Desk::new();
    let names = ["ليلى", "שָׂרָה", "👩🏽‍🚀", "Zoë\u{202e}x", "田中", "e\u{301}"];
    let rows: String =
        names.iter().enumerate().map(|(at, name)| format!("c{at}@example.com,base,{name},X,1\n")).collect();
    desk.file("names.csv", format!("{HEAD}\n{rows}").as_bytes());
    desk.says(&["import", "names.csv", "--workspace", "w"]);
    let listed = desk.json(&["customers", "--workspace", "w", "--columns", "firstname", "--json"]);
    let expected: Vec<Value> = names.iter().map(|name| json!({ "firstname": name })).collect();
    assert_eq!(listed["rows"], Value::from(expected));
    let csv = desk.says(&["customers", "--workspace", "w", "--columns", "firstname", "--csv"]);
    assert_eq!(csv.lines().skip(1).collect::<Vec<_>>(), names);
}

#[test]
fn bytes_of_another_encoding_are_kept_as_findings_when_told_utf_8() {
    let desk = Desk::new();
    let bytes =
        [HEAD.as_bytes(), b"\na@example.com,base,Ren\xe9e,R,1\nb@example.com,base,Ren\xc3\xa9e,R,1\n"]
            .concat();
    desk.file("mixed.csv", &bytes);
    let line = desk.complains(&["import", "mixed.csv", "--workspace", "w"], 1);
    assert!(line.contains("--encoding"), "{line}");
    let (emails, codes) = kept(&desk, "mixed.csv", &bytes, &["--encoding", "utf-8"]);
    assert_eq!(emails, ["a@example.com", "b@example.com"]);
    assert_eq!(codes, ["illegalCharacters"]);
}

#[test]
fn a_million_findings_are_all_there() {
    const ROWS: usize = 250_000;
    let desk = Desk::new();
    let mut text = format!("{ADDRESS_HEAD}\n");
    for row in 0..ROWS {
        text.push_str(&format!("base,nobody{row}@example.com,{row}, =A, =B,Rue,Paris,FR, +33\n"));
    }
    desk.file("addresses.csv", text.as_bytes());
    let report = desk.json(&["import", "addresses.csv", "--workspace", "w", "--json"]);
    assert_eq!(report["findings"], 4 * ROWS);
    let listed = desk.json(&["findings", "--workspace", "w", "--code", "formulaGuard", "--json"]);
    assert_eq!(listed["total"], 3 * ROWS);
    assert!(desk.says(&["undo", "--workspace", "w"]).contains("250000 addresses"));
    assert_eq!(desk.json(&["findings", "--workspace", "w", "--json"])["total"], 0);
}

/// A file-size limit is what a full disk is to a program.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_import_and_not_the_workspace() {
    let desk = Desk::new();
    desk.says(&["samples", "--customers", "3000", "--out", "s"]);
    desk.file("anna.csv", format!("{HEAD}\nanna@example.com,base,Anna,Roux,1\n").as_bytes());
    let import = "import s/customer.csv s/customer_address.csv --workspace w";
    let limited = format!("trap '' XFSZ; ulimit -f 600; exec {} {import}", env!("CARGO_BIN_EXE_clientele"));
    let output = std::process::Command::new("sh")
        .args(["-c", &limited])
        .current_dir(desk.path("."))
        .output()
        .expect("sh");
    let line = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), line.lines().count()), (Some(1), 1), "{line}");
    assert!(line.contains("disk is full"), "{line}");
    let words: Vec<&str> = import.split(' ').collect();
    assert!(
        desk.says(&words).contains("3000") || desk.says(&["check", "--workspace", "w"]).contains("unbroken")
    );
    assert_eq!(desk.json(&["customers", "--workspace", "w", "--limit", "0", "--json"])["total"], 3000);
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_export_and_leaves_the_old_file() {
    let desk = Desk::new();
    desk.says(&["samples", "--customers", "3000", "--out", "s"]);
    desk.says(&["import", "s/customer.csv", "s/customer_address.csv", "--workspace", "w"]);
    desk.file("out", b"old");
    for format in ["customers", "grid-csv", "grid-xml", "xlsx"] {
        let export = format!("export --workspace w --format {format} --out out");
        let limited =
            format!("trap '' XFSZ; ulimit -f 200; exec {} {export}", env!("CARGO_BIN_EXE_clientele"));
        let output = std::process::Command::new("sh")
            .args(["-c", &limited])
            .current_dir(desk.path("."))
            .output()
            .expect("sh");
        let line = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!((output.status.code(), line.lines().count()), (Some(1), 1), "{format}: {line}");
        assert!(line.contains("disk is full"), "{format}: {line}");
        assert_eq!(std::fs::read(desk.path("out")).expect("the old file"), b"old", "{format}");
        assert!(!desk.path("out.part").exists(), "{format}");
    }
}

/// The superuser may write everywhere, so the program runs as nobody then.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65_534;
    let desk = desk();
    let program = desk.path("clientele");
    std::fs::copy(env!("CARGO_BIN_EXE_clientele"), &program).expect("copied");
    let folder = desk.path(".");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).expect("set");
    let mut import = std::process::Command::new(&program);
    import.args(["import", "anna.csv", "--workspace", "new"]).current_dir(&folder);
    if std::fs::metadata(&folder).expect("there").uid() == 0 {
        import.uid(NOBODY).gid(NOBODY);
    }
    let output = import.output().expect("the program starts");
    let line = String::from_utf8(output.stderr).expect("UTF-8");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!((output.status.code(), line.lines().count()), (Some(1), 1), "{line}");
    assert!(line.contains("new") && line.contains("cannot be written"), "{line}");
    assert!(!desk.path("new").exists());
}
