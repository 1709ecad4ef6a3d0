//! `clientele export`.

use std::process::ExitCode;

use clientele_wire::customer::ViewRequest;
use clientele_wire::export::{ExportNote, ExportRequest};
use clientele_wire::operation::WriteExport;
use clientele_wire::{ErrorCode, Failure};

use super::{Session, absolute};
use crate::arguments::Export;
use crate::progress;

pub async fn run(session: &Session, arguments: Export) -> Result<ExitCode, Failure> {
    let bad_format =
        |_| Failure::new(ErrorCode::BadRequest).with("option", "--format").with("value", &arguments.format);
    let request = ExportRequest {
        path: absolute(&arguments.out),
        format: serde_json::from_value(arguments.format.as_str().into()).map_err(bad_format)?,
        view: ViewRequest { condition: arguments.condition.unwrap_or_default(), ..ViewRequest::default() },
        only: None,
        except: Vec::new(),
        columns: (!arguments.columns.is_empty()).then_some(arguments.columns),
        language: arguments.language,
    };
    session.open(&arguments.workspace).await?;
    let report = session.app.perform::<WriteExport>(&session.caller, &progress::job(), request).await;
    progress::end();
    let report = report?;
    println!("{}: {} rows, {} bytes", arguments.out.display(), report.rows, report.bytes);
    for note in &report.notes {
        println!("{}", line(note));
    }
    Ok(ExitCode::SUCCESS)
}

/// What whoever imports the file must know.
fn line(ExportNote { code, count }: &ExportNote) -> String {
    let meaning = match code.as_str() {
        "store_unknown" => {
            "accounts whose store view has no known code: left blank, so that the store keeps it; new accounts get none"
        }
        "group_unknown" => "accounts whose group has no number here: left blank, which the store refuses",
        "website_unknown" => "accounts left out, because their website has no code here",
        "addresses_anew" => "addresses that each import of the file makes anew",
        "secrets_left_out" => "columns with passwords or tokens, which are never kept",
        "required_missing" => "accounts without first or last name, which the store refuses",
        other => other,
    };
    format!("{code}: {count} {meaning}")
}
