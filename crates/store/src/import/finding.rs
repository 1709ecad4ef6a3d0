//! Findings on their way into the store.

use std::collections::BTreeMap;

use clientele_domain::batch::Batch;
use clientele_domain::finding::{Code, Finding, Severity};

use super::plan::Fate;
use crate::StoreError;
use crate::engine::{Insert, Session, Value};

/// Columns of a finding, the key first.
pub(super) const COLUMNS: [&str; 10] = [
    "id",
    "source_id",
    "code",
    "severity",
    "line",
    "row",
    "column_code",
    "value",
    "customer_id",
    "address_id",
];

/// What a row of a batch became.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outcome {
    pub(super) customer: Option<u32>,
    pub(super) address: Option<u32>,
    pub(super) fate: Fate,
    /// Its row in the plan, where it has one.
    pub(super) entry: Option<u32>,
}

/// Counts the findings of each code anew, after some were written or taken away.
pub(crate) async fn count_kinds(session: &mut Session) -> Result<(), StoreError> {
    const COUNT: &str = "DELETE FROM finding_kind; \
                         INSERT INTO finding_kind SELECT code, min(severity), count(*) FROM finding WHERE gone_with IS NULL GROUP BY code";
    session.script(COUNT).await
}

/// Counts findings, and writes them.
pub(super) struct Findings {
    insert: Insert,
    next: u32,
    has_entries: bool,
    pub(super) kinds: BTreeMap<Code, u64>,
}

impl Findings {
    /// `first` is the key of the first one; those of a plan know their row in it, and whether they stay.
    pub(super) async fn prepare(
        session: &mut Session,
        first: u32,
        has_entries: bool,
    ) -> Result<Self, StoreError> {
        let columns =
            COLUMNS.into_iter().chain(has_entries.then_some(["entry", "kept"]).into_iter().flatten());
        let insert = session.insert("finding", columns).await?;
        Ok(Self { insert, next: first, has_entries, kinds: BTreeMap::new() })
    }

    /// Adds a finding; `outcome` tells what its row became. What is wrong with a row that says what is here was told when
    /// it came: such a finding is shown beside a plan and not kept.
    pub(super) fn add(&mut self, source: i64, finding: &Finding, outcome: Outcome) -> Result<(), StoreError> {
        *self.kinds.entry(finding.code).or_default() += 1;
        let kept = outcome.fate != Fate::Unchanged;
        if !kept && !self.has_entries {
            return Ok(());
        }
        let values = [
            self.next.into(),
            source.into(),
            finding.code.as_str().into(),
            severity(finding.code).into(),
            finding.line.into(),
            finding.row.into(),
            finding.column.as_deref().into(),
            finding.value.as_deref().into(),
            outcome.customer.into(),
            outcome.address.into(),
            outcome.entry.into(),
            i64::from(kept).into(),
        ];
        self.next += 1;
        let values: &[Value<'_>] = if self.has_entries { &values } else { &values[..values.len() - 2] };
        self.insert.run(values)
    }

    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.insert.flush()
    }
}

/// The name in the store.
pub(super) fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
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
