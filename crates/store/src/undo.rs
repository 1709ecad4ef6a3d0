//! Taking a change set back, whole or some of its records: itself a change set.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use crate::change_set::{self, Draft};
use crate::engine::{Pool, Record, Session, Value};
use crate::import::{Fate, RAW, Subject, count_kinds, forget_learned, json_of, next_id};
use crate::log::Log;
use crate::read::{Changed, changes_within};
use crate::record::{ADDRESS, CHANGE, CUSTOMER, Records};
use crate::replay::{Change, Replay};
use crate::writer::Writer;
use crate::{Context, Store, StoreError, setting};

/// What undo did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// The change set taken back.
    pub undone: i64,
    /// The change set that did it.
    pub change_set: i64,
    /// Customers taken away.
    pub customers: u64,
    /// Addresses taken away.
    pub addresses: u64,
    /// Records that got their values of before.
    pub restored: u64,
}

/// Newest first: what an older change set made may stand under what a newer one did.
const NEWEST: &str =
    "SELECT id FROM change_set WHERE kind <> 'undo' AND undone_by IS NULL ORDER BY id DESC LIMIT 1";

impl Store {
    /// Takes a change set back: the newest that is neither an undo nor undone, or the wanted one if nothing of it was
    /// changed since.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`], [`StoreError::ChangedSince`]; when another program is writing; when someone cancels.
    pub async fn undo(&self, wanted: Option<i64>, context: &Context) -> Result<Undone, StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let newest = writer.query(NEWEST, &[]).await?.first().map(|row| row.number(0));
        let undone = wanted.or(newest).ok_or(StoreError::NothingToUndo)?;
        let sql =
            "SELECT kind, summary FROM change_set WHERE id = ? AND kind <> 'undo' AND undone_by IS NULL";
        let set = writer.query(sql, &[undone.into()]).await?.pop().ok_or(StoreError::NothingToUndo)?;
        if newest != Some(undone)
            && let Some(since) = changed_since(&mut writer, undone).await?
        {
            return Err(StoreError::ChangedSince(since));
        }
        let kind = set.text(0).unwrap_or_default();
        let (customers, addresses, restored) = if kind == "import" {
            take_import_back(&mut writer, undone).await?
        } else {
            let summary: Json = serde_json::from_str(set.value(1).text()).unwrap_or_default();
            setting::restore(&mut writer, &summary).await?;
            (0, 0, 0)
        };
        let summary =
            json!({ "undone": undone, "kind": kind, "customers": customers, "addresses": addresses });
        let change_set = seal(&mut writer, context, &summary, Some(undone)).await?;
        let mark = "UPDATE change_set SET undone_by = ? WHERE id = ?";
        writer.execute(mark, &[change_set.into(), undone.into()]).await?;
        writer.commit(Some(change_set)).await?;
        Ok(Undone { undone, change_set, customers, addresses, restored })
    }

    /// Takes back what a change set did to these records, customers with their addresses, if nothing of that was changed
    /// since.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub async fn undo_records(
        &self,
        undone: i64,
        records: &[(Subject, u32)],
        context: &Context,
    ) -> Result<Undone, StoreError> {
        let mut writer = Writer::begin(self, &context.cancel).await?;
        let sql = "SELECT kind FROM change_set WHERE id = ? AND kind = 'import' AND undone_by IS NULL";
        if writer.query(sql, &[undone.into()]).await?.is_empty() {
            return Err(StoreError::NothingToUndo);
        }
        let listed: Vec<(Subject, u32, Fate)> =
            records.iter().map(|(subject, id)| (*subject, *id, Fate::Changed)).collect();
        let touched = touched(&mut writer, undone, &listed).await?;
        if let Some(since) = touched.values().find_map(|touched| match touched {
            Touched::By(since) => Some(*since),
            Touched::TakenBack => None,
        }) {
            return Err(StoreError::ChangedSince(since));
        }
        let wanted: HashSet<(Subject, u32)> =
            records.iter().filter(|record| !touched.contains_key(record)).copied().collect();
        let mut part = Part::begin(&mut writer, undone).await?;
        let mut counts = (0, 0, 0);
        // Deletions first: what was made may stand on what was changed.
        for subject in
            [Subject::Address, Subject::Customer, Subject::Subscription, Subject::Order, Subject::Balance]
        {
            let gone = part.take_away(&mut writer, subject, &wanted).await?;
            match subject {
                Subject::Customer => counts.0 += gone,
                Subject::Address => counts.1 += gone,
                _ => {}
            }
        }
        counts.2 = part.give_back(&mut writer, &wanted).await?;
        if counts == (0, 0, 0) && part.count == 0 {
            return Err(StoreError::NothingToUndo);
        }
        let change_set = part.change_set;
        part.findings(&mut writer, &wanted).await?;
        part.log(&mut writer, &wanted, context).await?;
        // A statement left open would keep the connection from being closed.
        drop(part);
        count_kinds(&mut writer).await?;
        let (customers, addresses, restored) = counts;
        let summary = json!({
            "part_of": undone, "kind": "import", "customers": customers, "addresses": addresses, "restored": restored,
        });
        seal(&mut writer, context, &summary, None).await?;
        writer.commit(Some(change_set)).await?;
        Ok(Undone { undone, change_set, customers, addresses, restored })
    }
}

