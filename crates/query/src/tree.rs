//! The condition tree, in the form of the JSON document version 1 (groups-segments.md 13).

use serde::{Deserialize, Serialize};

use crate::date::DateValue;

/// A node of a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case", deny_unknown_fields)]
pub enum Node {
    /// Children under a truth table (6.1); without children it is true.
    Group {
        /// All or any.
        agg: Aggregate,
        /// Whether the children must be true or false.
        want: bool,
        /// The children.
        c: Vec<Node>,
    },
    /// A field compared with a value.
    Leaf {
        /// Canonical field name (14.2, 14.3).
        f: String,
        /// How.
        op: Operator,
        /// With what; absent for `set` and `not_set`, a list for `in`, `not_in` and `between`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        v: Option<Value>,
    },
    /// Rows of another table: today the customer's addresses.
    Rel {
        /// The table.
        rel: String,
        /// Whether such a row must exist or must not.
        q: Quantifier,
        /// What must hold of one and the same row; nothing for any row.
        #[serde(default)]
        w: Option<Box<Node>>,
    },
}

/// All children or any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Every child.
    All,
    /// Some child.
    Any,
}

/// Existence of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantifier {
    /// Some row.
    Exists,
    /// No row.
    NotExists,
}

/// Operators (6.2). Negative ones are the exact complement of the positive ones, hence true for no value (E6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Is.
    Eq,
    /// Is not.
    Ne,
    /// Contains.
    Contains,
    /// Does not contain.
    NotContains,
    /// Starts with.
    Starts,
    /// Does not start with.
    NotStarts,
    /// Ends with.
    Ends,
    /// Does not end with.
    NotEnds,
    /// Is one of.
    In,
    /// Is not one of.
    NotIn,
    /// Is set.
    Set,
    /// Is not set.
    NotSet,
    /// Greater than.
    Gt,
    /// Equals or greater than.
    Gte,
    /// Less than.
    Lt,
    /// Equals or less than.
    Lte,
    /// From the first to the second, both included.
    Between,
}

impl Operator {
    /// The operator whose exact complement this is, with `true`; else itself with `false`.
    #[must_use]
    pub fn positive(self) -> (Self, bool) {
        match self {
            Self::Ne => (Self::Eq, true),
            Self::NotContains => (Self::Contains, true),
            Self::NotStarts => (Self::Starts, true),
            Self::NotEnds => (Self::Ends, true),
            Self::NotIn => (Self::In, true),
            Self::NotSet => (Self::Set, true),
            positive => (positive, false),
        }
    }

    /// The exact complement; comparisons by size have none.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(match self {
            Self::Eq => Self::Ne,
            Self::Contains => Self::NotContains,
            Self::Starts => Self::NotStarts,
            Self::Ends => Self::NotEnds,
            Self::In => Self::NotIn,
            Self::Set => Self::NotSet,
            _ => return None,
        })
    }
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A number as it was written, so that no digit is lost.
    Number(serde_json::Number),
    /// Text, or a choice by code or label.
    Text(String),
    /// A day.
    Date(DateValue),
    /// Several.
    List(Vec<Value>),
}

impl Node {
    /// The parts joined by AND at the top: each is a chip.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Group { agg: Aggregate::All, want: true, c } => c.iter().collect(),
            other => vec![other],
        }
    }
}
