//! Everything known about one customer.

use clientele_domain::attribute::{AttributeType, Entity};
use clientele_domain::column::{AddressColumn, CustomerColumn, Storage};
use sea_query::{self, Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::directory::{Attribute, Directory};
use super::field::{Cell, NAME, join_name};
use super::findings::FindingRow;
use super::{Balance, Order, ReadError, Reader, State, Subscription};
use crate::engine::Row;

/// A customer with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// The workspace's own key.
    pub id: u32,
    /// The website's key.
    pub website_id: i64,
    /// The shop's number, when known.
    pub entity_id: Option<i64>,
    /// Full name.
    pub name: String,
    /// Whether it can sign in.
    pub state: State,
    /// The account's columns under their platform codes, in the order of the store's table.
    pub account: Vec<Value>,
    /// The group's name, or “Group 4”.
    pub group: Option<String>,
    /// The store view's code, name or number.
    pub store_view: Option<String>,
    /// Custom attributes under their codes.
    pub attributes: Vec<Value>,
    /// In order of entry.
    pub addresses: Vec<Address>,
    /// About the customer and its addresses, in order of file and line.
    pub findings: Vec<FindingRow>,
    /// Newsletter subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Store credit and reward points by website.
    pub balances: Vec<Balance>,
    /// Orders, newest first.
    pub orders: Vec<Order>,
    /// Where it came from.
    pub origin: Origin,
}

/// An address.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// The workspace's own key.
    pub id: u32,
    /// The shop's number, when known.
    pub entity_id: Option<i64>,
    /// Whether it is the default billing address.
    pub default_billing: bool,
    /// Whether it is the default shipping address.
    pub default_shipping: bool,
    /// Its columns under their platform codes.
    pub fields: Vec<Value>,
    /// Custom attributes under their codes.
    pub attributes: Vec<Value>,
    /// Where it came from.
    pub origin: Origin,
}

/// A value with what is known about its writing.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The platform's code of the column or attribute.
    pub code: String,
    /// How the store keeps it; attributes are text.
    pub storage: Storage,
    /// How an attribute is read; `None` for a system column.
    pub kind: Option<AttributeType>,
    /// The value; [`Cell::Null`] when no file brought the column, empty text when its cell was empty.
    pub cell: Cell,
    /// The cell of the file where it differs from the value (data-formats.md 16.1).
    pub raw: Option<String>,
}

/// Where a record stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// File name.
    pub file: String,
    /// Physical line, 1-based.
    pub line: u64,
    /// Ordinal of the data row, as the platform counts.
    pub row: u64,
}

impl Reader {
    /// Everything known about a customer.
    ///
    /// # Errors
    /// [`ReadError::NoCustomer`], or a database that cannot be read.
    pub async fn customer(&self, id: u32) -> Result<Customer, ReadError> {
        let directory = self.directory().await?;
        let account = Shape::account(&directory);
        let account = self.records(account, Expr::col(("r", "id")).eq(id)).await?.pop();
        let account = account.ok_or(ReadError::NoCustomer(id))?;
        let addresses = Shape::address(&directory);
        let addresses = self.records(addresses, Expr::col(("r", "customer_id")).eq(id)).await?;
        let [website_id, store_id, group_id, entity_id] = account.head;
        let view =
            website_id.zip(store_id).and_then(|(website, store)| directory.store_view_key(website, store));
        Ok(Customer {
            id,
            website_id: website_id.unwrap_or_default(),
            entity_id,
            name: full_name(&account.fields),
            state: state(&account.fields),
            group: group_id.map(|id| directory.group_label(id).map_or_else(|| id.to_string(), str::to_owned)),
            store_view: view.map(str::to_owned),
            account: account.fields,
            attributes: account.attributes,
            addresses: addresses.into_iter().map(Address::from).collect(),
            findings: self.findings_of(id).await?,
            subscriptions: self.subscriptions_of(id).await?,
            balances: self.balances_of(id).await?,
            orders: self.orders_of(id).await?,
            origin: account.origin,
        })
    }

    /// The records of one table that meet a condition, in order of key, with the cells kept as the file had them.
    async fn records(&self, shape: Shape, condition: Expr) -> Result<Vec<Record>, ReadError> {
        let entity = shape.entity;
        let query = shape.select(condition);
        let mut records = self
            .pool
            .read(query, move |cursor| {
                let mut records = Vec::new();
                while let Some(row) = cursor.next()? {
                    records.push(shape.read(row));
                }
                Ok::<_, ReadError>(records)
            })
            .await?;
        for record in &mut records {
            let raw = "SELECT column_code, text FROM raw_cell WHERE entity = ? AND record_id = ?";
            for raw in self.pool.query(raw, &[entity.into(), record.id.into()]).await? {
                record.keep_raw(raw.value(0).text(), raw.value(1).text());
            }
        }
        Ok(records)
    }
}

/// What to read of a kind of record.
struct Shape {
    entity: &'static str,
    /// Numbers beside the fields.
    head: [&'static str; 4],
    fields: Vec<Column>,
    attributes: Vec<Column>,
}

/// A column of the store with what its [`Value`] says.
struct Column {
    name: String,
    code: String,
    storage: Storage,
    kind: Option<AttributeType>,
}

/// Columns before the fields: key, file, line, row and the head.
const BEFORE: usize = 8;

impl Shape {
    fn account(directory: &Directory) -> Self {
        let column = |column: &CustomerColumn| {
            let name = match column {
                // Shown by name: the website's key stands in the head.
                CustomerColumn::Website
                | CustomerColumn::WebsiteName
                | CustomerColumn::GroupName
                | CustomerColumn::EntityId => return None,
                CustomerColumn::Store => "default_store_code",
                CustomerColumn::WebsiteId => "shop_website_id",
                other => other.code(),
            };
            Some(Column::system(name, column.code(), column.storage()))
        };
        Self {
            entity: "customer",
            head: ["website_id", "store_id", "group_id", "entity_id"],
            fields: CustomerColumn::ALL.iter().filter_map(column).collect(),
            attributes: attributes(directory, Entity::Customer),
        }
    }

