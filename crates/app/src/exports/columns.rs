//! `export.columns`.

use clientele_wire::Failure;
use clientele_wire::customer::ColumnInfo;
use clientele_wire::export::{ExportColumn, ExportColumnsRequest};
use clientele_wire::operation::ExportColumns;

use super::store_file;
use crate::{Act, App, Caller, Job, customers, failure};

impl Act for ExportColumns {
    async fn act(
        app: &App,
        _: &Caller,
        _: &Job,
        request: ExportColumnsRequest,
    ) -> Result<Vec<ExportColumn>, Failure> {
        let open = app.workspace().await?;
        let Some(file) = store_file(request.format) else {
            let of_grid =
                |ColumnInfo { field, filled, .. }| ExportColumn { code: field, always: false, filled };
            return Ok(customers::columns(&open).await?.into_iter().map(of_grid).collect());
        };
        let columns = open.reader.export_columns(file).await.map_err(failure::of_read)?;
        let told = |column: clientele_store::read::export::ExportColumn| ExportColumn {
            code: column.code,
            always: column.always,
            filled: column.filled,
        };
        Ok(columns.into_iter().map(told).collect())
    }
}
