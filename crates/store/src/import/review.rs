//! A plan looked at: pages of its rows, and everything about one.

use std::collections::HashSet;
use std::sync::Arc;

use roaring::RoaringBitmap;
use serde_json::{Map, Value as Json};

use super::change::json_of;
use super::plan::{Entry, Fate, Subject};
use super::planned::Planned;
use crate::engine::{Record, Value};
use crate::read::{
    Directory, FieldChange, FindingRow, ReadError, ViewRequest, field_change, severity_of, text,
};

/// A row of a plan with what a page of the list shows of it.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// Its place in the plan.
    pub index: u32,
    /// What happens to which record.
    pub entry: Entry,
    /// The customer's full name, or an order's number.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// The website's key, for the zone of its instants.
    pub website_id: Option<i64>,
    /// The first error about it, or else the first warning.
    pub first_finding: Option<FindingRow>,
    /// What happens to its records.
    pub records: Vec<RecordChange>,
}

/// What happens to one record.
#[derive(Debug, Clone)]
pub struct RecordChange {
    /// What it is.
    pub subject: Subject,
    /// Its key.
    pub id: u32,
    /// What happens to it.
    pub fate: Fate,
    /// File and line that say so.
    pub file: Option<String>,
    /// Physical line there.
    pub line: Option<u64>,
    /// Tells it from others of its kind.
    pub label: String,
    /// Fields that change; of a record that comes all that it has.
    pub fields: Vec<FieldChange>,
}

/// Which rows of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanFilter {
    /// Only these fates.
    pub fate: Option<Fate>,
    /// Only rows with findings.
    pub findings: bool,
    /// Only rows in whose name or e-mail these words occur.
    pub search: String,
}

/// Rows asked for at once.
const TOGETHER: usize = 400;

impl Planned {
    /// The places of the rows that pass a filter, in order.
    ///
    /// # Errors
    /// When the workspace or the plan cannot be read.
    pub async fn select(&mut self, filter: &PlanFilter) -> Result<Vec<u32>, ReadError> {
        let found =
            if filter.search.trim().is_empty() { None } else { Some(self.search(&filter.search).await?) };
        let passes = |(index, entry): &(u32, &Entry)| {
            filter.fate.is_none_or(|fate| entry.fate == fate)
                && (!filter.findings || entry.findings > 0)
                && found.as_ref().is_none_or(|found| found.contains(*index))
        };
        Ok((0..).zip(&self.entries).filter(passes).map(|(index, _)| index).collect())
    }

    /// The rows in which every word occurs.
    async fn search(&mut self, typed: &str) -> Result<RoaringBitmap, ReadError> {
        let as_of = jiff::Timestamp::UNIX_EPOCH;
        let request = ViewRequest { condition: None, search: typed.to_owned(), sort: Vec::new(), as_of };
        let here: HashSet<u32> = self.store.reader().view(&request).await?.ids.iter().copied().collect();
        let words: Vec<String> = text::fold(typed).split_whitespace().map(ToOwned::to_owned).collect();
        let mut new: HashSet<(Subject, u32)> = HashSet::new();
        for (subject, columns) in [
            (Subject::Customer, "email, firstname, middlename, lastname, name"),
            (Subject::Address, "email, firstname, lastname, city"),
            (Subject::Subscription, "email, firstname, lastname"),
            (Subject::Order, "increment_id, customer_email, customer_name"),
            (Subject::Balance, "email"),
        ] {
            let sql = format!("SELECT id, {columns} FROM {}", subject.table());
            self.file.session.statement(&sql).await?.each(&[], |row| {
                let told = (1..row.columns()).filter_map(|column| row.text(column));
                let folded = text::fold(&told.collect::<Vec<_>>().join("\n"));
                if words.iter().all(|word| folded.contains(word)) {
                    new.insert((subject, row.id(0)));
                }
                Ok(())
            })?;
        }
        let mut refused = RoaringBitmap::new();
        for row in self.file.session.query("SELECT entry, name, email FROM refused", &[]).await? {
            let folded = text::fold(&format!("{}\n{}", row.value(1).text(), row.value(2).text()));
            if words.iter().all(|word| folded.contains(word)) {
                refused.insert(row.value(0).key());
            }
        }
        let is_found = |(index, entry): &(u32, &Entry)| {
            refused.contains(*index)
                || new.contains(&(entry.subject, entry.id))
                || (entry.subject == Subject::Customer
                    && entry.fate != Fate::Created
                    && here.contains(&entry.id))
        };
        Ok((0..).zip(&self.entries).filter(is_found).map(|(index, _)| index).collect())
    }

