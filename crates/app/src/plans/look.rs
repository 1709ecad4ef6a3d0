//! `plan.get`, `plan.rows`, `plan.row`.

use std::collections::HashSet;

use clientele_store::{Fate, Subject};
use clientele_wire::customer::Field;
use clientele_wire::operation::{GetPlan, GetPlanRow, PlanRows};
use clientele_wire::plan::{self, PlanDetail, PlanInfo, PlanRowRequest, PlanRowsRequest};
use clientele_wire::{ErrorCode, Failure};

use super::waiting::Waiting;
use super::words;
use crate::customers::{field, is_told};
use crate::{Act, App, Caller, Job, failure, findings};

/// Fields that change, shown on one line.
const FEW: usize = 3;
/// A page is a window of a list; nobody reads more at once.
const LIMIT: u32 = 1000;

impl Act for GetPlan {
    async fn act(app: &App, _: &Caller, _: &Job, (): ()) -> Result<Option<PlanInfo>, Failure> {
        match app.plan().await {
            Ok(waiting) => waiting.info().await.map(Some),
            Err(failure) if failure.code == ErrorCode::NoPlan => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

impl Act for PlanRows {
    async fn act(
        app: &App,
        _: &Caller,
        _: &Job,
        request: PlanRowsRequest,
    ) -> Result<plan::PlanRows, Failure> {
        let mut waiting = app.plan().await?;
        let indexes = waiting.select(words::filter(request.filter)).await?;
        let start = usize::try_from(request.offset).unwrap_or(indexes.len()).min(indexes.len());
        let end = indexes.len().min(start + request.limit.min(LIMIT) as usize);
        let rows = rows(&mut waiting, &indexes[start..end], FEW).await?;
        let (tickable, ticked) = waiting.ticks();
        Ok(plan::PlanRows { total: indexes.len() as u64, tickable, ticked, rows })
    }
}

/// Rows of the list, in the order given, with at most that many fields that change.
pub(super) async fn rows(
    waiting: &mut Waiting,
    indexes: &[u32],
    fields_at_most: usize,
) -> Result<Vec<plan::PlanRow>, Failure> {
    let rows = waiting.planned.rows(indexes).await.map_err(failure::of_read)?;
    let row = |row: &clientele_store::PlanRow| {
        let included = waiting.includes(row.index, &row.entry);
        words::row(row, waiting.planned.file_of(&row.entry), included, fields_at_most)
    };
    Ok(rows.iter().map(row).collect())
}

impl Act for GetPlanRow {
    async fn act(app: &App, _: &Caller, _: &Job, request: PlanRowRequest) -> Result<PlanDetail, Failure> {
        let mut waiting = app.plan().await?;
        let row = waiting.planned.rows(&[request.index]).await.map_err(failure::of_read)?.pop();
        let row = row.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let findings = waiting.planned.findings(request.index).await.map_err(failure::of_read)?;
        let included = waiting.includes(row.index, &row.entry);
        let told = words::row(&row, waiting.planned.file_of(&row.entry), included, FEW);
        let entry = row.entry;
        let mut records: Vec<(u32, plan::RecordChange)> =
            row.records.into_iter().map(|record| (record.id, words::record(record))).collect();
        let is_here = entry.subject == Subject::Customer && entry.id != 0 && entry.fate != Fate::Created;
        let customer = if is_here {
            let customer = waiting.open.reader.customer(entry.id).await.map_err(failure::of_read)?;
            tell_what_stays(&mut records, &customer);
            Some(customer)
        } else {
            None
        };
        Ok(PlanDetail {
            row: told,
            customer: customer.as_ref().map(|customer| customer.id),
            entity_id: customer.as_ref().and_then(|customer| customer.entity_id),
            findings: findings.into_iter().map(findings::row).collect(),
            records: records.into_iter().map(|(_, record)| record).collect(),
        })
    }
}

/// Adds the fields that stay, of the customer and of addresses that change.
fn tell_what_stays(records: &mut Vec<(u32, plan::RecordChange)>, customer: &clientele_store::read::Customer) {
    let of_customer = |(_, record): &(u32, plan::RecordChange)| record.subject == plan::Subject::Customer;
    if !records.iter().any(of_customer) {
        let unchanged = plan::RecordChange {
            subject: plan::Subject::Customer,
            change: plan::Change::Unchanged,
            label: String::new(),
            file: None,
            line: None,
            changed: Vec::new(),
            unchanged: Vec::new(),
        };
        records.insert(0, (customer.id, unchanged));
    }
    for (id, record) in records.iter_mut().filter(|(_, record)| record.change != plan::Change::Created) {
        let changed: HashSet<&str> = record.changed.iter().map(|field| field.field.as_str()).collect();
        let stays = |value: &&clientele_store::read::Value| !changed.contains(value.code.as_str());
        let values: Vec<_> = match record.subject {
            plan::Subject::Customer => customer.account.iter().chain(&customer.attributes).collect(),
            plan::Subject::Address => customer
                .addresses
                .iter()
                .filter(|address| address.id == *id)
                .flat_map(|address| address.fields.iter().chain(&address.attributes))
                .collect(),
            _ => Vec::new(),
        };
        let unchanged: Vec<Field> =
            values.into_iter().filter(stays).filter(|value| is_told(value)).cloned().map(field).collect();
        record.unchanged = unchanged;
    }
}
