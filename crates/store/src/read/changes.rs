//! What a change set did, record by record: a customer with its addresses is one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use roaring::RoaringBitmap;
use serde_json::Value as Json;

use super::field::Cell;
use super::naming::{FieldChange, field_change};
use super::snapshot::Snapshot;
use super::{ReadError, Reader};
use crate::engine::{Record, Value};
use crate::import::{Fate, Subject};
use crate::log::keys;
use crate::undo::{Touched, touched_since};

/// What a change set did to a record.
#[derive(Debug, Clone)]
pub struct ChangeRecord {
    /// What it is.
    pub subject: Subject,
    /// Its key.
    pub id: u32,
    /// What was done to it.
    pub fate: Fate,
    /// Its customer's full name, or an order's number.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// The website's key, for the zone of its instants.
    pub website_id: Option<i64>,
    /// Fields that changed.
    pub fields: Vec<FieldChange>,
    /// Whether that was taken back, by itself or with all the change set did.
    pub undone: bool,
    /// The later change set that keeps it from being taken back.
    pub changed_since: Option<i64>,
}

/// A record of a change set's list.
pub(crate) type Listed = (Subject, u32, Fate);

/// What tells who a record is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) email: String,
    /// The website's key.
    pub(crate) website_id: Option<i64>,
}

impl Reader {
    /// The records of a change set from an offset, those it changed or deleted first, then those it made; and how many
    /// there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn change_records(
        &self,
        change_set: i64,
        offset: u64,
        limit: u32,
    ) -> Result<(u64, Vec<ChangeRecord>), ReadError> {
        let snapshot = self.snapshot().await?;
        let list = snapshot.changed.get(change_set, snapshot.load_changed(change_set)).await?;
        let start = usize::try_from(offset).unwrap_or(list.len()).min(list.len());
        let page = &list[start..list.len().min(start + limit as usize)];
        let set = "SELECT undone_by FROM change_set WHERE id = ?";
        let undone = self.pool.one(set, &[change_set.into()]).await?.integer(0).is_some();
        // What it made went with its undo, and the key may have become another record's since.
        let still_own = |(_, _, fate): &&Listed| !undone || *fate != Fate::Created;
        let own: Vec<Listed> = page.iter().filter(still_own).copied().collect();
        let touched = touched_since(&self.pool, change_set, &own).await?;
        let mut records = Vec::with_capacity(page.len());
        let told = self.changed_fields(change_set, page).await?;
        let mut named = self.named(&own).await?;
        if undone {
            let marks = ", ?".repeat(own.len());
            let later = format!("SELECT id FROM customer WHERE id IN (0{marks}) AND change_set_id > ?");
            let ids = own.iter().map(|(_, id, _)| (*id).into()).chain([change_set.into()]);
            for row in self.pool.query(&later, &ids.collect::<Vec<_>>()).await? {
                named.remove(&(Subject::Customer, row.value(0).key()));
            }
        }
        for change in gone(&self.pool, change_set).await? {
            named.entry((change.subject, change.id)).or_insert_with(|| named_before(&change));
        }
        for listed in page {
            let &(subject, id, fate) = listed;
            let told = told.get(&(subject, id));
            let Named { name, email, website_id } = match told.filter(|_| fate == Fate::Deleted) {
                Some(told) => told.named.clone(),
                None => named.get(&(subject, id)).cloned().unwrap_or_default(),
            };
            let fields = told.map(|told| told.fields.clone()).unwrap_or_default();
            let (undone, changed_since) = match touched.get(&(subject, id)) {
                Some(Touched::TakenBack) => (true, None),
                Some(Touched::By(change_set)) => (undone, Some(*change_set)),
                None => (undone, None),
            };
            let record =
                ChangeRecord { subject, id, fate, name, email, website_id, fields, undone, changed_since };
            records.push(record);
        }
        Ok((list.len() as u64, records))
    }

    /// What became of the fields of these records.
    async fn changed_fields(
        &self,
        change_set: i64,
        page: &[Listed],
    ) -> Result<HashMap<(Subject, u32), Told>, ReadError> {
        let directory = self.directory().await?;
        let wanted: HashSet<(Subject, u32)> = page.iter().map(|(subject, id, _)| (*subject, *id)).collect();
        let mut told: HashMap<(Subject, u32), Told> = HashMap::new();
        if page.iter().all(|(_, _, fate)| *fate == Fate::Created) {
            return Ok(told);
        }
        for change in changes_of(&self.pool, change_set).await? {
            let key = (change.owner, change.owner_id);
            if !wanted.contains(&key) {
                continue;
            }
            let whole = if change.after.is_null() { &change.before } else { &change.after };
            let names = whole.as_object().into_iter().flatten().map(|(name, _)| name);
            let fields = names.filter_map(|name| {
                field_change(&directory, change.subject, name, &change.before[name], &change.after[name])
            });
            let told = told.entry(key).or_default();
            told.fields.extend(fields.filter(|field| field.before != field.after));
            if change.subject == change.owner && change.after.is_null() {
                told.named = named_before(&change);
            }
        }
        Ok(told)
    }

    /// Names, e-mails and websites of records that are here.
    pub(crate) async fn named(&self, page: &[Listed]) -> Result<HashMap<(Subject, u32), Named>, ReadError> {
        let mut named = HashMap::new();
        let customers = page.iter().filter(|(subject, ..)| *subject == Subject::Customer);
        let customers: Vec<u32> = customers.map(|(_, id, _)| *id).collect();
        for row in self.rows(&customers, &["name", "email"]).await? {
            let mut texts = row.cells.into_iter().map(|cell| match cell {
                Cell::Text(text) => text,
                _ => String::new(),
            });
            let (name, email) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
            let website_id = Some(row.website_id);
            named.insert((Subject::Customer, row.id), Named { name, email, website_id });
        }
        for (subject, columns) in [
            (Subject::Address, "lastname, email, CAST(NULL AS bigint)"),
            (Subject::Subscription, "lastname, email, website_id"),
            (Subject::Order, "increment_id, customer_email, website_id"),
            (Subject::Balance, "finance_website, email, CAST(NULL AS bigint)"),
        ] {
            let ids: Vec<Value<'_>> =
                page.iter().filter(|(of, ..)| *of == subject).map(|(_, id, _)| (*id).into()).collect();
            if ids.is_empty() {
                continue;
            }
            let marks = vec!["?"; ids.len()].join(", ");
            let sql = format!("SELECT id, {columns} FROM {} WHERE id IN ({marks})", subject.table());
            for row in self.pool.query(&sql, &ids).await? {
                let (name, email) = (row.text(1).unwrap_or_default(), row.text(2).unwrap_or_default());
                let website_id = row.integer(3);
                named.insert((subject, row.value(0).key()), Named { name, email, website_id });
            }
        }
        Ok(named)
    }
}

