//! The canonical bytes of a record, which its hash in the log covers.
//!
//! A record is a customer row with its addresses in order of entry, or an address row that waits for its customer.
//! Each column with a value adds its name, a zero byte, the kind of the value (`i`, `t` or `b`), the length of the
//! value as 8 bytes little-endian and the value; an integer is 8 bytes little-endian. An address within a customer
//! starts with the byte 255. Columns without a value are left out, so that an attribute learned later changes no older
//! record.

use sqlx::{Row as _, SqliteConnection};

use crate::StoreError;
use crate::bind::{Statement, Value};

/// What is done with the key and the canonical bytes of a record.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, &[u8]) -> Result<(), StoreError>;

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

impl Customers {
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        Ok(Self {
            customers: Rows::prepare(connection, "customer", "id", "id >= ? AND id <= ? ORDER BY id").await?,
            addresses: Rows::prepare(
                connection,
                "address",
                "customer_id",
                "customer_id >= ? AND customer_id <= ? ORDER BY customer_id, id",
            )
            .await?,
        })
    }
}

impl Waiting {
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let rest = "customer_id IS NULL AND id >= ? AND id <= ? ORDER BY id";
        Ok(Self(Rows::prepare(connection, "address", "id", rest).await?))
    }
}

impl Records for Customers {
    fn entity(&self) -> &'static str {
        "customer"
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        let (mut customer, mut address) = (Vec::new(), Vec::new());
        self.customers.start(first, last);
        self.addresses.start(first, last);
        let mut owner = self.addresses.next(&mut address)?;
        loop {
            customer.clear();
            let Some(id) = self.customers.next(&mut customer)? else { return Ok(()) };
            while owner.is_some_and(|owner| owner <= id) {
                if owner == Some(id) {
                    customer.push(255);
                    customer.extend_from_slice(&address);
                }
                address.clear();
                owner = self.addresses.next(&mut address)?;
            }
            each(id, &customer)?;
        }
    }
}

impl Records for Waiting {
    fn entity(&self) -> &'static str {
        "address"
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        let mut address = Vec::new();
        self.0.start(first, last);
        while let Some(id) = self.0.next(&mut address)? {
            each(id, &address)?;
            address.clear();
        }
        Ok(())
    }
}

/// Rows of one table.
struct Rows {
    statement: Statement,
    columns: Vec<String>,
    key: usize,
}

impl Rows {
    async fn prepare(
        connection: &mut SqliteConnection,
        table: &str,
        key: &str,
        rest: &str,
    ) -> Result<Self, StoreError> {
        let columns = columns(connection, table).await?;
        let sql = format!("SELECT \"{}\" FROM {table} WHERE {rest}", columns.join("\", \""));
        let key = columns.iter().position(|name| name == key).unwrap_or(0);
        Ok(Self { statement: Statement::prepare(connection, &sql).await?, columns, key })
    }

    fn start(&mut self, first: u32, last: u32) {
        self.statement.start(&[Value::Integer(i64::from(first)), Value::Integer(i64::from(last))]);
    }

    /// Appends the canonical bytes of the next row and returns its key.
    fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<u32>, StoreError> {
        if !self.statement.advance()? {
            return Ok(None);
        }
        for (column, name) in self.columns.iter().enumerate() {
            write(bytes, name, self.statement.value(column));
        }
        Ok(Some(self.statement.value(self.key).key()))
    }
}

/// `id` first, then the other columns in the table's order, to which later ones are only appended.
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
