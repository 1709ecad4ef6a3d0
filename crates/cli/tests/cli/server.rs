//! A team database at a terminal.

use clientele_testkit::{Locale, cluster};

use crate::desk::Desk;

const CUSTOMERS: &str = "email,_website,firstname,lastname,group_id\nanna@example.com,base,Anna,Roux,1\n";
const PASSWORD: &str = "S3cret w@rd";

/// An empty database of someone who needs a password: its address without one.
fn database(user: &str) -> Option<String> {
    let cluster = cluster()?;
    let url = cluster.database(Locale::Turkish);
    let name = url.rsplit_once('/').expect("a database").1;
    cluster.sql("postgres", &format!("CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}' IN ROLE with_password"));
    cluster.sql("postgres", &format!("GRANT CREATE ON DATABASE {name} TO {user}"));
    Some(url.replace("postgres@", &format!("{user}@")))
}

#[test]
fn every_verb_works_on_a_team_database() {
    let Some(url) = database("cleo") else { return };
    let desk = Desk::new();
    desk.file("a.csv", CUSTOMERS.as_bytes());
    let with = |words: &[&str]| {
        let mut command = desk.command(words);
        command.args(["--workspace", &url]).env("PGPASSWORD", PASSWORD);
        let output = command.output().expect("the program starts");
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!said.contains("S3cret"), "{said}");
        (output.status.code(), said)
    };
    for (words, expected) in [
        (&["import", "a.csv", "--plan"][..], "1"),
        (&["import", "a.csv"], "1"),
        (&["customers", "--columns", "email", "--csv"], "email\nanna@example.com\n"),
        (&["facets", "group", "--json"], "General"),
        (&["findings", "--json"], "total"),
        (&["check"], "unbroken"),
        (&["undo"], "1 customer"),
    ] {
        let (code, said) = with(words);
        assert_eq!(code, Some(0), "{words:?}: {said}");
        assert!(said.contains(expected), "{words:?}: {said}");
    }
    let (code, said) = with(&["undo"]);
    assert_eq!((code, said.contains("nothing to undo")), (Some(1), true), "{said}");
}

#[test]
fn a_password_comes_from_the_address_or_the_environment_and_is_never_repeated() {
    let Some(url) = database("dora") else { return };
    let desk = Desk::new();
    let check = |url: &str, environment: Option<&str>, code: i32, expected: &str| {
        let mut command = desk.command(&["check", "--workspace", url]);
        command.env_remove("PGPASSWORD").stdin(std::process::Stdio::null());
        command.envs(environment.map(|password| ("PGPASSWORD", password)));
        let output = command.output().expect("the program starts");
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{url}: {said}");
        assert!(said.contains(expected) && !said.contains("S3cret"), "{url}: {said}");
    };
    let written = |password: &str| url.replace("dora@", &format!("dora:{password}@"));
    check(&written("S3cret%20w%40rd"), None, 0, "unbroken");
    check(&written(PASSWORD), None, 0, "unbroken");
    check(&url, Some(PASSWORD), 0, "unbroken");
    check(&written("S3cret%20w%40rd"), Some("S3cret but wrong"), 0, "unbroken");
    check(&url, None, 1, "asks for a password");
    check(&url, Some("S3cret but wrong"), 1, "refuses the password");
    check(&written("S3cret"), None, 1, "refuses the password");
    check(&format!("{}?passwd=S3cret", written("S3cret")), None, 1, "postgres://user@host");
    check(&format!("{}?sslmode=require", written("S3cret%20w%40rd")), None, 1, "no TLS");
    check(
        &written("S3cret%20w%40rd").replace("127.0.0.1:", "127.0.0.1:1"),
        None,
        1,
        "postgres://dora@127.0.0.1",
    );
}

/// `script` of util-linux gives a program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn whoever_sits_at_a_terminal_is_asked_and_does_not_see_what_is_typed() {
    use std::io::{Read as _, Write as _};
    use std::process::{Command, Stdio};
    let Some(url) = database("emma") else { return };
    let program = format!("{} check --workspace {url}", env!("CARGO_BIN_EXE_clientele"));
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &program, "/dev/null"])
        .env_remove("PGPASSWORD")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a terminal");
    let (mut keys, mut screen) =
        (terminal.stdin.take().expect("keys"), terminal.stdout.take().expect("a screen"));
    let (mut shown, mut byte) = (Vec::new(), [0]);
    while !String::from_utf8_lossy(&shown).contains("Password: ") {
        assert_eq!(screen.read(&mut byte).expect("it is shown"), 1, "{}", String::from_utf8_lossy(&shown));
        shown.push(byte[0]);
    }
    // The prompt is there a moment before the terminal stops to show what is typed; a person is not faster.
    std::thread::sleep(std::time::Duration::from_millis(500));
    keys.write_all(format!("{PASSWORD}\n").as_bytes()).expect("typed");
    screen.read_to_end(&mut shown).expect("it is shown");
    let shown = String::from_utf8_lossy(&shown);
    assert!(terminal.wait().expect("it ends").success(), "{shown}");
    assert!(shown.contains("unbroken") && !shown.contains("S3cret"), "{shown}");
}
