//! Customer groups (groups-segments.md 2.1).

/// The platform's name of a system group; other groups are named by a file or by staff.
#[must_use]
pub const fn system_group_name(id: i64) -> Option<&'static str> {
    match id {
        0 => Some("NOT LOGGED IN"),
        1 => Some("General"),
        2 => Some("Wholesale"),
        3 => Some("Retailer"),
        _ => None,
    }
}
