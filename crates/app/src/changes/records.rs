//! `changes.records`.

use clientele_store::{Subject, read};
use clientele_wire::Failure;
use clientele_wire::history::{ChangeRecord, ChangeRecords, ChangeRecordsRequest, RecordKey};
use clientele_wire::operation;
use clientele_wire::plan;

use crate::{Act, App, Caller, Job, failure, plans};

/// A page is a window of a list; nobody reads more at once.
const LIMIT: u32 = 1000;

impl Act for operation::ChangeRecords {
    async fn act(
        app: &App,
        _: &Caller,
        _: &Job,
        request: ChangeRecordsRequest,
    ) -> Result<ChangeRecords, Failure> {
        let open = app.workspace().await?;
        let ChangeRecordsRequest { change_set, offset, limit } = request;
        let records = open.reader.change_records(change_set, offset, limit.min(LIMIT)).await;
        let (total, records) = records.map_err(failure::of_read)?;
        Ok(ChangeRecords { total, rows: records.into_iter().map(record).collect() })
    }
}

fn record(record: read::ChangeRecord) -> ChangeRecord {
    let can_undo = !record.undone && record.changed_since.is_none();
    ChangeRecord {
        key: RecordKey { subject: plans::subject(record.subject), id: record.id },
        change: plans::change(record.fate),
        name: record.name,
        email: record.email,
        website: record.website_id,
        fields: record.fields.into_iter().map(plans::field_change).collect(),
        can_undo,
        undone: record.undone,
        changed_since: record.changed_since,
    }
}

/// A subject in the store's words.
pub(super) fn subject(subject: plan::Subject) -> Subject {
    match subject {
        plan::Subject::Customer => Subject::Customer,
        plan::Subject::Address => Subject::Address,
        plan::Subject::Subscription => Subject::Subscription,
        plan::Subject::Order => Subject::Order,
        plan::Subject::Balance => Subject::Balance,
    }
}