async fn seal(
    session: &mut Session,
    context: &Context,
    summary: &Json,
    undoes: Option<i64>,
) -> Result<i64, StoreError> {
    let id = change_set::next_id(session).await?;
    let summary = summary.to_string();
    let draft = Draft { id, kind: "undo", actor: &context.actor, at: context.at, summary: &summary, undoes };
    change_set::seal(session, &draft).await?;
    Ok(id)
}

/// What became of a record after a change set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Touched {
    /// What the change set did to it was taken back by itself.
    TakenBack,
    /// Another change set changed it.
    By(i64),
}

/// Changes that came after a change set and hold: entity, key, change set, of which it is a part of an undo.
const LATER: &str = "SELECT c.entity, c.record_id, c.change_set_id, t.kind, t.summary, a.customer_id, c.before \
                     FROM change c JOIN change_set t ON t.id = c.change_set_id \
                     LEFT JOIN address a ON c.entity = 'address' AND a.id = c.record_id \
                     WHERE c.change_set_id > ? AND t.undone_by IS NULL ORDER BY c.id";

/// What became of these records after a change set.
pub(crate) async fn touched_since(
    pool: &Pool,
    change_set: i64,
    records: &[(Subject, u32, Fate)],
) -> Result<HashMap<(Subject, u32), Touched>, StoreError> {
    let mut session = pool.session().await?;
    let touched = touched(&mut session, change_set, records).await;
    session.close().await?;
    touched
}

async fn touched(
    session: &mut Session,
    change_set: i64,
    records: &[(Subject, u32, Fate)],
) -> Result<HashMap<(Subject, u32), Touched>, StoreError> {
    let wanted: HashSet<(Subject, u32)> = records.iter().map(|(subject, id, _)| (*subject, *id)).collect();
    let mut touched = HashMap::new();
    for row in session.query(LATER, &[change_set.into()]).await? {
        let Some(subject) = Subject::of_table(row.value(0).text()) else { continue };
        let before: Json = serde_json::from_str(row.value(6).text()).unwrap_or_default();
        let owner = row.integer(5).or(before["customer_id"].as_i64()).filter(|_| subject == Subject::Address);
        let key = match owner.and_then(|owner| u32::try_from(owner).ok()) {
            Some(owner) => (Subject::Customer, owner),
            None => (subject, row.value(1).key()),
        };
        if wanted.contains(&key) {
            let by = if is_part_of(&row.text(3), row.value(4).text(), change_set) {
                Touched::TakenBack
            } else {
                Touched::By(row.number(2))
            };
            touched.insert(key, by);
        }
    }
    // Addresses that a later import brought to a customer.
    let later = "SELECT a.customer_id, a.change_set_id FROM address a JOIN change_set t ON t.id = a.change_set_id \
                 WHERE a.change_set_id > ? AND a.customer_id IS NOT NULL AND t.undone_by IS NULL";
    for row in session.query(later, &[change_set.into()]).await? {
        let key = (Subject::Customer, row.value(0).key());
        if wanted.contains(&key) {
            touched.insert(key, Touched::By(row.number(1)));
        }
    }
    Ok(touched)
}

fn is_part_of(kind: &Option<String>, summary: &str, change_set: i64) -> bool {
    let summary: Json = serde_json::from_str(summary).unwrap_or_default();
    kind.as_deref() == Some("undo") && summary["part_of"].as_i64() == Some(change_set)
}

