//! Failures as one clear line.

use clientele_wire::{ErrorCode, Failure};

/// What went wrong, where, and what to do.
pub fn line(failure: &Failure) -> String {
    let value = |name: &str| failure.params.get(name).map_or("", String::as_str);
    let text = match failure.code {
        ErrorCode::FileRefused | ErrorCode::FileUnreadable => value("message").to_owned(),
        ErrorCode::NotAWorkspace => {
            format!("{} is no Clientele workspace; it was left as it is", value("path"))
        }
        ErrorCode::WorkspaceNewer => {
            format!("{} was written by a newer version; it was left as it is", value("path"))
        }
        ErrorCode::WorkspaceDamaged => {
            format!("{} is damaged; it was left as it is. Open a copy of it", value("path"))
        }
        ErrorCode::WorkspaceMissing => format!("{} is not there", value("path")),
        ErrorCode::ReadOnly => format!("{} cannot be written; check its permissions", value("path")),
        ErrorCode::Busy => {
            "another program is writing to the workspace; try again when it has ended".to_owned()
        }
        ErrorCode::DiskFull => "the disk is full; everything is as before".to_owned(),
        ErrorCode::BadCondition => value("message").to_owned(),
        ErrorCode::NothingToUndo => "there is nothing to undo".to_owned(),
        ErrorCode::Cancelled => "cancelled; everything is as before".to_owned(),
        ErrorCode::BadRequest => format!("“{}” is no value for {}", value("value"), value("option")),
        ErrorCode::NotFound => format!("{} is not there", value("what")),
        ErrorCode::PasswordNeeded if value("refused") == "true" => {
            format!("{} refuses the password", value("path"))
        }
        ErrorCode::PasswordNeeded => format!("{} asks for a password; set PGPASSWORD", value("path")),
        ErrorCode::ServerGone => {
            format!("{}: {}; try again when it is back", value("path"), value("message"))
        }
        ErrorCode::ServerRefused => {
            format!("{} cannot hold a workspace: {}", value("path"), refusal(value("reason")))
        }
        ErrorCode::PlanStale => "the workspace changed while the files were read; read them again".to_owned(),
        ErrorCode::NoPlan => "there is no plan".to_owned(),
        ErrorCode::ChangedSince => {
            format!("change set {} changed that since; take it back first", value("change_set"))
        }
        ErrorCode::NameTaken => format!("there is a view of the name “{}” already", value("name")),
        ErrorCode::SheetFull => format!("a workbook has no room: {}; say --format grid-csv", value("what")),
        ErrorCode::NotAllowed | ErrorCode::NoWorkspace => "not allowed".to_owned(),
        ErrorCode::Internal => format!("a fault of this program: {}", value("message")),
    };
    text.lines().collect::<Vec<_>>().join(" ")
}

/// Why a database cannot be a workspace, and what to do.
fn refusal(reason: &str) -> &str {
    match reason {
        "not_utf8" => "its encoding is not UTF8; create it with ENCODING 'UTF8'",
        "too_old" => "PostgreSQL 14 or newer is needed",
        "no_tls" => {
            "the server offers no TLS; enable it, or add ?sslmode=disable where the network is trusted"
        }
        "not_empty" => "it already holds something else; choose an empty database",
        "no_rights" => {
            "this user may not make or write a workspace there; it needs CREATE on the database, or the role of those who have one"
        }
        "no_database" => "there is no such database; create it first",
        "bad_url" => "write it as postgres://user@host:port/database",
        other => other,
    }
}
