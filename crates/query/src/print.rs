//! Tree to text. Text to tree to text is stable after the first print (groups-segments.md 14.1).

use crate::date::DateValue;
use crate::tree::{Aggregate, Node, Operator, Quantifier, Value};

/// How tightly a place binds: what is looser gets parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
}

/// The condition as text.
#[must_use]
pub fn print(node: &Node) -> String {
    let mut text = String::new();
    write(node, Binding::Or, &mut text);
    text
}

fn write(node: &Node, place: Binding, out: &mut String) {
    match node {
        Node::Group { agg, want, c } => group(*agg, *want, c, place, out),
        Node::Leaf { f, op, v } => leaf(f, *op, v.as_ref(), out),
        Node::Rel { rel, q, w } => {
            out.push_str(rel);
            out.push_str(if *q == Quantifier::Exists { " MATCHES (" } else { " NOT MATCHES (" });
            if let Some(inner) = w {
                write(inner, Binding::Or, out);
            }
            out.push(')');
        }
    }
}

fn group(agg: Aggregate, want: bool, children: &[Node], place: Binding, out: &mut String) {
    // ALL FALSE is NOT (a OR b), ANY FALSE is NOT (a AND b).
    let conjunction = (agg == Aggregate::All) == want;
    let (word, own) = if conjunction { (" AND ", Binding::And) } else { (" OR ", Binding::Or) };
    if !want {
        out.push_str("NOT ");
    }
    let parentheses = !want || (children.len() != 1 && own < place);
    if parentheses {
        out.push('(');
    }
    let inner = match children.len() {
        1 if parentheses => Binding::Or,
        1 => place,
        _ if own == Binding::And => Binding::Not,
        _ => Binding::And,
    };
    for (index, child) in children.iter().enumerate() {
        if index > 0 {
            out.push_str(word);
        }
        write(child, inner, out);
    }
    if parentheses {
        out.push(')');
    }
}

fn leaf(field: &str, op: Operator, value: Option<&Value>, out: &mut String) {
    out.push_str(field);
    out.push(' ');
    out.push_str(match op {
        Operator::Eq => "=",
        Operator::Ne => "!=",
        Operator::Contains => "CONTAINS",
        Operator::NotContains => "NOT CONTAINS",
        Operator::Starts => "STARTS WITH",
        Operator::NotStarts => "NOT STARTS WITH",
        Operator::Ends => "ENDS WITH",
        Operator::NotEnds => "NOT ENDS WITH",
        Operator::In => "IN",
        Operator::NotIn => "NOT IN",
        Operator::Set => "IS NOT NULL",
        Operator::NotSet => "IS NULL",
        Operator::Gt => ">",
        Operator::Gte => ">=",
        Operator::Lt => "<",
        Operator::Lte => "<=",
        Operator::Between => "BETWEEN",
    });
    match (op, value) {
        (Operator::Between, Some(Value::List(ends))) if ends.len() == 2 => {
            out.push(' ');
            literal(&ends[0], out);
            out.push_str(" AND ");
            literal(&ends[1], out);
        }
        (_, Some(value)) => {
            out.push(' ');
            literal(value, out);
        }
        (_, None) => {}
    }
}

/// A number without exponent, which the language does not have.
fn plain(number: &serde_json::Number) -> String {
    let text = number.to_string();
    match number.as_f64().filter(|_| text.contains('e')) {
        Some(large) if large.fract() == 0.0 => format!("{large}.0"),
        Some(small) => small.to_string(),
        None => text,
    }
}

fn literal(value: &Value, out: &mut String) {
    match value {
        Value::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        Value::Number(number) => out.push_str(&plain(number)),
        Value::Text(text) => {
            out.push('\'');
            out.push_str(&text.replace('\'', "''"));
            out.push('\'');
        }
        Value::Date(DateValue::Day(day)) => out.push_str(&day.to_string()),
        Value::Date(DateValue::Relative(text)) => match text.as_str() {
            "+0d" => out.push_str("today"),
            "-1d" => out.push_str("yesterday"),
            "+1d" => out.push_str("tomorrow"),
            other => out.push_str(other),
        },
        Value::List(values) => {
            out.push('(');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                literal(value, out);
            }
            out.push(')');
        }
    }
}