/// The first later change set that stands on what a change set did.
pub(crate) async fn changed_since(session: &mut Session, change_set: i64) -> Result<Option<i64>, StoreError> {
    let holds = format!("t.undone_by IS NULL{}", but_parts(session, change_set).await?);
    let later = "change l JOIN change_set t ON t.id = l.change_set_id";
    let mut statements = vec![format!(
        "SELECT min(l.change_set_id) FROM {later} JOIN change m ON m.entity = l.entity AND m.record_id = l.record_id \
         WHERE m.change_set_id = ? AND l.change_set_id > m.change_set_id AND {holds}"
    )];
    statements.extend(Subject::ALL.map(Subject::table).map(|table| {
        format!(
            "SELECT min(l.change_set_id) FROM {later} JOIN {table} r ON r.id = l.record_id \
             WHERE r.change_set_id = ? AND l.entity = '{table}' AND l.change_set_id > r.change_set_id AND {holds}"
        )
    }));
    statements.extend([
        format!(
            "SELECT min(a.change_set_id) FROM address a JOIN customer c ON c.id = a.customer_id \
             JOIN change_set t ON t.id = a.change_set_id \
             WHERE c.change_set_id = ? AND a.change_set_id > c.change_set_id AND {holds}"
        ),
        "SELECT min(c.change_set_id) FROM customer c JOIN website w ON w.id = c.website_id \
         WHERE w.change_set_id = ? AND c.change_set_id > w.change_set_id"
            .to_owned(),
        "SELECT min(c.change_set_id) FROM customer c JOIN customer_group g ON g.id = c.group_id \
         WHERE g.change_set_id = ? AND c.change_set_id > g.change_set_id"
            .to_owned(),
        "SELECT min(t.id) FROM change_set t JOIN attribute a ON a.change_set_id < t.id \
         WHERE a.change_set_id = ? AND t.kind <> 'undo' AND t.undone_by IS NULL"
            .to_owned(),
    ]);
    for sql in statements {
        if let Some(since) = session.one(&sql, &[change_set.into()]).await?.integer(0) {
            return Ok(Some(since));
        }
    }
    let deleted = format!(
        "SELECT l.change_set_id, l.before FROM {later} WHERE l.change_set_id > ? AND l.after = 'null' AND {holds} ORDER BY l.id"
    );
    let deleted = session.query(&deleted, &[change_set.into()]).await?;
    let made_here = |row: &&Record| {
        let before: Json = serde_json::from_str(row.value(1).text()).unwrap_or_default();
        before["change_set_id"].as_i64() == Some(change_set)
    };
    match deleted.iter().find(made_here) {
        Some(row) => Ok(Some(row.number(0))),
        None => later_setting(session, change_set).await,
    }
}

/// Leaves out the change sets that took records of a change set back by themselves.
async fn but_parts(session: &mut Session, change_set: i64) -> Result<String, StoreError> {
    let undos = "SELECT id, kind, summary FROM change_set WHERE id > ? AND kind = 'undo' AND undoes IS NULL";
    let undos = session.query(undos, &[change_set.into()]).await?;
    let parts = undos.iter().filter(|row| is_part_of(&row.text(1), row.value(2).text(), change_set));
    let parts: Vec<String> = parts.map(|row| row.number(0).to_string()).collect();
    Ok(if parts.is_empty() { String::new() } else { format!(" AND t.id NOT IN ({})", parts.join(", ")) })
}

/// Which change sets can be taken back: neither undone nor an undo, and nothing stands on what they did.
pub(crate) async fn undoable(pool: &Pool) -> Result<HashSet<i64>, StoreError> {
    let mut session = pool.session().await?;
    let live = "SELECT id FROM change_set WHERE kind <> 'undo' AND undone_by IS NULL ORDER BY id DESC";
    let mut undoable = HashSet::new();
    for (place, row) in session.query(live, &[]).await?.iter().enumerate() {
        let id = row.number(0);
        if place == 0 || changed_since(&mut session, id).await?.is_none() {
            undoable.insert(id);
        }
    }
    session.close().await?;
    Ok(undoable)
}

