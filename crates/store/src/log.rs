//! The log of a change set: one salted hash a record.
//!
//! The salt derives from a secret of the chunk, so that a person is erased by keeping the other salts instead of the
//! secret: the hashes, which the seal covers, stay.

use sha2::{Digest as _, Sha256};

use crate::StoreError;
use crate::engine::{Insert, Session, Value};
use crate::record::Records;

/// Records of a chunk.
const CHUNK: usize = 1000;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// Where secrets come from.
pub(crate) type Randomness = fn() -> std::io::Result<Hash>;

/// The hash that the log keeps of a record.
pub(crate) fn salted(secret: &[u8], index: usize, record: &[u8]) -> Hash {
    let mut salt = Sha256::new();
    salt.update(secret);
    salt.update((index as u64).to_le_bytes());
    let mut hash = Sha256::new();
    hash.update(salt.finalize());
    hash.update(record);
    hash.finalize().into()
}

/// The keys of a chunk.
pub(crate) fn keys(ids: Value<'_>) -> impl Iterator<Item = u32> + '_ {
    let ids = if let Value::Blob(ids) = ids { ids } else { &[] };
    ids.chunks_exact(4).map(|id| u32::from_le_bytes([id[0], id[1], id[2], id[3]]))
}

/// Writes the log of one change set.
pub(crate) struct Log {
    insert: Insert,
    change_set: i64,
    chunks: i64,
    entity: &'static str,
    chunk: Option<Chunk>,
    randomness: Randomness,
}

impl Log {
    /// An empty log.
    pub(crate) async fn prepare(
        session: &mut Session,
        change_set: i64,
        randomness: Randomness,
    ) -> Result<Self, StoreError> {
        let columns = ["change_set_id", "chunk", "entity", "ids", "secret", "hashes"];
        let insert = session.insert("change_log", columns).await?;
        Ok(Self { insert, change_set, chunks: 0, entity: "", chunk: None, randomness })
    }

    /// Logs those of these records that are there, as they are now; the keys are in order.
    pub(crate) fn write(&mut self, records: &mut Records, keys: &[u32]) -> Result<(), StoreError> {
        let entity = records.entity();
        records.each(keys, &mut |id, record| self.add(entity, id, record))
    }

    /// Logs a record. Those of one kind come together, in order of their keys as far as may be: the keys of a chunk are.
    pub(crate) fn add(&mut self, entity: &'static str, id: u32, record: &[u8]) -> Result<(), StoreError> {
        if self.entity != entity || self.chunk.as_ref().is_some_and(|chunk| id <= chunk.last) {
            self.keep()?;
            self.entity = entity;
        }
        if self.chunk.is_none() {
            let secret = (self.randomness)().map_err(|error| StoreError::Database(sqlx::Error::Io(error)))?;
            self.chunk = Some(Chunk::new(secret));
        }
        if let Some(chunk) = &mut self.chunk {
            chunk.push(id, record);
            if chunk.is_full() {
                self.keep()?;
            }
        }
        Ok(())
    }

    /// Sends what is left.
    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        self.keep()?;
        self.insert.flush()
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        let Some(chunk) = self.chunk.take() else { return Ok(()) };
        self.chunks += 1;
        self.insert.run(&[
            self.change_set.into(),
            self.chunks.into(),
            self.entity.into(),
            Value::Blob(&chunk.ids),
            Value::Blob(&chunk.secret),
            Value::Blob(&chunk.hashes),
        ])
    }
}

struct Chunk {
    last: u32,
    ids: Vec<u8>,
    secret: Hash,
    hashes: Vec<u8>,
}

impl Chunk {
    fn new(secret: Hash) -> Self {
        Self { last: 0, ids: Vec::with_capacity(CHUNK * 4), secret, hashes: Vec::with_capacity(CHUNK * 32) }
    }

    fn push(&mut self, id: u32, record: &[u8]) {
        let hash = salted(&self.secret, self.ids.len() / 4, record);
        self.last = id;
        self.ids.extend_from_slice(&id.to_le_bytes());
        self.hashes.extend_from_slice(&hash);
    }

    fn is_full(&self) -> bool {
        self.ids.len() >= CHUNK * 4
    }
}
