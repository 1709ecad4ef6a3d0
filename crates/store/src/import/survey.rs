//! What a file calls websites and groups, learned from customers: those whose e-mail is found once in the file and once
//! here tell which website a name means, and which group (data-formats.md section 9).
//!
//! A grid, subscribers and orders name websites and groups; the importer's files tell their codes and numbers. A file is
//! gone through for this before its rows are taken.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher as _;

use clientele_domain::batch::Batch;
use clientele_domain::column::{
    AddressColumn, Column, CustomerColumn, FinanceColumn, OrderColumn, SubscriberColumn,
};
use clientele_domain::file::Kind;
use hashbrown::{DefaultHashBuilder, HashMap as FastMap};

use super::Import;
use super::listed::is_guest;
use crate::StoreError;
use crate::engine::Statement;

/// What a person says that names mean.
#[derive(Debug, Clone, Default)]
pub struct NamesTold {
    /// Codes of websites by name.
    pub websites: BTreeMap<String, String>,
    /// Numbers of groups by name.
    pub groups: BTreeMap<String, String>,
}

/// A name that may mean several: as many customers speak for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameQuestion {
    /// `website` or `group`.
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// Codes of websites, or numbers of groups with their names where they have one.
    pub choices: Vec<(String, Option<String>)>,
}

/// More labels than any shop has websites or groups are none.
const LABELS: usize = 10_000;
/// No label.
const NONE: u16 = u16::MAX;

/// A file on its way through.
pub struct Survey {
    places: Places,
    hasher: DefaultHashBuilder,
    people: FastMap<u64, Person>,
    websites: Labels,
    groups: Labels,
}

/// Where the cells that are looked at stand.
#[derive(Debug, Clone, Copy)]
struct Places {
    email: Option<usize>,
    website: Option<usize>,
    /// Its text begins with the website's name.
    is_purchase_point: bool,
    group: Option<usize>,
    kind: Option<usize>,
}

/// A person of the file, and the customer here.
#[derive(Debug, Clone, Copy)]
struct Person {
    website: u16,
    group: u16,
    /// More than once in the file.
    again: bool,
    here: Here,
}

#[derive(Debug, Clone, Copy)]
enum Here {
    Nobody,
    One { website: u32, group: i32 },
    Several,
}

/// Texts by number.
#[derive(Debug, Default)]
struct Labels {
    numbers: HashMap<String, u16>,
}

impl Labels {
    fn number(&mut self, label: &str) -> u16 {
        let label = label.trim();
        if let Some(&number) = self.numbers.get(label) {
            return number;
        }
        if label.is_empty() || self.numbers.len() >= LABELS {
            return NONE;
        }
        let number = u16::try_from(self.numbers.len()).unwrap_or(NONE);
        self.numbers.insert(label.to_owned(), number);
        number
    }
}

impl Places {
    fn of(kind: Kind, columns: &[Column]) -> Self {
        let at = |wanted: &[Column]| columns.iter().position(|column| wanted.contains(column));
        Self {
            email: at(&[
                Column::Customer(CustomerColumn::Email),
                Column::Address(AddressColumn::Email),
                Column::Finance(FinanceColumn::Email),
                Column::Subscriber(SubscriberColumn::Email),
                Column::Order(OrderColumn::CustomerEmail),
            ]),
            website: at(&[
                Column::Customer(CustomerColumn::Website),
                Column::Customer(CustomerColumn::WebsiteName),
                Column::Address(AddressColumn::Website),
                Column::Finance(FinanceColumn::Website),
                Column::Subscriber(SubscriberColumn::WebsiteName),
                Column::Order(OrderColumn::PurchasePoint),
            ]),
            is_purchase_point: kind == Kind::Orders,
            group: at(&[
                Column::Customer(CustomerColumn::GroupId),
                Column::Customer(CustomerColumn::GroupName),
                Column::Order(OrderColumn::CustomerGroup),
            ]),
            kind: at(&[Column::Subscriber(SubscriberColumn::Type)]),
        }
    }
}

/// The website's name at the start of a purchase point.
fn first_name(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find("  ").unwrap_or(text.len()).min(text.find(['\n', '\t', '\r']).unwrap_or(text.len()));
    &text[..end]
}

impl Survey {
    /// The survey of a file of that kind with these columns.
    #[must_use]
    pub fn of(kind: Kind, columns: &[Column]) -> Self {
        Self {
            places: Places::of(kind, columns),
            hasher: DefaultHashBuilder::default(),
            people: FastMap::default(),
            websites: Labels::default(),
            groups: Labels::default(),
        }
    }