    /// These rows, in the order given; what they change in full.
    ///
    /// # Errors
    /// When the workspace or the plan cannot be read.
    pub async fn rows(&mut self, indexes: &[u32]) -> Result<Vec<PlanRow>, ReadError> {
        let directory = self.directory().await?;
        let mut rows = Vec::with_capacity(indexes.len());
        for indexes in indexes.chunks(TOGETHER) {
            let mut page: Vec<PlanRow> = indexes
                .iter()
                .filter_map(|&index| {
                    let entry = *self.entries.get(index as usize)?;
                    let (name, email) = (String::new(), String::new());
                    let (website_id, first_finding, records) = (None, None, Vec::new());
                    Some(PlanRow { index, entry, name, email, website_id, first_finding, records })
                })
                .collect();
            self.name_those_here(&mut page).await?;
            self.name_refused(&mut page).await?;
            self.add_new(&mut page, &directory).await?;
            self.add_changes(&mut page, &directory).await?;
            self.add_findings(&mut page).await?;
            rows.extend(page);
        }
        Ok(rows)
    }

    /// Everything that the files complain about in a row.
    ///
    /// # Errors
    /// When the plan cannot be read.
    pub async fn findings(&mut self, index: u32) -> Result<Vec<FindingRow>, ReadError> {
        let sql = format!("{FINDINGS} WHERE entry = ? ORDER BY id");
        let rows = self.file.session.query(&sql, &[index.into()]).await?;
        Ok(rows.iter().map(|row| self.finding(row)).collect())
    }

    /// Everything that the files complain about, a thousand at a time.
    ///
    /// # Errors
    /// When the plan cannot be read, or what `each` returns.
    pub async fn each_finding(
        &mut self,
        mut each: impl FnMut(&FindingRow) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut last = 0_i64;
        loop {
            let sql = format!("{FINDINGS} WHERE id > ? ORDER BY id LIMIT 1000");
            let rows = self.file.session.query(&sql, &[last.into()]).await?;
            let Some(row) = rows.last() else { return Ok(()) };
            last = row.number(0);
            rows.iter().map(|row| self.finding(row)).try_for_each(|row| each(&row))?;
        }
    }

    /// The workspace's directory with what the files would teach.
    async fn directory(&self) -> Result<Arc<Directory>, ReadError> {
        let here = self.store.reader().directory().await?;
        Ok(Arc::new(self.learned.beside(&here)))
    }

    async fn name_those_here(&mut self, page: &mut [PlanRow]) -> Result<(), ReadError> {
        let is_here = |entry: &Entry| entry.fate != Fate::Created && entry.id != 0;
        let entries = page.iter().map(|row| row.entry).filter(is_here);
        let listed: Vec<_> = entries.map(|entry| (entry.subject, entry.id, entry.fate)).collect();
        let mut named = self.store.reader().named(&listed).await?;
        for row in page.iter_mut().filter(|row| is_here(&row.entry)) {
            let Some(here) = named.remove(&(row.entry.subject, row.entry.id)) else { continue };
            (row.name, row.email, row.website_id) = (here.name, here.email, here.website_id);
        }
        Ok(())
    }

