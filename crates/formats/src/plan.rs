//! What to do with each cell of a file's rows, decided once by the header.

use clientele_domain::attribute::{Entity, Profile};
use clientele_domain::column::{
    AddressColumn, Column, CustomerColumn, FinanceColumn, Storage, SubscriberColumn,
};
use clientele_domain::file::Kind;

use crate::DateOrder;
use crate::header::{Header, Slot};
use crate::rules::{self, Rules};
use crate::values::Meaning;

/// What to do with the cells of one column of the file, and what was seen in them.
pub(crate) struct Plan {
    pub(crate) header: String,
    pub(crate) handling: Handling,
    /// Of the single file: belongs to the address part.
    pub(crate) of_address: bool,
    /// Cells that were not blank.
    pub(crate) filled: u64,
    /// Of a custom attribute, from which its type is inferred.
    pub(crate) profile: Option<Profile>,
}

/// What to do with a cell.
pub(crate) enum Handling {
    /// Keep it.
    Keep {
        /// Index among the kept columns.
        kept: usize,
        rules: Rules,
        /// Importing a file with nothing in this column overwrites known values (data-formats.md 5.3 rule 3, 6.3 rule 5).
        erasable: bool,
    },
    /// Keep what it means. In a box, because columns of the large files have none.
    Mean(Box<Mean>),
    /// See whether it deletes.
    Act,
    /// Judge a plain password and drop it.
    JudgePassword,
    /// Judge a password hash and drop it.
    JudgePasswordHash,
    /// Drop it.
    Drop,
}

/// How a cell is kept that is kept by what it means.
pub(crate) struct Mean {
    pub(crate) kept: usize,
    pub(crate) rules: Rules,
    pub(crate) meaning: Meaning,
    /// A second column that the same cell fills.
    pub(crate) second: Option<(usize, Rules)>,
}

impl Plan {
    /// Counts a cell that is not blank.
    pub(crate) fn see(&mut self, text: &str) {
        self.filled += 1;
        if let Some(profile) = &mut self.profile {
            profile.see(text);
        }
    }
}

/// All of a file's plans.
#[derive(Default)]
pub(crate) struct Plans {
    /// The kept columns, and the names that findings give them.
    pub(crate) columns: Vec<Column>,
    pub(crate) names: Vec<String>,
    /// One per cell of a row.
    pub(crate) cells: Vec<Plan>,
    /// What every row has beside its cells.
    pub(crate) constants: Vec<(Plan, String)>,
    /// Columns whose secrets are dropped.
    pub(crate) secrets: Vec<String>,
    pub(crate) has_actions: bool,
}

/// How dates are read that a column's own cells do not tell.
#[derive(Clone, Copy)]
pub(crate) struct Dates {
    pub(crate) order: Option<DateOrder>,
    /// Times are of the shop's zone whatever their form, as in grids.
    pub(crate) local: bool,
}

impl Plans {
    /// The plans of a header; `orders` are those that the columns' cells told.
    pub(crate) fn of(header: Header, orders: &[Option<DateOrder>], told: Option<DateOrder>) -> Self {
        let mut plans = Self::default();
        let kind = header.kind;
        let is_export = is_for_import(kind);
        let cells = header.slots.into_iter().zip(header.cells).enumerate();
        for (index, (slot, name)) in cells {
            let order = orders.get(index).copied().flatten().or(told);
            let plan = plans.plan(kind, slot, name, Dates { order, local: !is_export });
            plans.cells.push(plan);
        }
        for (name, slot, text) in header.constants {
            let plan = plans.plan(kind, slot, name, Dates { order: told, local: !is_export });
            plans.constants.push((plan, text));
        }
        plans
    }

