//! A plan in the words of the contract.

use clientele_store::read::{self, FindingRow};
use clientele_store::{Fate, PlanFilter, PlanRow, RecordChange, Subject};
use clientele_wire::import::{Counts, Plan};
use clientele_wire::plan::{self, Change, RowFinding};

use crate::customers::{cell, kind_of};
use crate::files::severity;

/// What is told first of what is made.
const TELLING: [&str; 9] = [
    "group_id",
    "_website",
    "city",
    "status",
    "store_view_name",
    "grand_total_base",
    "store_credit",
    "reward_points",
    "finance_website",
];

/// Counts.
pub(crate) fn plan(plan: &clientele_store::Plan) -> Plan {
    let customers = plan.customers;
    let view = |(website, id): &(String, i64)| format!("{website} {id}");
    Plan {
        created: customers.created,
        changed: customers.changed,
        unchanged: customers.unchanged,
        refused: customers.refused,
        missing: customers.missing,
        deleted: customers.deleted,
        addresses: counts(plan.addresses),
        subscriptions: counts(plan.subscriptions),
        orders: counts(plan.orders),
        balances: counts(plan.balances),
        partnerless: plan.partnerless,
        new_websites: plan.new_websites.clone(),
        new_store_views: plan.new_store_views.iter().map(view).collect(),
        new_groups: plan.new_groups.clone(),
        new_attributes: plan.new_attributes.clone(),
    }
}

fn counts(counts: clientele_store::Counts) -> Counts {
    let clientele_store::Counts { created, changed, unchanged, refused, missing, .. } = counts;
    Counts { created, changed, unchanged, refused, missing }
}

pub(crate) fn subject(subject: Subject) -> plan::Subject {
    match subject {
        Subject::Customer => plan::Subject::Customer,
        Subject::Address => plan::Subject::Address,
        Subject::Subscription => plan::Subject::Subscription,
        Subject::Order => plan::Subject::Order,
        Subject::Balance => plan::Subject::Balance,
    }
}

pub(crate) fn change(fate: Fate) -> Change {
    match fate {
        Fate::Created => Change::Created,
        Fate::Changed => Change::Changed,
        Fate::Unchanged => Change::Unchanged,
        Fate::Deleted => Change::Deleted,
        Fate::Refused => Change::Refused,
        Fate::Missing => Change::Missing,
    }
}

/// A filter in the store's words.
pub(super) fn filter(filter: plan::PlanFilter) -> PlanFilter {
    let plan::PlanFilter { change, findings, search } = filter;
    let fate = change.map(|change| match change {
        Change::Created => Fate::Created,
        Change::Changed => Fate::Changed,
        Change::Unchanged => Fate::Unchanged,
        Change::Deleted => Fate::Deleted,
        Change::Refused => Fate::Refused,
        Change::Missing => Fate::Missing,
    });
    PlanFilter { fate, findings, search }
}

pub(crate) fn field_change(field: read::FieldChange) -> plan::FieldChange {
    let read::FieldChange { of, code, storage, kind, before, after } = field;
    plan::FieldChange {
        of: subject(of),
        field: code,
        kind: kind_of(storage, kind),
        before: cell(before),
        after: cell(after),
    }
}

/// A row of the list. Of what changes at most that many fields; of what is made those that tell most.
pub(super) fn row(row: &PlanRow, file: Option<&str>, included: bool, fields_at_most: usize) -> plan::PlanRow {
    let entry = row.entry;
    let fields = row.records.iter().flat_map(|record| &record.fields);
    let (fields, more): (Vec<_>, usize) = if entry.fate == Fate::Changed {
        let count = fields.clone().count();
        (fields.take(fields_at_most).collect(), count.saturating_sub(fields_at_most))
    } else {
        let own = fields.filter(|field| field.of == entry.subject).collect::<Vec<_>>();
        let named = |code: &&str| own.iter().copied().find(|field| field.code == **code);
        (TELLING.iter().filter_map(named).collect(), 0)
    };
    let addresses = row.records.iter().filter(|record| record.subject == Subject::Address).count();
    plan::PlanRow {
        index: row.index,
        change: change(entry.fate),
        subject: subject(entry.subject),
        name: row.name.clone(),
        email: row.email.clone(),
        website: row.website_id,
        file: file.map(ToOwned::to_owned),
        line: (entry.line > 0).then(|| entry.line.into()),
        findings: entry.findings.into(),
        first_finding: row.first_finding.as_ref().map(finding),
        fields: fields.into_iter().cloned().map(field_change).collect(),
        more: u32::try_from(more).unwrap_or(u32::MAX),
        addresses: u32::try_from(addresses).unwrap_or(u32::MAX),
        included,
    }
}

fn finding(finding: &FindingRow) -> RowFinding {
    RowFinding {
        code: finding.code.clone(),
        severity: severity(finding.severity).to_owned(),
        column: finding.column.clone(),
        value: finding.value.clone(),
    }
}

/// What happens to a record; what stays of it is known to whoever looks at the customer.
pub(super) fn record(record: RecordChange) -> plan::RecordChange {
    let RecordChange { subject: of, fate, file, line, label, fields, .. } = record;
    plan::RecordChange {
        subject: subject(of),
        change: change(fate),
        label,
        file,
        line,
        changed: fields.into_iter().map(field_change).collect(),
        unchanged: Vec::new(),
    }
}
