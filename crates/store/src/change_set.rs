//! Change sets: numbered, and sealed with the SHA-256 of their content and their predecessor's seal.

use sha2::{Digest as _, Sha256};

use crate::StoreError;
use crate::engine::{Session, Value};
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
pub(crate) async fn next_id(session: &mut Session) -> Result<i64, StoreError> {
    Ok(session.one("SELECT coalesce(max(id), 0) + 1 FROM change_set", &[]).await?.number(0))
}

/// Seals a change set over its log, which must be written already.
pub(crate) async fn seal(session: &mut Session, draft: &Draft<'_>) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO change_set (id, kind, actor, at, summary, undoes, predecessor, hash) \
                          VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let last = session.query("SELECT hash FROM change_set WHERE id = ?", &[(draft.id - 1).into()]).await?;
    let predecessor = last.first().map_or_else(|| vec![0; 32], |last| last.bytes(0));
    let hash = hash(session, draft, &predecessor).await?;
    let values = [
        draft.id.into(),
        draft.kind.into(),
        draft.actor.into(),
        draft.at.into(),
        draft.summary.into(),
        draft.undoes.into(),
        Value::Blob(&predecessor),
        Value::Blob(&hash),
    ];
    session.execute(INSERT, &values).await.map(drop)
}

/// What seals a change set and the log that is written of it.
pub(crate) async fn hash(
    session: &mut Session,
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
    let sql = "SELECT entity, ids, hashes FROM change_log WHERE change_set_id = ? ORDER BY chunk";
    session.statement(sql).await?.each(&[draft.id.into()], |row| {
        for column in 0..row.columns() {
            match row.value(column) {
                Value::Text(text) => seal.part(text.as_bytes()),
                Value::Blob(blob) => seal.part(blob),
                Value::Null | Value::Integer(_) => seal.part(&[]),
            }
        }
        Ok(())
    })?;
    Ok(seal.0.finalize().into())
}
