//! Saved views of the list of customers.

use super::{ReadError, Reader};

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its key, which no other view ever gets.
    pub id: i64,
    /// Who made it, as change sets name people.
    pub owner: String,
    /// What it is called.
    pub name: String,
    /// Whether everybody of a team database sees it.
    pub shared: bool,
    /// What it shows, as JSON of whoever saved it.
    pub state: String,
}

impl Reader {
    /// All saved views, everybody's, in the order in which they were made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, ReadError> {
        let sql = "SELECT id, owner, name, shared, state FROM saved_view ORDER BY id";
        let rows = self.pool.query(sql, &[]).await?;
        let text = |row: &crate::engine::Record, column| row.text(column).unwrap_or_default();
        let views = rows.iter().map(|row| SavedView {
            id: row.number(0),
            owner: text(row, 1),
            name: text(row, 2),
            shared: row.is(3),
            state: text(row, 4),
        });
        Ok(views.collect())
    }

    /// The view with which a person begins, if one was chosen. It may be gone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn default_view(&self, owner: &str) -> Result<Option<i64>, ReadError> {
        let sql = "SELECT view_id FROM default_view WHERE owner = ? ORDER BY id";
        Ok(self.pool.query(sql, &[owner.into()]).await?.first().map(|row| row.number(0)))
    }
}
