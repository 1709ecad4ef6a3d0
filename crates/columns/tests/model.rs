//! Columns against a model that does the obvious thing.

use std::collections::BTreeMap;

use clientele_columns::collation::push_key;
use clientele_columns::{Column, Entry, Form, Keep, Key, Part, order};
use proptest::prelude::*;
use roaring::RoaringBitmap;

/// Customers with a value or none; keys with gaps.
type Rows<T> = BTreeMap<u32, Option<T>>;

/// A column of rows that two threads read.
fn column<T>(rows: &Rows<T>, form: Form, keep: Keep, entry: impl Fn(&T) -> Entry<'_>) -> Column {
    let middle = rows.keys().nth(rows.len() / 2).copied().unwrap_or_default();
    let first = rows.keys().next().copied().unwrap_or_default();
    let mut parts = [Part::new(form, first, u32::MAX), Part::new(form, middle, u32::MAX)];
    for (customer, value) in rows {
        if let Some(value) = value {
            parts[usize::from(*customer >= middle)].push(*customer, entry(value)).expect("small");
        }
    }
    let parts: Vec<_> = parts.into_iter().filter_map(|part| part.sorted().expect("small")).collect();
    Column::of(&parts, keep)
}

fn texts(rows: &Rows<String>, form: Form) -> Column {
    column(rows, form, Keep::All, |text| Entry::Text(text))
}

/// What a value is sorted by; nothing for no value and for text among numbers.
fn sort_key(value: Option<&String>, form: Form) -> Option<Vec<u8>> {
    let mut key = Vec::new();
    push_key(&mut key, Entry::Text(value?), form, &mut String::new());
    (form == Form::Text || key[0] < 2).then_some(key)
}

fn rows(values: &'static str) -> impl Strategy<Value = Rows<String>> {
    prop::collection::btree_map(1_u32..200, prop::option::weighted(0.8, values), 0..60)
}

proptest! {
    #[test]
    fn an_order_is_the_stable_sort_by_every_key(
        first in rows("[aAéb]{1,2}"),
        second in rows("-?[0-2]{1,2}(\\.[0-2])?|x"),
        descending: [bool; 2],
    ) {
        let customers: Vec<u32> = first.keys().chain(second.keys()).copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let columns = [texts(&first, Form::Text), texts(&second, Form::NumberText)];
        let keys = [0, 1].map(|at| Key { column: &columns[at], places: None, descending: descending[at] });
        let mut model = customers.clone();
        for (rows, form, descending) in [(&second, Form::NumberText, descending[1]), (&first, Form::Text, descending[0])] {
            model.sort_by(|one, other| {
                let key = |customer: &u32| sort_key(rows.get(customer).and_then(Option::as_ref), form);
                match (key(one), key(other)) {
                    (Some(one), Some(other)) if descending => other.cmp(&one),
                    (Some(one), Some(other)) => one.cmp(&other),
                    (one, other) => one.is_none().cmp(&other.is_none()),
                }
            });
        }
        prop_assert_eq!(order(&customers, &keys), model);
    }

    #[test]
    fn counts_are_those_of_the_rows(rows in rows("[aAéb]{1,2}"), among in prop::collection::btree_set(0_u32..220, 0..100)) {
        let column = texts(&rows, Form::Text);
        let among: RoaringBitmap = among.into_iter().collect();
        for among in [None, Some(&among)] {
            let mut model: BTreeMap<&str, u32> = BTreeMap::new();
            for (customer, value) in &rows {
                let counted = among.is_none_or(|among| among.contains(*customer));
                if let Some(value) = value {
                    *model.entry(value).or_default() += u32::from(counted);
                }
            }
            let counts = column.counts(among);
            let text = |entry| if let Entry::Text(text) = entry { text } else { "" };
            let counted: BTreeMap<&str, u32> = column.values().map(text).zip(counts).collect();
            prop_assert_eq!(counted, model);
        }
    }

    #[test]
    fn members_are_the_customers_with_these_values(rows in rows("[aAéb]{1,2}"), letter in "[aAéb]") {
        let column = texts(&rows, Form::Text);
        let wanted: Vec<bool> = column
            .values()
            .map(|entry| matches!(entry, Entry::Text(text) if text.contains(&letter)))
            .collect();
        let holds = |value: &Option<String>| value.as_ref().is_some_and(|text| text.contains(&letter));
        let model: RoaringBitmap = rows.iter().filter(|(_, value)| holds(value)).map(|(customer, _)| *customer).collect();
        prop_assert_eq!(column.members(&wanted), model);
    }

    #[test]
    fn numbers_come_back_as_they_were(rows in prop::collection::btree_map(1_u32..100_000, prop::option::weighted(0.9, any::<i64>()), 0..400)) {
        let column = column(&rows, Form::Integer, Keep::Few(1), |number| Entry::Integer(*number));
        let values: Vec<i64> = column.values().map(|entry| if let Entry::Integer(number) = entry { number } else { 0 }).collect();
        prop_assert!(values.is_sorted());
        for (customer, value) in &rows {
            let known = (column.rank(*customer) as usize).checked_sub(1).map(|at| values[at]);
            prop_assert_eq!(known, *value);
        }
        prop_assert_eq!(column.rank(0), 0);
    }
}

#[test]
fn a_part_of_more_values_than_wanted_gives_nothing() {
    let part = |most| {
        let mut part = Part::new(Form::Integer, 1, most);
        for customer in 1..=9 {
            part.push(customer, Entry::Integer(i64::from(customer % 3))).expect("small");
        }
        part.sorted().expect("small").is_some()
    };
    assert!(part(3) && !part(2));
}

#[test]
fn many_texts_are_not_kept_unless_asked_for() {
    let rows: Rows<String> = (1..=300).map(|key| (key, Some(format!("value {key}")))).collect();
    let few = column(&rows, Form::Text, Keep::Few(299), |text| Entry::Text(text));
    assert!(!few.has_values() && few.values().next().is_none());
    assert_eq!(few.distinct(), 300);
    assert!(texts(&rows, Form::Text).has_values());
    assert!(few.size() < texts(&rows, Form::Text).size());
}

#[test]
fn places_take_the_ranks_place() {
    let rows: Rows<i64> = [(1, Some(7)), (2, Some(5)), (3, Some(9)), (4, None)].into();
    let column = column(&rows, Form::Integer, Keep::All, |number| Entry::Integer(*number));
    // 9 comes first, then 5; 7 has no place.
    let key = Key { column: &column, places: Some(&[2, 0, 1]), descending: false };
    assert_eq!(order(&[1, 2, 3, 4], &[key]), [3, 2, 1, 4]);
    assert_eq!(order(&[1, 2, 3, 4], &[Key { descending: true, ..key }]), [2, 3, 1, 4]);
}