    fn address(directory: &Directory) -> Self {
        let column = |column: &AddressColumn| {
            let name = match column {
                // The owner's, and what the head has.
                AddressColumn::Website
                | AddressColumn::Email
                | AddressColumn::EntityId
                | AddressColumn::DefaultBilling
                | AddressColumn::DefaultShipping => return None,
                other => other.code(),
            };
            Some(Column::system(name, name, column.storage()))
        };
        Self {
            entity: "address",
            head: ["entity_id", "is_billing", "is_shipping", "customer_id"],
            fields: AddressColumn::ALL.iter().filter_map(column).collect(),
            attributes: attributes(directory, Entity::Address),
        }
    }

    fn select(&self, condition: Expr) -> SelectStatement {
        let columns = self.fields.iter().chain(&self.attributes).map(|column| ("r", column.name.clone()));
        Query::select()
            .columns([("r", "id"), ("s", "name"), ("r", "line"), ("r", "row")])
            .columns(self.head.map(|column| ("r", column)))
            .columns(columns)
            .from_as(self.entity, "r")
            .join_as(JoinType::LeftJoin, "source", "s", Expr::col(("s", "id")).equals(("r", "source_id")))
            .and_where(condition)
            .order_by(("r", "id"), sea_query::Order::Asc)
            .take()
    }

    fn read(&self, row: Row<'_>) -> Record {
        let number =
            |column| row.integer(column).and_then(|number| u64::try_from(number).ok()).unwrap_or_default();
        let values = |columns: &[Column], from: usize| -> Vec<Value> {
            columns.iter().zip(from..).map(|(column, at)| column.read(row, at)).collect()
        };
        Record {
            id: row.id(0),
            origin: Origin {
                file: row.text(1).unwrap_or_default().to_owned(),
                line: number(2),
                row: number(3),
            },
            head: [4, 5, 6, 7].map(|column| row.integer(column)),
            fields: values(&self.fields, BEFORE),
            attributes: values(&self.attributes, BEFORE + self.fields.len()),
        }
    }
}

impl Column {
    fn system(name: &str, code: &str, storage: Storage) -> Self {
        Self { name: name.to_owned(), code: code.to_owned(), storage, kind: None }
    }

    fn read(&self, row: Row<'_>, at: usize) -> Value {
        let cell = match self.storage {
            Storage::Text | Storage::Date => row.text(at).map(|text| Cell::Text(text.to_owned())),
            Storage::Integer | Storage::Filled | Storage::Flag | Storage::Money => {
                row.integer(at).map(Cell::Integer)
            }
            Storage::Instant => row.integer(at).map(Cell::Instant),
        };
        let Self { code, storage, kind, .. } = self;
        Value {
            code: code.clone(),
            storage: *storage,
            kind: *kind,
            cell: cell.unwrap_or(Cell::Null),
            raw: None,
        }
    }
}

fn attributes(directory: &Directory, entity: Entity) -> Vec<Column> {
    let column = |attribute: &Attribute| Column {
        name: attribute.column(),
        code: attribute.code.clone(),
        storage: Storage::Text,
        kind: Some(attribute.kind),
    };
    directory.attributes.iter().filter(|attribute| attribute.entity == entity).map(column).collect()
}

/// A row of either table.
struct Record {
    id: u32,
    origin: Origin,
    head: [Option<i64>; 4],
    fields: Vec<Value>,
    attributes: Vec<Value>,
}

impl Record {
    fn keep_raw(&mut self, code: &str, text: &str) {
        let values = self.fields.iter_mut().chain(&mut self.attributes);
        values.filter(|value| value.code == code).for_each(|value| value.raw = Some(text.to_owned()));
    }
}

impl From<Record> for Address {
    fn from(Record { id, origin, head, fields, attributes }: Record) -> Self {
        let [entity_id, billing, shipping, _] = head;
        Self {
            id,
            entity_id,
            default_billing: billing == Some(1),
            default_shipping: shipping == Some(1),
            fields,
            attributes,
            origin,
        }
    }
}

fn state(fields: &[Value]) -> State {
    let number = |column: CustomerColumn| {
        let value = fields.iter().find(|value| value.code == column.code());
        value.and_then(|value| match value.cell {
            Cell::Integer(number) | Cell::Instant(number) => Some(number),
            _ => None,
        })
    };
    State {
        unconfirmed: number(CustomerColumn::Confirmation) == Some(1),
        is_confirmed: number(CustomerColumn::IsConfirmed) == Some(1),
        is_locked: number(CustomerColumn::IsLocked) == Some(1),
        lock_expires: number(CustomerColumn::LockExpires),
    }
}

fn full_name(fields: &[Value]) -> String {
    let part = |code: &&str| {
        fields.iter().find(|value| value.code == *code).and_then(|value| match &value.cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        })
    };
    let mut name = String::new();
    join_name(NAME.iter().map(part), &mut name);
    name
}
