//! The values of columns with the number of customers that have each.

mod counted;

use std::sync::Arc;

use clientele_query::{Aggregate, DateValue, FieldType, Node, Operator, Scope, Value as Literal};
use jiff::civil::Date;
use roaring::RoaringBitmap;

use super::directory::Directory;
use super::field::{Field, month_text};
use super::snapshot::Snapshot;
use super::text::{day, fold};
use super::view::ViewRequest;
use super::{ReadError, Reader, SUBSCRIPTION_STATES};
use counted::Counted;

/// A column to count.
#[derive(Debug, Clone)]
pub struct FacetRequest {
    /// Field name or alias.
    pub column: String,
    /// The customers among whom to count.
    pub view: ViewRequest,
    /// Only values whose label holds this, without regard to case and accents; blank for all.
    pub matching: String,
}

/// The values of a column, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Different values that these customers have.
    pub distinct: u64,
    /// Those that match; customers without a value are one entry at its place, unless a text must match.
    pub values: Vec<FacetValue>,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// What a condition compares with, a month of an instant, 1 or 0 for yes or no; `None` for no value.
    pub value: Option<String>,
    /// What a person reads.
    pub label: String,
    /// Customers with it.
    pub count: u64,
}

impl Reader {
    /// Counts the values of columns. Values that conditions do not tell apart, because they ignore case, are one.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn facets(&self, requests: &[FacetRequest]) -> Result<Vec<Facet>, ReadError> {
        self.settled(|snapshot| async move { snapshot.facets(requests).await }).await
    }
}

/// The condition that holds of exactly the customers with a value of a field, `None` for no value; `None` where the
/// language cannot say it.
#[must_use]
pub fn condition_of(field: &clientele_query::Field, value: Option<&str>) -> Option<Node> {
    let leaf = |op, v| Some(Node::Leaf { f: field.name.to_string(), op, v });
    let Some(value) = value else { return leaf(Operator::NotSet, None) };
    match field.kind {
        FieldType::Text | FieldType::Select | FieldType::MultiSelect => {
            leaf(Operator::Eq, Some(Literal::Text(value.to_owned())))
        }
        FieldType::YesNo => match value {
            "1" | "0" => leaf(Operator::Eq, Some(Literal::Bool(value == "1"))),
            _ => None,
        },
        FieldType::Number => {
            let whole = value.parse::<i64>().map(serde_json::Number::from);
            leaf(Operator::Eq, Some(Literal::Number(whole.or_else(|_| value.parse()).ok()?)))
        }
        FieldType::Date => leaf(Operator::Eq, Some(Literal::Date(DateValue::Day(day(value)?.parse().ok()?)))),
        FieldType::Instant => {
            let first: Date = format!("{value}-01").parse().ok()?;
            let days = [first, first.last_of_month()].map(|day| Literal::Date(DateValue::Day(day)));
            leaf(Operator::Between, Some(Literal::List(days.to_vec())))
        }
        FieldType::Existence => None,
    }
}

/// How a column is counted.
struct Counting {
    field: clientele_query::Field,
    source: Source,
}

/// Where the values come from.
enum Source {
    /// One value a customer.
    Column(Field),
    /// Rows of another table, each with a value and a customer.
    Rows(&'static str),
    /// Months of orders.
    Orders,
}

impl Counting {
    fn new(column: &str, directory: &Directory) -> Result<Self, ReadError> {
        let field = directory.catalogue().find(Scope::Customer, column).cloned();
        let field = field.ok_or_else(|| ReadError::UnknownField(column.to_owned()))?;
        let source = match (&*field.name, field.kind) {
            ("locked", _) => Source::Column(Field::Locked),
            ("newsletter", _) => Source::Rows("SELECT DISTINCT status FROM subscription WHERE status <> ''"),
            ("finding", _) => Source::Rows("SELECT code FROM finding_kind"),
            ("finding_severity", _) => Source::Rows("SELECT DISTINCT severity FROM finding_kind"),
            ("order_date", _) => Source::Orders,
            ("change_set", _) => return Err(ReadError::Unanswerable(column.to_owned())),
            (name, FieldType::Instant) => match Field::instant(name) {
                Some(column) => Source::Column(Field::Month(column)),
                None => return Err(ReadError::Unanswerable(column.to_owned())),
            },
            (name, _) => Source::Column(Field::named(name, directory)?),
        };
        Ok(Self { field, source })
    }

