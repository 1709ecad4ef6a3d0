//! Text to tree. Reading never fails: what cannot be understood is told with its place, the rest is read on.

use std::ops::Range;

use crate::catalogue::{Catalogue, FieldType, Scope};
use crate::date::{DateValue, steps};
use crate::lexer::{Token, tokens};
use crate::tree::{Aggregate, Node, Operator, Quantifier, Value};

/// Limits of the JSON document (groups-segments.md 13).
const DEPTH: usize = 10;
const NODES: usize = 200;
const BYTES: usize = 64 * 1024;
/// Values of a list (13).
const LIST: usize = 1000;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The condition, when nothing is wrong; an empty text has none and means everyone.
    pub tree: Option<Node>,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What kind of problem.
    pub problem: Problem,
    /// What stands there.
    pub found: String,
    /// What could stand there.
    pub expected: Vec<&'static str>,
    /// The nearest known name.
    pub nearest: Option<String>,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Something else is needed here.
    Expected,
    /// No field of that name here.
    UnknownField,
    /// The name belongs to a later version of the language.
    NotYet,
    /// The operator does not fit the field.
    WrongOperator,
    /// The value does not fit the field.
    WrongType,
    /// No such day.
    NoSuchDay,
    /// Too deep, too many conditions, or too long.
    TooLarge,
}

impl Problem {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::UnknownField => "unknown_field",
            Self::NotYet => "not_yet",
            Self::WrongOperator => "wrong_operator",
            Self::WrongType => "wrong_type",
            Self::NoSuchDay => "no_such_day",
            Self::TooLarge => "too_large",
        }
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.problem {
            Problem::Expected => write!(f, "expected {}", self.expected.join(" or "))?,
            Problem::UnknownField => write!(f, "there is no field “{}”", self.found)?,
            Problem::NotYet => write!(f, "“{}” is not in this version", self.found)?,
            Problem::WrongOperator => write!(f, "“{}” does not fit this field", self.found)?,
            Problem::WrongType => write!(f, "“{}” is not {}", self.found, self.expected.join(" or "))?,
            Problem::NoSuchDay => write!(f, "there is no day {}", self.found)?,
            Problem::TooLarge => write!(f, "the condition is too large")?,
        }
        write!(f, " at character {}", self.span.start + 1)?;
        self.nearest.as_ref().map_or(Ok(()), |name| write!(f, "; did you mean “{name}”?"))
    }
}

