//! `findings.rows`.

use clientele_store::read;
use clientele_wire::Failure;
use clientele_wire::finding::{FindingRow, FindingRows, FindingsRequest};

use crate::files::severity;
use crate::{Act, App, Caller, Job, failure};

/// A page is a window of a list; nobody reads more at once.
const LIMIT: u32 = 1000;

impl Act for clientele_wire::operation::FindingRows {
    async fn act(app: &App, _: &Caller, _: &Job, request: FindingsRequest) -> Result<FindingRows, Failure> {
        let open = app.workspace().await?;
        let ids = open.reader.finding_ids(request.code.as_deref()).await.map_err(failure::of_read)?;
        let start = usize::try_from(request.offset).unwrap_or(ids.len()).min(ids.len());
        let end = ids.len().min(start + request.limit.min(LIMIT) as usize);
        let rows = open.reader.findings(&ids[start..end]).await.map_err(failure::of_read)?;
        Ok(FindingRows { total: ids.len() as u64, rows: rows.into_iter().map(row).collect() })
    }
}

/// A finding in the words of the contract.
pub(crate) fn row(row: read::FindingRow) -> FindingRow {
    FindingRow {
        id: row.id,
        code: row.code,
        severity: severity(row.severity).to_owned(),
        file: row.file,
        line: row.line,
        row: row.row,
        column: row.column,
        value: row.value,
        customer: row.customer_id,
        customer_name: row.customer_name.filter(|name| !name.is_empty()).or(row.customer_email),
    }
}
