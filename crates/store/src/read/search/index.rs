//! The folded text of all records in memory.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::scope;

use memchr::memmem::Finder;

use super::{ADDRESSES, CUSTOMERS, Found, Progress, Records, Word};
use crate::StoreError;
use crate::engine::Cursor;
use crate::read::ReadError;
use crate::read::marks::Marks;
use crate::read::snapshot::Snapshot;

/// The text of customers and of addresses, in pieces that threads search side by side.
#[derive(Debug)]
pub(in crate::read) struct Index {
    customers: Vec<Piece>,
    addresses: Vec<Piece>,
}

/// Records of neighbouring keys.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    /// Where the record of each key begins, from the first key on; a key that is missing begins where the next does.
    starts: Vec<u32>,
    first: u32,
}

impl Index {
    pub(in crate::read) async fn build(
        snapshot: &Snapshot,
        progress: Progress,
    ) -> Result<Arc<Self>, ReadError> {
        let done = Arc::new(Done { records: AtomicU64::new(0), of: total(snapshot).await?, progress });
        // One table after the other: both at once would leave no connection to whoever looks at rows.
        let customers = pieces(snapshot, &CUSTOMERS, &done).await?;
        let addresses = pieces(snapshot, &ADDRESSES, &done).await?;
        Ok(Arc::new(Self { customers, addresses }))
    }

    /// Where each word occurs.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found> {
        let customers = find(&self.customers, words);
        let addresses = find(&self.addresses, words);
        customers
            .into_iter()
            .zip(addresses)
            .map(|(customers, addresses)| Found { customers, addresses })
            .collect()
    }
}

/// How far a build is.
struct Done {
    records: AtomicU64,
    of: u64,
    progress: Progress,
}

impl Done {
    fn add(&self, records: u64) -> Result<(), ReadError> {
        let done = self.records.fetch_add(records, Ordering::Relaxed) + records;
        if (self.progress)(done.min(self.of), self.of).is_break() {
            Err(StoreError::Cancelled.into())
        } else {
            Ok(())
        }
    }
}

async fn total(snapshot: &Snapshot) -> Result<u64, ReadError> {
    let mut total = 0;
    for records in [&CUSTOMERS, &ADDRESSES] {
        total += snapshot.ends(records.table).await?.map_or(0, |(first, last)| u64::from(last - first) + 1);
    }
    Ok(total)
}

async fn pieces(
    snapshot: &Snapshot,
    records: &'static Records,
    done: &Arc<Done>,
) -> Result<Vec<Piece>, ReadError> {
    let done = Arc::clone(done);
    let work = move |cursor: &mut Cursor| Piece::read(cursor, records, &done);
    snapshot.in_parts(records.table, |range| records.select(&range), work).await
}

/// Progress is told after so many records.
const STEP: usize = 10_000;

impl Piece {
    fn read(cursor: &mut Cursor, records: &Records, done: &Done) -> Result<Self, ReadError> {
        let mut piece = Self::default();
        while let Some(row) = cursor.next()? {
            piece.begin(row.id(0))?;
            records.append(row, &mut piece.text);
            if piece.starts.len() % STEP == 0 {
                done.add(STEP as u64)?;
            }
        }
        piece.text.shrink_to_fit();
        piece.starts.shrink_to_fit();
        done.add((piece.starts.len() % STEP) as u64)?;
        Ok(piece)
    }

    fn begin(&mut self, id: u32) -> Result<(), ReadError> {
        let start = u32::try_from(self.text.len()).map_err(|_| ReadError::TooLarge)?;
        if self.starts.is_empty() {
            self.first = id;
        }
        self.starts.resize((id - self.first) as usize + 1, start);
        Ok(())
    }

    /// Marks the records in which a word occurs.
    fn find(&self, finder: &Finder<'_>, marks: &mut Marks) {
        let text = self.text.as_bytes();
        let (mut from, mut record) = (0, 0);
        while let Some(hit) = finder.find(&text[from..]) {
            let hit = from + hit;
            // Hits come in order: walking on from the last one beats searching for the place of each.
            while self.starts.get(record + 1).is_some_and(|start| *start as usize <= hit) {
                record += 1;
            }
            marks.insert(self.first + record as u32);
            let Some(next) = self.starts.get(record + 1) else { break };
            from = *next as usize;
        }
    }
}

/// Marks of each word over all pieces, one thread a piece.
fn find(pieces: &[Piece], words: &[Word]) -> Vec<Marks> {
    let search = |piece: &Piece| -> Vec<Marks> {
        let marks_of = |word: &Word| {
            let mut marks = Marks::default();
            word.finders.iter().for_each(|finder| piece.find(finder, &mut marks));
            marks
        };
        words.iter().map(marks_of).collect()
    };
    let parts = scope(|scope| {
        let threads: Vec<_> = pieces.iter().map(|piece| scope.spawn(|| search(piece))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    Marks::unite(words.len(), parts)
}