/// Reads a condition.
#[must_use]
pub fn parse(text: &str, catalogue: &Catalogue) -> Parsed {
    if text.len() > BYTES {
        let diagnostic = Diagnostic {
            span: 0..text.len(),
            problem: Problem::TooLarge,
            found: String::new(),
            expected: Vec::new(),
            nearest: None,
        };
        return Parsed { tree: None, diagnostics: vec![diagnostic] };
    }
    let mut parser = Parser {
        text,
        tokens: tokens(text),
        at: 0,
        depth: 0,
        nodes: 0,
        scope: Scope::Customer,
        catalogue,
        diagnostics: Vec::new(),
    };
    let tree = parser.query();
    let Parser { diagnostics, .. } = parser;
    Parsed { tree: tree.filter(|_| diagnostics.is_empty()), diagnostics }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    depth: usize,
    nodes: usize,
    scope: Scope,
    catalogue: &'a Catalogue,
    diagnostics: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn query(&mut self) -> Option<Node> {
        if *self.peek() == Token::End {
            return None;
        }
        if self.keyword("FROM") {
            self.expect_keyword("customers");
            self.expect_keyword("WHERE");
        }
        let tree = self.expression();
        self.sign(";");
        if *self.peek() != Token::End {
            self.expected(&["AND", "OR", "the end"]);
        }
        tree
    }

    fn expression(&mut self) -> Option<Node> {
        self.joined("OR", Aggregate::Any, Self::conjunction)
    }

    fn conjunction(&mut self) -> Option<Node> {
        self.joined("AND", Aggregate::All, Self::unary)
    }

    /// Operands of one keyword; a single one stands for itself.
    fn joined(
        &mut self,
        keyword: &str,
        agg: Aggregate,
        operand: fn(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        let first = operand(self);
        if !self.is_keyword(keyword) {
            return first;
        }
        let mut c: Vec<Node> = first.into_iter().collect();
        while self.keyword(keyword) {
            c.extend(operand(self));
        }
        self.count();
        Some(Node::Group { agg, want: true, c })
    }

    fn unary(&mut self) -> Option<Node> {
        if !self.keyword("NOT") {
            return self.primary();
        }
        self.nested(Self::unary).map(negate)
    }

    fn primary(&mut self) -> Option<Node> {
        if self.sign("(") {
            let inside = self.nested(Self::expression);
            self.expect_sign(")");
            return inside;
        }
        let Token::Word(word) = self.peek().clone() else {
            self.expected(&["a field", "NOT", "("]);
            self.recover();
            return None;
        };
        if word == "address" && self.scope == Scope::Customer {
            return self.relation();
        }
        self.leaf(&word)
    }

    fn relation(&mut self) -> Option<Node> {
        self.next();
        let q = if self.keyword("NOT") { Quantifier::NotExists } else { Quantifier::Exists };
        self.expect_keyword("MATCHES");
        self.expect_sign("(");
        let outer = std::mem::replace(&mut self.scope, Scope::Address);
        let w = if *self.peek() == Token::Sign(")") { None } else { self.nested(Self::expression) };
        self.scope = outer;
        self.expect_sign(")");
        self.count();
        Some(Node::Rel { rel: "address".to_owned(), q, w: w.map(Box::new) })
    }

    fn leaf(&mut self, word: &str) -> Option<Node> {
        let span = self.next();
        let Some(field) = self.catalogue.find(self.scope, word) else {
            let problem = if Catalogue::is_later(word) { Problem::NotYet } else { Problem::UnknownField };
            let nearest =
                self.catalogue.nearest(self.scope, word).filter(|_| problem == Problem::UnknownField);
            let nearest = nearest.map(ToOwned::to_owned);
            self.diagnostics.push(Diagnostic {
                span,
                problem,
                found: word.to_owned(),
                expected: Vec::new(),
                nearest,
            });
            self.recover();
            return None;
        };
        let (name, kind) = (field.name.to_string(), field.kind);
        let (op, v) = self.predicate(kind)?;
        self.count();
        Some(Node::Leaf { f: name, op, v })
    }

    fn predicate(&mut self, kind: FieldType) -> Option<(Operator, Option<Value>)> {
        let start = self.at;
        if let Token::Sign(sign) = *self.peek() {
            let op = match sign {
                "=" => Operator::Eq,
                "!=" => Operator::Ne,
                ">" => Operator::Gt,
                ">=" => Operator::Gte,
                "<" => Operator::Lt,
                "<=" => Operator::Lte,
                _ => return self.no_operator(),
            };
            self.next();
            self.check_operator(op, kind, start);
            return self.literal(kind).map(|value| (op, Some(value)));
        }
        if self.keyword("IS") {
            let op = if self.keyword("NOT") { Operator::Set } else { Operator::NotSet };
            self.expect_keyword("NULL");
            return Some((op, None));
        }
        if self.keyword("BETWEEN") {
            self.check_operator(Operator::Between, kind, start);
            let first = self.literal(kind);
            self.expect_keyword("AND");
            let second = self.literal(kind);
            return Some((Operator::Between, Some(Value::List(vec![first?, second?]))));
        }
        let negated = self.keyword("NOT");
        let op = if self.keyword("IN") {
            Operator::In
        } else if self.keyword("CONTAINS") {
            Operator::Contains
        } else if self.keyword("STARTS") {
            self.expect_keyword("WITH");
            Operator::Starts
        } else if self.keyword("ENDS") {
            self.expect_keyword("WITH");
            Operator::Ends
        } else {
            return self.no_operator();
        };
        self.check_operator(op, kind, start);
        let value = if op == Operator::In { self.list(kind) } else { self.literal(kind) };
        let op = if negated { op.negated().unwrap_or(op) } else { op };
        value.map(|value| (op, Some(value)))
    }

    fn no_operator(&mut self) -> Option<(Operator, Option<Value>)> {
        self.expected(&[
            "=",
            "!=",
            ">",
            ">=",
            "<",
            "<=",
            "BETWEEN",
            "IN",
            "CONTAINS",
            "STARTS WITH",
            "ENDS WITH",
            "IS NULL",
            "IS NOT NULL",
        ]);
        self.recover();
        None
    }

    /// Operators by type of value (6.2).
    fn check_operator(&mut self, op: Operator, kind: FieldType, token: usize) {
        use FieldType::{Date, Existence, Instant, MultiSelect, Number, Select, Text, YesNo};
        let fits = match op {
            Operator::Eq | Operator::Ne => kind != Existence,
            Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte | Operator::Between => {
                matches!(kind, Number | Date | Instant)
            }
            Operator::Contains => matches!(kind, Text | MultiSelect | Select),
            Operator::Starts | Operator::Ends => matches!(kind, Text | Select),
            Operator::In => !matches!(kind, YesNo | Existence),
            _ => true,
        };
        if !fits {
            let span = self.tokens[token].1.clone();
            let found = self.text[span.clone()].to_owned();
            self.diagnostics.push(Diagnostic {
                span,
                problem: Problem::WrongOperator,
                found,
                expected: operators(kind).to_vec(),
                nearest: None,
            });
        }
    }

    fn list(&mut self, kind: FieldType) -> Option<Value> {
        self.expect_sign("(");
        let mut values = Vec::new();
        loop {
            values.extend(self.literal(kind));
            if !self.sign(",") {
                break;
            }
        }
        self.expect_sign(")");
        if values.len() > LIST {
            self.too_large();
        }
        (!values.is_empty()).then_some(Value::List(values))
    }

    fn literal(&mut self, kind: FieldType) -> Option<Value> {
        let (token, span) = self.tokens[self.at].clone();
        let value = match token {
            Token::Text(text) => Value::Text(text),
            Token::Number(number) => Value::Number(number.parse().ok()?),
            Token::Date(day) => match day.parse() {
                Ok(day) => Value::Date(DateValue::Day(day)),
                Err(_) => return self.problem(Problem::NoSuchDay, &[]),
            },
            Token::Relative(text) if steps(&text).is_some() => Value::Date(DateValue::Relative(text)),
            Token::Word(word) => match word.to_ascii_lowercase().as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "today" => Value::Date(DateValue::in_days(0)),
                "yesterday" => Value::Date(DateValue::in_days(-1)),
                "tomorrow" => Value::Date(DateValue::in_days(1)),
                _ => return self.problem(Problem::WrongType, literals(kind)),
            },
            _ => {
                self.expected(literals(kind));
                self.recover();
                return None;
            }
        };
        self.next();
        match fitted(value, kind) {
            Some(value) => Some(value),
            None => {
                let found = self.text[span.clone()].to_owned();
                let expected = literals(kind).to_vec();
                self.diagnostics.push(Diagnostic {
                    span,
                    problem: Problem::WrongType,
                    found,
                    expected,
                    nearest: None,
                });
                None
            }
        }
    }

    fn problem(&mut self, problem: Problem, expected: &[&'static str]) -> Option<Value> {
        let span = self.next();
        let found = self.text[span.clone()].to_owned();
        self.diagnostics.push(Diagnostic {
            span,
            problem,
            found,
            expected: expected.to_vec(),
            nearest: None,
        });
        None
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Option<Node>) -> Option<Node> {
        self.depth += 1;
        let node = if self.depth > DEPTH {
            self.too_large();
            // What lies deeper is not looked at: the stack is not for whoever types parentheses.
            self.at = self.tokens.len() - 1;
            None
        } else {
            inner(self)
        };
        self.depth -= 1;
        node
    }

    fn count(&mut self) {
        self.nodes += 1;
        if self.nodes == NODES + 1 {
            self.too_large();
        }
    }

    fn too_large(&mut self) {
        let span = self.tokens[self.at].1.clone();
        self.diagnostics.push(Diagnostic {
            span,
            problem: Problem::TooLarge,
            found: String::new(),
            expected: Vec::new(),
            nearest: None,
        });
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    /// Takes a token and returns its place; the end stays.
    fn next(&mut self) -> Range<usize> {
        let span = self.tokens[self.at].1.clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        span
    }

    fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let is = self.is_keyword(keyword);
        if is {
            self.next();
        }
        is
    }

    fn sign(&mut self, sign: &'static str) -> bool {
        let is = *self.peek() == Token::Sign(sign);
        if is {
            self.next();
        }
        is
    }

    fn expect_keyword(&mut self, keyword: &'static str) {
        if !self.keyword(keyword) {
            self.expected(&[keyword]);
        }
    }

    fn expect_sign(&mut self, sign: &'static str) {
        if !self.sign(sign) {
            self.expected(&[sign]);
        }
    }

    /// One complaint a place is enough.
    fn expected(&mut self, expected: &[&'static str]) {
        let span = self.tokens[self.at].1.clone();
        if self.diagnostics.last().is_some_and(|last| last.span == span) {
            return;
        }
        let found = self.text[span.clone()].to_owned();
        self.diagnostics.push(Diagnostic {
            span,
            problem: Problem::Expected,
            found,
            expected: expected.to_vec(),
            nearest: None,
        });
    }

    /// Goes on behind what was not understood: at the next AND, OR or closing parenthesis.
    fn recover(&mut self) {
        while !matches!(self.peek(), Token::End | Token::Sign(")" | ";"))
            && !self.is_keyword("AND")
            && !self.is_keyword("OR")
        {
            self.next();
        }
    }
}

/// NOT of a node: the exact complement, for leaves are two-valued (E6, E7).
fn negate(node: Node) -> Node {
    match node {
        Node::Leaf { f, op, v } if op.negated().is_some() => {
            Node::Leaf { f, op: op.negated().unwrap_or(op), v }
        }
        Node::Rel { rel, q: Quantifier::Exists, w } => Node::Rel { rel, q: Quantifier::NotExists, w },
        // NOT (a OR b) is ALL of them FALSE, NOT (a AND b) is ANY of them FALSE (14.1).
        Node::Group { agg: Aggregate::Any, want: true, c } => {
            Node::Group { agg: Aggregate::All, want: false, c }
        }
        Node::Group { agg: Aggregate::All, want: true, c } => {
            Node::Group { agg: Aggregate::Any, want: false, c }
        }
        other => Node::Group { agg: Aggregate::All, want: false, c: vec![other] },
    }
}

/// A literal as a value of the field, if it can be one.
fn fitted(value: Value, kind: FieldType) -> Option<Value> {
    let fits = match kind {
        FieldType::Date | FieldType::Instant => matches!(value, Value::Date(_)),
        FieldType::Number => matches!(value, Value::Number(_)),
        FieldType::YesNo => match &value {
            Value::Bool(_) => true,
            Value::Text(text) => ["yes", "no", "1", "0"].iter().any(|word| text.eq_ignore_ascii_case(word)),
            _ => false,
        },
        FieldType::Text => matches!(value, Value::Text(_)),
        // A group also by its number.
        FieldType::Select | FieldType::MultiSelect => matches!(value, Value::Text(_) | Value::Number(_)),
        FieldType::Existence => false,
    };
    fits.then(|| match value {
        Value::Text(text) if kind == FieldType::YesNo => {
            Value::Bool(text == "1" || text.eq_ignore_ascii_case("yes"))
        }
        other => other,
    })
}

fn literals(kind: FieldType) -> &'static [&'static str] {
    match kind {
        FieldType::Date | FieldType::Instant => &["a day like 2025-06-15", "-30d", "today"],
        FieldType::Number => &["a number"],
        FieldType::YesNo => &["TRUE", "FALSE"],
        FieldType::Text | FieldType::Select | FieldType::MultiSelect => &["text between single quotes"],
        FieldType::Existence => &["IS NULL", "IS NOT NULL"],
    }
}

fn operators(kind: FieldType) -> &'static [&'static str] {
    match kind {
        FieldType::Text => &["=", "!=", "CONTAINS", "STARTS WITH", "ENDS WITH", "IN", "IS NULL"],
        FieldType::Number | FieldType::Date | FieldType::Instant => {
            &["=", "!=", ">", ">=", "<", "<=", "BETWEEN", "IN", "IS NULL"]
        }
        FieldType::Select => &["=", "!=", "IN", "CONTAINS", "IS NULL"],
        FieldType::MultiSelect => &["=", "!=", "CONTAINS", "IN", "IS NULL"],
        FieldType::YesNo => &["=", "!=", "IS NULL"],
        FieldType::Existence => &["IS NULL", "IS NOT NULL"],
    }
}
