//! Addresses that waited for their customer.

use sqlx::Row as _;

use clientele_domain::finding::Code;

use super::Import;
use crate::StoreError;
use crate::bind::{Statement, Value};

/// The last address whose flag is 1 is the default (data-formats.md 6.3).
const DEFAULTS: &str = "
UPDATE address SET is_billing = id IN
    (SELECT max(id) FROM address WHERE $came AND default_billing = '1' GROUP BY customer_id)
WHERE $came AND default_billing = '1';
UPDATE address SET is_shipping = id IN
    (SELECT max(id) FROM address WHERE $came AND default_shipping = '1' GROUP BY customer_id)
WHERE $came AND default_shipping = '1'";

impl Import {
    /// Gives addresses that wait for a customer who came with this import to him, and takes their findings away.
    pub(super) async fn attach(&mut self) -> Result<(), StoreError> {
        if !self.waiting {
            return Ok(());
        }
        let found = self.find_owners().await?;
        if found.is_empty() {
            return Ok(());
        }
        let sql = "UPDATE address SET customer_id = ? WHERE id = ?";
        let mut attach = Statement::prepare(&mut self.writer, sql).await?;
        for (address, customer) in found {
            attach.run(&[Value::Integer(i64::from(customer)), Value::Integer(i64::from(address))])?;
        }
        drop(attach);
        self.attached = true;
        // What it knows of owners no longer holds.
        self.loading = None;
        self.forget_findings().await
    }

    /// Chooses the default addresses of those who came, where addresses came to customers by two ways.
    pub(super) async fn choose_defaults(&mut self) -> Result<(), StoreError> {
        if self.attached {
            let sql = DEFAULTS.replace(
                "$came",
                &format!(
                    "customer_id IN (SELECT id FROM customer WHERE change_set_id = {})",
                    self.change_set
                ),
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *self.writer).await?;
        }
        Ok(())
    }

    /// Waiting addresses with the customer of their e-mail and website.
    async fn find_owners(&mut self) -> Result<Vec<(u32, u32)>, StoreError> {
        let sql = "SELECT id, website_code, email FROM address WHERE customer_id IS NULL ORDER BY id";
        let mut waiting = Statement::prepare(&mut self.writer, sql).await?;
        let mut found = Vec::new();
        waiting.each(&[], |row| {
            let website = self.learned.known_website(row[1].text());
            let key = website.and_then(|website| self.keys.find(website, row[2].text()));
            found.extend(key.map(|key| (row[0].key(), key.customer)));
            Ok(())
        })?;
        Ok(found)
    }

    async fn forget_findings(&mut self) -> Result<(), StoreError> {
        const OF_ATTACHED: &str = "FROM finding WHERE code = 'customerNotFound' \
                                   AND address_id IN (SELECT id FROM address WHERE customer_id IS NOT NULL)";
        let first = self.sources.first().map_or(i64::MAX, |source| source.id);
        let of_these = format!("SELECT count(*) {OF_ATTACHED} AND source_id >= ?");
        let of_these =
            sqlx::query(sqlx::AssertSqlSafe(of_these)).bind(first).fetch_one(&mut *self.writer).await?;
        if let Some(count) = self.findings.kinds.get_mut(&Code::CustomerNotFound) {
            *count -= u64::try_from(of_these.get::<i64, _>(0)).unwrap_or(0);
        }
        let delete = sqlx::AssertSqlSafe(format!("DELETE {OF_ATTACHED}"));
        sqlx::raw_sql(delete).execute(&mut *self.writer).await?;
        Ok(())
    }
}
