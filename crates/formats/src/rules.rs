//! What the platform asks of the text of a column (data-formats.md 5.2, 6.2, 12), and texts looked at by it.

use clientele_domain::column::{
    AddressColumn, Column, CustomerColumn, FinanceColumn, Storage, SubscriberColumn,
};
use clientele_domain::finding::Code;

use crate::DateOrder;
use crate::plan::Dates;

/// Long texts end below this many bytes, short ones below as many characters.
const LONG_LIMIT: usize = 65_536;
const SHORT_LIMIT: usize = 256;
const PASSWORD_LENGTH: usize = 6;

/// What is asked of the text of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) storage: Storage,
    /// A blank cell is an error.
    pub(crate) required: bool,
    /// Holds long text.
    long: bool,
    /// Holds part of a person's name.
    name: bool,
    /// The database column's own limit, in characters.
    limit: Option<usize>,
    /// Written differently where the canonical writing is known.
    pub(crate) canonical: Canonical,
    /// The texts it can hold, where these are known without the store.
    options: Option<Options>,
    /// The order of dates that do not tell theirs.
    pub(crate) order: Option<DateOrder>,
    /// Times are of the shop's zone whatever their form.
    pub(crate) local: bool,
}

/// The texts that a column can hold, and what another is.
#[derive(Debug, Clone, Copy)]
struct Options {
    known: fn(&str) -> bool,
    otherwise: Code,
}

/// The canonical writing of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Canonical {
    /// As it is.
    Itself,
    /// Without blanks around.
    Trimmed,
    /// In upper case.
    Upper,
}

/// The rules of a column.
pub(crate) fn of(column: &Column) -> Rules {
    match column {
        Column::Customer(column) => of_customer(*column),
        Column::Address(column) => of_address(*column),
        Column::Finance(FinanceColumn::Email) | Column::Subscriber(SubscriberColumn::Email) => {
            Rules { canonical: Canonical::Trimmed, ..Rules::none(Storage::Text) }
        }
        Column::Finance(_) | Column::Subscriber(_) | Column::Order(_) => {
            Rules { long: true, ..Rules::none(column.storage()) }
        }
        Column::Attribute(..) | Column::Labelled(_) | Column::Other(_) => {
            Rules { long: true, ..Rules::none(Storage::Text) }
        }
    }
}

fn of_customer(column: CustomerColumn) -> Rules {
    let rules = Rules::none(column.storage());
    match column {
        CustomerColumn::Email => Rules { canonical: Canonical::Trimmed, ..rules },
        CustomerColumn::Store => {
            Rules { options: Some(Options { known: is_scope_code, otherwise: Code::InvalidStore }), ..rules }
        }
        CustomerColumn::Firstname | CustomerColumn::Lastname => Rules { required: true, name: true, ..rules },
        CustomerColumn::Middlename => Rules { name: true, ..rules },
        CustomerColumn::GroupId => Rules { required: true, ..rules },
        CustomerColumn::Prefix | CustomerColumn::Suffix => Rules { limit: Some(40), ..rules },
        CustomerColumn::Taxvat => Rules { limit: Some(50), ..rules },
        CustomerColumn::Gender => {
            let known = |text: &str| is_one_of(text, &["Male", "Female", "Not Specified"]);
            Rules { options: Some(Options { known, otherwise: Code::OptionUnknown }), ..rules }
        }
        CustomerColumn::DisableAutoGroupChange => {
            let known = |text: &str| is_one_of(text, &["0", "1"]);
            Rules { options: Some(Options { known, otherwise: Code::AbsentAttributeOption }), ..rules }
        }
        // 0 and 1 in recent files, labels in older ones.
        CustomerColumn::RewardUpdateNotification | CustomerColumn::RewardWarningNotification => {
            let known = |text: &str| is_one_of(text, &["0", "1", "Yes", "No"]);
            Rules { options: Some(Options { known, otherwise: Code::AbsentAttributeOption }), ..rules }
        }
        _ => rules,
    }
}