    fn plan(&mut self, kind: Kind, slot: Slot, header: String, dates: Dates) -> Plan {
        let (mut profile, mut of_address) = (None, false);
        let handling = match slot {
            Slot::Password | Slot::PasswordHash | Slot::Secret => {
                self.secrets.push(header.clone());
                match slot {
                    Slot::Password => Handling::JudgePassword,
                    Slot::PasswordHash => Handling::JudgePasswordHash,
                    _ => Handling::Drop,
                }
            }
            Slot::Dropped => Handling::Drop,
            Slot::Action => {
                self.has_actions = true;
                Handling::Act
            }
            Slot::Kept(column) => {
                profile = is_profiled(&column).then(Profile::default);
                of_address = matches!(column, Column::Address(_) | Column::Attribute(Entity::Address, _));
                // An address of the single file is new: nothing of it can be erased (data-formats.md 7.2).
                let is_new = kind == Kind::Composite && of_address;
                let erasable = is_for_import(kind) && !is_new && is_erasable(&column);
                let (kept, rules) = self.keep(kind, column, &header, dates);
                Handling::Keep { kept, rules, erasable }
            }
            Slot::Meant { column, meaning, second } => {
                of_address = matches!(column, Column::Address(_));
                let (kept, rules) = self.keep(kind, column, &header, dates);
                let second = second.map(|column| self.keep(kind, column, &header, dates));
                Handling::Mean(Box::new(Mean { kept, rules, meaning, second }))
            }
        };
        Plan { header, handling, of_address, filled: 0, profile }
    }

    fn keep(&mut self, kind: Kind, column: Column, header: &str, dates: Dates) -> (usize, Rules) {
        let rules = rules::of(&column).reading(dates);
        let rules = if is_for_import(kind) { rules } else { rules.lenient() };
        // The platform's messages name the attribute of a prefixed column without its prefix (data-formats.md 7.2).
        let name = if is_for_import(kind) { column.code() } else { header };
        self.names.push(name.to_owned());
        self.columns.push(column);
        (self.columns.len() - 1, rules)
    }
}

/// Files A to D: what they lack would be refused or erased by the store's importer.
pub(crate) const fn is_for_import(kind: Kind) -> bool {
    matches!(kind, Kind::Customers | Kind::Composite | Kind::Addresses | Kind::Finances)
}

/// Whether a type is inferred from the cells.
fn is_profiled(column: &Column) -> bool {
    matches!(column, Column::Attribute(..) | Column::Labelled(_))
}

fn is_erasable(column: &Column) -> bool {
    match column {
        Column::Customer(column) => matches!(
            column,
            CustomerColumn::Prefix
                | CustomerColumn::Middlename
                | CustomerColumn::Suffix
                | CustomerColumn::Dob
                | CustomerColumn::Taxvat
                | CustomerColumn::Gender
        ),
        Column::Address(column) => matches!(
            column,
            AddressColumn::Company
                | AddressColumn::Fax
                | AddressColumn::Middlename
                | AddressColumn::Prefix
                | AddressColumn::Suffix
                | AddressColumn::VatId
        ),
        Column::Attribute(..) => true,
        // A blank balance leaves the balance alone (data-formats.md section 8).
        _ => false,
    }
}

/// Which cells of a row hold dates, by their column in the file.
pub(crate) fn date_cells(header: &Header) -> Vec<usize> {
    let is_date = |slot: &Slot| match slot {
        Slot::Kept(column) | Slot::Meant { column, .. } => {
            matches!(column.storage(), Storage::Date | Storage::Instant)
        }
        _ => false,
    };
    header.slots.iter().enumerate().filter(|(_, slot)| is_date(slot)).map(|(index, _)| index).collect()
}

/// Where the columns are that a row is judged by as a whole.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) email: Option<usize>,
    pub(crate) website: Option<usize>,
    pub(crate) finance_website: Option<usize>,
    pub(crate) country: Option<usize>,
    pub(crate) region: Option<usize>,
    pub(crate) postcode: Option<usize>,
    pub(crate) street: Option<usize>,
}

impl Keys {
    pub(crate) fn of(columns: &[Column]) -> Self {
        let mut keys = Self::default();
        for (index, column) in columns.iter().enumerate() {
            let key = match column {
                Column::Customer(CustomerColumn::Email)
                | Column::Address(AddressColumn::Email)
                | Column::Finance(FinanceColumn::Email)
                | Column::Subscriber(SubscriberColumn::Email) => &mut keys.email,
                Column::Customer(CustomerColumn::Website)
                | Column::Address(AddressColumn::Website)
                | Column::Finance(FinanceColumn::Website) => &mut keys.website,
                Column::Finance(FinanceColumn::FinanceWebsite) => &mut keys.finance_website,
                Column::Address(AddressColumn::CountryId) => &mut keys.country,
                Column::Address(AddressColumn::Region) => &mut keys.region,
                Column::Address(AddressColumn::Postcode) => &mut keys.postcode,
                Column::Address(AddressColumn::Street) => &mut keys.street,
                _ => continue,
            };
            *key = Some(index);
        }
        keys
    }
}
