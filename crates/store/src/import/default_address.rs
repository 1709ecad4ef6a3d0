//! The default addresses of customers who are here: one that a file makes the default takes the place of another.

use serde_json::json;
use sqlx::SqliteConnection;

use super::change::{Changes, Values};
use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::record::ADDRESS;

/// What an address can be to its customer, by the store's columns: billing, shipping.
const DEFAULTS: [&str; 2] = ["is_billing", "is_shipping"];

/// Finds and sets default addresses.
pub(super) struct DefaultAddresses([Default; 2]);

struct Default {
    column: &'static str,
    holders: Statement,
    set: Statement,
}

impl DefaultAddresses {
    pub(super) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let [billing, shipping] = DEFAULTS;
        Ok(Self([
            Default::prepare(connection, billing).await?,
            Default::prepare(connection, shipping).await?,
        ]))
    }

    /// Takes billing or shipping from an address that this import made, whose record is not sealed yet.
    pub(super) fn give_up(&mut self, place: usize, address: u32) -> Result<(), StoreError> {
        self.0[place].set.run(&[Value::Integer(0), Value::Integer(i64::from(address))])
    }

    /// Makes an address the default of its customer, where a flag says so.
    pub(super) fn make(
        &mut self,
        (customer, address): (u32, u32),
        wanted: [bool; 2],
        line: (i64, u64),
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        for (default, _) in self.0.iter_mut().zip(wanted).filter(|(_, wanted)| *wanted) {
            let mut holders = Vec::new();
            default.holders.each(&[Value::Integer(i64::from(customer))], |row| {
                holders.push(row[0].key());
                Ok(())
            })?;
            if holders.contains(&address) {
                continue;
            }
            for holder in holders {
                default.set(holder, false, line, changes)?;
            }
            default.set(address, true, line, changes)?;
        }
        Ok(())
    }
}

impl Default {
    async fn prepare(connection: &mut SqliteConnection, column: &'static str) -> Result<Self, StoreError> {
        let holders = format!("SELECT id FROM address WHERE customer_id = ? AND {column} = 1");
        let set = format!("UPDATE address SET {column} = ? WHERE id = ?");
        Ok(Self {
            column,
            holders: Statement::prepare(connection, &holders).await?,
            set: Statement::prepare(connection, &set).await?,
        })
    }

    fn set(
        &mut self,
        address: u32,
        is: bool,
        line: (i64, u64),
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        self.set.run(&[Value::Integer(i64::from(is)), Value::Integer(i64::from(address))])?;
        let flag = |is: bool| Values::from_iter([(self.column.to_owned(), json!(u8::from(is)))]);
        changes.add((ADDRESS, address), line, (flag(!is), flag(is)))
    }
}
