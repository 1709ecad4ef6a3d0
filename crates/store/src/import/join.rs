//! A grid beside customers of a file that holds them whole: its rows tell what that file does not, and nothing else
//! (data-formats.md section 9).

use clientele_domain::batch::Batch;
use clientele_domain::column::{Column, CustomerColumn};
use clientele_domain::finding::{Code, Finding};

use super::Import;
use super::change::{Kept, by_name, differences};
use super::fetch::{Fetch, Fetched, cell_value};
use super::finding::{Outcome, finding_of};
use super::plan::{Fate, Subject};
use crate::StoreError;
use crate::engine::{Statement, Value};
use crate::record::CUSTOMER;

/// What a grid tells better than the file that holds customers whole.
const TOLD: [CustomerColumn; 4] = [
    CustomerColumn::EntityId,
    CustomerColumn::Confirmation,
    CustomerColumn::IsConfirmed,
    CustomerColumn::IsLocked,
];
/// What counts where nothing is known.
const ELSE: [CustomerColumn; 2] = [CustomerColumn::CreatedAt, CustomerColumn::CreatedIn];

/// A grid whose rows join customers.
pub(super) struct Joined {
    kept: Vec<Kept>,
    cells: Vec<usize>,
    email: usize,
    website_name: Option<usize>,
    fetch: Fetch,
    /// Tells more of a customer who comes with this import.
    update: Statement,
    /// Columns that a file of this import brings, whatever was here.
    brought: Vec<CustomerColumn>,
}

impl Joined {
    pub(super) async fn prepare(import: &mut Import, columns: &[Column]) -> Result<Self, StoreError> {
        let at = |column: CustomerColumn| columns.iter().position(|other| *other == Column::Customer(column));
        let there = TOLD.into_iter().chain(ELSE).filter_map(|column| Some((column, at(column)?)));
        let (kept, cells): (Vec<Kept>, Vec<usize>) = there
            .map(|(column, at)| {
                (Kept { column: Column::Customer(column), name: column.code().to_owned() }, at)
            })
            .unzip();
        let set = kept.iter().map(|kept| match &kept.column {
            Column::Customer(column) if ELSE.contains(column) => {
                format!("{name} = coalesce({name}, ?)", name = kept.name)
            }
            _ => format!("{name} = coalesce(?, {name})", name = kept.name),
        });
        let set = set.chain(["id = id".to_owned()]).collect::<Vec<_>>().join(", ");
        let sql = format!("UPDATE customer SET {set} WHERE id = ?");
        let names: Vec<String> = kept.iter().map(|kept| kept.name.clone()).collect();
        let is_brought = |column: &CustomerColumn| {
            let has = |source: &super::Source| source.new.columns.contains(&Column::Customer(*column));
            import.sources.iter().any(|source| super::is_main(source.new.kind) && has(source))
        };
        Ok(Self {
            email: at(CustomerColumn::Email).unwrap_or(0),
            website_name: at(CustomerColumn::WebsiteName),
            fetch: Fetch::prepare(import.target.existing(), CUSTOMER, "id", &names).await?,
            update: import.target.new_records().statement(&sql).await?,
            brought: ELSE.into_iter().filter(is_brought).collect(),
            kept,
            cells,
        })
    }
}

impl Import {
    /// Takes the rows of a batch. Tells what they became.
    pub(super) fn joined_rows(
        &mut self,
        joined: &mut Joined,
        batch: &Batch,
        found: &mut Vec<Finding>,
    ) -> Result<Vec<Outcome>, StoreError> {
        let partners: Vec<Option<u32>> =
            (0..batch.len()).map(|row| self.partner(joined, batch, row)).collect();
        let is_here = |id: &u32| !self.seen.created.contains(*id);
        let mut here: Vec<u32> = partners.iter().flatten().copied().filter(is_here).collect();
        here.sort_unstable();
        here.dedup();
        let here = joined.fetch.of(&here)?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for (row, partner) in partners.into_iter().enumerate() {
            outcomes.push(match partner {
                _ if batch.places[row].refused => self.refuse(Subject::Customer, batch, row)?,
                Some(id) => self.joined_row(joined, (batch, row), id, &here)?,
                None => {
                    let email = batch.str(batch.row(row)[joined.email]).unwrap_or_default();
                    self.plan.partnerless += 1;
                    found.push(finding_of(Code::PartnerNotFound, batch, row, "email", email));
                    self.refuse(Subject::Customer, batch, row)?
                }
            });
        }
        Ok(outcomes)
    }

    /// The customer that a row is about.
    fn partner(&self, joined: &Joined, batch: &Batch, row: usize) -> Option<u32> {
        let text = |at: usize| batch.str(batch.row(row)[at]).unwrap_or_default();
        let find = |website: i64| self.keys.find(website, text(joined.email));
        let known = match joined.website_name.map(text).map(str::trim) {
            Some(name) if !name.is_empty() => self.learned.named_website(name).and_then(find),
            _ => self.learned.only(find).map(|(_, known)| known),
        };
        known.map(|known| known.customer)
    }

    fn joined_row(
        &mut self,
        joined: &mut Joined,
        (batch, row): (&Batch, usize),
        id: u32,
        here: &Fetched,
    ) -> Result<Outcome, StoreError> {
        // A customer of several companies is shown once for each.
        if !self.seen.joined.insert(id) || self.seen.deleted.contains(id) {
            return Ok(Outcome { fate: Fate::Unchanged, ..Outcome::default() });
        }
        let cells = batch.row(row);
        let values: Vec<Value<'_>> =
            joined.cells.iter().map(|&at| blank_is_none(cell_value(batch, cells[at]))).collect();
        if self.seen.created.contains(id) {
            joined.update.run(&[values.as_slice(), &[id.into()]].concat())?;
            self.count(|counts| counts.changed += 1);
            let entry = self.list.of(Subject::Customer, id);
            return Ok(Outcome { customer: Some(id), address: None, fate: Fate::Created, entry });
        }
        let Some((_, at)) = here.by(id).next() else {
            return Err(StoreError::Damaged(format!("customer {id} is not where it was")));
        };
        let matched = self.seen.matched.contains(id);
        let mut differences = differences(&joined.kept, here, at, &values);
        differences.retain(|(place, before, after)| {
            let Column::Customer(column) = joined.kept[*place].column else { return false };
            let is_open = before.is_null() && !(matched && joined.brought.contains(&column));
            !after.is_null() && (TOLD.contains(&column) || is_open)
        });
        let line = batch.places[row].line;
        if differences.is_empty() {
            self.count(|counts| counts.unchanged += 1);
            let entry = match self.list.of(Subject::Customer, id) {
                Some(entry) => Some(entry),
                None => self.enter(Subject::Customer, id, Fate::Unchanged, line),
            };
            return Ok(Outcome { customer: Some(id), address: None, fate: Fate::Unchanged, entry });
        }
        let (before, after) = by_name(&joined.kept, differences);
        let entry = self.enter(Subject::Customer, id, Fate::Changed, line);
        self.changes.add((CUSTOMER, id), self.origin(line, entry), Some(before), Some(after))?;
        self.seen.changed.insert(id);
        self.count(|counts| counts.changed += 1);
        Ok(Outcome { customer: Some(id), address: None, fate: Fate::Changed, entry })
    }
}

fn blank_is_none(value: Value<'_>) -> Value<'_> {
    if value == Value::Text("") { Value::Null } else { value }
}
