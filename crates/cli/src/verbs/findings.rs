//! `clientele findings`.

use std::process::ExitCode;

use clientele_wire::finding::{FindingRow, FindingsRequest};
use clientele_wire::operation::FindingRows;
use clientele_wire::{ErrorCode, Failure};

use super::{Session, failed_output};
use crate::arguments::Findings;
use crate::{output, progress};

const COLUMNS: [&str; 8] = ["code", "severity", "file", "line", "row", "column", "value", "customer"];
/// Rows fetched at once.
const PAGE: u32 = 1000;

pub async fn run(session: &Session, arguments: Findings) -> Result<ExitCode, Failure> {
    if let Some(code) = &arguments.code
        && clientele_domain::finding::Code::parse(code).is_none()
    {
        return Err(Failure::new(ErrorCode::BadRequest).with("option", "--code").with("value", code));
    }
    session.open(&arguments.workspace).await?;
    let mut rows: Vec<FindingRow> = Vec::new();
    let total = loop {
        let request =
            FindingsRequest { code: arguments.code.clone(), offset: rows.len() as u64, limit: PAGE };
        let page = session.app.perform::<FindingRows>(&session.caller, &progress::job(), request).await?;
        let last = page.rows.is_empty();
        rows.extend(page.rows);
        if last || rows.len() as u64 >= page.total {
            break page.total;
        }
    };
    progress::end();
    print(&rows, total, arguments.form.json, arguments.form.csv).map_err(|error| failed_output(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn print(rows: &[FindingRow], total: u64, json: bool, csv: bool) -> std::io::Result<()> {
    output::write(|out| {
        if json {
            return writeln!(out, "{}", serde_json::json!({ "total": total, "rows": rows }));
        }
        let line = if csv { output::csv_row } else { output::plain_row };
        line(out, &mut COLUMNS.into_iter())?;
        for row in rows {
            let cells = [
                row.code.clone(),
                row.severity.clone(),
                row.file.clone(),
                row.line.to_string(),
                row.row.to_string(),
                row.column.clone().unwrap_or_default(),
                row.value.clone().unwrap_or_default(),
                row.customer_name.clone().unwrap_or_default(),
            ];
            line(out, &mut cells.iter().map(String::as_str))?;
        }
        Ok(())
    })
}
