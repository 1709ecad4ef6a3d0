//! A row judged as a whole: its key, and the parts of an address that depend on each other (data-formats.md 3.4, 12).

use clientele_domain::file::Kind;
use clientele_domain::finding::{Code, Finding};

use crate::email::is_email;
use crate::place::{self, Region};
use crate::plan::Keys;
use crate::row::Row;
use crate::rules::is_scope_code;

/// Adds what is wrong with the row; one without its key is refused.
pub(crate) fn judge(row: &mut Row<'_>, kind: Kind, keys: &Keys) {
    // Taken out, so that the row's texts need not be copied to complain about them.
    let mut findings = std::mem::take(&mut row.batch.findings);
    let keyed = key(row, keys, &mut findings);
    if kind == Kind::Addresses {
        address(row, keys, &mut findings);
    }
    row.batch.findings = findings;
    if let Some(place) = row.batch.places.last_mut() {
        place.refused |= !keyed;
    }
}

/// Whether the row says whom it is about.
fn key(row: &Row<'_>, keys: &Keys, findings: &mut Vec<Finding>) -> bool {
    let (email, website) = (row.text_at(keys.email), row.text_at(keys.website));
    let mut complain = |code, of: Option<usize>, value: &str| findings.push(row.finding(code, of, value));
    if website.is_empty() {
        complain(Code::WebsiteIsEmpty, keys.website, website);
    } else if !is_scope_code(website) {
        complain(Code::InvalidWebsite, keys.website, website);
    }
    let named = is_email(email);
    if !named {
        let code = if email.is_empty() { Code::EmailIsEmpty } else { Code::InvalidEmail };
        complain(code, keys.email, email);
    }
    named && !website.is_empty()
}

fn address(row: &Row<'_>, keys: &Keys, findings: &mut Vec<Finding>) {
    let country = row.text_at(keys.country);
    if country.is_empty() {
        return;
    }
    if !place::is_country(country) {
        findings.push(row.finding(Code::AbsentAttributeOption, keys.country, country));
        return;
    }
    let parts = [(keys.postcode, postcode(row, keys, country)), (keys.region, region(row, keys, country))];
    for (key, code) in parts {
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
