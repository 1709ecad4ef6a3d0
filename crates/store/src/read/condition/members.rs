//! Who is in a set: leaves that are not known yet are asked of their table together, then sets are united and cut.

use std::ops::RangeInclusive;
use std::sync::Arc;

use clientele_columns::Entry;
use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::test::{Columns, Placed, Test};
use super::{Leaf, Set, Table};
use crate::engine::Cursor;
use crate::read::ReadError;
use crate::read::directory::Directory;
use crate::read::field::{Field, Of, Value};
use crate::read::links::Links;
use crate::read::marks::Marks;
use crate::read::snapshot::Snapshot;

/// Leaves asked in one scan.
const TOGETHER: usize = 30;

impl Snapshot {
    /// The customers of a set.
    pub(in crate::read) async fn customers_of(
        self: &Arc<Self>,
        set: &Set,
    ) -> Result<RoaringBitmap, ReadError> {
        let mut gathered = Gathered::default();
        gathered.gather(set, self);
        let Gathered { mut known, owners, asked, needs_links } = gathered;
        let of = |table| asked.iter().copied().filter(|leaf| leaf.table == table).collect::<Vec<_>>();
        let links = async { if needs_links { self.links().await } else { Ok(Arc::default()) } };
        let people = self.ask(Table::Customer, of(Table::Customer));
        let places = self.ask(Table::Address, of(Table::Address));
        let (people, places, links, everyone) = tokio::try_join!(people, places, links, self.everyone_set())?;
        known.extend(people.into_iter().chain(places));
        for table in Table::OTHERS {
            known.extend(self.ask(table, of(table)).await?);
        }
        Ok(Algebra { known, owners, links: &links, everyone: &everyone }.members(set, Table::Customer))
    }

    /// Whom a test of a customer's row, or of that of its default address, holds, if the columns are in memory.
    fn by_columns(&self, test: &Test, of: Of) -> Option<RoaringBitmap> {
        let each =
            |tests: &[Test]| tests.iter().map(|test| self.by_columns(test, of)).collect::<Option<Vec<_>>>();
        let field = match test {
            Test::All(tests) => return each(tests)?.into_iter().reduce(|all, set| all & set),
            Test::Any(tests) => {
                return Some(each(tests)?.into_iter().fold(RoaringBitmap::new(), |any, set| any | set));
            }
            Test::Filled(field) | Test::Text(field, ..) | Test::Number(field, _) | Test::Day(field, _) => {
                // By number they say nothing about a name.
                Some(field.clone()).filter(|field| !field.has_labels())
            }
            Test::Integer(column, _) | Test::OneOf(column, _) => Field::of_numbers(column),
        };
        let column = self.known_column(&field.filter(|field| field.of() == of)?)?;
        let holds = |entry| match entry {
            Entry::Text(text) => test.holds_of(Value::Text(text)),
            Entry::Integer(number) => test.holds_of(Value::Integer(number)),
        };
        let wanted = match test {
            Test::Filled(_) => vec![true; column.distinct() as usize],
            _ if column.has_values() => column.values().map(holds).collect(),
            _ => return None,
        };
        Some(column.members(&wanted))
    }

    /// What these leaves find, with one scan for all that is not known yet.
    async fn ask<'a>(&self, table: Table, leaves: Vec<&'a Leaf>) -> Result<Vec<Known<'a>>, ReadError> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for leaf in leaves {
            match self.leaves.peek(leaf) {
                Some(members) => known.push((leaf, members)),
                None => unknown.push(leaf),
            }
        }
        for leaves in unknown.chunks(TOGETHER) {
            let mut columns = Columns::default();
            let tests: Arc<[Placed]> =
                leaves.iter().map(|leaf| Placed::new(&leaf.test, &mut columns)).collect();
            let directory = self.directory().await?;
            let work = move |cursor: &mut Cursor| read(cursor, &tests, &directory);
            let parts = self.in_parts(table.name(), |range| select(table, &columns, &range), work).await?;
            for (leaf, marks) in leaves.iter().copied().zip(Marks::unite(leaves.len(), parts)) {
                let members = Arc::new(RoaringBitmap::from(marks));
                self.leaves.put(leaf.clone(), Arc::clone(&members));
                known.push((leaf, members));
            }
        }
        Ok(known)
    }
}

/// A leaf with the rows for which it holds.
type Known<'a> = (&'a Leaf, Arc<RoaringBitmap>);

/// What a set is made of.
#[derive(Default)]
struct Gathered<'a> {
    known: Vec<Known<'a>>,
    /// Sets of owners that are known as a whole.
    owners: Vec<(&'a Set, RoaringBitmap)>,
    /// Leaves of which nothing is known yet.
    asked: Vec<&'a Leaf>,
    needs_links: bool,
}

