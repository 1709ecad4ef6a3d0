//! What files or rules complain about: the validation catalogue (data-formats.md section 12).

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The store's importer would refuse the row or file, or Clientele did.
    Error,
    /// Worth knowing; the store's importer accepts it, often wrongly.
    Warning,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal, $severity:ident;)*) => {
        /// A stable, language-independent code. The first block is the platform's own, spelled as there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$meta])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The spelling in files, on the command line and in the store.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Whether the store's importer would refuse it.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// The code of that spelling.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// A mandatory column is missing: the file is refused.
    ColumnNotFound = "columnNotFound", Error;
    /// A header cell is empty: the file is refused.
    ColumnEmptyHeader = "columnEmptyHeader", Error;
    /// A header has illegal characters: the file is refused.
    ColumnNameInvalid = "columnNameInvalid", Error;
    /// A header occurs twice: the file is refused (the platform aborts without a code of its own).
    ColumnDuplicate = "columnDuplicate", Error;
    /// The cell count differs from the header: the row is refused.
    WrongColumnsNumber = "wrongColumnsNumber", Error;
    /// As above with an apostrophe seen: the row is refused.
    WrongQuotes = "wrongQuotes", Error;
    /// Bytes that are not in the file's encoding; kept with U+FFFD.
    IllegalCharacters = "illegalCharacters", Error;
    /// Short text of 256 characters or more, long text of 65,536 or more.
    ExceededMaxLength = "exceededMaxLength", Error;
    /// Not an integer, decimal or date.
    InvalidAttributeType = "invalidAttributeType", Error;
    /// Option label unknown (booleans of customers; country of addresses).
    AbsentAttributeOption = "absentAttributeOption", Error;
    /// Value of a unique attribute repeated within the file.
    DuplicateUniqueAttribute = "duplicateUniqueAttribute", Error;
    /// Key part missing: the row is refused.
    WebsiteIsEmpty = "websiteIsEmpty", Error;
    /// Key part missing: the row is refused.
    EmailIsEmpty = "emailIsEmpty", Error;
    /// Not a website code at all.
    InvalidWebsite = "invalidWebsite", Error;
    /// Not an e-mail address: the row is refused.
    InvalidEmail = "invalidEmail", Error;
    /// Required attribute blank, or absent for a new record.
    ValueIsRequired = "valueIsRequired", Error;
    /// An address or a balance without its customer, which is kept; a row that deletes nobody.
    CustomerNotFound = "customerNotFound", Error;
    /// Key repeated in the file, other case included: the second row is refused.
    DuplicateEmailSite = "duplicateEmailSite", Error;
    /// Not a store view code at all.
    InvalidStore = "invalidStore", Error;
    /// Plain password shorter than 6.
    PasswordLength = "passwordLength", Error;
    /// Birth date in the future (2.4.9).
    InvalidDob = "invalidDob", Error;
    /// A continuation row without the customer row it belongs to: refused.
    RowIsOrphan = "rowIsOrphan", Error;
    /// A row that deletes an address names none: refused.
    AddressIdIsEmpty = "addressIdIsEmpty", Error;
    /// A row that deletes an address names one that its customer does not have: refused.
    AddressNotFound = "addressNotFound", Error;
    /// The website whose balance is meant is missing: refused.
    FinanceWebsiteIsEmpty = "financeWebsiteIsEmpty", Error;
    /// Not the code of a website that has balances: refused.
    InvalidFinanceWebsite = "invalidFinanceWebsite", Error;
    /// Owner and website of a balance repeated in the file: the second row is refused.
    DuplicateEmailSiteFinanceSite = "duplicateEmailSiteFinanceSite", Error;
    /// Existing address listed twice.
    DuplicateAddressId = "duplicateAddressId", Error;
    /// Region not in the country's list.
    InvalidRegion = "invalidRegion", Error;

    /// `group_id` names no group that any file has shown.
    GroupUnknown = "groupUnknown", Warning;
    /// Label of a customer drop-down unknown (gender).
    OptionUnknown = "optionUnknown", Warning;
    /// `_store` belongs to another website.
    StoreOutsideWebsite = "storeOutsideWebsite", Warning;
    /// Two e-mails of one website differ only in case, across files.
    EmailCaseDiffers = "emailCaseDiffers", Warning;
    /// A blank before `=`, `+` or `-` was removed.
    FormulaGuard = "formulaGuard", Warning;
    /// Postcode does not have its country's shape.
    PostcodeShape = "postcodeShape", Warning;
    /// Postcode blank where the country needs one, or region blank where forms and REST need one.
    RegionMissing = "regionMissing", Warning;
    /// Every cell of the column is blank: importing the file would erase data.
    BlankColumn = "blankColumn", Warning;
    /// `password_hash` blank in every row: importing the file would wipe passwords.
    PasswordHashBlank = "passwordHashBlank", Warning;
    /// `password_hash` has none of the known forms.
    PasswordHashMalformed = "passwordHashMalformed", Warning;
    /// Birth date before 1900, or younger than can be.
    DobImplausible = "dobImplausible", Warning;
    /// Address id owned by someone else.
    AddressIdOfOther = "addressIdOfOther", Warning;
    /// The same address twice.
    AddressTwice = "addressTwice", Warning;
    /// `__EMPTY__VALUE__` would be stored literally.
    EmptyValueLiteral = "emptyValueLiteral", Warning;
    /// Blanks before or after the text.
    SurroundingBlanks = "surroundingBlanks", Warning;
    /// Control characters.
    ControlCharacters = "controlCharacters", Warning;
    /// A name with digits or a URL.
    NameSuspicious = "nameSuspicious", Warning;
    /// Text above a column's limit (prefix and suffix 40, taxvat 50).
    ColumnLimit = "columnLimit", Warning;
    /// A row of a grid export that finds no customer here: not applied.
    PartnerNotFound = "partnerNotFound", Warning;
    /// A country by a name that is none in any language; kept as it is.
    CountryUnknown = "countryUnknown", Warning;
    /// A value that is no choice of its column in any known language; kept as it is.
    LabelUnknown = "labelUnknown", Warning;
    /// The file's times have no known zone: read as UTC.
    TimeZoneUnknown = "timeZoneUnknown", Warning;
}

/// One complaint about a cell, a row or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// Index of the row in its batch; `None` for a finding about the file or column.
    pub row_in_batch: Option<u32>,
    /// Physical line, 1-based; 0 for the file.
    pub line: u64,
    /// Ordinal data row, 1-based; 0 for the file.
    pub row: u64,
    /// The header cell, when one column is meant.
    pub column: Option<String>,
    /// The raw cell, cut to 200 characters; never of a secret column.
    pub value: Option<String>,
}
