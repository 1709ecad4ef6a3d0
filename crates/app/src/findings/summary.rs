//! `findings.summary`.

use clientele_wire::Failure;
use clientele_wire::finding::FindingKind;
use clientele_wire::operation::FindingsSummary;

use crate::files::severity;
use crate::{Act, App, Caller, Job, failure};

impl Act for FindingsSummary {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Vec<FindingKind>, Failure> {
        let kinds = app.workspace().await?.reader.findings_summary().await.map_err(failure::of_read)?;
        let kind = |kind: clientele_store::read::FindingKind| FindingKind {
            code: kind.code,
            severity: severity(kind.severity).to_owned(),
            count: kind.count,
        };
        Ok(kinds.into_iter().map(kind).collect())
    }
}