impl<'a> Gathered<'a> {
    fn gather(&mut self, set: &'a Set, snapshot: &Snapshot) {
        match set {
            Set::Every => {}
            Set::Leaf(leaf) if leaf.table == Table::Customer => {
                let found = || snapshot.by_columns(&leaf.test, Of::Account).map(Arc::new);
                match snapshot.leaves.peek(leaf).or_else(found) {
                    Some(members) => {
                        snapshot.leaves.put(leaf.clone(), Arc::clone(&members));
                        self.known.push((leaf, members));
                    }
                    None => self.ask(leaf),
                }
            }
            Set::Leaf(leaf) => self.ask(leaf),
            Set::Default(_) => self.needs_links = true,
            Set::Owners(inner) => {
                let known = of_default(inner).and_then(|(of, leaf)| snapshot.by_columns(&leaf.test, of));
                if let Some(known) = known {
                    self.owners.push((set, known));
                } else {
                    self.needs_links = true;
                    self.gather(inner, snapshot);
                }
            }
            Set::Not(inner) => self.gather(inner, snapshot),
            Set::All(sets) | Set::Any(sets) => sets.iter().for_each(|set| self.gather(set, snapshot)),
        }
    }

    fn ask(&mut self, leaf: &'a Leaf) {
        if !self.asked.contains(&leaf) {
            self.asked.push(leaf);
        }
    }
}

/// A leaf of which a default address is asked.
fn of_default(set: &Set) -> Option<(Of, &Leaf)> {
    match set {
        Set::All(sets) => match sets.as_slice() {
            [Set::Default(of), Set::Leaf(leaf)] => Some((*of, leaf)),
            _ => None,
        },
        _ => None,
    }
}

/// Sets over what the leaves found.
struct Algebra<'a> {
    known: Vec<Known<'a>>,
    owners: Vec<(&'a Set, RoaringBitmap)>,
    links: &'a Links,
    everyone: &'a RoaringBitmap,
}

impl Algebra<'_> {
    fn members(&self, set: &Set, of: Table) -> RoaringBitmap {
        match set {
            Set::Every => self.every(of).clone(),
            Set::Leaf(leaf) => {
                let found = self.known.iter().find(|(known, _)| *known == leaf);
                found.map(|(_, members)| RoaringBitmap::clone(members)).unwrap_or_default()
            }
            Set::Default(Of::Shipping) => self.links.shipping.clone(),
            Set::Default(_) => self.links.billing.clone(),
            Set::Owners(addresses) => match self.owners.iter().find(|(known, _)| *known == set) {
                Some((_, members)) => members.clone(),
                None => self.links.owners(&self.members(addresses, Table::Address)),
            },
            Set::All(sets) => {
                sets.iter().map(|set| self.members(set, of)).reduce(|all, set| all & set).unwrap_or_default()
            }
            Set::Any(sets) => {
                sets.iter().map(|set| self.members(set, of)).fold(RoaringBitmap::new(), |any, set| any | set)
            }
            Set::Not(set) => self.every(of) - self.members(set, of),
        }
    }

    fn every(&self, of: Table) -> &RoaringBitmap {
        match of {
            Table::Address => &self.links.all,
            _ => self.everyone,
        }
    }
}

impl Table {
    /// Asked seldom.
    const OTHERS: [Self; 5] =
        [Self::Subscription, Self::Order, Self::Finding, Self::ChangeOfCustomer, Self::ChangeOfAddress];

    const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Address => "address",
            Self::Subscription => "subscription",
            Self::Order => "sales_order",
            Self::Finding => "finding",
            Self::ChangeOfCustomer | Self::ChangeOfAddress => "change",
        }
    }

    /// The column of the customer or address that a row stands for.
    const fn subject(self) -> &'static str {
        match self {
            Self::Customer | Self::Address => "id",
            Self::Subscription | Self::Order | Self::Finding => "customer_id",
            Self::ChangeOfCustomer | Self::ChangeOfAddress => "record_id",
        }
    }
}

/// The rows for which each of these tests holds.
fn read(cursor: &mut Cursor, tests: &[Placed], directory: &Directory) -> Result<Vec<Marks>, ReadError> {
    let mut marks = vec![Marks::default(); tests.len()];
    let mut scratch = String::new();
    while let Some(row) = cursor.next()? {
        for (test, marks) in tests.iter().zip(&mut marks) {
            if test.holds(row, directory, &mut scratch) {
                marks.insert(row.id(0));
            }
        }
    }
    Ok(marks)
}

fn select(table: Table, columns: &Columns, range: &RangeInclusive<u32>) -> SelectStatement {
    let mut query = Query::select();
    query
        .column(table.subject())
        .columns(columns.names().cloned())
        .from(table.name())
        .and_where(Expr::col("id").between(*range.start(), *range.end()))
        .and_where(Expr::col(table.subject()).is_not_null());
    match table {
        Table::Finding => query.and_where(Expr::col("gone_with").is_null()),
        Table::ChangeOfCustomer => query.and_where(Expr::col("entity").eq("customer")),
        Table::ChangeOfAddress => query.and_where(Expr::col("entity").eq("address")),
        _ => &mut query,
    };
    query
}
