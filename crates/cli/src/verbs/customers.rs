//! `clientele customers`.

use std::process::ExitCode;

use clientele_wire::Failure;
use clientele_wire::customer::{Row, RowsRequest, SortKey, ViewRequest};
use clientele_wire::operation::{CustomerRows, CustomersView};
use serde_json::{Map, Value};

use super::{Session, failed_output};
use crate::arguments::Customers;
use crate::{output, progress};

/// Printed unless `--columns` says otherwise.
const COLUMNS: &[&str] = &[
    "email",
    "name",
    "group",
    "billing_telephone",
    "billing_postcode",
    "billing_country",
    "customer_since",
    "website",
];
/// Rows fetched at once.
const PAGE: u32 = 1000;

pub async fn run(session: &Session, arguments: Customers) -> Result<ExitCode, Failure> {
    session.open(&arguments.workspace).await?;
    let view = ViewRequest {
        condition: arguments.condition.unwrap_or_default(),
        search: arguments.search.unwrap_or_default(),
        sort: arguments.sort.iter().map(|key| sort_key(key)).collect(),
    };
    let columns = if arguments.columns.is_empty() {
        COLUMNS.iter().map(|&column| column.to_owned()).collect()
    } else {
        arguments.columns
    };
    let total =
        session.app.perform::<CustomersView>(&session.caller, &progress::job(), view.clone()).await?.total;
    let mut rows = Vec::new();
    let wanted = arguments.limit.unwrap_or(total).min(total);
    while (rows.len() as u64) < wanted {
        let offset = rows.len() as u64;
        let limit = u32::try_from((wanted - offset).min(u64::from(PAGE))).unwrap_or(PAGE);
        let (view, columns) = (view.clone(), columns.clone());
        let request = RowsRequest { view, offset, limit, columns, only: None };
        let page = session.app.perform::<CustomerRows>(&session.caller, &progress::job(), request).await?;
        if page.rows.is_empty() {
            break;
        }
        rows.extend(page.rows);
    }
    progress::end();
    print(&columns, &rows, total, arguments.form.json, arguments.form.csv)
        .map_err(|error| failed_output(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn sort_key(key: &str) -> SortKey {
    match key.strip_prefix('-') {
        Some(field) => SortKey { field: field.to_owned(), descending: true },
        None => SortKey { field: key.to_owned(), descending: false },
    }
}

fn print(columns: &[String], rows: &[Row], total: u64, json: bool, csv: bool) -> std::io::Result<()> {
    output::write(|out| {
        if json {
            let object = |row: &Row| -> Value {
                columns.iter().cloned().zip(row.cells.iter().map(output::json)).collect::<Map<_, _>>().into()
            };
            let rows: Vec<Value> = rows.iter().map(object).collect();
            return writeln!(out, "{}", serde_json::json!({ "total": total, "rows": rows }));
        }
        let line = if csv { output::csv_row } else { output::plain_row };
        line(out, &mut columns.iter().map(String::as_str))?;
        for row in rows {
            let cells: Vec<String> = row.cells.iter().map(output::text).collect();
            line(out, &mut cells.iter().map(String::as_str))?;
        }
        Ok(())
    })
}
