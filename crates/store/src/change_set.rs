//! Change sets: numbered, and sealed with the SHA-256 of their content and their predecessor's seal.

use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};

use crate::StoreError;
use crate::bind::{Statement, Value};
use crate::log::Hash;

/// What the seal covers, in this order, each part preceded by its length as 8 bytes little-endian: the words
/// `clientele change set 1`, predecessor, number, kind, actor, time, reason, summary, number undone, then of every
/// chunk its entity, keys and hashes. Numbers are 8 bytes little-endian, an absent number is 0.
struct Seal(Sha256);

impl Seal {
    fn new() -> Self {
        let mut seal = Self(Sha256::new());
        seal.part(b"clientele change set 1");
        seal
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }
}

/// A change set about to be sealed.
pub(crate) struct Draft<'a> {
    pub(crate) id: i64,
    pub(crate) kind: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) at: i64,
    pub(crate) summary: &'a str,
    pub(crate) undoes: Option<i64>,
}

/// The number of the next change set.
pub(crate) async fn next_id(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query("SELECT coalesce(max(id), 0) + 1 FROM change_set").fetch_one(connection).await?.get(0))
}

/// Seals a change set over its log, which must be written already.
pub(crate) async fn seal(connection: &mut SqliteConnection, draft: &Draft<'_>) -> Result<(), StoreError> {
    let last = sqlx::query("SELECT hash FROM change_set WHERE id = ?")
        .bind(draft.id - 1)
        .fetch_optional(&mut *connection)
        .await?;
    let predecessor: Vec<u8> = last.map_or_else(|| vec![0; 32], |row| row.get(0));
    let hash = hash(connection, draft, &predecessor).await?;
    sqlx::query("INSERT INTO change_set (id, kind, actor, at, summary, undoes, predecessor, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(draft.id)
        .bind(draft.kind.to_owned())
        .bind(draft.actor.to_owned())
        .bind(draft.at)
        .bind(draft.summary.to_owned())
        .bind(draft.undoes)
        .bind(predecessor)
        .bind(hash.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

/// What seals a change set and the log that is written of it.
pub(crate) async fn hash(
    connection: &mut SqliteConnection,
    draft: &Draft<'_>,
    predecessor: &[u8],
) -> Result<Hash, StoreError> {
    let mut seal = Seal::new();
    seal.part(predecessor);
    seal.part(&draft.id.to_le_bytes());
    seal.part(draft.kind.as_bytes());
    seal.part(draft.actor.as_bytes());
    seal.part(&draft.at.to_le_bytes());
    seal.part(draft.summary.as_bytes());
    seal.part(&draft.undoes.map(i64::to_le_bytes).unwrap_or_default());
    let mut chunks = Statement::prepare(
        connection,
        "SELECT entity, ids, hashes FROM change_log WHERE change_set_id = ? ORDER BY chunk",
    )
    .await?;
    chunks.each(&[Value::Integer(draft.id)], |row| {
        for value in row {
            match value {
                Value::Text(text) => seal.part(text.as_bytes()),
                Value::Blob(blob) => seal.part(blob),
                Value::Null | Value::Integer(_) => seal.part(&[]),
            }
        }
        Ok(())
    })?;
    Ok(seal.0.finalize().into())
}
