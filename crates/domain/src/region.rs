//! The regions that the platform knows (version 2.4.7, data-formats.md 3.4); other countries take any text.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A region of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The platform's code; one code may stand for several regions (`US`, `AE`).
    pub code: &'static str,
    /// The official name, unique within the country.
    pub name: Cow<'static, str>,
}

/// Every region, in order of country.
#[must_use]
pub fn regions() -> &'static [Region] {
    static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();
    REGIONS.get_or_init(|| include_str!("regions.csv").lines().skip(1).filter_map(region).collect())
}

fn region(line: &'static str) -> Option<Region> {
    let mut cells = line.splitn(3, ',');
    let (country, code, name) = (cells.next()?, cells.next()?, cells.next()?);
    let name = match name.strip_prefix('"') {
        Some(quoted) => Cow::Owned(quoted.trim_end_matches('"').replace("\"\"", "\"")),
        None => Cow::Borrowed(name),
    };
    Some(Region { country, code, name })
}

/// The regions meant by `US-CA`, in any case.
pub fn by_code(text: &str) -> impl Iterator<Item = &'static Region> {
    let (country, code) = text.split_once('-').unwrap_or_default();
    regions().iter().filter(move |region| {
        // Some codes already begin with their country: `AL-01`.
        region.country.eq_ignore_ascii_case(country)
            && (region.code.eq_ignore_ascii_case(code) || region.code.eq_ignore_ascii_case(text))
    })
}

#[cfg(test)]
mod tests {
    use super::{by_code, regions};

    #[test]
    fn codes_name_regions_in_any_case() {
        let check = |code: &str, expected: &[&str]| {
            assert_eq!(by_code(code).map(|region| &*region.name).collect::<Vec<_>>(), expected, "{code}");
        };
        check("US-CA", &["California"]);
        check("us-ca", &["California"]);
        check("AL-01", &["Berat"]);
        check("US-XX", &[]);
        check("California", &[]);
        assert_eq!(by_code("US-AE").count(), 4);
        assert_eq!(regions().len(), 1156);
    }
}
