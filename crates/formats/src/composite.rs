//! The single file of customers and addresses (data-formats.md section 7): a customer row, then rows of its further
//! addresses. One bad row takes its group away, so a group lies in one batch.

use clientele_domain::batch::{Batch, Cell, Part};
use clientele_domain::column::{Column, CustomerColumn};
use clientele_domain::finding::Code;

use crate::FormatError;
use crate::judge::{judge, judge_address};
use crate::plan::{Handling, Plans};
use crate::reader::{Context, Reader, wrong_number};
use crate::records::RECORD_LIMIT;
use crate::row::Row;
use crate::text::Text;

/// The customer whom continuation rows belong to, and its rows so far.
#[derive(Default)]
pub(crate) struct Group {
    /// The cell of a row that has the e-mail.
    email: Option<usize>,
    /// Index of the group's first row in the batch, and where its text begins.
    first: usize,
    text: usize,
    /// E-mail and website of a customer that was not rejected.
    owner: Option<[Cell; 2]>,
}

impl Group {
    /// Before the first row.
    pub(crate) fn of(plans: &Plans) -> Self {
        let is_email = |column: &Column| *column == Column::Customer(CustomerColumn::Email);
        let kept = plans.columns.iter().position(is_email);
        let at =
            |handling: &Handling| matches!(handling, Handling::Keep { kept: at, .. } if Some(*at) == kept);
        Self { email: plans.cells.iter().position(|plan| at(&plan.handling)), ..Self::default() }
    }

    /// No group goes on in another batch.
    pub(crate) fn forget(&mut self) {
        *self = Self { email: self.email, ..Self::default() };
    }
}

impl Reader {
    /// Whether the record held belongs to the group of the row before it, whose batch is full.
    pub(crate) fn continues(&self, batch: &Batch) -> Result<bool, FormatError> {
        let cells = batch.cells.len() - self.group.first * self.plans.columns.len();
        let bytes = batch.text.len() - self.group.text + cells * size_of::<Cell>();
        if self.names_customer() {
            return Ok(false);
        }
        match bytes > RECORD_LIMIT {
            true => {
                let file = self.input.name().to_owned();
                Err(FormatError::RecordTooLong { file, line: self.source.line() })
            }
            // A row without owner belongs to nobody's group.
            false => Ok(self.group.owner.is_some()),
        }
    }

    /// Whether the record has an e-mail, and so begins a group.
    fn names_customer(&self) -> bool {
        let email = self.group.email.and_then(|email| self.source.cells().get(email));
        email.is_some_and(|cell| !self.source.bytes()[cell.clone()].trim_ascii().is_empty())
    }

    pub(crate) fn composite_row(&mut self, batch: &mut Batch) {
        let (is_owner, whole) = (self.names_customer(), self.source.cells().len() == self.plans.cells.len());
        let has_address = whole && self.has_address();
        if is_owner {
            self.group =
                Group { email: self.group.email, first: batch.len(), text: batch.text.len(), owner: None };
        } else if whole && !has_address {
            // An address part without anything is skipped without a word.
            return;
        }
        let part = match (is_owner, has_address) {
            (true, true) => Part::Both,
            (true, false) => Part::Customer,
            (false, _) => Part::Address,
        };
        self.read_part(batch, part, whole);
        let kept = batch.places.last().is_some_and(|place| !place.refused);
        match (is_owner, kept) {
            (true, true) => self.group.owner = Some(self.owner(batch)),
            (false, false) if self.group.owner.is_some() => self.reject(batch),
            _ => {}
        }
    }

    fn has_address(&self) -> bool {
        let filled = self.plans.cells.iter().zip(self.source.cells()).filter(|(plan, _)| plan.of_address);
        filled.into_iter().any(|(_, cell)| !self.source.bytes()[cell.clone()].trim_ascii().is_empty())
    }

    /// Key of the row that was read last.
    fn owner(&self, batch: &Batch) -> [Cell; 2] {
        let row = batch.row(batch.len() - 1);
        [self.keys.email, self.keys.website].map(|key| key.map_or(Cell::Null, |key| row[key]))
    }

    /// One bad row drops the group (data-formats.md 4.3).
    fn reject(&mut self, batch: &mut Batch) {
        self.group.owner = None;
        for place in &mut batch.places[self.group.first..] {
            place.refused = true;
        }
    }

    fn read_part(&mut self, batch: &mut Batch, part: Part, whole: bool) {
        let (bytes, cells) = (self.source.bytes(), self.source.cells());
        let Plans { names, cells: plans, .. } = &mut self.plans;
        let mut row = Row::add(batch, names, self.source.line(), self.rows, part);
        if !whole {
            row.refuse(wrong_number(bytes), None, None);
            return;
        }
        let owner = self.group.owner;
        if part == Part::Address && owner.is_none() {
            row.refuse(Code::RowIsOrphan, None, None);
            return;
        }
        let text = Text::of(bytes, self.dialect.is_decoded());
        let context = Context { options: &self.options, language: self.language };
        let is_read =
            |of_address: bool| if of_address { part != Part::Customer } else { part != Part::Address };
        for (plan, cell) in plans.iter_mut().zip(cells).filter(|(plan, _)| is_read(plan.of_address)) {
            if cell.is_empty() {
                plan.blank(&mut row);
            } else {
                let (raw, undecodable) = text.cell(cell);
                plan.cell(&mut row, &raw, undecodable, context);
            }
        }
        if let Some(kept) = row.unzoned.filter(|_| !self.zone_asked) {
            self.zone_asked = true;
            row.complain(Code::TimeZoneUnknown, Some(&names[kept]), None);
        }
        match (part, owner) {
            (Part::Address, Some([email, website])) => {
                row.put(self.keys.email, email);
                row.put(self.keys.website, website);
                judge_address(&mut row, &self.keys);
            }
            _ => judge(&mut row, self.kind, &self.keys, part == Part::Both),
        }
    }
}
