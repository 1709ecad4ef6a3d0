//! The rows of files for the store's importer.

use std::collections::HashMap;

use clientele_domain::column::{SECRET_COLUMNS, Storage};

use super::columns::{BALANCE, Column, Origin, STORE_CELL};
use super::records::{Record, Records, Shown};
use super::waiting::Waiting;
use super::{Cell, Notes, Row, StoreFile, in_order};
use crate::engine::Session;
use crate::read::ReadError;
use crate::read::directory::Directory;
use crate::record::{ADDRESS, CUSTOMER};

/// What is always looked at of a customer.
const OF_CUSTOMER: [&str; 7] =
    ["email", "website_id", "store_id", STORE_CELL, "group_id", "firstname", "lastname"];
const EMAIL: usize = 0;
const WEBSITE_ID: usize = 1;
const STORE_ID: usize = 2;
const STORE: usize = 3;
const GROUP_ID: usize = 4;
const NAMES: [usize; 2] = [5, 6];

/// What is always looked at of a record that belongs to a customer: the owner as the file names it, and the flags of an
/// address as the file has them.
const OF_OTHER: [&str; 4] = ["email", "website_code", "default_billing", "default_shipping"];
const WEBSITE_CODE: usize = 1;
const FLAGS: usize = 2;

/// The store view of accounts made by staff, in every shop (data-formats.md 3.1).
const ADMIN: &str = "admin";

/// What is asked of a file.
pub(super) struct Asked {
    pub(super) file: StoreFile,
    pub(super) columns: Vec<Column>,
    /// Nobody chose the columns.
    pub(super) all: bool,
    /// Records that wait for their customers are written too.
    pub(super) everyone: bool,
}

/// Makes the rows.
pub(super) struct Rows {
    file: StoreFile,
    columns: Vec<Place>,
    customers: Records,
    /// Addresses or balances.
    others: Option<Records>,
    waiting: Option<Waiting>,
    codes: Codes,
    counted: Counted,
    pub(super) notes: Notes,
}

/// Where the cells of a column come from.
enum Place {
    Email,
    Website,
    StoreView,
    /// A group that is known by its name alone has no number in the shop.
    Group(Shown),
    Customer(Shown),
    Other(Shown),
    /// A flag of an address, and where it stands among the cells of the file.
    Flag(Shown, usize),
}

/// What the shop calls websites and store views.
struct Codes {
    websites: HashMap<i64, String>,
    views: HashMap<(i64, i64), String>,
}

/// Of which columns a lack is counted: those that are written, or would be if anything stood there.
struct Counted {
    store: bool,
    group: bool,
    names: bool,
}

/// A customer with the codes that its row needs.
#[derive(Clone, Copy)]
struct Account<'a> {
    record: Record<'a>,
    website_id: i64,
    website: &'a str,
    store: &'a str,
}

impl Rows {
    pub(super) async fn prepare(
        session: &mut Session,
        directory: &Directory,
        asked: Asked,
    ) -> Result<Self, ReadError> {
        let Asked { file, columns, all, everyone } = asked;
        let customers = Records::prepare(session, (CUSTOMER, "id"), &OF_CUSTOMER, &columns).await?;
        let table = match file {
            StoreFile::Customers => None,
            StoreFile::Addresses | StoreFile::Combined => Some(ADDRESS),
            StoreFile::Finances => Some(BALANCE),
        };
        let (mut others, mut waiting) = (None, None);
        if let Some(table) = table {
            let records = Records::prepare(session, (table, "customer_id"), &OF_OTHER, &columns).await?;
            if everyone && file != StoreFile::Combined {
                waiting = Some(Waiting::prepare(session, table, &records.names).await?);
            }
            others = Some(records);
        }
        let counts = |code: &str| all || columns.iter().any(|column| column.code == code);
        let counted = Counted {
            store: counts("_store"),
            group: counts("group_id"),
            names: counts("firstname") || counts("lastname"),
        };
        let holds_accounts = matches!(file, StoreFile::Customers | StoreFile::Combined);
        // Of a confirmation only whether it is asked for is kept (data-formats.md 3.5).
        let secrets = if holds_accounts { SECRET_COLUMNS.len() as u64 + 1 } else { 0 };
        Ok(Self {
            file,
            columns: columns.iter().map(|column| Place::of(column, &customers, others.as_ref())).collect(),
            customers,
            others,
            waiting,
            codes: Codes::of(directory),
            counted,
            notes: Notes { secrets_left_out: secrets, ..Notes::default() },
        })
    }

    /// Gives the rows of customers.
    pub(super) fn of<E: From<ReadError>>(
        &mut self,
        customers: &[u32],
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let keys = in_order(customers);
        let accounts = self.customers.of(&keys).map_err(ReadError::from)?;
        let others = self.others.as_mut().map(|others| others.of(&keys)).transpose();
        let others = others.map_err(ReadError::from)?;
        let mut cells = Vec::with_capacity(self.columns.len());
        for customer in customers {
            let Some(record) = accounts.by(*customer).next() else { continue };
            let shows = |record: &Record<'_>| self.columns.iter().any(|column| column.shows(*record));
            let belongings = others.iter().flat_map(|others| others.by(*customer));
            // An address part without anything is none (data-formats.md 7.2).
            let mut belongings =
                belongings.filter(|record| self.file != StoreFile::Combined || shows(record)).peekable();
            if self.file.is_of_belongings() && belongings.peek().is_none() {
                continue;
            }
            let Some(account) = self.codes.account(record) else {
                self.notes.website_unknown += 1;
                continue;
            };
            let mut give = |owner, other| {
                cells.clear();
                cells.extend(self.columns.iter().map(|column| column.cell(owner, other)));
                each(Row { website_id: account.website_id, cells: &cells })
            };
            match self.file {
                StoreFile::Customers => give(Owner::Account(account), None)?,
                StoreFile::Addresses | StoreFile::Finances => {
                    for belonging in belongings {
                        give(Owner::Account(account), Some(belonging))?;
                    }
                }
                StoreFile::Combined => {
                    self.notes.addresses_anew += u64::from(belongings.peek().is_some());
                    give(Owner::Account(account), belongings.next())?;
                    for address in belongings {
                        self.notes.addresses_anew += 1;
                        give(Owner::Above, Some(address))?;
                    }
                }
            }
            if !self.file.is_of_belongings() {
                self.counted.count(account, &mut self.notes);
            }
        }
        Ok(())
    }

