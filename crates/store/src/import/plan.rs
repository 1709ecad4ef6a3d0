//! What an import would do, or did.

use roaring::RoaringBitmap;

/// Five counts of one kind of record, and a sixth of those deleted.
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
    /// Deleted.
    pub deleted: u64,
}

/// What happens to the records of the files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Customers; one whose addresses alone differ is changed once.
    pub customers: Counts,
    /// Addresses.
    pub addresses: Counts,
    /// Newsletter subscriptions.
    pub subscriptions: Counts,
    /// Orders.
    pub orders: Counts,
    /// Balances.
    pub balances: Counts,
    /// Rows of grid exports that found no customer here.
    pub partnerless: u64,
    /// Findings of these files.
    pub findings: u64,
    /// Codes of websites first met here, or names where those alone are known.
    pub new_websites: Vec<String>,
    /// Store views first met here: website and store_id.
    pub new_store_views: Vec<(String, i64)>,
    /// Customer groups first met here: numbers, or names where those alone are known.
    pub new_groups: Vec<String>,
    /// Codes of custom attributes first met here.
    pub new_attributes: Vec<String>,
    /// Names of grid exports with what they were taken for: `website` or `group`, name, code or number.
    pub names: Vec<(&'static str, String, String)>,
    /// Something would change in a workspace that holds customers: staff look at it before it is applied.
    pub needs_review: bool,
}

/// What is known of customers and addresses while files are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Customers made here.
    pub(super) created: RoaringBitmap,
    /// Customers in rows of the files.
    pub(super) matched: RoaringBitmap,
    /// Customers in rows of grids that tell more of them.
    pub(super) joined: RoaringBitmap,
    /// Customers who are here and change, addresses included.
    pub(super) changed: RoaringBitmap,
    /// Customers made here who get addresses that waited for them.
    pub(super) attached: RoaringBitmap,
    /// Customers deleted here.
    pub(super) deleted: RoaringBitmap,
    /// Customers with addresses in the files.
    pub(super) listed: RoaringBitmap,
    /// Websites of customer rows.
    pub(super) websites: RoaringBitmap,
    /// Addresses that wait for their customer and change.
    pub(super) changed_waiting: RoaringBitmap,
    /// Addresses that are here and in the files.
    pub(super) matched_addresses: RoaringBitmap,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Fate {
    /// It makes a record.
    #[default]
    Created,
    /// It changes one.
    Changed,
    /// It says what is here.
    Unchanged,
    /// It deletes one; or nothing lists a record that goes.
    Deleted,
    /// It is refused.
    Refused,
    /// No row: a customer whom the files lack, who stays.
    Missing,
}

impl Fate {
    /// Whether a row that has it changes the workspace.
    #[must_use]
    pub fn acts(self) -> bool {
        matches!(self, Self::Created | Self::Changed | Self::Deleted)
    }
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A customer with its addresses.
    Customer,
    /// An address that waits for its customer.
    Address,
    /// A newsletter subscription.
    Subscription,
    /// An order.
    Order,
    /// A balance.
    Balance,
}

impl Subject {
    /// All of them, whoever others belong to first.
    pub(crate) const ALL: [Self; 5] =
        [Self::Customer, Self::Address, Self::Subscription, Self::Order, Self::Balance];

    /// Its table, and its name in the log.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Address => "address",
            Self::Subscription => "subscription",
            Self::Order => "sales_order",
            Self::Balance => "balance",
        }
    }

    /// The place among subscriptions, orders and balances; none of customers and their addresses.
    pub(crate) const fn listed(self) -> Option<usize> {
        match self {
            Self::Customer | Self::Address => None,
            Self::Subscription => Some(0),
            Self::Order => Some(1),
            Self::Balance => Some(2),
        }
    }

    /// The subject kept in a table.
    pub(crate) fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.table() == table)
    }
}

/// A row of a plan's list: 16 bytes, for there may be millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Key of the record, made or here; 0 of a refused row.
    pub id: u32,
    /// Physical line of the file, 0 of a missing customer.
    pub line: u32,
    /// Which of the import's files.
    pub source: u16,
    /// What it is about.
    pub subject: Subject,
    /// What happens to it.
    pub fate: Fate,
    /// Findings about it, as many as fit.
    pub findings: u16,
    /// Whether one of them is an error.
    pub errors: bool,
}

/// The list of a plan, in the order of the files.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) entries: Vec<Entry>,
    /// The entry of each customer and each waiting address, by key; 0 for none, else one more than its place.
    of_customer: Vec<u32>,
    of_address: Vec<u32>,
}

impl List {
    /// Adds a row. Returns its place.
    pub(super) fn add(&mut self, entry: Entry) -> u32 {
        let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(entry);
        if let (Some(places), true) = (self.places(entry.subject), entry.id != 0) {
            let at = entry.id as usize;
            if places.len() <= at {
                places.resize(at + 1, 0);
            }
            places[at] = place + 1;
        }
        place
    }

    /// The place of the row about a record.
    pub(super) fn of(&self, subject: Subject, id: u32) -> Option<u32> {
        let places = match subject {
            Subject::Customer => &self.of_customer,
            Subject::Address => &self.of_address,
            _ => return None,
        };
        places.get(id as usize).and_then(|place| place.checked_sub(1))
    }

    /// Says what happens to a row after all.
    pub(super) fn set_fate(&mut self, place: u32, fate: Fate) {
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.fate = fate;
        }
    }

    /// Counts a finding.
    pub(super) fn complain(&mut self, place: u32, is_error: bool) {
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.findings = entry.findings.saturating_add(1);
            entry.errors |= is_error;
        }
    }

    fn places(&mut self, subject: Subject) -> Option<&mut Vec<u32>> {
        match subject {
            Subject::Customer => Some(&mut self.of_customer),
            Subject::Address => Some(&mut self.of_address),
            _ => None,
        }
    }
}
