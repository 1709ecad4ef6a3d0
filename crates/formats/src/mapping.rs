//! A list of another program read by a [`Mapping`]: what is wrong with it, and the header that it makes.

use std::collections::HashSet;

use clientele_domain::attribute::Entity;
use clientele_domain::column::{AddressColumn, Column, CustomerColumn, SECRET_COLUMNS};
use clientele_domain::file::{Kind, MAPPED_FIELDS, Mapping};

use crate::dialect::parse_separator;
use crate::header::{Header, Slot, default_billing, unique};
use crate::labels::Language;
use crate::machine::is_attribute_code;
use crate::values::Meaning;
use crate::{DateOrder, Encoding};

/// Where a mapping does not fit its file or itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingProblem {
    /// `email_missing`, `field_unknown`, `field_twice`, `header_missing`, `attribute_code`.
    pub code: &'static str,
    /// The field, header or word that is meant; the row number of a header that is not there.
    pub subject: String,
}

/// The website of rows that name none.
const WEBSITE: &str = "base";

/// Names that a mapping knows the columns of a header by.
pub(crate) fn names(cells: &[String]) -> Vec<String> {
    unique(cells, "_")
}

/// The fields that a mapping fills, columns first.
fn fields(mapping: &Mapping) -> impl Iterator<Item = &str> {
    let columns = mapping.columns.values().flatten();
    columns.chain(mapping.constants.keys()).map(String::as_str)
}

/// Everything wrong with a mapping of a file whose header has those names; none for a file without that record.
pub(crate) fn problems(mapping: &Mapping, names: Option<&[String]>) -> Vec<MappingProblem> {
    let mut problems = Vec::new();
    let mut problem =
        |code, subject: &str| problems.push(MappingProblem { code, subject: subject.to_owned() });
    words(mapping, &mut problem);
    match names {
        None => problem("header_missing", &mapping.header_row.to_string()),
        Some(names) => {
            let used = mapping.columns.iter().filter(|(_, field)| field.is_some()).map(|(name, _)| name);
            used.filter(|name| !names.contains(name)).for_each(|name| problem("header_missing", name));
        }
    }
    let mut seen = HashSet::new();
    for field in fields(mapping) {
        match field.strip_prefix("attr.") {
            Some(code) if !is_free_code(code) => problem("attribute_code", code),
            None if !MAPPED_FIELDS.contains(&field) => problem("field_unknown", field),
            _ => {}
        }
        if !seen.insert(field) {
            problem("field_twice", field);
        }
    }
    if !mapping.columns.values().flatten().any(|field| field == "email") {
        problem("email_missing", "email");
    }
    problems
}

