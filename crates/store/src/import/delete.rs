//! Records that a file deletes, or that it lacks and shall delete: written down whole, so that undo can bring them back.

use serde_json::json;

use super::change::{Changes, Origin, RAW, Values, json_of};
use super::plan::Subject;
use super::{Import, StoreError};
use crate::engine::{Session, Value};
use crate::record::{ADDRESS, CUSTOMER};

/// Records taken at once.
const TOGETHER: usize = 500;

impl Import {
    /// Writes down what becomes of everything that is to be deleted. What a customer owns goes with him; his orders stay
    /// (data-formats.md 4.1).
    pub(super) async fn delete_doomed(&mut self) -> Result<(), StoreError> {
        let customers = std::mem::take(&mut self.doomed.customers);
        let addresses = std::mem::take(&mut self.doomed.addresses);
        self.plan.customers.deleted += customers.len() as u64;
        self.plan.addresses.deleted += addresses.len() as u64;
        let session = self.target.existing();
        for doomed in customers.chunks(TOGETHER) {
            for (table, owner) in [
                (ADDRESS, "customer_id"),
                (Subject::Subscription.table(), "customer_id"),
                (Subject::Balance.table(), "customer_id"),
                (CUSTOMER, "id"),
            ] {
                delete(session, &mut self.changes, table, owner, doomed).await?;
            }
            leave_orders(session, &mut self.changes, doomed).await?;
        }
        for doomed in addresses.chunks(TOGETHER) {
            delete(session, &mut self.changes, ADDRESS, "id", doomed).await?;
        }
        self.seen.deleted.extend(customers.iter().map(|(id, _)| *id));
        Ok(())
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

fn keys(doomed: &[(u32, Origin)]) -> Vec<Value<'static>> {
    doomed.iter().map(|(id, _)| Value::from(*id)).collect()
}

/// Writes down the deletion of all records of a table that belong to these.
async fn delete(
    session: &mut Session,
    changes: &mut Changes,
    table: &'static str,
    owner: &str,
    doomed: &[(u32, Origin)],
) -> Result<(), StoreError> {
    let columns = session.columns(table).await?;
    let list = columns.join("\", \"");
    let sql = format!(
        "SELECT {owner}, id, \"{list}\" FROM {table} WHERE {owner} IN ({}) ORDER BY id",
        marks(doomed.len())
    );
    for row in session.query(&sql, &keys(doomed)).await? {
        let (of, id) = (row.value(0).key(), row.value(1).key());
        let values =
            columns.iter().zip(2..).filter(|(name, at)| *name != "id" && row.value(*at) != Value::Null);
        let mut before: Values = values.map(|(name, at)| (name.clone(), json_of(row.value(at)))).collect();
        let raw = raw_cells(session, table, id).await?;
        if !raw.is_empty() {
            before.insert(RAW.to_owned(), raw.into());
        }
        let origin = doomed.iter().find(|(doomed, _)| *doomed == of).map(|(_, origin)| *origin);
        if let Some(origin) = origin {
            changes.add((table, id), origin, Some(before), None)?;
        }
    }
    Ok(())
}

async fn raw_cells(session: &mut Session, table: &str, id: u32) -> Result<Values, StoreError> {
    let sql = "SELECT column_code, text FROM raw_cell WHERE entity = ? AND record_id = ?";
    let cells = session.query(sql, &[table.into(), id.into()]).await?;
    Ok(cells.iter().map(|cell| (cell.text(0).unwrap_or_default(), cell.value(1).text().into())).collect())
}

/// Orders count to nobody any more.
async fn leave_orders(
    session: &mut Session,
    changes: &mut Changes,
    doomed: &[(u32, Origin)],
) -> Result<(), StoreError> {
    let table = Subject::Order.table();
    let sql = format!(
        "SELECT id, customer_id FROM {table} WHERE customer_id IN ({}) ORDER BY id",
        marks(doomed.len())
    );
    for row in session.query(&sql, &keys(doomed)).await? {
        let of = row.value(1).key();
        let values = |customer| Values::from_iter([("customer_id".to_owned(), customer)]);
        let origin = doomed.iter().find(|(doomed, _)| *doomed == of).map(|(_, origin)| *origin);
        if let Some(origin) = origin {
            let id = row.value(0).key();
            changes.add((table, id), origin, Some(values(json!(of))), Some(values(json!(null))))?;
        }
    }
    Ok(())
}
