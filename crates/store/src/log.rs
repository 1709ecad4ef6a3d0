//! The log of a change set: one salted hash a record.
//!
//! The salt derives from a secret of the chunk, so that a person is erased by keeping the other salts instead of the
//! secret: the hashes, which the seal covers, stay.

use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::record::Records;

/// Records of a chunk.
const CHUNK: usize = 1000;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

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

/// Writes the log of one change set.
pub(crate) struct Log {
    insert: Statement,
    change_set: i64,
    chunks: i64,
}

impl Log {
    /// An empty log.
    pub(crate) async fn prepare(
        connection: &mut SqliteConnection,
        change_set: i64,
    ) -> Result<Self, StoreError> {
        let sql = "INSERT INTO change_log (change_set_id, chunk, entity, ids, secret, hashes) VALUES (?, ?, ?, ?, ?, ?)";
        Ok(Self { insert: Statement::prepare(connection, sql).await?, change_set, chunks: 0 })
    }

    /// Logs the wanted ones of all records between two keys, as they are now.
    pub(crate) fn write(
        &mut self,
        records: &mut dyn Records,
        (first, last): (u32, u32),
        wanted: impl Fn(u32) -> bool,
    ) -> Result<(), StoreError> {
        let mut chunk = Chunk::new()?;
        let entity = records.entity();
        records.each(first, last, &mut |id, record| {
            if wanted(id) {
                chunk.push(id, record);
            }
            if chunk.is_full() {
                self.keep(entity, &std::mem::replace(&mut chunk, Chunk::new()?))?;
            }
            Ok(())
        })?;
        if chunk.ids.is_empty() { Ok(()) } else { self.keep(entity, &chunk) }
    }

    fn keep(&mut self, entity: &str, chunk: &Chunk) -> Result<(), StoreError> {
        self.chunks += 1;
        self.insert.run(&[
            Value::Integer(self.change_set),
            Value::Integer(self.chunks),
            Value::Text(entity),
            Value::Blob(&chunk.ids),
            Value::Blob(&chunk.secret),
            Value::Blob(&chunk.hashes),
        ])
    }
}

struct Chunk {
    ids: Vec<u8>,
    secret: Hash,
    hashes: Vec<u8>,
}

impl Chunk {
    fn new() -> Result<Self, StoreError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)
            .map_err(|error| StoreError::Database(sqlx::Error::Protocol(error.to_string())))?;
        Ok(Self { ids: Vec::with_capacity(CHUNK * 4), secret, hashes: Vec::with_capacity(CHUNK * 32) })
    }

    fn push(&mut self, id: u32, record: &[u8]) {
        let hash = salted(&self.secret, self.ids.len() / 4, record);
        self.ids.extend_from_slice(&id.to_le_bytes());
        self.hashes.extend_from_slice(&hash);
    }

    fn is_full(&self) -> bool {
        self.ids.len() >= CHUNK * 4
    }
}