    /// Looks at rows.
    pub fn see(&mut self, batch: &Batch) {
        for row in (0..batch.len()).filter(|&row| !batch.places[row].refused) {
            let cells = batch.row(row);
            let number;
            let text = |place: Option<usize>| place.and_then(|at| batch.str(cells[at])).unwrap_or_default();
            let email = text(self.places.email);
            if email.is_empty() || is_guest(text(self.places.kind)) {
                continue;
            }
            let website = text(self.places.website);
            let website = if self.places.is_purchase_point { first_name(website) } else { website };
            let group = match self.places.group.map(|at| cells[at]) {
                Some(clientele_domain::batch::Cell::Integer(id)) => {
                    number = id.to_string();
                    &number
                }
                _ => text(self.places.group),
            };
            self.person(email, website, group);
        }
    }

    fn person(&mut self, email: &str, website: &str, group: &str) {
        let (website, group) = (self.websites.number(website), self.groups.number(group));
        let person = Person { website, group, again: false, here: Here::Nobody };
        let key = self.hasher.hash_one(email.trim().to_ascii_lowercase());
        // Whoever ordered twice in one website and as one group is one person all the same.
        self.people
            .entry(key)
            .and_modify(|known| known.again |= (known.website, known.group) != (website, group))
            .or_insert(person);
    }

    /// Looks at whoever is here: rows of e-mail, website and group.
    fn meet(&mut self, statement: &mut Statement) -> Result<(), StoreError> {
        statement.each(&[], |row| {
            let email = row.text(0).unwrap_or_default().trim();
            let key = self.hasher.hash_one(email.to_ascii_lowercase());
            if let Some(person) = self.people.get_mut(&key) {
                person.here = match person.here {
                    Here::Nobody => Here::One {
                        website: row.id(1),
                        group: row.integer(2).and_then(|id| i32::try_from(id).ok()).unwrap_or(i32::MIN),
                    },
                    _ => Here::Several,
                };
            }
            Ok(())
        })
    }

    /// How many speak for each meaning of each label of websites, and of groups.
    fn votes(&self) -> [BTreeMap<u16, BTreeMap<i64, u64>>; 2] {
        let [mut websites, mut groups]: [BTreeMap<u16, BTreeMap<i64, u64>>; 2] = Default::default();
        for person in self.people.values().filter(|person| !person.again) {
            let Here::One { website, group } = person.here else { continue };
            if person.website != NONE && website != 0 {
                *websites.entry(person.website).or_default().entry(i64::from(website)).or_default() += 1;
            }
            if person.group != NONE && group != i32::MIN {
                *groups.entry(person.group).or_default().entry(i64::from(group)).or_default() += 1;
            }
        }
        [websites, groups]
    }
}

/// The meanings for which most speak: one, or several of which nobody can tell.
fn most(votes: &BTreeMap<i64, u64>) -> Vec<i64> {
    let most = votes.values().copied().max().unwrap_or(0);
    votes.iter().filter(|(_, count)| **count == most).map(|(meaning, _)| *meaning).collect()
}

impl Import {
    /// Whether a file of that kind is gone through before its rows are taken: it names what customers here have by code,
    /// or the other way round.
    #[must_use]
    pub fn is_surveyed(&self, kind: Kind) -> bool {
        let is_anyone =
            self.before.customers || self.before.listed != [false; 3] || !self.seen.created.is_empty();
        let names = kind.is_grid() || matches!(kind, Kind::Subscribers | Kind::Orders);
        is_anyone && (names || self.learned.lacks_codes())
    }

