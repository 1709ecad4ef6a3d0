//! The columns of files for the store's importer, in the platform's order (data-formats.md 5.1, 6.1, 7.1, 8).

use std::collections::HashSet;

use clientele_domain::attribute::Entity;
use clientele_domain::column::{AddressColumn, CustomerColumn, FinanceColumn, Storage};

use super::StoreFile;
use crate::read::ReadError;
use crate::read::directory::Directory;
use crate::read::snapshot::Snapshot;
use crate::record::{ADDRESS, CUSTOMER};

/// The table of balances.
pub(super) const BALANCE: &str = "balance";

/// The cell `_store` of the file that brought a customer.
pub(super) const STORE_CELL: &str = "default_store_code";

/// A column that a file for the store can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportColumn {
    /// Header cell.
    pub code: String,
    /// Written whatever is chosen: a key of the file.
    pub always: bool,
    /// Whether anyone has a value.
    pub filled: bool,
}

/// A column with where its cells come from.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Header cell.
    pub(super) code: String,
    pub(super) origin: Origin,
    is_key: bool,
}

/// Where the cells of a column come from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// The owner's e-mail.
    Email,
    /// The code of the owner's website.
    Website,
    /// The code of the customer's store view.
    StoreView,
    /// A column of a table.
    Stored(Stored),
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) table: &'static str,
    pub(super) name: String,
    pub(super) storage: Storage,
    /// What the table of raw cells calls it.
    pub(super) raw: String,
}

impl Column {
    fn owners(code: &str, origin: Origin, is_key: bool) -> Self {
        Self { code: code.to_owned(), origin, is_key }
    }

    fn stored(table: &'static str, name: &str, code: &str, storage: Storage) -> Self {
        let stored = Stored { table, name: name.to_owned(), storage, raw: code.to_owned() };
        Self { code: code.to_owned(), origin: Origin::Stored(stored), is_key: false }
    }

    fn key(self) -> Self {
        Self { is_key: true, ..self }
    }

    fn called(self, code: String) -> Self {
        Self { code, ..self }
    }
}

/// Every column that a file can have. Secrets are not among them (data-formats.md 3.5), nor attributes of which a grid
/// showed the label alone: the importer refuses a file with a header that is none of the store's codes.
pub(super) fn all(file: StoreFile, directory: &Directory) -> Vec<Column> {
    match file {
        StoreFile::Customers => customers(directory),
        StoreFile::Addresses => addresses(directory),
        StoreFile::Combined => {
            let of_address = addresses(directory).into_iter().filter_map(in_combined);
            customers(directory).into_iter().chain(of_address).collect()
        }
        StoreFile::Finances => FinanceColumn::ALL.iter().map(|column| finance(*column)).collect(),
    }
}

fn customers(directory: &Directory) -> Vec<Column> {
    let system = CustomerColumn::ALL.iter().filter(|column| column.is_of_main_file());
    system.filter_map(|column| customer(*column)).chain(attributes(Entity::Customer, directory)).collect()
}

fn customer(column: CustomerColumn) -> Option<Column> {
    let code = column.code();
    Some(match column {
        CustomerColumn::Email => Column::owners(code, Origin::Email, true),
        CustomerColumn::Website => Column::owners(code, Origin::Website, true),
        CustomerColumn::Store => Column::owners(code, Origin::StoreView, false),
        CustomerColumn::Confirmation => return None,
        CustomerColumn::WebsiteId => Column::stored(CUSTOMER, "shop_website_id", code, column.storage()),
        _ => Column::stored(CUSTOMER, code, code, column.storage()),
    })
}

/// Custom attributes stand before the two flags, which end the file.
fn addresses(directory: &Directory) -> Vec<Column> {
    let is_flag = |column: &&AddressColumn| {
        matches!(column, AddressColumn::DefaultBilling | AddressColumn::DefaultShipping)
    };
    let (flags, others): (Vec<_>, Vec<_>) = AddressColumn::ALL.iter().partition(is_flag);
    let of = |columns: Vec<&'static AddressColumn>| columns.into_iter().map(|column| address(*column));
    of(others).chain(attributes(Entity::Address, directory)).chain(of(flags)).collect()
}

fn address(column: AddressColumn) -> Column {
    let code = column.code();
    match column {
        AddressColumn::Website => Column::owners(code, Origin::Website, true),
        AddressColumn::Email => Column::owners(code, Origin::Email, true),
        AddressColumn::EntityId => Column::stored(ADDRESS, "entity_id", code, column.storage()).key(),
        AddressColumn::DefaultBilling => Column::stored(ADDRESS, "is_billing", code, Storage::Flag),
        AddressColumn::DefaultShipping => Column::stored(ADDRESS, "is_shipping", code, Storage::Flag),
        _ => Column::stored(ADDRESS, code, code, column.storage()),
    }
}

