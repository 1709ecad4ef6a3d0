//! Findings on their way into the store.

use std::collections::BTreeMap;

use clientele_domain::batch::Batch;
use clientele_domain::finding::{Code, Finding, Severity};
use sqlx::SqliteConnection;

use super::Import;
use crate::StoreError;
use crate::bind::{Statement, Value};

/// What a row of a batch became.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    pub(super) customer: Option<u32>,
    pub(super) address: Option<u32>,
    pub(super) fate: Fate,
}

/// What a row does to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Fate {
    /// It makes one, or is refused.
    #[default]
    Created,
    Changed,
    /// What is wrong with it was told when it came.
    Unchanged,
}

impl Kept {
    pub(super) fn is_new(&self) -> bool {
        self.fate == Fate::Created
    }
}

/// Counts the findings of each code anew, after some were written or taken away.
pub(crate) async fn count_kinds(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    const COUNT: &str = "DELETE FROM finding_kind; \
                         INSERT INTO finding_kind SELECT code, min(severity), count(*) FROM finding WHERE gone_with IS NULL GROUP BY code";
    sqlx::raw_sql(COUNT).execute(connection).await?;
    Ok(())
}

/// Counts findings, and writes those of rows that came or changed something.
pub(super) struct Findings {
    insert: Statement,
    replace_of_customer: Statement,
    replace_of_address: Statement,
    change_set: Value<'static>,
    pub(super) kinds: BTreeMap<Code, u64>,
}

impl Findings {
    pub(super) async fn prepare(
        connection: &mut SqliteConnection,
        change_set: i64,
    ) -> Result<Self, StoreError> {
        let sql = "INSERT INTO finding (source_id, code, severity, line, row, column_code, value, customer_id, address_id) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        // The index is by customer; an address has few neighbours there.
        let replace =
            "UPDATE finding SET gone_with = ? WHERE gone_with IS NULL AND customer_id = ? AND address_id";
        let (of_customer, of_address) = (format!("{replace} IS NULL"), format!("{replace} = ?"));
        Ok(Self {
            insert: Statement::prepare(connection, sql).await?,
            replace_of_customer: Statement::prepare(connection, &of_customer).await?,
            replace_of_address: Statement::prepare(connection, &of_address).await?,
            change_set: Value::Integer(change_set),
            kinds: BTreeMap::new(),
        })
    }

    /// What was wrong with a customer's own row no longer holds.
    pub(super) fn replace_of_customer(&mut self, customer: u32) -> Result<(), StoreError> {
        self.replace_of_customer.run(&[self.change_set, Value::Integer(i64::from(customer))])
    }

    /// What was wrong with an address no longer holds.
    pub(super) fn replace_of_address(&mut self, customer: u32, address: u32) -> Result<(), StoreError> {
        let key = |key: u32| Value::Integer(i64::from(key));
        self.replace_of_address.run(&[self.change_set, key(customer), key(address)])
    }

    /// Adds the findings of a batch; `kept` tells what each of its rows became.
    pub(super) fn add(&mut self, source: i64, findings: &[Finding], kept: &[Kept]) -> Result<(), StoreError> {
        for finding in findings {
            *self.kinds.entry(finding.code).or_default() += 1;
            let row =
                finding.row_in_batch.and_then(|row| kept.get(row as usize)).copied().unwrap_or_default();
            if row.fate != Fate::Unchanged {
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

impl Import {
    /// Keeps what the reader and the store complain about in a batch.
    pub(super) fn keep_findings(
        &mut self,
        batch: &Batch,
        found: &[Finding],
        kept: &[Kept],
    ) -> Result<(), StoreError> {
        let source = self.source_id();
        self.findings.add(source, &batch.findings, kept)?;
        self.findings.add(source, found, kept)
    }
}

/// A finding about a row of a batch.
pub(super) fn finding_of(code: Code, batch: &Batch, row: usize, column: &str, value: &str) -> Finding {
    let place = batch.places[row];
    Finding {
        code,
        row_in_batch: u32::try_from(row).ok(),
        line: place.line,
        row: place.row,
        column: Some(column.to_owned()),
        value: Some(value.chars().take(200).collect()),
    }
}
