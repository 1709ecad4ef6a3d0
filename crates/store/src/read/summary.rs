//! Small answers about a workspace as a whole.

use std::collections::{HashMap, HashSet};

use clientele_domain::attribute::Entity;
use clientele_domain::file::Kind;

use super::{ReadError, Reader};
use crate::import::OF_ADDRESS;

impl Reader {
    /// Columns of customers and of addresses that hold a value somewhere, by whose they are and by their codes, attributes
    /// of a grid by their labels. Told by the files' own counts, so that it costs nothing however many customers there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn filled_columns(&self) -> Result<HashSet<(Entity, String)>, ReadError> {
        let columns = "SELECT s.kind, s.columns FROM source s JOIN change_set t ON t.id = s.change_set_id \
                       WHERE t.undone_by IS NULL";
        let mut filled = HashSet::new();
        for source in self.pool.query(columns, &[]).await? {
            let counts: HashMap<String, u64> =
                serde_json::from_str(source.value(1).text()).unwrap_or_default();
            let Some(kind) = Kind::parse(source.value(0).text()) else { continue };
            for (code, _) in counts.into_iter().filter(|(_, count)| *count > 0) {
                filled.extend(match (kind, code.strip_prefix(OF_ADDRESS)) {
                    (Kind::Addresses, _) => Some((Entity::Address, code)),
                    (kind, Some(code)) if kind.lists_customers() => Some((Entity::Address, code.to_owned())),
                    (kind, None) if kind.lists_customers() => Some((Entity::Customer, code)),
                    _ => None,
                });
            }
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
