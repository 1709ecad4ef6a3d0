//! The canonical bytes of a customer and the log of their salted hashes.
//!
//! A record is its customer row with its addresses in order of entry. Columns without a value are left out, so that
//! an attribute learned later changes no older record. The log keeps one hash a record; its salt derives from a
//! secret of the chunk, so that a person is erased by keeping the other salts instead of the secret.

use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::bind::{Statement, Value};

/// Records of a chunk of the log.
pub(crate) const CHUNK: usize = 1000;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// Reads customers with their addresses in order of keys.
pub(crate) struct Records {
    customers: Statement,
    addresses: Statement,
    customer_columns: Vec<String>,
    address_columns: Vec<String>,
}

impl Records {
    /// Records of the customers from a key on.
    pub(crate) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let customer_columns = columns(connection, "customer").await?;
        let address_columns = columns(connection, "address").await?;
        let sql = |table: &str, columns: &[String], rest: &str| {
            format!("SELECT \"{}\" FROM {table} {rest}", columns.join("\", \""))
        };
        let customers = sql("customer", &customer_columns, "WHERE id >= ? AND id <= ? ORDER BY id");
        let addresses = sql(
            "address",
            &address_columns,
            "WHERE customer_id >= ? AND customer_id <= ? ORDER BY customer_id, id",
        );
        Ok(Self {
            customers: Statement::prepare(connection, &customers).await?,
            addresses: Statement::prepare(connection, &addresses).await?,
            customer_columns,
            address_columns,
        })
    }

    /// Calls `each` with key and canonical bytes of every customer between two keys.
    pub(crate) fn each(
        &mut self,
        first: u32,
        last: u32,
        mut each: impl FnMut(u32, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let range = [Value::Integer(i64::from(first)), Value::Integer(i64::from(last))];
        self.addresses.start(&range);
        let owner = self.address_columns.iter().position(|name| name == "customer_id").unwrap_or(0);
        let (addresses, names) = (&mut self.addresses, &self.address_columns);
        let mut pending: Option<(u32, Vec<u8>)> = next_address(addresses, names, owner)?;
        let customer_columns = &self.customer_columns;
        let mut bytes = Vec::new();
        self.customers.each(&range, |row| {
            let id = row.first().map_or(0, |id| id.key());
            bytes.clear();
            write_row(&mut bytes, customer_columns, row);
            while let Some((customer, address)) = &pending {
                if *customer > id {
                    break;
                }
                if *customer == id {
                    bytes.extend_from_slice(address);
                }
                pending = next_address(addresses, names, owner)?;
            }
            each(id, &bytes)
        })
    }
}

fn next_address(
    addresses: &mut Statement,
    names: &[String],
    owner: usize,
) -> Result<Option<(u32, Vec<u8>)>, StoreError> {
    Ok(addresses.next()?.map(|row| {
        let mut bytes = vec![0xFF];
        write_row(&mut bytes, names, &row);
        (row[owner].key(), bytes)
    }))
}

/// `id` first, then the other columns in the table's order, to which later ones are only appended.
pub(crate) async fn columns(
    connection: &mut SqliteConnection,
    table: &str,
) -> Result<Vec<String>, StoreError> {
    use sqlx::Row as _;
    let rows = sqlx::query("SELECT name FROM pragma_table_info(?) ORDER BY cid")
        .bind(table.to_owned())
        .fetch_all(connection)
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Name, kind and length-prefixed value of every column with a value.
pub(crate) fn write_row(bytes: &mut Vec<u8>, names: &[String], row: &[Value<'_>]) {
    for (name, value) in names.iter().zip(row) {
        let number;
        let (kind, content): (u8, &[u8]) = match value {
            Value::Null => continue,
            Value::Integer(integer) => {
                number = integer.to_le_bytes();
                (b'i', &number)
            }
            Value::Text(text) => (b't', text.as_bytes()),
            Value::Blob(blob) => (b'b', blob),
        };
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        bytes.push(kind);
        bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
        bytes.extend_from_slice(content);
    }
}

/// The hash that the log keeps of a record.
pub(crate) fn salted(secret: &[u8], index: usize, record: &[u8]) -> Hash {
    let mut salt = Sha256::new();
    salt.update(secret);
    salt.update((index as u64).to_le_bytes());
    let mut hash = Sha256::new();
    hash.update(salt.finalize());
    hash.update(record);
    hash.finalize().into()
}

/// A thousand records of one change set.
pub(crate) struct Chunk {
    pub(crate) ids: Vec<u8>,
    pub(crate) secret: Hash,
    pub(crate) hashes: Vec<u8>,
}

impl Chunk {
    /// An empty chunk with a secret of its own.
    pub(crate) fn new() -> Result<Self, StoreError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)
            .map_err(|error| StoreError::Database(sqlx::Error::Protocol(error.to_string())))?;
        Ok(Self { ids: Vec::with_capacity(CHUNK * 4), secret, hashes: Vec::with_capacity(CHUNK * 32) })
    }

    /// Adds a record.
    pub(crate) fn push(&mut self, id: u32, record: &[u8]) {
        let hash = salted(&self.secret, self.ids.len() / 4, record);
        self.ids.extend_from_slice(&id.to_le_bytes());
        self.hashes.extend_from_slice(&hash);
    }

    /// Whether it holds as many records as a chunk may.
    pub(crate) fn is_full(&self) -> bool {
        self.ids.len() >= CHUNK * 4
    }
}