    /// Gives the rows of records that wait for their customer. Tells whether there may be more.
    pub(super) fn waiting<E: From<ReadError>>(
        &mut self,
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let (Some(waiting), Some(others)) = (&mut self.waiting, &mut self.others) else { return Ok(false) };
        let fetched = waiting.next().map_err(ReadError::from)?;
        let found = others.with_unread(fetched).map_err(ReadError::from)?;
        let mut cells = Vec::with_capacity(self.columns.len());
        for record in found.all() {
            cells.clear();
            cells.extend(self.columns.iter().map(|column| column.cell(Owner::Awaited, Some(record))));
            each(Row { website_id: 0, cells: &cells })?;
        }
        Ok(!cells.is_empty())
    }
}

impl StoreFile {
    /// Whether its rows are what belongs to customers, rather than the customers.
    const fn is_of_belongings(self) -> bool {
        matches!(self, Self::Addresses | Self::Finances)
    }
}

/// Whose row it is.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Account(Account<'a>),
    /// The customer of the row above.
    Above,
    /// A customer who is not here.
    Awaited,
}

impl Place {
    fn of(column: &Column, customers: &Records, others: Option<&Records>) -> Self {
        let stored = match &column.origin {
            Origin::Email => return Self::Email,
            Origin::Website => return Self::Website,
            Origin::StoreView => return Self::StoreView,
            Origin::Stored(stored) => stored,
        };
        match others.filter(|_| stored.table != CUSTOMER) {
            None if stored.name == "group_id" => Self::Group(customers.shown(stored)),
            None => Self::Customer(customers.shown(stored)),
            Some(others) if stored.storage == Storage::Flag => {
                Self::Flag(others.shown(stored), FLAGS + usize::from(stored.name == "is_shipping"))
            }
            Some(others) => Self::Other(others.shown(stored)),
        }
    }

    fn cell<'a>(&self, owner: Owner<'a>, other: Option<Record<'a>>) -> Cell<'a> {
        let account = if let Owner::Account(account) = owner { Some(account) } else { None };
        let awaited = other.filter(|_| matches!(owner, Owner::Awaited));
        let cell = match self {
            Self::Email => account
                .map(|account| account.record.text(EMAIL))
                .or(awaited.map(|other| other.text(EMAIL)))
                .map(Cell::Text),
            Self::Website => account
                .map(|account| account.website)
                .or(awaited.map(|other| other.text(WEBSITE_CODE)))
                .map(Cell::Text),
            Self::StoreView => account.map(|account| Cell::Text(account.store)),
            Self::Group(shown) => account.map(|account| match account.record.cell(shown) {
                Cell::Integer(group) if group < 0 => Cell::BLANK,
                cell => cell,
            }),
            Self::Customer(shown) => account.map(|account| account.record.cell(shown)),
            Self::Other(shown) => other.map(|other| other.cell(shown)),
            Self::Flag(shown, cell) => {
                let is = other.is_some_and(|other| other.cell(shown) == Cell::Integer(1));
                let was = awaited.is_some_and(|other| other.text(*cell) == "1");
                (is || was).then_some(Cell::Text("1"))
            }
        };
        cell.unwrap_or(Cell::BLANK)
    }

    /// Whether a belonging shows anything in it.
    fn shows(&self, other: Record<'_>) -> bool {
        matches!(self, Self::Other(_) | Self::Flag(..)) && self.cell(Owner::Above, Some(other)) != Cell::BLANK
    }
}

impl Codes {
    fn of(directory: &Directory) -> Self {
        let websites = directory.websites.iter();
        let views = directory.store_views.iter();
        Self {
            websites: websites.filter_map(|website| Some((website.id, website.code.clone()?))).collect(),
            views: views
                .filter_map(|view| Some(((view.website_id, view.store_id), view.code.clone()?)))
                .collect(),
        }
    }

    /// A customer whose website has a code.
    fn account<'a>(&'a self, record: Record<'a>) -> Option<Account<'a>> {
        let website_id = record.value(WEBSITE_ID).integer().unwrap_or_default();
        let website = self.websites.get(&website_id)?;
        // `_store` of an export is the website's default view: it tells the customer's only where no number does
        // (observed-2.4.7.md).
        let store = match record.value(STORE_ID).integer() {
            Some(0) => ADMIN,
            Some(store_id) => self.views.get(&(website_id, store_id)).map_or("", String::as_str),
            None => record.text(STORE),
        };
        Some(Account { record, website_id, website, store })
    }
}

impl Counted {
    fn count(&self, account: Account<'_>, notes: &mut Notes) {
        let record = account.record;
        let has_group = record.value(GROUP_ID).integer().is_some_and(|group| group >= 0);
        let lacks_name = NAMES.iter().any(|name| record.text(*name).is_empty());
        notes.store_unknown += u64::from(self.store && account.store.is_empty());
        notes.group_unknown += u64::from(self.group && !has_group);
        notes.required_missing += u64::from(self.names && lacks_name);
    }
}
