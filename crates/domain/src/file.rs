//! Files on their way in: what they are, what someone decided about them, and how a list of another program is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the store, on the wire and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What that name means.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// What a file is (data-formats.md section 1), whatever it is packed in. In the order in which files opened together
    /// are read: whoever others are joined to comes first.
    Kind {
        /// A: Customers Main File.
        Customers = "customers";
        /// C: customers and their addresses in a single file.
        Composite = "composite";
        /// A list of another program, read by a [`Mapping`].
        People = "people";
        /// E and F: the customers grid.
        CustomerGrid = "customer_grid";
        /// I: customers who match a segment.
        SegmentReport = "segment_report";
        /// B: Customer Addresses.
        Addresses = "addresses";
        /// D: Customer Finances.
        Finances = "finances";
        /// G: newsletter subscribers.
        Subscribers = "subscribers";
        /// H: the orders grid.
        Orders = "orders";
    }
}

impl Kind {
    /// A view of the store's grid: websites and groups by name, values as displayed (data-formats.md section 9).
    #[must_use]
    pub const fn is_grid(self) -> bool {
        matches!(self, Self::CustomerGrid | Self::SegmentReport)
    }

    /// Whether its rows are customers, so that customers can be missing from it.
    #[must_use]
    pub const fn lists_customers(self) -> bool {
        matches!(
            self,
            Self::Customers | Self::Composite | Self::People | Self::CustomerGrid | Self::SegmentReport
        )
    }
}

words! {
    /// What the rows of a file do (data-formats.md 4.1).
    Behavior {
        /// Add or update.
        AddUpdate = "add_update";
        /// Delete what the rows name by their keys.
        Delete = "delete";
        /// Each row as its `_action` says: `delete` in any case deletes, everything else adds or updates.
        Custom = "custom";
    }
}

/// Which column of a list holds what. Written as JSON for `--map`, and remembered under the header it was made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// `utf-8`, `windows-1252`, `utf-16le`, `utf-16be`; as the file tells when absent.
    pub encoding: Option<String>,
    /// `,`, `;`, `|` or `tab`; as the file tells when absent.
    pub separator: Option<String>,
    /// The record with the header, 1-based; what stands above it is not read.
    pub header_row: u32,
    /// `mdy`, `dmy`, `ymd`: the order of dates that do not tell.
    pub date_order: Option<String>,
    /// Header cells with the field that takes their cells: one of [`MAPPED_FIELDS`], or `attr.` and the code of a custom
    /// attribute. A column that is not named, or without a field, is not read. A header that occurs again counts as
    /// itself with `_2` behind it, an empty one as `column_` and its number.
    pub columns: BTreeMap<String, Option<String>>,
    /// Fields with the text that every row has.
    pub constants: BTreeMap<String, String>,
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            encoding: None,
            separator: None,
            header_row: 1,
            date_order: None,
            columns: BTreeMap::new(),
            constants: BTreeMap::new(),
        }
    }
}

/// Fields that a [`Mapping`] can fill, besides custom attributes: names of conditions (groups-segments.md 14.2, 14.3).
/// `email` is needed; without `website` rows are of the website `base`. `name` is a full name that is not cut apart.
pub const MAPPED_FIELDS: &[&str] = &[
    "email",
    "website",
    "name",
    "prefix",
    "firstname",
    "middlename",
    "lastname",
    "suffix",
    "group",
    "dob",
    "gender",
    "taxvat",
    "customer_since",
    "created_in",
    "entity_id",
    "billing_firstname",
    "billing_lastname",
    "billing_company",
    "billing_street",
    "billing_city",
    "billing_region",
    "billing_country",
    "billing_postcode",
    "billing_telephone",
    "billing_fax",
    "billing_vat_id",
];
