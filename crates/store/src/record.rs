//! The canonical bytes of a record, which its hash in the log covers.
//!
//! A row has a digest: the SHA-256 of its columns, in the order of their names. Each column with a value adds its name,
//! a zero byte, the kind of the value (`i`, `t` or `b`), the length of the value as 8 bytes little-endian and the value;
//! an integer is 8 bytes little-endian. Columns without a value are left out, so that an attribute learned later changes
//! no older record; [`RELATIONS`] are not columns of the row alone.
//!
//! The record of a customer is the digest of its row, followed by those of its addresses in order of entry, each with a
//! byte: 1 for the default billing address, 2 for shipping, 3 for both. Every other record is the digest of its row.

use sha2::{Digest as _, Sha256};

use crate::StoreError;
use crate::engine::{Row, Session, Statement, Value};
use crate::log::Hash;

/// What a record is to its customer: told by where it stands in the customer's.
const RELATIONS: [&str; 3] = ["customer_id", "is_billing", "is_shipping"];

/// What is done with the key and the canonical bytes of a record.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, &[u8]) -> Result<(), StoreError>;

/// Names of records in the log, which are those of their tables.
pub(crate) const CUSTOMER: &str = "customer";
pub(crate) const ADDRESS: &str = "address";
pub(crate) const CHANGE: &str = "change";

/// Keys asked for at once where they are far apart.
const TOGETHER: usize = 500;

/// Records of one kind, as they are now.
pub(crate) struct Records {
    entity: &'static str,
    rows: Rows,
    /// Of customers.
    addresses: Option<Rows>,
}

impl Records {
    /// `entity` names their table; addresses are those that wait for their customer.
    pub(crate) async fn prepare(session: &mut Session, entity: &'static str) -> Result<Self, StoreError> {
        let waits = if entity == ADDRESS { "customer_id IS NULL AND " } else { "" };
        let addresses = match entity {
            CUSTOMER => Some(Rows::prepare(session, ADDRESS, "customer_id", "").await?),
            _ => None,
        };
        Ok(Self { entity, rows: Rows::prepare(session, entity, "id", waits).await?, addresses })
    }

    /// Their name in the log.
    pub(crate) fn entity(&self) -> &'static str {
        self.entity
    }

    /// Calls `each` with those of these keys that are there, in their order; the keys are in order.
    pub(crate) fn each(&mut self, keys: &[u32], each: Each<'_>) -> Result<(), StoreError> {
        let mut record = Vec::new();
        for keys in keys.chunks(TOGETHER) {
            let Some(mut rows) = self.rows.start(keys)? else { continue };
            let mut addresses = self.addresses.as_mut().map(|rows| rows.start(keys)).transpose()?.flatten();
            let mut owner = addresses.as_mut().map_or(Ok(None), Started::advance)?;
            while let Some(id) = rows.advance()? {
                record.clear();
                record.extend_from_slice(&rows.digest());
                while let (Some(of), Some(addresses)) = (owner.filter(|of| *of <= id), &mut addresses) {
                    if of == id {
                        let (digest, relation) = (addresses.digest(), addresses.relation());
                        push_address(&mut record, &digest, relation);
                    }
                    owner = addresses.advance()?;
                }
                if keys.binary_search(&id).is_ok() {
                    each(id, &record)?;
                }
            }
        }
        Ok(())
    }
}

/// Adds an address to the record of its customer.
pub(crate) fn push_address(record: &mut Vec<u8>, digest: &Hash, relation: u8) {
    record.extend_from_slice(digest);
    record.push(relation);
}

/// What an address is to its customer, as a byte: default billing and shipping address.
pub(crate) fn relation([billing, shipping]: [bool; 2]) -> u8 {
    u8::from(billing) | u8::from(shipping) << 1
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
    range: Statement,
    list: Statement,
    shape: Shape,
    /// Where the flags of an address stand.
    flags: [usize; 2],
    bytes: Vec<u8>,
}

impl Rows {
    /// Behind the key that is looked for, and ordered by it, stand the columns in the table's order.
    async fn prepare(session: &mut Session, table: &str, by: &str, rest: &str) -> Result<Self, StoreError> {
        let columns = session.columns(table).await?;
        let all = columns.join("\", \"");
        let marks = vec!["?"; TOGETHER].join(", ");
        let select = |which: &str| {
            format!("SELECT {by}, \"{all}\" FROM {table} WHERE {rest}{by} {which} ORDER BY {by}, id")
        };
        let place =
            |flag: &str| columns.iter().position(|column| column == flag).map_or(usize::MAX, |at| at + 1);
        Ok(Self {
            range: session.statement(&select("BETWEEN ? AND ?")).await?,
            list: session.statement(&select(&format!("IN ({marks})"))).await?,
            shape: Shape::of(std::iter::once("customer_id").chain(columns.iter().map(String::as_str))),
            flags: ["is_billing", "is_shipping"].map(place),
            bytes: Vec::new(),
        })
    }

    /// At most [`TOGETHER`] keys, in order.
    fn start(&mut self, keys: &[u32]) -> Result<Option<Started<'_>>, StoreError> {
        let Self { range, list, shape, flags, bytes } = self;
        let (Some(&first), Some(&last)) = (keys.first(), keys.last()) else { return Ok(None) };
        let statement = if (last - first) as usize <= 2 * keys.len() {
            range.start(&[first.into(), last.into()])?;
            range
        } else {
            // Nothing has the key 0.
            let padded = keys.iter().copied().chain(std::iter::repeat(0)).take(TOGETHER);
            list.start(&padded.map(Value::from).collect::<Vec<_>>())?;
            list
        };
        Ok(Some(Started { statement, shape, flags: *flags, bytes }))
    }
}

/// Rows on their way.
struct Started<'a> {
    statement: &'a mut Statement,
    shape: &'a Shape,
    flags: [usize; 2],
    bytes: &'a mut Vec<u8>,
}

impl Started<'_> {
    /// Goes to the next row and returns the key that was looked for.
    fn advance(&mut self) -> Result<Option<u32>, StoreError> {
        Ok(if self.statement.advance()? { Some(self.statement.row().id(0)) } else { None })
    }

    fn digest(&mut self) -> Hash {
        digest(self.shape, self.statement.row(), self.bytes)
    }

    fn relation(&self) -> u8 {
        let row = self.statement.row();
        relation(self.flags.map(|flag| row.integer(flag) == Some(1)))
    }
}

fn digest(shape: &Shape, row: Row<'_>, bytes: &mut Vec<u8>) -> Hash {
    bytes.clear();
    shape.write(bytes, |column| row.value(column));
    Sha256::digest(bytes).into()
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
