//! Small answers about a workspace as a whole.

use std::collections::{HashMap, HashSet};

use super::{ReadError, Reader};

impl Reader {
    /// Columns of the files that hold a value somewhere, by kind of file and header cell. Told by the files' own
    /// counts, so that it costs nothing however many customers there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn filled_columns(&self) -> Result<HashSet<(String, String)>, ReadError> {
        let filled: Vec<(String, String)> = sqlx::query_as(
            "SELECT DISTINCT s.kind, j.key FROM source s JOIN change_set t ON t.id = s.change_set_id, json_each(s.columns) j \
             WHERE t.undone_by IS NULL AND j.value > 0",
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(filled.into_iter().collect())
    }

    /// Customers of each website.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn customers_by_website(&self) -> Result<HashMap<i64, u64>, ReadError> {
        self.counted("SELECT website_id, count(*) FROM customer GROUP BY website_id").await
    }

    /// Customers of each group.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn customers_by_group(&self) -> Result<HashMap<i64, u64>, ReadError> {
        self.counted("SELECT group_id, count(*) FROM customer WHERE group_id IS NOT NULL GROUP BY group_id")
            .await
    }

    async fn counted(&self, sql: &'static str) -> Result<HashMap<i64, u64>, ReadError> {
        let counted: Vec<(i64, i64)> = sqlx::query_as(sql).fetch_all(&self.pool).await?;
        Ok(counted.into_iter().map(|(key, count)| (key, u64::try_from(count).unwrap_or_default())).collect())
    }
}