/// The first later setting of what the same setting set, or of what a change set learned.
async fn later_setting(session: &mut Session, change_set: i64) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT id, summary FROM change_set WHERE kind = 'setting' AND undone_by IS NULL AND id >= ? ORDER BY id";
    let settings = session.query(sql, &[change_set.into()]).await?;
    let subject = |row: &crate::engine::Record| {
        let summary: Json = serde_json::from_str(row.value(1).text()).unwrap_or_default();
        (summary["table"].as_str().unwrap_or_default().to_owned(), summary["id"].as_i64().unwrap_or(0))
    };
    let own = settings.iter().find(|row| row.number(0) == change_set).map(subject);
    for row in settings.iter().filter(|row| row.number(0) > change_set) {
        let (table, id) = subject(row);
        let learned = ["website", "customer_group", "attribute"].contains(&table.as_str()) && {
            let sql = format!("SELECT change_set_id FROM {table} WHERE id = ?");
            let of = session.query(&sql, &[id.into()]).await?;
            of.first().is_some_and(|of| of.integer(0) == Some(change_set))
        };
        if learned || own == Some((table, id)) {
            return Ok(Some(row.number(0)));
        }
    }
    Ok(None)
}

/// Deletes what an import made and gives what it changed its values of before. Addresses that had waited for its
/// customers wait again.
async fn take_import_back(session: &mut Session, id: i64) -> Result<(u64, u64, u64), StoreError> {
    let restored = restore(session, id).await?;
    let mut counts = Vec::new();
    for sql in [
        "DELETE FROM raw_cell WHERE entity = 'customer' AND record_id IN (SELECT id FROM customer WHERE change_set_id = ?)",
        "DELETE FROM raw_cell WHERE entity = 'address' AND record_id IN (SELECT id FROM address WHERE change_set_id = ?)",
        "DELETE FROM finding WHERE source_id IN (SELECT id FROM source WHERE change_set_id = ?)",
        "UPDATE finding SET gone_with = NULL WHERE gone_with = ?",
        "DELETE FROM subscription WHERE change_set_id = ?",
        "DELETE FROM sales_order WHERE change_set_id = ?",
        "DELETE FROM balance WHERE change_set_id = ?",
        "DELETE FROM address WHERE change_set_id = ?",
        "DELETE FROM customer WHERE change_set_id = ?",
    ] {
        counts.push(session.execute(sql, &[id.into()]).await?);
    }
    forget_learned(session, id).await?;
    count_kinds(session).await?;
    Ok((counts[8], counts[7], restored))
}

/// Gives records the values that they had before a change set, the last change first. What was taken back by itself is
/// as it was already.
async fn restore(session: &mut Session, id: i64) -> Result<u64, StoreError> {
    let mut taken_back: HashSet<(String, u32)> = HashSet::new();
    for row in session.query(LATER, &[id.into()]).await? {
        if is_part_of(&row.text(3), row.value(4).text(), id) {
            taken_back.insert((row.text(0).unwrap_or_default(), row.value(1).key()));
        }
    }
    let sql = "SELECT entity, record_id, before, after FROM change WHERE change_set_id = ? ORDER BY id DESC";
    let mut replay = Replay::begin(session).await?;
    let mut changes = session.statement(sql).await?;
    let mut restored = 0;
    changes.start(&[id.into()])?;
    while changes.advance()? {
        let row = changes.row();
        let values = |column: usize| {
            serde_json::from_str(row.text(column).unwrap_or("null")).map_err(|error| {
                StoreError::Damaged(format!("a change of change set {id} cannot be read: {error}"))
            })
        };
        let (before, after) = (values(2)?, values(3)?);
        let change =
            Change { entity: row.text(0).unwrap_or_default().to_owned(), id: row.id(1), before, after };
        if !taken_back.contains(&(change.entity.clone(), change.id)) {
            replay.run(session, &change, false).await?;
            restored += 1;
        }
    }
    Ok(restored)
}

/// Some records of a change set on their way back.
struct Part {
    undone: i64,
    change_set: i64,
    next: u32,
    first: u32,
    count: u64,
    replay: Replay,
}

impl Part {
    async fn begin(session: &mut Session, undone: i64) -> Result<Self, StoreError> {
        let next = next_id(session, CHANGE).await?;
        let (change_set, replay) = (change_set::next_id(session).await?, Replay::begin(session).await?);
        Ok(Self { undone, change_set, next, first: next, count: 0, replay })
    }

    /// Makes a change and writes it down.
    async fn make(&mut self, session: &mut Session, change: &Change) -> Result<(), StoreError> {
        const INSERT: &str = "INSERT INTO change (id, change_set_id, entity, record_id, before, after) VALUES (?, ?, ?, ?, ?, ?)";
        let (before, after) = (change.before.to_string(), change.after.to_string());
        let values = [
            self.next.into(),
            self.change_set.into(),
            change.entity.as_str().into(),
            change.id.into(),
            before.as_str().into(),
            after.as_str().into(),
        ];
        session.execute(INSERT, &values).await?;
        self.next += 1;
        self.count += 1;
        self.replay.run(session, change, true).await
    }

