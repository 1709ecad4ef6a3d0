//! Who is in a set: leaves that are not known yet are asked of their table together, then sets are united and cut.

use std::ops::RangeInclusive;
use std::sync::Arc;

use roaring::RoaringBitmap;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use super::{Leaf, Set, Table};
use crate::read::ReadError;
use crate::read::field::Of;
use crate::read::links::Links;
use crate::read::marks::Marks;
use crate::read::snapshot::Snapshot;
use crate::scan::Cursor;

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
            let count = leaves.len();
            let work = move |cursor: &mut Cursor<'_>| read(cursor, count);
            let parts = self.in_parts(table.name(), |range| select(table, leaves, &range), work).await?;
            for (leaf, marks) in leaves.iter().copied().zip(Marks::unite(count, parts)) {
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

/// `SELECT id, mask` of the rows for which any test holds; bit n of the mask is test n.
fn select(table: Table, leaves: &[&Leaf], range: &RangeInclusive<u32>) -> SelectStatement {
    let bits = leaves.iter().zip(0_i64..).map(|(leaf, bit)| {
        let holds = Func::coalesce([leaf.test.clone(), Expr::val(0)]);
        Expr::from(holds).left_shift(bit)
    });
    let mut rows = Query::select();
    rows.column("id").from(table.name()).and_where(Expr::col("id").between(*range.start(), *range.end()));
    rows.expr_as(bits.fold(Expr::val(0), Expr::bit_or), "mask");
    // The limit, which is none, keeps SQLite from writing the tests twice, into the condition and into the result.
    rows.limit(u64::from(u32::MAX));
    Query::select()
        .columns(["id", "mask"])
        .from_subquery(rows, "row")
        .and_where(Expr::col("mask").ne(0))
        .take()
}

fn read(cursor: &mut Cursor<'_>, leaves: usize) -> Result<Vec<Marks>, ReadError> {
    let mut marks = vec![Marks::default(); leaves];
    while let Some(row) = cursor.next()? {
        let mask = row.integer(1).unwrap_or_default();
        for (leaf, marks) in marks.iter_mut().enumerate() {
            if mask & (1 << leaf) != 0 {
                marks.insert(row.id(0));
            }
        }
    }
    Ok(marks)
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
