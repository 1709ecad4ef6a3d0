//! The order of day and month in a file that is not the importer's: told by its own cells, else asked, never guessed
//! (data-formats.md 3.2).

use std::sync::atomic::{AtomicBool, Ordering};

use crate::container::Looked;
use crate::date;
use crate::header::Header;
use crate::plan::date_cells;
use crate::{About, Choice, DateOrder, FormatError, Question};

/// Cells shown with a question.
const TELLING_CELLS: usize = 3;
/// How often a look through the file asks whether it is cancelled.
const STEP: u64 = 4096;

/// What the cells of a column of dates told.
#[derive(Default)]
struct Evidence {
    order: Option<DateOrder>,
    /// Cells that read as two days.
    undecided: Vec<String>,
}

/// The order of each column, as far as its cells tell one, by the columns of the file.
pub(crate) enum Orders {
    Told(Vec<Option<DateOrder>>),
    Ask(Question),
}

/// Looks through the rows behind the header, which is the record of that number, as far as dates need it. `told` holds
/// for columns that do not tell.
pub(crate) fn find(
    file: &Looked,
    sheet: usize,
    header: (&Header, u32),
    told: Option<DateOrder>,
    cancel: &AtomicBool,
) -> Result<Orders, FormatError> {
    let (header, record) = header;
    let mut dates: Vec<(usize, Evidence)> =
        date_cells(header).into_iter().map(|cell| (cell, Evidence::default())).collect();
    if let (false, Some(sheet)) = (dates.is_empty(), file.sheet(sheet)?) {
        let mut source = sheet.source;
        let mut records = 0_u64;
        while source.advance().map_err(|error| file.failed(error))? {
            records += 1;
            if records.is_multiple_of(STEP) && cancel.load(Ordering::Relaxed) {
                return Err(FormatError::Cancelled { file: file.input.name().to_owned() });
            }
            if records <= u64::from(record) {
                continue;
            }
            for (cell, evidence) in &mut dates {
                if let Some(place) = source.cells().get(*cell) {
                    evidence.see(&String::from_utf8_lossy(&source.bytes()[place.clone()]));
                }
            }
            if dates.iter().all(|(_, evidence)| evidence.order.is_some()) {
                break;
            }
        }
    }
    let open: Vec<&Evidence> = dates
        .iter()
        .map(|(_, evidence)| evidence)
        .filter(|evidence| evidence.order.is_none() && !evidence.undecided.is_empty())
        .collect();
    if told.is_none()
        && let [first, ..] = open[..]
    {
        return Ok(Orders::Ask(question(&first.undecided)));
    }
    let mut orders = vec![None; header.slots.len()];
    for (cell, evidence) in &dates {
        orders[*cell] = evidence.order;
    }
    Ok(Orders::Told(orders))
}

impl Evidence {
    fn see(&mut self, text: &str) {
        match date::undecided(text) {
            _ if self.order.is_some() => {}
            Some((_, second)) if second > 12 => self.order = Some(DateOrder::Mdy),
            Some((first, _)) if first > 12 => self.order = Some(DateOrder::Dmy),
            // The same day either way.
            Some((first, second)) if first == second => {}
            Some(_) if self.undecided.len() < TELLING_CELLS => self.undecided.push(text.trim().to_owned()),
            Some(_) | None => {}
        }
    }
}

fn question(cells: &[String]) -> Question {
    let choice = |order: DateOrder| {
        let read = |cell: &String| {
            let day = date::parse(cell, Some(order)).map(|moment| moment.civil.date().to_string());
            format!("{cell} → {}", day.unwrap_or_default())
        };
        Choice { value: order.as_str().to_owned(), preview: cells.iter().map(read).collect() }
    };
    Question { about: About::DateOrder, choices: vec![choice(DateOrder::Mdy), choice(DateOrder::Dmy)] }
}