    /// Deletes wanted records that the change set made. Returns how many.
    async fn take_away(
        &mut self,
        session: &mut Session,
        subject: Subject,
        wanted: &HashSet<(Subject, u32)>,
    ) -> Result<u64, StoreError> {
        let columns = session.columns(subject.table()).await?;
        let owner = if subject == Subject::Address { "customer_id" } else { "id" };
        let sql = format!(
            "SELECT id, {owner}, \"{}\" FROM {} WHERE change_set_id = ? ORDER BY id",
            columns.join("\", \""),
            subject.table()
        );
        let mut gone = 0;
        for row in session.query(&sql, &[self.undone.into()]).await? {
            let id = row.value(0).key();
            let key = match row.integer(1) {
                Some(_) if subject == Subject::Address => (Subject::Customer, row.value(1).key()),
                _ => (subject, id),
            };
            if !wanted.contains(&key) {
                continue;
            }
            let values =
                columns.iter().zip(2..).filter(|(name, at)| *name != "id" && row.value(*at) != Value::Null);
            let mut before: Map<String, Json> =
                values.map(|(name, at)| (name.clone(), json_of(row.value(at)))).collect();
            let raw = "SELECT column_code, text FROM raw_cell WHERE entity = ? AND record_id = ?";
            let raw = session.query(raw, &[subject.table().into(), id.into()]).await?;
            if !raw.is_empty() {
                let cells = raw
                    .iter()
                    .map(|cell| (cell.text(0).unwrap_or_default(), Json::from(cell.value(1).text())));
                before.insert(RAW.to_owned(), Json::Object(cells.collect()));
            }
            let change = Change {
                entity: subject.table().to_owned(),
                id,
                before: Json::Object(before),
                after: Json::Null,
            };
            self.make(session, &change).await?;
            gone += 1;
        }
        Ok(gone)
    }

    /// Gives wanted records their values of before. Returns how many changes that were.
    async fn give_back(
        &mut self,
        session: &mut Session,
        wanted: &HashSet<(Subject, u32)>,
    ) -> Result<u64, StoreError> {
        let mut changes = changes_within(session, self.undone).await?;
        changes.retain(|change| wanted.contains(&(change.owner, change.owner_id)));
        changes.reverse();
        let count = changes.len() as u64;
        for Changed { subject, id, before, after, .. } in changes {
            let change = Change { entity: subject.table().to_owned(), id, before: after, after: before };
            self.make(session, &change).await?;
        }
        Ok(count)
    }

    /// What was wrong before holds again, what was wrong with the change set's rows no longer does.
    async fn findings(
        &mut self,
        session: &mut Session,
        wanted: &HashSet<(Subject, u32)>,
    ) -> Result<(), StoreError> {
        let back = "UPDATE finding SET gone_with = NULL WHERE gone_with = ? AND customer_id = ?";
        let gone = "UPDATE finding SET gone_with = ? WHERE gone_with IS NULL AND customer_id = ? \
                    AND source_id IN (SELECT id FROM source WHERE change_set_id = ?)";
        for (_, id) in wanted.iter().filter(|(subject, _)| *subject == Subject::Customer) {
            session.execute(gone, &[self.change_set.into(), (*id).into(), self.undone.into()]).await?;
            session.execute(back, &[self.undone.into(), (*id).into()]).await?;
        }
        Ok(())
    }

    /// Logs what changed, and the records as they are now.
    async fn log(
        &mut self,
        session: &mut Session,
        wanted: &HashSet<(Subject, u32)>,
        context: &Context,
    ) -> Result<(), StoreError> {
        let mut log = Log::prepare(session, self.change_set, context.randomness).await?;
        for subject in
            [Subject::Customer, Subject::Address, Subject::Subscription, Subject::Order, Subject::Balance]
        {
            let entity = match subject {
                Subject::Customer => CUSTOMER,
                Subject::Address => ADDRESS,
                other => other.table(),
            };
            let mut ids: Vec<u32> =
                wanted.iter().filter(|(of, _)| *of == subject).map(|(_, id)| *id).collect();
            ids.sort_unstable();
            log.write(&mut Records::prepare(session, entity).await?, &ids)?;
        }
        let changes: Vec<u32> = (self.first..self.next).collect();
        log.write(&mut Records::prepare(session, CHANGE).await?, &changes)?;
        log.finish()
    }
}