    /// Learns from a survey what the file calls websites and groups. What a person told wins. Returns what nobody can
    /// tell.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn settle_names(
        &mut self,
        mut survey: Survey,
        kind: Kind,
        told: &NamesTold,
    ) -> Result<Vec<NameQuestion>, StoreError> {
        self.flush()?;
        self.meet(&mut survey).await?;
        let [websites, groups] = survey.votes();
        let names = kind.is_grid() || matches!(kind, Kind::Subscribers | Kind::Orders);
        let mut questions = Vec::new();
        for (name, number) in sorted(&survey.websites) {
            let mut candidates = websites.get(&number).map(most).unwrap_or_default();
            if !names {
                candidates.retain(|id| !self.learned.has_code(*id));
            }
            let chosen = told.websites.get(name).and_then(|told| {
                if names { Some(self.learned.website(told)) } else { self.learned.named_website(told) }
            });
            let is_known = if names {
                self.learned.named_website(name).is_some()
            } else {
                self.learned.known_website(name).is_some()
            };
            match (chosen, candidates.as_slice()) {
                (Some(id), _) => self.website_means(name, id, names),
                (None, _) if is_known => {}
                (None, [id]) => self.website_means(name, *id, names),
                (None, []) => {}
                (None, tied) => questions.push(NameQuestion {
                    what: "website",
                    name: name.to_owned(),
                    choices: tied.iter().map(|id| (self.learned.website_label(*id), None)).collect(),
                }),
            }
        }
        for (name, number) in sorted(&survey.groups) {
            let candidates = groups.get(&number).map(most).unwrap_or_default();
            let chosen = told.groups.get(name).and_then(|id| id.parse().ok());
            let is_known = names && self.learned.known_group(name).is_some();
            match (chosen, candidates.as_slice()) {
                (Some(id), _) => self.group_means(name, id, names),
                (None, _) if is_known => {}
                (None, [id]) => self.group_means(name, *id, names),
                (None, []) => {}
                (None, tied) if names => questions.push(NameQuestion {
                    what: "group",
                    name: name.to_owned(),
                    choices: tied.iter().map(|id| (id.to_string(), self.learned.group_name(*id))).collect(),
                }),
                (None, _) => {}
            }
        }
        Ok(questions)
    }

    /// Shows the survey whoever is here: customers, those of this import included; where there are none whoever subscribed
    /// or ordered.
    async fn meet(&mut self, survey: &mut Survey) -> Result<(), StoreError> {
        let customers = "SELECT email, website_id, group_id FROM customer";
        if self.before.customers || !self.seen.created.is_empty() {
            survey.meet(&mut self.target.existing().statement(customers).await?)?;
            if self.target.is_plan() {
                survey.meet(&mut self.target.new_records().statement(customers).await?)?;
            }
            return Ok(());
        }
        let subscribers =
            "SELECT DISTINCT email, website_id, NULL FROM subscription WHERE website_id IS NOT NULL";
        survey.meet(&mut self.target.existing().statement(subscribers).await?)
    }

    /// Learns from subscribers and orders that came before their customers what websites are called.
    ///
    /// # Errors
    /// What the database reports.
    pub(super) async fn learn_names_of_lists(&mut self) -> Result<(), StoreError> {
        let lists = [
            (
                Kind::Subscribers,
                "SELECT email, website_name, type FROM subscription WHERE customer_id IS NULL",
            ),
            (
                Kind::Orders,
                "SELECT customer_email, purchase_point, customer_group FROM sales_order WHERE customer_id IS NULL",
            ),
        ];
        for ((kind, sql), _) in lists.into_iter().zip(self.before.listed).filter(|(_, before)| *before) {
            let mut survey = Survey::of(kind, &[]);
            self.target.existing().statement(sql).await?.each(&[], |row| {
                let text = |column| row.text(column).unwrap_or_default();
                if !is_guest(text(2)) {
                    let website = if kind == Kind::Orders { first_name(text(1)) } else { text(1) };
                    survey.person(text(0), website, "");
                }
                Ok(())
            })?;
            self.meet(&mut survey).await?;
            let [websites, _] = survey.votes();
            for (name, number) in sorted(&survey.websites) {
                let candidates = websites.get(&number).map(most).unwrap_or_default();
                if let ([id], None) = (candidates.as_slice(), self.learned.named_website(name)) {
                    self.website_means(name, *id, true);
                }
            }
        }
        Ok(())
    }

    /// A name means a website, or a code is that of one known by its name.
    fn website_means(&mut self, label: &str, id: i64, is_name: bool) {
        if is_name {
            self.learned.name_website(id, None, Some(label));
            self.learned.alias_website(label, id);
            let code = self.learned.website_label(id);
            self.plan.names.push(("website", label.to_owned(), code));
        } else {
            self.learned.name_website(id, Some(label), None);
        }
    }

    /// A name means a group, or a number is that of one known by its name.
    fn group_means(&mut self, label: &str, id: i64, is_name: bool) {
        if is_name {
            self.learned.name_group(id, label);
            self.learned.alias_group(label, id);
            self.plan.names.push(("group", label.to_owned(), id.to_string()));
        } else if let Ok(number) = label.parse::<i64>()
            && id < 0
            && let Some(name) = self.learned.group_name(id)
        {
            self.learned.group(number);
            self.learned.name_group(number, &name);
        }
    }
}

/// Labels in alphabetical order.
fn sorted(labels: &Labels) -> Vec<(&str, u16)> {
    let mut sorted: Vec<_> = labels.numbers.iter().map(|(label, number)| (label.as_str(), *number)).collect();
    sorted.sort_unstable();
    sorted
}