fn of_address(column: AddressColumn) -> Rules {
    let rules = Rules::none(column.storage());
    match column {
        AddressColumn::Email => Rules { canonical: Canonical::Trimmed, ..rules },
        AddressColumn::Firstname | AddressColumn::Lastname => Rules { required: true, name: true, ..rules },
        AddressColumn::Middlename => Rules { name: true, ..rules },
        AddressColumn::CountryId => Rules { required: true, canonical: Canonical::Upper, ..rules },
        AddressColumn::City | AddressColumn::Telephone => Rules { required: true, ..rules },
        AddressColumn::Street => Rules { required: true, long: true, ..rules },
        AddressColumn::Prefix | AddressColumn::Suffix => Rules { limit: Some(40), ..rules },
        _ => rules,
    }
}

impl Rules {
    const fn none(storage: Storage) -> Self {
        Self {
            storage,
            required: false,
            long: false,
            name: false,
            limit: None,
            canonical: Canonical::Itself,
            options: None,
            order: None,
            local: false,
        }
    }

    /// The same, with dates read so.
    pub(crate) const fn reading(self, dates: Dates) -> Self {
        Self { order: dates.order, local: dates.local, ..self }
    }

    /// The same for a view or a list, which no importer reads: nothing is required, and labels are looked at elsewhere.
    pub(crate) fn lenient(self) -> Self {
        Self { required: false, options: None, ..self }
    }

    /// Tells everything wrong with a text that is not blank.
    pub(crate) fn check(&self, text: &str, mut complain: impl FnMut(Code)) {
        if self.is_too_long(text) {
            complain(Code::ExceededMaxLength);
        }
        if self.limit.is_some_and(|limit| text.len() > limit && text.chars().count() > limit) {
            complain(Code::ColumnLimit);
        }
        let traits = text.bytes().fold(0, |traits, byte| traits | TRAITS[usize::from(byte)]);
        if traits & CONTROL != 0 {
            complain(Code::ControlCharacters);
        }
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            complain(Code::SurroundingBlanks);
        }
        if text == "__EMPTY__VALUE__" {
            complain(Code::EmptyValueLiteral);
        }
        if self.name && (traits & DIGIT != 0 || (traits & OF_A_PAGE != 0 && names_a_page(text))) {
            complain(Code::NameSuspicious);
        }
        if let Some(options) = self.options.filter(|options| !(options.known)(text)) {
            complain(options.otherwise);
        }
    }

    fn is_too_long(&self, text: &str) -> bool {
        match self.long {
            true => text.len() >= LONG_LIMIT,
            false => text.len() >= SHORT_LIMIT && text.chars().count() >= SHORT_LIMIT,
        }
    }
}

/// What a byte says of its text: one look at each byte decides which checks can be left out.
const CONTROL: u8 = 1;
const DIGIT: u8 = 2;
const OF_A_PAGE: u8 = 4;
static TRAITS: [u8; 256] = {
    let mut traits = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        traits[byte as usize] = match byte {
            // Line breaks belong to streets.
            b'\n' | b'\r' => 0,
            0..32 | 127 => CONTROL,
            b'0'..=b'9' => DIGIT,
            b':' | b'.' => OF_A_PAGE,
            _ => 0,
        };
        byte += 1;
    }
    traits
};

fn names_a_page(name: &str) -> bool {
    name.contains("://") || name.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"www."))
}

fn is_one_of(text: &str, options: &[&str]) -> bool {
    options.iter().any(|option| option.eq_ignore_ascii_case(text))
}

/// Whether a website or store view can have that code.
pub(crate) fn is_scope_code(code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether the platform refuses a plain password for its length.
pub(crate) fn is_short_password(password: &str) -> bool {
    password.chars().count() < PASSWORD_LENGTH
}

/// Whether a password hash has one of the known forms (data-formats.md 3.5).
pub(crate) fn is_known_hash(hash: &str) -> bool {
    if let Some((_, encrypted)) = hash.strip_prefix("0:").and_then(|rest| rest.split_once(':')) {
        return !encrypted.is_empty();
    }
    let mut parts = hash.split(':');
    let digest = parts.next().unwrap_or_default();
    let hexadecimal = digest.len() >= 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let salted = parts.next().is_none_or(|salt| !salt.is_empty());
    let versioned = |version: &str| {
        !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    hexadecimal && salted && parts.all(versioned)
}