/// Words of the mapping that mean nothing.
fn words(mapping: &Mapping, problem: &mut impl FnMut(&'static str, &str)) {
    let unknown = [
        mapping.encoding.as_deref().filter(|word| Encoding::parse(word).is_none()),
        mapping.separator.as_deref().filter(|word| parse_separator(word).is_none()),
        mapping.date_order.as_deref().filter(|word| DateOrder::parse(word).is_none()),
    ];
    unknown.into_iter().flatten().for_each(|word| problem("field_unknown", word));
}

/// Whether an attribute can have that code: not one that the platform has taken, and none of a secret.
fn is_free_code(code: &str) -> bool {
    is_attribute_code(code) && CustomerColumn::from_code(code).is_none() && !SECRET_COLUMNS.contains(&code)
}

/// The header that a mapping without problems makes of those names.
pub(crate) fn header(mapping: &Mapping, names: Vec<String>) -> Header {
    let field = |name: &String| mapping.columns.get(name).cloned().flatten();
    let slots: Vec<Slot> =
        names.iter().map(|name| field(name).map_or(Slot::Dropped, |field| slot(&field))).collect();
    let constant = |(field, text): (&String, &String)| (field.clone(), slot(field), text.clone());
    let mut constants: Vec<_> = mapping.constants.iter().map(constant).collect();
    if !fields(mapping).any(|field| field == "website") {
        constants.push(("website".to_owned(), slot("website"), WEBSITE.to_owned()));
    }
    if fields(mapping).any(|field| field.starts_with("billing_")) {
        constants.push(default_billing());
    }
    Header { kind: Kind::People, cells: names, slots, constants, language: Language::English }
}

/// What a field is of a customer or of the default billing address.
fn slot(field: &str) -> Slot {
    use CustomerColumn as Customer;
    let shown = |column| Slot::Meant { column, meaning: Meaning::Shown, second: None };
    let customer = |column| shown(Column::Customer(column));
    match field {
        "email" => customer(Customer::Email),
        "website" => customer(Customer::Website),
        "customer_since" => customer(Customer::CreatedAt),
        "gender" => {
            Slot::Meant { column: Column::Customer(Customer::Gender), meaning: Meaning::Gender, second: None }
        }
        "group" => Slot::Meant {
            column: Column::Customer(Customer::GroupName),
            meaning: Meaning::GroupOrNumber,
            second: Some(Column::Customer(Customer::GroupId)),
        },
        "billing_country" => Slot::Meant {
            column: Column::Address(AddressColumn::CountryId),
            meaning: Meaning::Country,
            second: None,
        },
        _ => match (field.strip_prefix("attr."), field.strip_prefix("billing_")) {
            (Some(code), _) => Slot::Kept(Column::Attribute(Entity::Customer, code.to_owned())),
            (None, Some(code)) => {
                AddressColumn::from_code(code).map_or(Slot::Dropped, |column| shown(Column::Address(column)))
            }
            (None, None) => CustomerColumn::from_code(field).map_or(Slot::Dropped, customer),
        },
    }
}

#[cfg(test)]
mod tests {
    use clientele_domain::file::{MAPPED_FIELDS, Mapping};

    use super::{Slot, problems, slot};

    fn mapping(columns: &[(&str, &str)], constants: &[(&str, &str)]) -> Mapping {
        let own = |text: &str| text.to_owned();
        Mapping {
            columns: columns.iter().map(|(name, field)| (own(name), Some(own(field)))).collect(),
            constants: constants.iter().map(|(field, text)| (own(field), own(text))).collect(),
            ..Mapping::default()
        }
    }

    #[test]
    fn a_mapping_says_what_is_wrong_with_it() {
        let names = ["Mail", "Name"].map(ToOwned::to_owned);
        let check = |mapping: &Mapping, expected: &[(&str, &str)]| {
            let found = problems(mapping, Some(&names));
            let found: Vec<_> =
                found.iter().map(|problem| (problem.code, problem.subject.as_str())).collect();
            assert_eq!(found, expected);
        };
        let email = ("Mail", "email");
        check(&mapping(&[email, ("Name", "name")], &[("website", "base")]), &[]);
        check(&mapping(&[("Name", "name")], &[]), &[("email_missing", "email")]);
        check(&mapping(&[email, ("Name", "nom")], &[]), &[("field_unknown", "nom")]);
        check(&mapping(&[email, ("Name", "email")], &[]), &[("field_twice", "email")]);
        check(&mapping(&[email, ("Name", "name")], &[("name", "x")]), &[("field_twice", "name")]);
        check(&mapping(&[email, ("City", "billing_city")], &[]), &[("header_missing", "City")]);
        check(&mapping(&[email, ("Name", "attr.Shoe size")], &[]), &[("attribute_code", "Shoe size")]);
        check(&mapping(&[email, ("Name", "attr.password")], &[]), &[("attribute_code", "password")]);
        check(
            &Mapping { separator: Some("x".to_owned()), ..mapping(&[email], &[]) },
            &[("field_unknown", "x")],
        );
        let missing = problems(&mapping(&[email], &[]), None);
        assert_eq!((missing[0].code, missing[0].subject.as_str()), ("header_missing", "1"));
    }

    #[test]
    fn every_field_has_its_place() {
        assert!(MAPPED_FIELDS.iter().all(|field| slot(field) != Slot::Dropped));
    }
}
