//! Conditions as text: `query.check`, and what a view does with them.

use clientele_query::{Diagnostic, Node, Operator, Value, parse as read, print};
use clientele_wire::customer::{CheckRequest, CheckedQuery, QueryLeaf, QueryPart, QueryProblem};
use clientele_wire::operation::CheckQuery;
use clientele_wire::{ErrorCode, Failure};

use crate::workspace::Open;
use crate::{Act, App, Caller, Job, failure, internal};

impl Act for CheckQuery {
    async fn act(app: &App, _: &Caller, _: &Job, request: CheckRequest) -> Result<CheckedQuery, Failure> {
        let open = app.workspace().await?;
        let directory = open.reader.directory().await.map_err(failure::of_read)?;
        let parsed = read(&request.text, directory.catalogue());
        let problem = |diagnostic: &Diagnostic| problem(&request.text, diagnostic);
        Ok(CheckedQuery {
            parts: parsed
                .tree
                .as_ref()
                .map(|tree| tree.parts().into_iter().map(part).collect())
                .unwrap_or_default(),
            tree: parsed.tree.map(serde_json::to_value).transpose().map_err(internal)?,
            problems: parsed.diagnostics.iter().map(problem).collect(),
        })
    }
}

/// The condition of a view; none for an empty text.
///
/// # Errors
/// `bad_condition` with the first problem.
pub(super) async fn parse(open: &Open, text: &str) -> Result<Option<Node>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let directory = open.reader.directory().await.map_err(failure::of_read)?;
    let parsed = read(text, directory.catalogue());
    match parsed.diagnostics.first() {
        Some(problem) => Err(Failure::new(ErrorCode::BadCondition).with("message", problem)),
        None => Ok(parsed.tree),
    }
}

/// The parts of a condition that are joined by AND, as texts that can be joined again.
pub(super) async fn parts(open: &Open, text: &str) -> Result<Vec<String>, Failure> {
    Ok(parse(open, text)
        .await?
        .map(|tree| tree.parts().into_iter().map(joinable).collect())
        .unwrap_or_default())
}

/// A part of a conjunction keeps its meaning beside others: a disjunction needs parentheses.
fn joinable(node: &Node) -> String {
    let text = print(node);
    match node {
        Node::Group { want: true, c, .. } if c.len() > 1 => format!("({text})"),
        _ => text,
    }
}

fn part(node: &Node) -> QueryPart {
    let leaf = match node {
        Node::Leaf { f, op, v } => Some(QueryLeaf {
            field: f.clone(),
            operator: operator(*op),
            values: v.as_ref().map(values).unwrap_or_default(),
        }),
        _ => None,
    };
    QueryPart { text: joinable(node), leaf }
}

/// The name in the JSON document.
fn operator(operator: Operator) -> String {
    serde_json::to_value(operator)
        .ok()
        .and_then(|name| name.as_str().map(ToOwned::to_owned))
        .unwrap_or_default()
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::List(values) => values.iter().flat_map(self::values).collect(),
        Value::Text(text) => vec![text.clone()],
        Value::Bool(yes) => vec![yes.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::Date(day) => vec![print_day(day)],
    }
}

fn print_day(day: &clientele_query::DateValue) -> String {
    match day {
        clientele_query::DateValue::Day(day) => day.to_string(),
        clientele_query::DateValue::Relative(text) => text.clone(),
    }
}

/// Places are told in UTF-16 units, as the window counts.
fn problem(text: &str, diagnostic: &Diagnostic) -> QueryProblem {
    let units = |byte: usize| u32::try_from(text[..byte].encode_utf16().count()).unwrap_or(u32::MAX);
    QueryProblem {
        start: units(diagnostic.span.start),
        end: units(diagnostic.span.end),
        code: diagnostic.problem.as_str().to_owned(),
        found: diagnostic.found.clone(),
        expected: diagnostic.expected.iter().map(|&word| word.to_owned()).collect(),
        nearest: diagnostic.nearest.clone(),
    }
}
