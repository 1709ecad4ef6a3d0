//! Ticked values of one field within a condition: what a facet reads from it and writes into it.
//!
//! Values of a field that are ticked are joined by OR and stand beside everything else by AND; values that are left out
//! are excluded one by one. Only parts of that form are ticks; other conditions on the field stay what they are.

use crate::tree::{Aggregate, Node, Operator, Value};

/// The values of a field that a condition picks or leaves out, and the rest of the condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// Each a leaf with `=`, IS NULL or BETWEEN; a customer must meet one of them, unless there are none.
    chosen: Vec<Node>,
    /// Leaves of the same kind; a customer must meet none of them.
    left_out: Vec<Node>,
    /// The parts that are no ticks.
    rest: Vec<Node>,
    /// Where the ticks stand among the parts.
    at: usize,
}

/// What happens to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Ticked, or no longer ticked or left out.
    Toggle,
    /// Ticked alone.
    Only,
    /// Left out, or no longer.
    LeaveOut,
}

impl Ticks {
    /// The ticks of a field, by its canonical name.
    #[must_use]
    pub fn of(condition: Option<&Node>, field: &str) -> Self {
        let parts = condition.map(Node::parts).unwrap_or_default();
        let mut ticks = Self { chosen: Vec::new(), left_out: Vec::new(), rest: Vec::new(), at: parts.len() };
        for (place, part) in parts.into_iter().enumerate() {
            let (into, leaves) = if let Some(leaves) = alternatives(part, field) {
                (&mut ticks.chosen, leaves)
            } else if let Some(leaves) = exclusions(part, field) {
                (&mut ticks.left_out, leaves)
            } else {
                ticks.rest.push(part.clone());
                continue;
            };
            ticks.at = ticks.at.min(place);
            for leaf in leaves {
                if !into.iter().any(|known| same(known, &leaf)) {
                    into.push(leaf);
                }
            }
        }
        ticks
    }

    /// The condition without them.
    #[must_use]
    pub fn without(&self) -> Option<Node> {
        joined(Aggregate::All, self.rest.clone())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.left_out.is_empty()
    }

    /// Takes all of them away.
    pub fn clear(&mut self) {
        self.chosen.clear();
        self.left_out.clear();
    }

    /// Whether a value is ticked.
    #[must_use]
    pub fn has_chosen(&self, value: &Node) -> bool {
        self.chosen.iter().any(|chosen| same(chosen, value))
    }

    /// Whether a value is left out.
    #[must_use]
    pub fn has_left_out(&self, value: &Node) -> bool {
        self.left_out.iter().any(|left_out| same(left_out, value))
    }

    /// Does something to a value, which is a leaf on the field.
    pub fn set(&mut self, value: Node, tick: Tick) {
        let (chosen, left_out) = (self.has_chosen(&value), self.has_left_out(&value));
        match tick {
            Tick::Only => (self.chosen, self.left_out) = (vec![value], Vec::new()),
            _ => {
                self.chosen.retain(|other| !same(other, &value));
                self.left_out.retain(|other| !same(other, &value));
                match tick {
                    Tick::LeaveOut if !left_out => self.left_out.push(value),
                    Tick::Toggle if !chosen && !left_out => self.chosen.push(value),
                    _ => {}
                }
            }
        }
    }

    /// The condition with the ticks as they are now.
    #[must_use]
    pub fn condition(&self) -> Option<Node> {
        let mut parts = self.rest.clone();
        let ticks = joined(Aggregate::Any, listed(&self.chosen)).into_iter();
        let left_out = listed(&self.left_out).into_iter().map(complement);
        let at = self.at.min(parts.len());
        parts.splice(at..at, ticks.chain(left_out));
        joined(Aggregate::All, parts)
    }
}

/// Nodes under one word; a single one stands for itself.
fn joined(agg: Aggregate, mut c: Vec<Node>) -> Option<Node> {
    match c.len() {
        0 | 1 => c.pop(),
        _ => Some(Node::Group { agg, want: true, c }),
    }
}

/// The leaves of which a part demands one, if it says nothing else.
fn alternatives(part: &Node, field: &str) -> Option<Vec<Node>> {
    match part {
        Node::Group { agg: Aggregate::Any, want: true, c } if !c.is_empty() => {
            let leaves = c.iter().map(|child| alternatives(child, field)).collect::<Option<Vec<_>>>()?;
            Some(leaves.into_iter().flatten().collect())
        }
        Node::Leaf { f, op: Operator::In, v: Some(Value::List(values)) } if f == field => {
            Some(values.iter().map(|value| is(field, value)).collect())
        }
        Node::Leaf { f, op: Operator::Eq | Operator::NotSet | Operator::Between, .. } if f == field => {
            Some(vec![part.clone()])
        }
        _ => None,
    }
}

/// The leaves of which a part forbids each, if it says nothing else.
fn exclusions(part: &Node, field: &str) -> Option<Vec<Node>> {
    match part {
        Node::Group { agg: Aggregate::All, want: false, c } if !c.is_empty() => {
            let leaves = c.iter().map(|child| alternatives(child, field)).collect::<Option<Vec<_>>>()?;
            Some(leaves.into_iter().flatten().collect())
        }
        Node::Leaf { f, op, v } if f == field => {
            let (positive, true) = op.positive() else {
                let is_empty = || Node::Leaf { f: f.clone(), op: Operator::NotSet, v: None };
                return (*op == Operator::Set).then(|| vec![is_empty()]);
            };
            alternatives(&Node::Leaf { f: f.clone(), op: positive, v: v.clone() }, field)
        }
        _ => None,
    }
}

fn is(field: &str, value: &Value) -> Node {
    Node::Leaf { f: field.to_owned(), op: Operator::Eq, v: Some(value.clone()) }
}

/// As the language compares: texts whatever their case.
fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (
            Node::Leaf { f, op: Operator::Eq, v: Some(Value::Text(one)) },
            Node::Leaf { f: of, op: Operator::Eq, v: Some(Value::Text(other)) },
        ) => f == of && one.to_lowercase() == other.to_lowercase(),
        _ => one == other,
    }
}

/// Leaves with `=` as one list, where there are several whose kind has lists.
fn listed(leaves: &[Node]) -> Vec<Node> {
    let mut values = Vec::new();
    let mut others = Vec::new();
    let mut field = None;
    for leaf in leaves {
        match leaf {
            Node::Leaf { f, op: Operator::Eq, v: Some(value) } if !matches!(value, Value::Bool(_)) => {
                field = Some(f);
                values.push(value.clone());
            }
            other => others.push(other.clone()),
        }
    }
    let list = field.map(|field| match values.as_slice() {
        [value] => is(field, value),
        _ => Node::Leaf { f: field.clone(), op: Operator::In, v: Some(Value::List(values)) },
    });
    list.into_iter().chain(others).collect()
}

/// Who does not meet a leaf.
fn complement(leaf: Node) -> Node {
    match leaf {
        Node::Leaf { f, op: Operator::NotSet, v } => Node::Leaf { f, op: Operator::Set, v },
        Node::Leaf { f, op, v } if op.negated().is_some() => {
            Node::Leaf { f, op: op.negated().unwrap_or(op), v }
        }
        other => Node::Group { agg: Aggregate::All, want: false, c: vec![other] },
    }
}
