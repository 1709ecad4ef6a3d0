//! Which columns hold anything at all.

use std::collections::HashSet;
use std::sync::Arc;

use clientele_domain::column::Storage;

use super::columns::Stored;
use crate::read::ReadError;
use crate::read::snapshot::Snapshot;

impl Snapshot {
    /// Those columns of a table in which some record holds more than an empty text or a flag that is not set, or in which
    /// something stood that could not be read.
    pub(super) async fn filled(
        &self,
        table: &'static str,
        columns: &[Stored],
    ) -> Result<Arc<HashSet<String>>, ReadError> {
        self.filled.get(table, self.find_filled(table, columns)).await
    }

    /// Goes from one record that fills a column to the next that fills another: of columns that hold nothing alone the
    /// whole table is looked through, and once for all of them.
    async fn find_filled(&self, table: &str, columns: &[Stored]) -> Result<Arc<HashSet<String>>, ReadError> {
        let mut open: Vec<_> = columns.iter().map(|column| (column, holds(column))).collect();
        let (mut filled, mut last) = (HashSet::new(), 0);
        while !open.is_empty() {
            let tests: Vec<&str> = open.iter().map(|(_, test)| test.as_str()).collect();
            let next = format!(
                "SELECT id, {} FROM {table} WHERE id > ? AND ({}) ORDER BY id LIMIT 1",
                tests.join(", "),
                tests.join(" OR ")
            );
            let Some(row) = self.pool.query(&next, &[last.into()]).await?.pop() else { break };
            last = row.number(0);
            let mut places = 1..;
            open.retain(|(column, _)| {
                let is_filled = places.next().is_some_and(|place| row.is(place));
                is_filled.then(|| filled.insert(column.name.clone()));
                !is_filled
            });
        }
        let raw = "SELECT DISTINCT column_code FROM raw_cell WHERE entity = ?";
        let raw = self.pool.query(raw, &[table.into()]).await?;
        let is_raw = |column: &Stored| raw.iter().any(|row| row.value(0).text() == column.raw);
        let unread = open.iter().filter(|(column, _)| is_raw(column));
        filled.extend(unread.map(|(column, _)| column.name.clone()));
        Ok(Arc::new(filled))
    }
}

fn holds(Stored { name, storage, .. }: &Stored) -> String {
    match storage {
        Storage::Text | Storage::Date => format!("\"{name}\" <> ''"),
        Storage::Flag => format!("\"{name}\" <> 0"),
        Storage::Integer | Storage::Instant | Storage::Filled | Storage::Money => {
            format!("\"{name}\" IS NOT NULL")
        }
    }
}