    async fn name_refused(&mut self, page: &mut [PlanRow]) -> Result<(), ReadError> {
        for row in page.iter_mut().filter(|row| row.entry.fate == Fate::Refused) {
            let sql = "SELECT name, email FROM refused WHERE entry = ?";
            if let Some(told) = self.file.session.query(sql, &[row.index.into()]).await?.first() {
                row.name = told.text(0).unwrap_or_default();
                row.email = told.text(1).unwrap_or_default();
            }
        }
        Ok(())
    }

    /// Records that would come.
    async fn add_new(&mut self, page: &mut [PlanRow], directory: &Directory) -> Result<(), ReadError> {
        for subject in Subject::ALL {
            let own: Vec<u32> = page
                .iter()
                .filter(|row| row.entry.subject == subject && row.entry.fate == Fate::Created)
                .map(|row| row.entry.id)
                .collect();
            self.add_new_by(page, directory, (subject, "id"), &own).await?;
        }
        let customers: Vec<u32> = page
            .iter()
            .filter(|row| row.entry.subject == Subject::Customer && row.entry.id != 0)
            .map(|row| row.entry.id)
            .collect();
        self.add_new_by(page, directory, (Subject::Address, "customer_id"), &customers).await
    }

    async fn add_new_by(
        &mut self,
        page: &mut [PlanRow],
        directory: &Directory,
        (subject, by): (Subject, &str),
        keys: &[u32],
    ) -> Result<(), ReadError> {
        if keys.is_empty() {
            return Ok(());
        }
        let columns = self.file.session.columns(subject.table()).await?;
        let marks = vec!["?"; keys.len()].join(", ");
        let list = columns.join("\", \"");
        let sql =
            format!("SELECT {by}, \"{list}\" FROM {} WHERE {by} IN ({marks}) ORDER BY id", subject.table());
        let values: Vec<Value<'_>> = keys.iter().map(|key| Value::from(*key)).collect();
        for found in self.file.session.query(&sql, &values).await? {
            let key = found.value(0).key();
            let owner = if by == "id" { subject } else { Subject::Customer };
            let Some(row) = page.iter_mut().find(|row| {
                row.entry.subject == owner && row.entry.id == key && row.entry.fate != Fate::Refused
            }) else {
                continue;
            };
            let values: Map<String, Json> = (1..)
                .zip(&columns)
                .map(|(at, name)| (name.clone(), json_of(found.value(at))))
                .filter(|(_, value)| !value.is_null())
                .collect();
            if by == "id" {
                row.name = name_of(subject, &values);
                row.email = email_of(subject, &values);
                row.website_id = values.get("website_id").and_then(Json::as_i64);
            }
            row.records.push(self.record(directory, subject, Fate::Created, &Json::Null, &values.into()));
        }
        Ok(())
    }

    /// Records that would change or go.
    async fn add_changes(&mut self, page: &mut [PlanRow], directory: &Directory) -> Result<(), ReadError> {
        let marks = vec!["?"; page.len()].join(", ");
        let sql = format!(
            "SELECT entry, entity, record_id, source_id, line, before, after FROM change WHERE entry IN ({marks}) ORDER BY id"
        );
        let values: Vec<Value<'_>> = page.iter().map(|row| Value::from(row.index)).collect();
        for change in self.file.session.query(&sql, &values).await? {
            let Some(subject) = Subject::of_table(change.value(1).text()) else { continue };
            let index = change.value(0).key();
            let Some(row) = page.iter_mut().find(|row| row.index == index) else { continue };
            let json =
                |column: usize| serde_json::from_str(change.value(column).text()).unwrap_or(Json::Null);
            let (before, after): (Json, Json) = (json(5), json(6));
            let fate = if after.is_null() { Fate::Deleted } else { Fate::Changed };
            let mut record = self.record(directory, subject, fate, &before, &after);
            record.id = change.value(2).key();
            record.line = change.integer(4).and_then(|line| u64::try_from(line).ok());
            record.file = change.integer(3).and_then(|source| self.source_name(source));
            row.records.push(record);
        }
        page.iter_mut().for_each(|row| row.records.sort_by_key(|record| record.subject));
        Ok(())
    }

