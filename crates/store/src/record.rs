//! The canonical bytes of a record, which its hash in the log covers.
//!
//! A row has a digest: the SHA-256 of its columns, in the order of their names. Each column with a value adds its name,
//! a zero byte, the kind of the value (`i`, `t` or `b`), the length of the value as 8 bytes little-endian and the value;
//! an integer is 8 bytes little-endian. Columns without a value are left out, so that an attribute learned later changes
//! no older record; [`RELATIONS`] are not columns of the row alone.
//!
//! A record is the digest of an address that waits for its customer, or of a change; or that of a customer, followed by the digests of
//! his addresses in order of entry, each with a byte: 1 for his default billing address, 2 for shipping, 3 for both.

use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};

use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::log::Hash;

/// What an address is to its customer: told by where it stands in the record.
const RELATIONS: [&str; 3] = ["customer_id", "is_billing", "is_shipping"];

/// What is done with the key and the canonical bytes of a record.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, &[u8]) -> Result<(), StoreError>;

/// Names of records in the log.
pub(crate) const CUSTOMER: &str = "customer";
pub(crate) const ADDRESS: &str = "address";
pub(crate) const CHANGE: &str = "change";

/// Records of one kind.
pub(crate) trait Records {
    /// Their name in the log.
    fn entity(&self) -> &'static str;

    /// Calls `each` with every record between two keys, in their order.
    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError>;
}

/// Customers with their addresses.
pub(crate) struct Customers {
    customers: Rows,
    addresses: Rows,
}

/// Addresses that wait for their customer.
pub(crate) struct Waiting(Rows);

/// What change sets made of records, with what was before.
pub(crate) struct Changes(Rows);

impl Customers {
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let of_customer = "customer_id >= ? AND customer_id <= ? ORDER BY customer_id, id";
        Ok(Self {
            customers: Rows::prepare(connection, "customer", &["id"], "id >= ? AND id <= ? ORDER BY id")
                .await?,
            addresses: Rows::prepare(connection, "address", &RELATIONS, of_customer).await?,
        })
    }
}

impl Waiting {
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let rest = "customer_id IS NULL AND id >= ? AND id <= ? ORDER BY id";
        Ok(Self(Rows::prepare(connection, "address", &["id"], rest).await?))
    }
}

impl Changes {
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let rest = "id >= ? AND id <= ? ORDER BY id";
        Ok(Self(Rows::prepare(connection, CHANGE, &["id"], rest).await?))
    }
}

impl Records for Customers {
    fn entity(&self) -> &'static str {
        CUSTOMER
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        let mut record = Vec::new();
        self.customers.start(first, last);
        self.addresses.start(first, last);
        let mut owner = self.addresses.advance()?;
        while let Some(id) = self.customers.advance()? {
            record.clear();
            record.extend_from_slice(&self.customers.digest());
            while let Some(of) = owner.filter(|&of| of <= id) {
                if of == id {
                    let digest = self.addresses.digest();
                    let is = |relation| self.addresses.extra(relation).integer() == Some(1);
                    push_address(&mut record, &digest, is(1), is(2));
                }
                owner = self.addresses.advance()?;
            }
            each(id, &record)?;
        }
        Ok(())
    }
}

impl Records for Waiting {
    fn entity(&self) -> &'static str {
        ADDRESS
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        self.0.each(first, last, each)
    }
}

impl Records for Changes {
    fn entity(&self) -> &'static str {
        CHANGE
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        self.0.each(first, last, each)
    }
}

/// Adds an address to the record of its customer.
pub(crate) fn push_address(record: &mut Vec<u8>, digest: &Hash, billing: bool, shipping: bool) {
    record.extend_from_slice(digest);
    record.push(u8::from(billing) | u8::from(shipping) << 1);
}

/// The columns of a row that its digest covers, in the order of their names, with where their values stand.
pub(crate) struct Shape(Vec<(String, usize)>);

impl Shape {
    /// `columns` in the order in which the values stand.
    pub(crate) fn of<'a>(columns: impl IntoIterator<Item = &'a str>) -> Self {
        let own = columns.into_iter().enumerate().filter(|(_, name)| !RELATIONS.contains(name));
        let mut columns: Vec<_> = own.map(|(place, name)| (name.to_owned(), place)).collect();
        columns.sort();
        Self(columns)
    }

    /// Appends what the digest of a row is made of.
    pub(crate) fn write<'a>(&self, bytes: &mut Vec<u8>, value: impl Fn(usize) -> Value<'a>) {
        for (name, place) in &self.0 {
            write(bytes, name, value(*place));
        }
    }
}

/// Rows of one table.
struct Rows {
    statement: Statement,
    shape: Shape,
    /// Where the extra columns start, of which the first is the key.
    extra: usize,
    bytes: Vec<u8>,
}

impl Rows {
    async fn prepare(
        connection: &mut SqliteConnection,
        table: &str,
        extra: &[&str],
        rest: &str,
    ) -> Result<Self, StoreError> {
        let columns = columns(connection, table).await?;
        let sql =
            format!("SELECT \"{}\", {} FROM {table} WHERE {rest}", columns.join("\", \""), extra.join(", "));
        Ok(Self {
            statement: Statement::prepare(connection, &sql).await?,
            shape: Shape::of(columns.iter().map(String::as_str)),
            extra: columns.len(),
            bytes: Vec::new(),
        })
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        self.start(first, last);
        while let Some(id) = self.advance()? {
            each(id, &self.digest())?;
        }
        Ok(())
    }

    fn start(&mut self, first: u32, last: u32) {
        self.statement.start(&[Value::Integer(i64::from(first)), Value::Integer(i64::from(last))]);
    }

    /// Goes to the next row and returns its key.
    fn advance(&mut self) -> Result<Option<u32>, StoreError> {
        Ok(if self.statement.advance()? { Some(self.extra(0).key()) } else { None })
    }

    fn extra(&self, index: usize) -> Value<'_> {
        self.statement.value(self.extra + index)
    }

    fn digest(&mut self) -> Hash {
        let Self { statement, shape, bytes, .. } = self;
        bytes.clear();
        shape.write(bytes, |column| statement.value(column));
        Sha256::digest(bytes).into()
    }
}

/// Columns of a table, in its order.
pub(crate) async fn columns(
    connection: &mut SqliteConnection,
    table: &str,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query("SELECT name FROM pragma_table_info(?) ORDER BY cid")
        .bind(table.to_owned())
        .fetch_all(connection)
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

fn write(bytes: &mut Vec<u8>, name: &str, value: Value<'_>) {
    let number;
    let (kind, content): (u8, &[u8]) = match value {
        Value::Null => return,
        Value::Integer(integer) => {
            number = integer.to_le_bytes();
            (b'i', &number)
        }
        Value::Text(text) => (b't', text.as_bytes()),
        Value::Blob(blob) => (b'b', blob),
    };
    bytes.extend_from_slice(name.as_bytes());
    bytes.extend_from_slice(&[0, kind]);
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(content);
}