/// The column of an address in the single file. Numbers of addresses and regions have no meaning there: it makes each
/// address anew, and the number of a region counts only for addresses that are there (data-formats.md 3.4).
fn in_combined(column: Column) -> Option<Column> {
    let Origin::Stored(stored) = &column.origin else { return None };
    match (stored.storage, stored.name.as_str()) {
        (_, "entity_id" | "region_id") => None,
        (Storage::Flag, _) => Some(column),
        _ => {
            let code = format!("_address_{}", column.code);
            Some(column.called(code))
        }
    }
}

fn finance(column: FinanceColumn) -> Column {
    let code = column.code();
    match column {
        FinanceColumn::Email => Column::owners(code, Origin::Email, true),
        FinanceColumn::Website => Column::owners(code, Origin::Website, true),
        FinanceColumn::FinanceWebsite => {
            Column::stored(BALANCE, "finance_website", code, column.storage()).key()
        }
        _ => Column::stored(BALANCE, code, code, column.storage()),
    }
}

fn attributes(entity: Entity, directory: &Directory) -> impl Iterator<Item = Column> + '_ {
    let table = match entity {
        Entity::Customer => CUSTOMER,
        Entity::Address => ADDRESS,
    };
    let of =
        move |attribute: &&crate::read::Attribute| attribute.entity == entity && attribute.label.is_none();
    directory
        .attributes
        .iter()
        .filter(of)
        .map(move |attribute| Column::stored(table, &attribute.column(), &attribute.code, Storage::Text))
}

impl Snapshot {
    /// The columns that a file can have, each with whether anyone has a value.
    pub(super) async fn offered(&self, file: StoreFile) -> Result<Vec<(Column, ExportColumn)>, ReadError> {
        let directory = self.directory().await?;
        let mut filled = HashSet::new();
        for table in [CUSTOMER, ADDRESS, BALANCE] {
            let found = self.filled(table, &stored_in(table, &directory)).await?;
            filled.extend(found.iter().map(|name| (table, name.clone())));
        }
        let has_group = directory.groups.iter().any(|group| group.id >= 0);
        let has_view = directory.store_views.iter().any(|view| view.code.is_some() || view.store_id == 0);
        let is_filled = |column: &Column| match &column.origin {
            Origin::Email | Origin::Website => true,
            Origin::StoreView => has_view || filled.contains(&(CUSTOMER, STORE_CELL.to_owned())),
            Origin::Stored(stored) => {
                filled.contains(&(stored.table, stored.name.clone()))
                    && (stored.name != "group_id" || has_group)
            }
        };
        let told = |column: Column| {
            let is_filled = is_filled(&column);
            let told = ExportColumn { code: column.code.clone(), always: column.is_key, filled: is_filled };
            (column, told)
        };
        Ok(all(file, &directory).into_iter().map(told).collect())
    }

    /// The columns to write: the keys, and those chosen, else those that hold anything.
    pub(super) async fn chosen(
        &self,
        file: StoreFile,
        chosen: Option<&[String]>,
    ) -> Result<Vec<Column>, ReadError> {
        let offered = self.offered(file).await?;
        let is_offered = |code: &&String| offered.iter().any(|(_, column)| column.code == **code);
        if let Some(unknown) = chosen.into_iter().flatten().find(|code| !is_offered(code)) {
            return Err(ReadError::UnknownField(unknown.clone()));
        }
        let is_written = |column: &ExportColumn| {
            column.always || chosen.map_or(column.filled, |chosen| chosen.contains(&column.code))
        };
        Ok(offered.into_iter().filter(|(_, told)| is_written(told)).map(|(column, _)| column).collect())
    }
}

/// The columns of a table that files show; of a customer's store view the cell of the file.
fn stored_in(table: &'static str, directory: &Directory) -> Vec<Stored> {
    let files = [StoreFile::Customers, StoreFile::Addresses, StoreFile::Finances];
    let column = |column: Column| match column.origin {
        Origin::Stored(stored) if stored.table == table => Some(stored),
        Origin::StoreView if table == CUSTOMER => {
            Some(Stored { table, name: STORE_CELL.to_owned(), storage: Storage::Text, raw: column.code })
        }
        _ => None,
    };
    files.into_iter().flat_map(|file| all(file, directory)).filter_map(column).collect()
}
