//! Operations on their way.

use clientele_wire::export::{ExportColumn, ExportColumnsRequest, ExportReport, ExportRequest};
use clientele_wire::operation::{ExportColumns, WriteExport};
use clientele_wire::{ErrorCode, Failure};

use crate::{Act, App, Caller, Job};

impl Act for ExportColumns {
    async fn act(
        _: &App,
        _: &Caller,
        _: &Job,
        _: ExportColumnsRequest,
    ) -> Result<Vec<ExportColumn>, Failure> {
        Err(Failure::new(ErrorCode::NotAllowed))
    }
}

impl Act for WriteExport {
    async fn act(_: &App, _: &Caller, _: &Job, _: ExportRequest) -> Result<ExportReport, Failure> {
        Err(Failure::new(ErrorCode::NotAllowed))
    }
}
