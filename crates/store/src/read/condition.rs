//! A condition as algebra on sets: each leaf tests the rows of one table, the tree unites and cuts what the leaves find.
//!
//! Semantics are those of groups-segments.md 6.5. A leaf on a default address, and what stands in `address MATCHES`,
//! is asked of addresses; their owners are the customers. So every leaf is one scan of one table, whatever the tree.

mod leaf;
mod members;
mod test;
#[cfg(test)]
mod tests;

use clientele_domain::attribute::Entity;
use clientele_query::{Aggregate, FieldType, Node, Operator, Quantifier, Scope, Value};
use jiff::Timestamp;

use super::ReadError;
use super::directory::Directory;
use super::field::{Field, Of};
use leaf::Asked;
use test::Test;

/// The table whose rows a leaf tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Customer,
    Address,
    /// Rows of these three stand for the customer whom they are about; one row is enough.
    Subscription,
    Order,
    Finding,
    /// Rows of the table of changes stand for the record that changed.
    ChangeOfCustomer,
    ChangeOfAddress,
}

/// A set of customers or of addresses.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Set {
    /// All of them.
    Every,
    /// Those for whom a test of their own row holds.
    Leaf(Leaf),
    /// The addresses that are their customer's default.
    Default(Of),
    /// The customers who own any of these addresses.
    Owners(Box<Set>),
    /// In every one of these.
    All(Vec<Set>),
    /// In any of these.
    Any(Vec<Set>),
    /// The others.
    Not(Box<Set>),
}

/// A test of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    pub(super) table: Table,
    pub(super) test: Test,
}

impl Set {
    fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    fn owners(self) -> Self {
        Self::Owners(Box::new(self))
    }
}

/// What a condition's names and days are resolved against.
pub(super) struct Resolver<'a> {
    pub(super) directory: &'a Directory,
    pub(super) as_of: Timestamp,
}

impl Resolver<'_> {
    /// The customers that a condition describes.
    ///
    /// # Errors
    /// A field or value that this workspace does not know (E20).
    pub(super) fn customers(&self, node: &Node) -> Result<Set, ReadError> {
        self.set(node, Scope::Customer)
    }

    fn set(&self, node: &Node, scope: Scope) -> Result<Set, ReadError> {
        match node {
            Node::Group { agg, want, c } => self.group(*agg, *want, c, scope),
            Node::Leaf { f, op, v } => {
                let (op, negative) = op.positive();
                let set = self.leaf(f, op, v.as_ref(), scope)?;
                Ok(if negative { set.not() } else { set })
            }
            Node::Rel { rel, q, w } if rel == "address" && scope == Scope::Customer => {
                let row = w.as_ref().map_or(Ok(Set::Every), |row| self.set(row, Scope::Address))?;
                Ok(match q {
                    Quantifier::Exists => row.owners(),
                    Quantifier::NotExists => row.owners().not(),
                })
            }
            Node::Rel { rel, .. } => Err(ReadError::Unanswerable(rel.clone())),
        }
    }

    /// The truth table of 6.1.
    fn group(&self, agg: Aggregate, want: bool, children: &[Node], scope: Scope) -> Result<Set, ReadError> {
        if children.is_empty() {
            return Ok(Set::Every);
        }
        let sets = children.iter().map(|child| {
            let set = self.set(child, scope)?;
            Ok(if want { set } else { set.not() })
        });
        let sets = sets.collect::<Result<_, ReadError>>()?;
        Ok(match agg {
            Aggregate::All => Set::All(sets),
            Aggregate::Any => Set::Any(sets),
        })
    }

    /// A leaf with a positive operator.
    fn leaf(&self, name: &str, op: Operator, value: Option<&Value>, scope: Scope) -> Result<Set, ReadError> {
        let unknown = || ReadError::UnknownField(name.to_owned());
        let kind = self.directory.catalogue().find(scope, name).ok_or_else(unknown)?.kind;
        if scope == Scope::Address {
            return self.address_leaf(name, kind, op, value);
        }
        let asked = |table| Asked { name, kind, table, resolver: self };
        match name {
            "locked" => return asked(Table::Customer).locked(op, value),
            "newsletter" => return asked(Table::Subscription).newsletter(op, value),
            "finding" => return asked(Table::Finding).of_rows("code", op, value),
            "finding_severity" => return asked(Table::Finding).of_rows("severity", op, value),
            "change_set" => return self.changed(asked, op, value),
            "order_date" => return asked(Table::Order).of_rows("purchase_date", op, value),
            _ => {}
        }
        let field = Field::named(name, self.directory)?;
        match field.of() {
            Of::Account => asked(Table::Customer).set(&field, op, value),
            of if kind == FieldType::Existence => match op {
                Operator::Set => Ok(Set::Default(of).owners()),
                _ => Err(ReadError::Unanswerable(name.to_owned())),
            },
            of => {
                Ok(Set::All(vec![Set::Default(of), asked(Table::Address).set(&field, op, value)?]).owners())
            }
        }
    }

    /// Whom a change set made or changed, themselves or an address of theirs.
    fn changed<'a>(
        &self,
        asked: impl Fn(Table) -> Asked<'a>,
        op: Operator,
        value: Option<&Value>,
    ) -> Result<Set, ReadError> {
        let of = |table| asked(table).of_rows("change_set_id", op, value);
        let any = Set::Any(vec![
            of(Table::Customer)?,
            of(Table::Address)?.owners(),
            of(Table::ChangeOfCustomer)?,
            of(Table::ChangeOfAddress)?.owners(),
        ]);
        // Some whom it changed are gone since.
        Ok(Set::All(vec![Set::Every, any]))
    }

    fn address_leaf(
        &self,
        name: &str,
        kind: FieldType,
        op: Operator,
        value: Option<&Value>,
    ) -> Result<Set, ReadError> {
        let asked = Asked { name, kind, table: Table::Address, resolver: self };
        if name == "default" {
            return asked.default_address(op, value);
        }
        if name == "region" {
            return asked.region(op, value);
        }
        let field = match name.strip_prefix("attr.") {
            Some(code) => self.directory.attribute(Entity::Address, code).map(Field::attribute),
            None => Field::address(Of::Billing, name),
        };
        asked.set(&field.ok_or_else(|| ReadError::UnknownField(name.to_owned()))?, op, value)
    }
}