    fn record(
        &self,
        directory: &Directory,
        subject: Subject,
        fate: Fate,
        before: &Json,
        after: &Json,
    ) -> RecordChange {
        let whole = if after.is_null() { before } else { after };
        let number = |name: &str| whole[name].as_i64();
        let columns: Vec<&String> = whole.as_object().into_iter().flatten().map(|(name, _)| name).collect();
        let fields = columns
            .into_iter()
            .filter_map(|name| field_change(directory, subject, name, &before[name], &after[name]));
        let fields = fields.filter(|field| field.before != field.after).collect();
        RecordChange {
            subject,
            id: number("id").and_then(|id| u32::try_from(id).ok()).unwrap_or(0),
            fate,
            file: number("source_id").and_then(|source| self.source_name(source)),
            line: number("line").and_then(|line| u64::try_from(line).ok()),
            label: label_of(subject, whole),
            fields,
        }
    }

    /// The first error of each row, or else its first warning.
    async fn add_findings(&mut self, page: &mut [PlanRow]) -> Result<(), ReadError> {
        let marks = vec!["?"; page.len()].join(", ");
        let sql = format!("{FINDINGS} WHERE entry IN ({marks}) ORDER BY severity, id");
        let values: Vec<Value<'_>> = page.iter().map(|row| Value::from(row.index)).collect();
        for found in self.file.session.query(&sql, &values).await? {
            let index = found.value(10).key();
            let finding = self.finding(&found);
            if let Some(row) = page.iter_mut().find(|row| row.index == index && row.first_finding.is_none()) {
                row.first_finding = Some(finding);
            }
        }
        Ok(())
    }

    fn finding(&self, row: &Record) -> FindingRow {
        let code = row.text(2).unwrap_or_default();
        FindingRow {
            id: row.value(0).key(),
            severity: severity_of(&code, row.value(3).text()),
            file: row.integer(1).and_then(|source| self.source_name(source)).unwrap_or_default(),
            line: row.count(4),
            row: row.count(5),
            column: row.text(6),
            value: row.text(7),
            customer_id: row.integer(8).map(|_| row.value(8).key()),
            address_id: row.integer(9).map(|_| row.value(9).key()),
            customer_name: None,
            customer_email: None,
            code,
        }
    }

    fn source_name(&self, id: i64) -> Option<String> {
        self.sources.iter().find(|source| source.id == id).map(|source| source.new.name.clone())
    }
}

const FINDINGS: &str = "SELECT id, source_id, code, severity, line, row, column_code, value, customer_id, address_id, entry \
                        FROM finding";

fn text_of<'a>(values: &'a Map<String, Json>, name: &str) -> &'a str {
    values.get(name).and_then(Json::as_str).unwrap_or_default()
}

fn name_of(subject: Subject, values: &Map<String, Json>) -> String {
    let mut name = String::new();
    match subject {
        Subject::Order => name.push_str(text_of(values, "increment_id")),
        _ => {
            let parts = ["prefix", "firstname", "middlename", "lastname", "suffix"];
            text::join(parts.map(|part| Some(text_of(values, part))), &mut name);
            if name.is_empty() {
                name.push_str(text_of(values, "name"));
            }
        }
    }
    name
}

fn email_of(subject: Subject, values: &Map<String, Json>) -> String {
    text_of(values, if subject == Subject::Order { "customer_email" } else { "email" }).to_owned()
}

/// Street and city of an address, store view of a subscription, website of a balance.
fn label_of(subject: Subject, values: &Json) -> String {
    let parts: &[&str] = match subject {
        Subject::Address => &["street", "postcode", "city"],
        Subject::Subscription => &["store_view_name"],
        Subject::Balance => &["finance_website"],
        Subject::Order => &["increment_id"],
        Subject::Customer => &[],
    };
    let parts = parts.iter().filter_map(|part| values[*part].as_str()).filter(|part| !part.is_empty());
    parts.map(|part| part.replace('\n', ", ")).collect::<Vec<_>>().join(", ")
}
