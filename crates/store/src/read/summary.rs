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
        let columns = "SELECT s.kind, s.columns FROM source s JOIN change_set t ON t.id = s.change_set_id \
                       WHERE t.undone_by IS NULL";
        let mut filled = HashSet::new();
        for source in self.pool.query(columns, &[]).await? {
            let counts: HashMap<String, u64> =
                serde_json::from_str(source.value(1).text()).unwrap_or_default();
            let kind = source.value(0).text();
            let codes = counts.into_iter().filter(|(_, count)| *count > 0);
            filled.extend(codes.map(|(code, _)| (kind.to_owned(), code)));
        }
        Ok(filled)
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
        let counted = self.pool.query(sql, &[]).await?;
        Ok(counted.iter().map(|row| (row.number(0), row.count(1))).collect())
    }
}