/// What is told of a record.
#[derive(Debug, Clone, Default)]
struct Told {
    fields: Vec<FieldChange>,
    /// Of a record that went.
    named: Named,
}

fn text(values: &Json, name: &str) -> String {
    values[name].as_str().unwrap_or_default().to_owned()
}

/// Of a record before it went.
fn named_before(change: &Changed) -> Named {
    let values = &change.before;
    let mut name = match change.subject {
        Subject::Order => text(values, "increment_id"),
        Subject::Balance => text(values, "finance_website"),
        Subject::Customer | Subject::Address | Subject::Subscription => String::new(),
    };
    if name.is_empty() {
        super::field::join_name(super::field::NAME.map(|part| values[part].as_str()), &mut name);
    }
    let email = if change.subject == Subject::Order { "customer_email" } else { "email" };
    Named { name, email: text(values, email), website_id: values["website_id"].as_i64() }
}

/// A line of the table of changes, with whose record it is about.
pub(crate) struct Changed {
    pub(crate) subject: Subject,
    pub(crate) id: u32,
    pub(crate) owner: Subject,
    pub(crate) owner_id: u32,
    pub(crate) before: Json,
    pub(crate) after: Json,
}

const CHANGES: &str = "SELECT c.entity, c.record_id, a.customer_id, c.before, c.after FROM change c \
                       LEFT JOIN address a ON c.entity = 'address' AND a.id = c.record_id \
                       WHERE c.change_set_id = ? ORDER BY c.id";

const GONE: &str = "SELECT entity, record_id, CAST(NULL AS bigint), before, after FROM change \
                    WHERE change_set_id > ? AND after = 'null' ORDER BY id";

/// What a change set made of records that were here, in the order in which it did.
pub(crate) async fn changes_of(
    pool: &crate::engine::Pool,
    change_set: i64,
) -> Result<Vec<Changed>, crate::StoreError> {
    Ok(pool.query(CHANGES, &[change_set.into()]).await?.iter().filter_map(changed).collect())
}

/// Records that a change set made and later ones took away.
async fn gone(pool: &crate::engine::Pool, change_set: i64) -> Result<Vec<Changed>, crate::StoreError> {
    let gone = pool.query(GONE, &[change_set.into()]).await?;
    let made_here = |change: &Changed| change.before["change_set_id"].as_i64() == Some(change_set);
    Ok(gone.iter().filter_map(changed).filter(made_here).collect())
}

/// The same within a transaction.
pub(crate) async fn changes_within(
    session: &mut crate::engine::Session,
    change_set: i64,
) -> Result<Vec<Changed>, crate::StoreError> {
    Ok(session.query(CHANGES, &[change_set.into()]).await?.iter().filter_map(changed).collect())
}

