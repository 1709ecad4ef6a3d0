//! Findings: by code, in pages, and all of them for an export.

use std::collections::HashMap;
use std::sync::Arc;

use clientele_domain::finding::{Code, Severity};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::field::{NAME, join_name};
use super::snapshot::Snapshot;
use super::{ReadError, Reader};
use crate::engine::{Cursor, Record};

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingKind {
    /// The code (data-formats.md 12).
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// How many there are.
    pub count: u64,
}

/// A finding with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Its key.
    pub id: u32,
    /// The code (data-formats.md 12).
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Name of the file.
    pub file: String,
    /// Physical line, 1-based; 0 for the whole file.
    pub line: u64,
    /// Ordinal of the data row, as the platform counts; 0 for the whole file.
    pub row: u64,
    /// The header cell.
    pub column: Option<String>,
    /// The raw cell.
    pub value: Option<String>,
    /// The customer it is about, when it was kept.
    pub customer_id: Option<u32>,
    /// The address it is about, when it was kept.
    pub address_id: Option<u32>,
    /// That customer's full name.
    pub customer_name: Option<String>,
    /// That customer's e-mail.
    pub customer_email: Option<String>,
}

impl Reader {
    /// Number of findings of each code, errors first, most frequent first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn findings_summary(&self) -> Result<Vec<FindingKind>, ReadError> {
        let counted = "SELECT code, count, severity FROM finding_kind ORDER BY count DESC, code";
        let kind = |row: &Record| {
            let code = row.text(0).unwrap_or_default();
            FindingKind { severity: severity(&code, row.value(2).text()), count: row.count(1), code }
        };
        let mut kinds: Vec<FindingKind> = self.pool.query(counted, &[]).await?.iter().map(kind).collect();
        kinds.sort_by_key(|kind| kind.severity);
        Ok(kinds)
    }

    /// The keys of all findings, or of those of one code, by file, line and column.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn finding_ids(&self, code: Option<&str>) -> Result<Arc<Vec<u32>>, ReadError> {
        let snapshot = self.snapshot().await?;
        let code = code.map(str::to_owned);
        snapshot.findings.get(code.clone(), snapshot.load_finding_ids(code)).await
    }

    /// These findings, in the order given. Few at a time: a window, or a thousand on the way to a file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn findings(&self, ids: &[u32]) -> Result<Vec<FindingRow>, ReadError> {
        let found = self.pool.read(by_ids(ids), rows).await?;
        let mut found: HashMap<u32, FindingRow> = found.into_iter().map(|row| (row.id, row)).collect();
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The findings about a customer and its addresses.
    pub(super) async fn findings_of(&self, customer: u32) -> Result<Vec<FindingRow>, ReadError> {
        let query = select()
            .and_where(Expr::col(("f", "customer_id")).eq(customer))
            .and_where(Expr::col(("f", "gone_with")).is_null())
            .take();
        let mut findings = self.pool.read(query, rows).await?;
        findings.sort_by_key(|finding| finding.id);
        Ok(findings)
    }
}

impl Snapshot {
    /// Sorted here rather than by SQLite, which would take a second for a million.
    async fn load_finding_ids(&self, code: Option<String>) -> Result<Arc<Vec<u32>>, ReadError> {
        let mut query = Query::select();
        query
            .columns(["id", "source_id", "line"])
            .from("finding")
            .and_where(Expr::col("gone_with").is_null());
        if let Some(code) = code {
            query.and_where(Expr::col("code").eq(code));
        }
        let read = |cursor: &mut Cursor| {
            let mut places = Vec::new();
            while let Some(row) = cursor.next()? {
                places.push((row.id(1), row.integer(2), row.id(0)));
            }
            places.sort_unstable();
            Ok::<_, ReadError>(places.into_iter().map(|(_, _, id)| id).collect())
        };
        Ok(Arc::new(self.pool.read(query, read).await?))
    }
}

/// The severity of a code; of a code that this version does not know, as it was stored.
pub(crate) fn severity(code: &str, stored: &str) -> Severity {
    Code::parse(code)
        .map_or(if stored == "warning" { Severity::Warning } else { Severity::Error }, Code::severity)
}

fn by_ids(ids: &[u32]) -> SelectStatement {
    select().and_where(Expr::col(("f", "id")).is_in(ids.iter().copied())).take()
}

fn select() -> SelectStatement {
    let finding =
        ["id", "code", "severity", "line", "row", "column_code", "value", "customer_id", "address_id"];
    Query::select()
        .columns(finding.map(|column| ("f", column)))
        .column(("s", "name"))
        .column(("c", "email"))
        .columns(NAME.map(|column| ("c", column)))
        .from_as("finding", "f")
        .join_as(JoinType::LeftJoin, "source", "s", Expr::col(("s", "id")).equals(("f", "source_id")))
        .join_as(JoinType::LeftJoin, "customer", "c", Expr::col(("c", "id")).equals(("f", "customer_id")))
        .take()
}

fn rows(cursor: &mut Cursor) -> Result<Vec<FindingRow>, ReadError> {
    let mut rows = Vec::new();
    let mut name = String::new();
    while let Some(row) = cursor.next()? {
        join_name((11..17).map(|part| row.text(part)), &mut name);
        let text = |column| row.text(column).map(str::to_owned);
        let number =
            |column| row.integer(column).and_then(|number| u64::try_from(number).ok()).unwrap_or_default();
        rows.push(FindingRow {
            id: row.id(0),
            code: text(1).unwrap_or_default(),
            severity: severity(row.text(1).unwrap_or_default(), row.text(2).unwrap_or_default()),
            line: number(3),
            row: number(4),
            column: text(5),
            value: text(6),
            customer_id: row.integer(7).map(|_| row.id(7)),
            address_id: row.integer(8).map(|_| row.id(8)),
            file: text(9).unwrap_or_default(),
            customer_email: text(10),
            customer_name: Some(name.clone()).filter(|name| !name.is_empty()),
        });
    }
    Ok(rows)
}
