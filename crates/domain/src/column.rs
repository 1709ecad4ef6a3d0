//! The columns of a customer and of an address, as the platform names them (data-formats.md sections 5.2 and 6.2).

use serde::{Deserialize, Serialize};

use crate::attribute::Entity;

/// How the store keeps the values of a column; the cell text can always be had back (data-formats.md 16.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storage {
    /// The cell text itself.
    Text,
    /// A whole number; a cell that is none is kept as raw text.
    Integer,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    Instant,
    /// A calendar date as `YYYY-MM-DD`; never shifted by a time zone.
    Date,
    /// Of a secret only whether the cell was filled (1) or blank (0).
    Filled,
    /// 1 or 0; nothing where it is not known.
    Flag,
    /// Ten-thousandths of a currency's unit.
    Money,
}

macro_rules! columns {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $storage:ident;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// Every column, in the order of the store's table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The platform's code, which is also the header cell of its files and the store's column name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// How the store keeps the column.
            #[must_use]
            pub const fn storage(self) -> Storage {
                match self { $(Self::$variant => Storage::$storage,)* }
            }

            /// The column of that code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

columns! {
    /// A system column of a customer (file A, and what the customers grid adds). Websites, store views and groups are
    /// resolved by the importer.
    CustomerColumn {
        /// Key together with the website; trimmed, case kept.
        Email = "email", Text;
        /// `_website`: the website's code.
        Website = "_website", Text;
        /// `_store`: in an export the code of the website's default view (observed-2.4.7.md).
        Store = "_store", Text;
        /// The website's number, for information.
        WebsiteId = "website_id", Integer;
        /// The store view's number: the customer's own view.
        StoreId = "store_id", Integer;
        /// Name of the store view at creation.
        CreatedIn = "created_in", Text;
        /// Name prefix.
        Prefix = "prefix", Text;
        /// First name.
        Firstname = "firstname", Text;
        /// Middle name or initial.
        Middlename = "middlename", Text;
        /// Last name.
        Lastname = "lastname", Text;
        /// Name suffix.
        Suffix = "suffix", Text;
        /// Customer group by number.
        GroupId = "group_id", Integer;
        /// Date of birth.
        Dob = "dob", Date;
        /// Tax/VAT number of the account.
        Taxvat = "taxvat", Text;
        /// Whether a confirmation is required (filled); the key itself is dropped.
        Confirmation = "confirmation", Filled;
        /// Customer since.
        CreatedAt = "created_at", Instant;
        /// Gender by label.
        Gender = "gender", Text;
        /// 0 or 1.
        DisableAutoGroupChange = "disable_auto_group_change", Text;
        /// The store's own time of the last change.
        UpdatedAt = "updated_at", Instant;
        /// Failed sign-ins.
        FailuresNum = "failures_num", Integer;
        /// First failed sign-in of the series.
        FirstFailure = "first_failure", Instant;
        /// Locked until.
        LockExpires = "lock_expires", Instant;
        /// Reward points: mail on balance updates.
        RewardUpdateNotification = "reward_update_notification", Text;
        /// Reward points: mail before points expire.
        RewardWarningNotification = "reward_warning_notification", Text;
        /// The customer's number in the shop; only the grid shows it.
        EntityId = "entity_id", Integer;
        /// Full name where its parts are not known (data-formats.md section 9).
        Name = "name", Text;
        /// The website by name, where its code is not known.
        WebsiteName = "website_name", Text;
        /// The group by name, where its number is not known.
        GroupName = "group_name", Text;
        /// Whether the e-mail was confirmed; 0 where no confirmation was asked for. What is asked for still is
        /// [`Self::Confirmation`].
        IsConfirmed = "is_confirmed", Flag;
        /// Whether sign-in was locked when the grid was exported.
        IsLocked = "is_locked", Flag;
    }
}

impl CustomerColumn {
    /// Whether it is a column of file A; the others come from the grid or from a list of another program.
    #[must_use]
    pub const fn is_of_main_file(self) -> bool {
        !matches!(
            self,
            Self::EntityId
                | Self::Name
                | Self::WebsiteName
                | Self::GroupName
                | Self::IsConfirmed
                | Self::IsLocked
        )
    }
}

columns! {
    /// A system column of an address (file B).
    AddressColumn {
        /// `_website`: website code of the owner.
        Website = "_website", Text;
        /// `_email`: e-mail of the owner, case kept.
        Email = "_email", Text;
        /// `_entity_id`: the address's number in the shop; blank for a new one.
        EntityId = "_entity_id", Integer;
        /// City.
        City = "city", Text;
        /// Company.
        Company = "company", Text;
        /// ISO 3166-1 alpha-2, stored in upper case.
        CountryId = "country_id", Text;
        /// Fax.
        Fax = "fax", Text;
        /// First name.
        Firstname = "firstname", Text;
        /// Last name.
        Lastname = "lastname", Text;
        /// Middle name.
        Middlename = "middlename", Text;
        /// Postcode: text, never a number.
        Postcode = "postcode", Text;
        /// Name prefix.
        Prefix = "prefix", Text;
        /// Region name (or code, as the file has it).
        Region = "region", Text;
        /// The region's number in the shop, for information.
        RegionId = "region_id", Integer;
        /// Street lines joined by line feeds.
        Street = "street", Text;
        /// Name suffix.
        Suffix = "suffix", Text;
        /// Phone, without the formula guard.
        Telephone = "telephone", Text;
        /// VAT number of the address.
        VatId = "vat_id", Text;
        /// Result of an earlier VAT check.
        VatIsValid = "vat_is_valid", Text;
        /// Date of that check, as text.
        VatRequestDate = "vat_request_date", Text;
        /// Identifier of that check.
        VatRequestId = "vat_request_id", Text;
        /// Whether the service answered.
        VatRequestSuccess = "vat_request_success", Text;
        /// 1 if this is the default billing address.
        DefaultBilling = "_address_default_billing_", Text;
        /// 1 if this is the default shipping address.
        DefaultShipping = "_address_default_shipping_", Text;
    }
}

columns! {
    /// A column of a finances row (file D, data-formats.md section 8).
    FinanceColumn {
        /// `_email`: e-mail of the owner.
        Email = "_email", Text;
        /// `_website`: website code of the owner.
        Website = "_website", Text;
        /// `_finance_website`: code of the website whose balances these are.
        FinanceWebsite = "_finance_website", Text;
        /// Store credit in that website's base currency.
        StoreCredit = "store_credit", Money;
        /// Reward points.
        RewardPoints = "reward_points", Integer;
    }
}

columns! {
    /// A column of a newsletter subscriber (file G, data-formats.md 11.1).
    SubscriberColumn {
        /// The subscription's number in the shop.
        SubscriberId = "subscriber_id", Integer;
        /// E-mail.
        Email = "email", Text;
        /// `Guest` or `Customer`.
        Type = "type", Text;
        /// Blank for guests.
        Firstname = "firstname", Text;
        /// Blank for guests.
        Lastname = "lastname", Text;
        /// `Subscribed`, `Not Activated`, `Unsubscribed`, `Unconfirmed`.
        Status = "status", Text;
        /// Website by name.
        WebsiteName = "website_name", Text;
        /// Store by name.
        StoreName = "store_name", Text;
        /// Store view by name.
        StoreViewName = "store_view_name", Text;
    }
}

columns! {
    /// A column of an order (file H, data-formats.md 11.2).
    OrderColumn {
        /// The order's number: text with leading zeros.
        IncrementId = "increment_id", Text;
        /// Names of website, store and store view, run together.
        PurchasePoint = "purchase_point", Text;
        /// When it was placed.
        PurchaseDate = "purchase_date", Instant;
        /// Name of the billing address.
        BillToName = "bill_to_name", Text;
        /// Name of the shipping address.
        ShipToName = "ship_to_name", Text;
        /// Total in the website's base currency.
        GrandTotalBase = "grand_total_base", Money;
        /// Total in the currency of the purchase.
        GrandTotalPurchased = "grand_total_purchased", Money;
        /// Status by label.
        Status = "status", Text;
        /// Billing address on one line.
        BillingAddress = "billing_address", Text;
        /// Shipping address on one line.
        ShippingAddress = "shipping_address", Text;
        /// Shipping method by label.
        ShippingInformation = "shipping_information", Text;
        /// E-mail of whoever ordered.
        CustomerEmail = "customer_email", Text;
        /// Group by name, in old releases by number.
        CustomerGroup = "customer_group", Text;
        /// Subtotal.
        Subtotal = "subtotal", Money;
        /// Shipping and handling.
        ShippingAndHandling = "shipping_and_handling", Money;
        /// Name of whoever ordered.
        CustomerName = "customer_name", Text;
        /// Payment method by label, in old releases by code.
        PaymentMethod = "payment_method", Text;
        /// Total refunded.
        TotalRefunded = "total_refunded", Money;
    }
}

/// What a column of a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// A system column of a customer.
    Customer(CustomerColumn),
    /// A system column of an address.
    Address(AddressColumn),
    /// A custom attribute by its code.
    Attribute(Entity, String),
    /// A custom attribute of customers of which only the label is known.
    Labelled(String),
    /// A column of finances.
    Finance(FinanceColumn),
    /// A column of a newsletter subscription.
    Subscriber(SubscriberColumn),
    /// A column of an order.
    Order(OrderColumn),
    /// A column of a grid that the platform itself does not have, by its label.
    Other(String),
}

impl Column {
    /// The header cell.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Customer(column) => column.code(),
            Self::Address(column) => column.code(),
            Self::Finance(column) => column.code(),
            Self::Subscriber(column) => column.code(),
            Self::Order(column) => column.code(),
            Self::Attribute(_, code) => code,
            Self::Labelled(label) | Self::Other(label) => label,
        }
    }

    /// How the store keeps the column; custom attributes are kept as their text.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Self::Customer(column) => column.storage(),
            Self::Address(column) => column.storage(),
            Self::Finance(column) => column.storage(),
            Self::Subscriber(column) => column.storage(),
            Self::Order(column) => column.storage(),
            Self::Attribute(..) | Self::Labelled(_) | Self::Other(_) => Storage::Text,
        }
    }
}

/// Columns of file A whose content is never kept (data-formats.md 3.5); of `confirmation` only whether it is filled.
pub const SECRET_COLUMNS: &[&str] = &["password_hash", "rp_token", "rp_token_created_at", "password"];

/// Columns of file A that are accepted without effect (data-formats.md 5.1).
pub const IGNORED_COLUMNS: &[&str] = &["default_billing", "default_shipping"];
