//! Failures as one clear line.

use clientele_wire::{ErrorCode, Failure};

/// What went wrong, where, and what to do.
pub fn line(failure: &Failure) -> String {
    let value = |name: &str| failure.params.get(name).map_or("", String::as_str);
    let text = match failure.code {
        ErrorCode::FileRefused | ErrorCode::FileUnreadable => value("message").to_owned(),
        ErrorCode::ReviewNeeded => format!(
            "the workspace holds customers already, and these files would create {} and change {}{}; the review of such changes is not in this version. Read them into a new workspace",
            value("created"),
            value("changed"),
            novelties(failure)
        ),
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
        ErrorCode::NotAllowed | ErrorCode::NoWorkspace => "not allowed".to_owned(),
        ErrorCode::Internal => format!("a fault of this program: {}", value("message")),
    };
    text.lines().collect::<Vec<_>>().join(" ")
}

/// What of the shop a plan meets for the first time: ` (new website fr_old)`.
fn novelties(failure: &Failure) -> String {
    let kinds = [
        ("new_websites", "website"),
        ("new_store_views", "store view"),
        ("new_groups", "group"),
        ("new_attributes", "attribute"),
    ];
    let told: Vec<String> = kinds
        .into_iter()
        .filter_map(|(name, kind)| Some(format!("new {kind} {}", failure.params.get(name)?)))
        .collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) }
}
