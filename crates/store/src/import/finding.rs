//! Findings on their way into the store.

use std::collections::BTreeMap;

use clientele_domain::finding::{Code, Finding, Severity};
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::bind::{Statement, Value};

/// What a row of a batch became.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    pub(super) customer: Option<u32>,
    pub(super) address: Option<u32>,
}

/// Counts findings, and writes them unless the files are only compared.
pub(super) struct Findings {
    insert: Statement,
    pub(super) kinds: BTreeMap<Code, u64>,
}

impl Findings {
    pub(super) async fn prepare(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let sql = "INSERT INTO finding (source_id, code, severity, line, row, column_code, value, customer_id, address_id) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        Ok(Self { insert: Statement::prepare(connection, sql).await?, kinds: BTreeMap::new() })
    }

    /// Adds the findings of a batch; `kept` tells what each of its rows became.
    pub(super) fn add(
        &mut self,
        source: i64,
        findings: &[Finding],
        kept: &[Kept],
        write: bool,
    ) -> Result<(), StoreError> {
        for finding in findings {
            *self.kinds.entry(finding.code).or_default() += 1;
            if write {
                let row =
                    finding.row_in_batch.and_then(|row| kept.get(row as usize)).copied().unwrap_or_default();
                self.write(source, finding, row)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, source: i64, finding: &Finding, kept: Kept) -> Result<(), StoreError> {
        let severity = match finding.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let optional = |key: Option<u32>| key.map_or(Value::Null, |key| Value::Integer(i64::from(key)));
        let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        self.insert.run(&[
            Value::Integer(source),
            Value::Text(finding.code.as_str()),
            Value::Text(severity),
            number(finding.line),
            number(finding.row),
            finding.column.as_deref().map_or(Value::Null, Value::Text),
            finding.value.as_deref().map_or(Value::Null, Value::Text),
            optional(kept.customer),
            optional(kept.address),
        ])
    }
}
