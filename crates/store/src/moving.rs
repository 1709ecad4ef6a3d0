//! A workspace copied whole to another place: every row of every table, the history with its seals included.
//!
//! The copy is written in one transaction and verified before it is kept, so that whatever ends it leaves the place as it
//! was.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Session, Value};
use crate::import::{drop_indexes, make_indexes};
use crate::writer::Writer;
use crate::{OpenMode, Store, StoreError, check, file};

/// Tables in an order in which each row finds what it refers to, with the columns of their keys.
const TABLES: [(&str, &str); 19] = [
    ("website", "id"),
    ("store_view", "id"),
    ("customer_group", "id"),
    ("attribute", "id"),
    ("customer", "id"),
    ("address", "id"),
    ("raw_cell", "entity, record_id, column_code"),
    ("subscription", "id"),
    ("sales_order", "id"),
    ("balance", "id"),
    ("source", "id"),
    ("finding", "id"),
    ("finding_kind", "code"),
    ("change", "id"),
    ("change_set", "id"),
    ("change_log", "change_set_id, chunk"),
    ("saved_view", "id"),
    ("default_view", "id"),
    ("setting", "key"),
];
/// Rows between two looks at whether someone cancelled.
const LOOK: u64 = 1000;

/// What copying a workspace tells while it runs, and what stops it.
pub struct Watch<'a> {
    /// Set by whoever cancels.
    pub cancel: &'a Arc<AtomicBool>,
    /// Called with the rows copied so far, and all there are. Once all are copied they are verified.
    pub progress: &'a mut (dyn FnMut(u64, u64) + Send),
}

impl Store {
    /// Copies the workspace with its whole history to a new file, which appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when anything but an empty file is there; when either place cannot be read or written; when
    /// someone cancels.
    pub async fn copy_to_file(&self, path: &Path, watch: Watch<'_>) -> Result<Self, StoreError> {
        if std::fs::metadata(path).is_ok_and(|there| there.len() > 0) {
            return Err(StoreError::Exists(path.to_owned()));
        }
        self.write_file(path, watch).await?;
        Self::open(path, OpenMode::Existing).await
    }

    /// Copies the workspace with its whole history into an empty team database, or one whose workspace is empty.
    ///
    /// # Errors
    /// As [`Self::connect`]; [`StoreError::ServerRefused`] `not_empty`; when someone cancels.
    pub async fn copy_to_server(
        &self,
        url: &str,
        password: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<Self, StoreError> {
        self.still_there()?;
        let target = Self::connect(url, password).await?;
        match self.copy_into(&target, watch).await {
            Ok(()) => Ok(target),
            Err(error) => {
                target.close().await;
                Err(error)
            }
        }
    }

    /// Writes a copy that takes the place of a file only once it is whole.
    pub(crate) async fn write_file(&self, path: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        self.still_there()?;
        file::put(path, async |next| {
            let target = Self::open(next, OpenMode::Create).await?;
            let copied = self.copy_into(&target, watch).await;
            target.close().await;
            copied
        })
        .await
    }

    async fn copy_into(&self, target: &Self, watch: Watch<'_>) -> Result<(), StoreError> {
        let mut source = self.snapshot().await?;
        let mut writer = Writer::begin(target, watch.cancel).await?;
        if rows(&mut writer).await? > 0 {
            return Err(StoreError::ServerRefused("not_empty"));
        }
        drop_indexes(&mut writer).await?;
        copy_tables(&mut source, &mut writer, watch.progress, watch.cancel).await?;
        make_indexes(&mut writer).await?;
        let copy = check::verify(&mut writer, watch.cancel).await?;
        if copy.fault.is_some() && copy != check::verify(&mut source, watch.cancel).await? {
            return Err(StoreError::Damaged("the copy differs from the workspace".to_owned()));
        }
        cancelled(watch.cancel)?;
        source.close().await?;
        let last = writer.one("SELECT max(id) FROM change_set", &[]).await?.integer(0);
        writer.commit(last).await
    }
}

/// How many rows there are in all.
async fn rows(session: &mut Session) -> Result<u64, StoreError> {
    let counts = TABLES.map(|(table, _)| format!("(SELECT count(*) FROM {table})")).join(" + ");
    Ok(session.one(&format!("SELECT {counts}"), &[]).await?.count(0))
}

async fn copy_tables(
    source: &mut Session,
    target: &mut Session,
    progress: &mut (dyn FnMut(u64, u64) + Send),
    cancel: &AtomicBool,
) -> Result<(), StoreError> {
    let (mut done, total) = (0, rows(source).await?);
    for (table, key) in TABLES {
        let columns = source.columns(table).await?;
        let there = target.columns(table).await?;
        for column in columns.iter().filter(|column| !there.contains(column)) {
            // Only attributes that were learned are columns of one workspace and not of another.
            target.add_text_column(table, column).await?;
        }
        let sql = format!("SELECT \"{}\" FROM {table} ORDER BY {key}", columns.join("\", \""));
        let mut insert = target.insert(table, columns.iter().map(String::as_str)).await?;
        source.statement(&sql).await?.each(&[], |row| {
            if done % LOOK == 0 {
                cancelled(cancel)?;
                progress(done, total);
            }
            done += 1;
            let values: Vec<Value<'_>> = (0..columns.len()).map(|column| row.value(column)).collect();
            insert.run(&values)
        })?;
        insert.flush()?;
    }
    progress(done, total);
    Ok(())
}

fn cancelled(cancel: &AtomicBool) -> Result<(), StoreError> {
    if cancel.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::{OpenMode, Store};

    #[tokio::test]
    async fn no_table_stays_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("shop.clientele"), OpenMode::Create).await.expect("made");
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let there = store.pool.query(sql, &[]).await.expect("read");
        let mut moved = TABLES.map(|(table, _)| table.to_owned());
        moved.sort();
        assert_eq!(there.iter().filter_map(|row| row.text(0)).collect::<Vec<_>>(), moved);
    }
}
