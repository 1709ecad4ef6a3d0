//! Records that are here, many at once, as cells beside those of a batch.

use clientele_domain::batch::{Batch, Cell};

use crate::StoreError;
use crate::engine::{Session, Statement, Value};

/// Keys asked for at once where they are far apart.
const TOGETHER: usize = 500;

/// Looks records of one table up by their keys, or by those of their owners.
pub(super) struct Fetch {
    width: usize,
    range: Statement,
    list: Statement,
}

/// Records found, in order of the key that was looked for, then of their own.
#[derive(Default)]
pub(super) struct Fetched {
    rows: Vec<(u32, u32)>,
    batch: Batch,
    width: usize,
}

impl Fetch {
    /// `by` names the column looked for: `id`, or that of the owner. A column that the table does not have is empty.
    pub(super) async fn prepare(
        session: &mut Session,
        table: &str,
        by: &str,
        columns: &[String],
    ) -> Result<Self, StoreError> {
        let (there, width) = (session.columns(table).await?, columns.len());
        let name = |column: &String| {
            if there.contains(column) { format!(", \"{column}\"") } else { ", NULL".to_owned() }
        };
        let columns: String = columns.iter().map(name).collect();
        let select = |condition: &str| {
            format!("SELECT {by}, id{columns} FROM {table} WHERE {condition} ORDER BY {by}, id")
        };
        let marks = vec!["?"; TOGETHER].join(", ");
        Ok(Self {
            width,
            range: session.statement(&select(&format!("{by} BETWEEN ? AND ?"))).await?,
            list: session.statement(&select(&format!("{by} IN ({marks})"))).await?,
        })
    }

    /// The records of these keys, which are in order and without repetition.
    pub(super) fn of(&mut self, keys: &[u32]) -> Result<Fetched, StoreError> {
        let mut found = Fetched::of_width(self.width);
        for keys in keys.chunks(TOGETHER) {
            let (Some(&first), Some(&last)) = (keys.first(), keys.last()) else { continue };
            if (last - first) as usize <= 2 * keys.len() {
                self.range.each(&[first.into(), last.into()], |row| {
                    if keys.binary_search(&row.id(0)).is_ok() {
                        found.push(
                            row.id(0),
                            row.id(1),
                            (2..2 + found.width).map(|column| row.value(column)),
                        );
                    }
                    Ok(())
                })?;
                continue;
            }
            // Nothing has the key 0.
            let padded = keys.iter().copied().chain(std::iter::repeat(0)).take(TOGETHER);
            let values: Vec<Value<'_>> = padded.map(Value::from).collect();
            self.list.each(&values, |row| {
                found.push(row.id(0), row.id(1), (2..2 + found.width).map(|column| row.value(column)));
                Ok(())
            })?;
        }
        Ok(found)
    }
}

impl Fetched {
    pub(super) fn of_width(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The key of a record.
    pub(super) fn id(&self, at: usize) -> u32 {
        self.rows[at].1
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn push<'a>(&mut self, by: u32, id: u32, values: impl Iterator<Item = Value<'a>>) {
        self.rows.push((by, id));
        for value in values {
            let cell = match value {
                Value::Integer(number) => Cell::Integer(number),
                Value::Text(text) => self.batch.push_text(text),
                Value::Null | Value::Blob(_) => Cell::Null,
            };
            self.batch.cells.push(cell);
        }
    }

    /// The records found by a key: their own keys, and where they stand.
    pub(super) fn by(&self, key: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        let start = self.rows.partition_point(|(by, _)| *by < key);
        self.rows[start..]
            .iter()
            .zip(start..)
            .take_while(move |((by, _), _)| *by == key)
            .map(|((_, id), at)| (*id, at))
    }

    /// A value of a record.
    pub(super) fn value(&self, at: usize, column: usize) -> Value<'_> {
        cell_value(&self.batch, self.batch.cells[at * self.width + column])
    }
}

/// A cell as the store keeps it.
pub(super) fn cell_value(batch: &Batch, cell: Cell) -> Value<'_> {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::Integer(number),
        Cell::Text { .. } => Value::Text(batch.str(cell).unwrap_or_default()),
    }
}
