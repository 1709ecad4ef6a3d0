//! Who is in a set: leaves that are not known yet are asked of their table together, then sets are united and cut.

use std::ops::RangeInclusive;
use std::sync::Arc;

use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::test::{Columns, Placed};
use super::{Leaf, Set, Table};
use crate::engine::Cursor;
use crate::read::ReadError;
use crate::read::directory::Directory;
use crate::read::field::Of;
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
        let mut leaves = Vec::new();
        gather(set, &mut leaves);
        let (customers, addresses) = leaves.into_iter().partition(|leaf| leaf.table == Table::Customer);
        let links = async { if needs_links(set) { self.links().await } else { Ok(Arc::default()) } };
        let asked = (self.ask(Table::Customer, customers), self.ask(Table::Address, addresses));
        let (customers, addresses, links, everyone) =
            tokio::try_join!(asked.0, asked.1, links, self.everyone())?;
        let everyone = everyone.iter().copied().collect();
        let known = customers.into_iter().chain(addresses).collect();
        Ok(Algebra { known, links: &links, everyone }.members(set, Table::Customer))
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

/// Sets over what the leaves found.
struct Algebra<'a> {
    known: Vec<Known<'a>>,
    links: &'a Links,
    everyone: RoaringBitmap,
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
            Set::Owners(addresses) => self.links.owners(&self.members(addresses, Table::Address)),
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
            Table::Customer => &self.everyone,
            Table::Address => &self.links.all,
        }
    }
}

impl Table {
    const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Address => "address",
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
    Query::select()
        .column("id")
        .columns(columns.names().cloned())
        .from(table.name())
        .and_where(Expr::col("id").between(*range.start(), *range.end()))
        .take()
}

fn gather<'a>(set: &'a Set, leaves: &mut Vec<&'a Leaf>) {
    match set {
        Set::Leaf(leaf) if !leaves.contains(&leaf) => leaves.push(leaf),
        Set::Leaf(_) | Set::Every | Set::Default(_) => {}
        Set::Owners(inner) | Set::Not(inner) => gather(inner, leaves),
        Set::All(sets) | Set::Any(sets) => sets.iter().for_each(|set| gather(set, leaves)),
    }
}

fn needs_links(set: &Set) -> bool {
    match set {
        Set::Owners(_) | Set::Default(_) => true,
        Set::Leaf(_) | Set::Every => false,
        Set::Not(inner) => needs_links(inner),
        Set::All(sets) | Set::Any(sets) => sets.iter().any(needs_links),
    }
}
