//! Which columns hold anything at all.

use std::collections::HashSet;
use std::sync::Arc;

use clientele_domain::column::Storage;

use super::ReadError;
use super::snapshot::Snapshot;

impl Snapshot {
    /// Those columns of a table in which some record holds more than an empty text or a flag that is not set.
    pub(super) async fn filled(
        &self,
        table: &'static str,
        columns: &[(String, Storage)],
    ) -> Result<Arc<HashSet<String>>, ReadError> {
        self.filled.get(table, self.find_filled(table, columns)).await
    }

    /// Goes from one record that fills a column to the next that fills another: of columns that hold nothing alone the
    /// whole table is looked through, and once for all of them.
    async fn find_filled(
        &self,
        table: &str,
        columns: &[(String, Storage)],
    ) -> Result<Arc<HashSet<String>>, ReadError> {
        let mut open: Vec<_> = columns.iter().map(|(name, storage)| (name, holds(name, *storage))).collect();
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
            open.retain(|(name, _)| {
                let is_filled = places.next().is_some_and(|place| row.is(place));
                is_filled.then(|| filled.insert((*name).clone()));
                !is_filled
            });
        }
        Ok(Arc::new(filled))
    }
}

fn holds(name: &str, storage: Storage) -> String {
    match storage {
        Storage::Text | Storage::Date => format!("\"{name}\" <> ''"),
        Storage::Flag => format!("\"{name}\" <> 0"),
        Storage::Integer | Storage::Instant | Storage::Filled | Storage::Money => {
            format!("\"{name}\" IS NOT NULL")
        }
    }
}
