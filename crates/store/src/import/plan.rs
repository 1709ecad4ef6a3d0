//! What an import would do, or did.

use roaring::RoaringBitmap;

/// Five counts of one kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Made.
    pub created: u64,
    /// Changed.
    pub changed: u64,
    /// As the file has them.
    pub unchanged: u64,
    /// Rows refused.
    pub refused: u64,
    /// In the workspace but not in the file.
    pub missing: u64,
}

/// The plan of an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Customers; one whose addresses alone differ is changed once.
    pub customers: Counts,
    /// Addresses.
    pub addresses: Counts,
    /// Findings of these files.
    pub findings: u64,
    /// Codes of websites first met here.
    pub new_websites: Vec<String>,
    /// Store views first met here: website and store_id.
    pub new_store_views: Vec<(String, i64)>,
    /// Numbers of customer groups first met here.
    pub new_groups: Vec<i64>,
    /// Codes of custom attributes first met here.
    pub new_attributes: Vec<String>,
    /// Something would change in a workspace that holds customers: nothing was applied.
    pub needs_review: bool,
    pub(super) created: RoaringBitmap,
    pub(super) changed_waiting: RoaringBitmap,
    pub(super) matched: RoaringBitmap,
    pub(super) changed: RoaringBitmap,
    pub(super) listed: RoaringBitmap,
    pub(super) websites: RoaringBitmap,
    pub(super) matched_addresses: u64,
}