    /// Whether its values are yes and no.
    fn is_flag(&self) -> bool {
        matches!(self.field.kind, FieldType::YesNo | FieldType::Existence)
    }
}

impl Snapshot {
    async fn facets(self: &Arc<Self>, requests: &[FacetRequest]) -> Result<Vec<Facet>, ReadError> {
        let directory = self.directory().await?;
        let counting = requests
            .iter()
            .map(|request| Counting::new(&request.column, &directory))
            .collect::<Result<Vec<_>, _>>()?;
        let columns = counting.iter().filter_map(|counting| match &counting.source {
            Source::Column(field) => Some(field.clone()),
            Source::Rows(_) | Source::Orders => None,
        });
        // In one scan what is not in memory yet.
        self.columns_of(&columns.collect::<Vec<_>>()).await?;
        let mut facets = Vec::with_capacity(requests.len());
        for (request, counting) in requests.iter().zip(&counting) {
            facets.push(Box::pin(self.facet(request, counting, &directory)).await?);
        }
        Ok(facets)
    }

    async fn facet(
        self: &Arc<Self>,
        request: &FacetRequest,
        counting: &Counting,
        directory: &Directory,
    ) -> Result<Facet, ReadError> {
        let members = self.members(&request.view).await?;
        let total = match &members {
            Some(members) => members.len(),
            None => self.everyone().await?.len() as u64,
        };
        let mut counted = Counted::default();
        match &counting.source {
            Source::Column(field) => {
                let column = self.valued_column(field).await?;
                let counts = column.counts(members.as_deref());
                counted.column(counting, (field, &column), &counts, request.view.as_of, directory);
                if *field == Field::Locked {
                    // Who has no lock is not locked.
                    counted.flag(false, total - counted.filled);
                    counted.filled = total;
                }
            }
            Source::Rows(values) => {
                let values = self.pool.query(values, &[]).await?;
                let values = values.iter().filter_map(|row| row.text(0)).map(state).collect();
                self.count_rows(&mut counted, values, counting, members.as_deref(), request).await?;
            }
            Source::Orders => {
                let months = self.months_of_orders().await?;
                for (month, orders) in &months.orders {
                    let with = among(&orders.customers, members.as_deref());
                    counted.set(&month_text(*month), &with);
                }
                counted.filled = among(&months.customers, members.as_deref()).len();
            }
        }
        let mut values: Vec<FacetValue> = counted.values.into_values().collect();
        let distinct = values.len() as u64;
        let matching = fold(&request.matching);
        if !matching.is_empty() {
            values.retain(|value| fold(&value.label).contains(&matching));
        } else if counted.filled < total {
            values.push(FacetValue { value: None, label: String::new(), count: total - counted.filled });
        }
        values.sort_unstable_by(|one, other| {
            other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label))
        });
        Ok(Facet { distinct, values })
    }

    /// A customer with several rows counts once for each value.
    async fn count_rows(
        self: &Arc<Self>,
        counted: &mut Counted,
        values: Vec<String>,
        counting: &Counting,
        members: Option<&RoaringBitmap>,
        request: &FacetRequest,
    ) -> Result<(), ReadError> {
        let with = async |condition| {
            let condition = Some(condition);
            self.members(&ViewRequest { condition, search: String::new(), ..request.view.clone() }).await
        };
        let conditions = values.iter().filter_map(|value| condition_of(&counting.field, Some(value)));
        let conditions: Vec<Node> = conditions.collect();
        // All at once first, which is one scan.
        with(Node::Group { agg: Aggregate::Any, want: true, c: conditions.clone() }).await?;
        for (value, condition) in values.iter().zip(conditions) {
            if let Some(with) = with(condition).await? {
                counted.set(value, &among(&with, members));
            }
        }
        Ok(())
    }
}

fn among(customers: &RoaringBitmap, members: Option<&RoaringBitmap>) -> RoaringBitmap {
    members.map_or_else(|| customers.clone(), |members| members & customers)
}

/// The state of a subscription by its name in conditions; other text stays.
fn state(listed: String) -> String {
    let known = SUBSCRIPTION_STATES.iter().find(|(_, state)| *state == listed);
    known.map_or(listed, |(name, _)| (*name).to_owned())
}
