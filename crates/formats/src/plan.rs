//! What to do with each cell of a file's rows, decided once by the header.

use clientele_domain::attribute::Profile;
use clientele_domain::column::{AddressColumn, Column, CustomerColumn};

use crate::header::{Header, Slot};
use crate::rules::{self, Rules};

/// What to do with the cells of one column of the file, and what was seen in them.
pub(crate) struct Plan {
    pub(crate) header: String,
    pub(crate) handling: Handling,
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
    /// Judge a plain password and drop it.
    JudgePassword,
    /// Judge a password hash and drop it.
    JudgePasswordHash,
    /// Drop it.
    Drop,
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

/// The columns kept, and the plan of every column.
pub(crate) fn of(header: Header) -> (Vec<Column>, Vec<Plan>) {
    let (mut columns, mut plans) = (Vec::new(), Vec::new());
    for (slot, header) in header.slots.into_iter().zip(header.cells) {
        let (mut profile, kept) = (None, columns.len());
        let handling = match slot {
            Slot::Password => Handling::JudgePassword,
            Slot::PasswordHash => Handling::JudgePasswordHash,
            Slot::Dropped => Handling::Drop,
            Slot::Kept(column) => {
                profile = matches!(column, Column::Attribute(..)).then(Profile::default);
                let (rules, erasable) = (rules::of(&column), is_erasable(&column));
                columns.push(column);
                Handling::Keep { kept, rules, erasable }
            }
        };
        plans.push(Plan { header, handling, filled: 0, profile });
    }
    (columns, plans)
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
        _ => true,
    }
}

/// Where the columns are that a row is judged by as a whole.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) email: Option<usize>,
    pub(crate) website: Option<usize>,
    pub(crate) country: Option<usize>,
    pub(crate) region: Option<usize>,
    pub(crate) postcode: Option<usize>,
}

impl Keys {
    pub(crate) fn of(columns: &[Column]) -> Self {
        let mut keys = Self::default();
        for (index, column) in columns.iter().enumerate() {
            let key = match column {
                Column::Customer(CustomerColumn::Email) | Column::Address(AddressColumn::Email) => {
                    &mut keys.email
                }
                Column::Customer(CustomerColumn::Website) | Column::Address(AddressColumn::Website) => {
                    &mut keys.website
                }
                Column::Address(AddressColumn::CountryId) => &mut keys.country,
                Column::Address(AddressColumn::Region) => &mut keys.region,
                Column::Address(AddressColumn::Postcode) => &mut keys.postcode,
                _ => continue,
            };
            *key = Some(index);
        }
        keys
    }
}
