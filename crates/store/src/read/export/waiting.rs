//! Records that wait for their customer: they stand behind all others.

use crate::StoreError;
use crate::engine::{Session, Statement};
use crate::import::fetch::Fetched;

/// Records read at once.
const TOGETHER: usize = 500;

/// Reads the records of a table that have no customer, in order of their keys.
pub(super) struct Waiting {
    next: Statement,
    last: u32,
    width: usize,
}

impl Waiting {
    pub(super) async fn prepare(
        session: &mut Session,
        table: &str,
        names: &[String],
    ) -> Result<Self, StoreError> {
        let there = session.columns(table).await?;
        let name = |name: &String| {
            if there.contains(name) { format!(", \"{name}\"") } else { ", NULL".to_owned() }
        };
        let columns: String = names.iter().map(name).collect();
        let next = format!(
            "SELECT id{columns} FROM {table} WHERE customer_id IS NULL AND id > ? ORDER BY id LIMIT {TOGETHER}"
        );
        Ok(Self { next: session.statement(&next).await?, last: 0, width: names.len() })
    }

    /// The next ones, by their keys; none at the end.
    pub(super) fn next(&mut self) -> Result<Fetched, StoreError> {
        let (mut found, mut last) = (Fetched::of_width(self.width), self.last);
        self.next.each(&[last.into()], |row| {
            last = row.id(0);
            found.push(last, last, (1..=self.width).map(|column| row.value(column)));
            Ok(())
        })?;
        self.last = last;
        Ok(found)
    }
}
