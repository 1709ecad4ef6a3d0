//! A row judged as a whole: its key, and the parts of an address that depend on each other (data-formats.md 3.4, 12).

use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use crate::email::is_email;
use crate::place::{self, Region};
use crate::plan::{Keys, is_for_import};
use crate::row::Row;
use crate::rules::is_scope_code;

/// Adds what is wrong with the row as one of its kind; one without its key is refused. An address is judged where the
/// row has one.
pub(crate) fn judge(row: &mut Row<'_>, kind: Kind, keys: &Keys, has_address: bool) {
    // Taken out, so that the row's texts need not be copied to complain about them.
    let mut findings = std::mem::take(&mut row.batch.findings);
    let keyed = match kind {
        Kind::Customers | Kind::Composite | Kind::Addresses | Kind::People => {
            website(row, keys, &mut findings) & email(row, keys, &mut findings)
        }
        Kind::Finances => {
            website(row, keys, &mut findings)
                & email(row, keys, &mut findings)
                & finance_website(row, keys, &mut findings)
        }
        Kind::CustomerGrid | Kind::SegmentReport | Kind::Subscribers => email(row, keys, &mut findings),
        // An order is an order whoever it is from.
        Kind::Orders => true,
    };
    if has_address {
        address(row, keys, is_for_import(kind), &mut findings);
    }
    row.batch.findings = findings;
    if let Some(place) = row.batch.places.last_mut() {
        place.refused |= !keyed;
    }
}

/// Judges the address of a row whose key was judged already.
pub(crate) fn judge_address(row: &mut Row<'_>, keys: &Keys) {
    let mut findings = std::mem::take(&mut row.batch.findings);
    address(row, keys, true, &mut findings);
    row.batch.findings = findings;
}

/// Whether the row says of which website it is.
fn website(row: &Row<'_>, keys: &Keys, findings: &mut Vec<Finding>) -> bool {
    let website = row.text_at(keys.website);
    if website.is_empty() {
        findings.push(row.finding(Code::WebsiteIsEmpty, keys.website, website));
    } else if !is_scope_code(website) {
        findings.push(row.finding(Code::InvalidWebsite, keys.website, website));
    }
    !website.is_empty()
}

/// Whether the row says whom it is about.
fn email(row: &Row<'_>, keys: &Keys, findings: &mut Vec<Finding>) -> bool {
    let email = row.text_at(keys.email);
    let named = is_email(email);
    if !named {
        let code = if email.is_empty() { Code::EmailIsEmpty } else { Code::InvalidEmail };
        findings.push(row.finding(code, keys.email, email));
    }
    named
}

/// Whether the row says of which website its balances are; `admin` has none (data-formats.md section 8).
fn finance_website(row: &Row<'_>, keys: &Keys, findings: &mut Vec<Finding>) -> bool {
    let website = row.text_at(keys.finance_website);
    let code = match website {
        "" => Code::FinanceWebsiteIsEmpty,
        "admin" => Code::InvalidFinanceWebsite,
        website if !is_scope_code(website) => Code::InvalidFinanceWebsite,
        _ => return true,
    };
    findings.push(row.finding(code, keys.finance_website, website));
    false
}

/// Only the importer asks for what is missing.
fn address(row: &Row<'_>, keys: &Keys, is_for_import: bool, findings: &mut Vec<Finding>) {
    let country = row.text_at(keys.country);
    if country.is_empty() {
        return;
    }
    if !place::is_country(country) {
        if is_for_import {
            findings.push(row.finding(Code::AbsentAttributeOption, keys.country, country));
        }
        return;
    }
    let parts = [(keys.postcode, postcode(row, keys, country)), (keys.region, region(row, keys, country))];
    for (key, code) in parts {
        let missing = matches!(code, Some(Code::ValueIsRequired | Code::RegionMissing));
        let code = code.filter(|_| is_for_import || !missing);
        findings.extend(code.map(|code| row.finding(code, key, row.text_at(key))));
    }
}

fn postcode(row: &Row<'_>, keys: &Keys, country: &str) -> Option<Code> {
    keys.postcode?;
    match row.text_at(keys.postcode).trim() {
        // The importer takes 0 for nothing.
        "" | "0" => place::needs_postcode(country).then_some(Code::ValueIsRequired),
        postcode => (!place::postcode_fits(country, postcode)).then_some(Code::PostcodeShape),
    }
}

fn region(row: &Row<'_>, keys: &Keys, country: &str) -> Option<Code> {
    keys.region?;
    match row.text_at(keys.region).trim() {
        "" => place::needs_region(country).then_some(Code::RegionMissing),
        region => (place::region(country, region) == Region::Unknown).then_some(Code::InvalidRegion),
    }
}