/// Websites and groups are no records of a customer.
fn changed(row: &Record) -> Option<Changed> {
    let subject = Subject::of_table(row.value(0).text())?;
    let json = |column: usize| serde_json::from_str(row.value(column).text()).unwrap_or(Json::Null);
    let (id, before, after): (u32, Json, Json) = (row.value(1).key(), json(3), json(4));
    let of_address = || {
        let told = row.integer(2).or(before["customer_id"].as_i64()).or(after["customer_id"].as_i64());
        told.and_then(|customer| u32::try_from(customer).ok())
    };
    let customer = if subject == Subject::Address { of_address() } else { None };
    let (owner, owner_id) = customer.map_or((subject, id), |customer| (Subject::Customer, customer));
    Some(Changed { subject, id, owner, owner_id, before, after })
}

impl Snapshot {
    async fn load_changed(&self, change_set: i64) -> Result<Arc<Vec<Listed>>, ReadError> {
        let mut list: Vec<Listed> = Vec::new();
        let mut places: HashMap<(Subject, u32), usize> = HashMap::new();
        for change in changes_of(&self.pool, change_set).await? {
            let fate = match (change.subject == change.owner, change.before.is_null(), change.after.is_null())
            {
                (true, _, true) => Fate::Deleted,
                (true, true, _) => Fate::Created,
                _ => Fate::Changed,
            };
            let place = *places.entry((change.owner, change.owner_id)).or_insert_with(|| {
                list.push((change.owner, change.owner_id, fate));
                list.len() - 1
            });
            if fate == Fate::Deleted {
                list[place].2 = fate;
            }
        }
        for (subject, rest) in [
            (Subject::Customer, ""),
            (Subject::Address, " AND customer_id IS NULL"),
            (Subject::Subscription, ""),
            (Subject::Order, ""),
            (Subject::Balance, ""),
        ] {
            let sql = format!("SELECT id FROM {} WHERE change_set_id = ?{rest} ORDER BY id", subject.table());
            for row in self.pool.query(&sql, &[change_set.into()]).await? {
                let id = row.value(0).key();
                if !places.contains_key(&(subject, id)) {
                    list.push((subject, id, Fate::Created));
                }
            }
        }
        // Customers who were here and got addresses.
        let sql = "SELECT DISTINCT a.customer_id FROM address a JOIN customer c ON c.id = a.customer_id \
                   WHERE a.change_set_id = ? AND c.change_set_id <> ? ORDER BY 1";
        for row in self.pool.query(sql, &[change_set.into(), change_set.into()]).await? {
            let id = row.value(0).key();
            if !places.contains_key(&(Subject::Customer, id)) {
                list.push((Subject::Customer, id, Fate::Changed));
            }
        }
        let listed: HashSet<(Subject, u32)> = list.iter().map(|(subject, id, _)| (*subject, *id)).collect();
        for change in gone(&self.pool, change_set).await? {
            let alone = (change.subject, change.id) == (change.owner, change.owner_id);
            if alone && !listed.contains(&(change.subject, change.id)) {
                list.push((change.subject, change.id, Fate::Created));
            }
        }
        let undone = "SELECT undone_by FROM change_set WHERE id = ?";
        if self.pool.one(undone, &[change_set.into()]).await?.integer(0).is_some() {
            self.add_taken_away(change_set, &mut list).await?;
        }
        Ok(Arc::new(list))
    }

    /// Adds what a change set did that nothing but its log tells any more: its undo took the records away with their
    /// values and left their keys. Customers who were here before got addresses only.
    async fn add_taken_away(&self, change_set: i64, list: &mut Vec<Listed>) -> Result<(), ReadError> {
        let listed: HashSet<(Subject, u32)> = list.iter().map(|(subject, id, _)| (*subject, *id)).collect();
        // Keys are given again once all that had them was undone.
        let before = "SELECT l.entity, l.ids FROM change_log l JOIN change_set t ON t.id = l.change_set_id \
                      WHERE l.entity = 'customer' AND t.id < ? AND (t.undone_by IS NULL OR t.undone_by > ?)";
        let before = self.pool.query(before, &[change_set.into(), change_set.into()]).await?;
        let before: RoaringBitmap = before.iter().flat_map(|chunk| keys(chunk.value(1))).collect();
        let own = "SELECT entity, ids FROM change_log WHERE change_set_id = ? ORDER BY chunk";
        let mut touched = Vec::new();
        for chunk in self.pool.query(own, &[change_set.into()]).await? {
            let Some(subject) = Subject::of_table(chunk.value(0).text()) else { continue };
            for id in keys(chunk.value(1)).filter(|id| !listed.contains(&(subject, *id))) {
                if subject == Subject::Customer && before.contains(id) {
                    touched.push((subject, id, Fate::Changed));
                } else {
                    list.push((subject, id, Fate::Created));
                }
            }
        }
        list.splice(0..0, touched);
        Ok(())
    }
}
