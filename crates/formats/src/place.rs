//! Countries (ISO 3166-1, as CLDR lists them), regions of the platform (2.4.7), shapes of postcodes.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI \
GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI \
LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Region lists whose regions forms and REST do not ask for (data-formats.md 3.4).
const REGION_OPTIONAL: [&str; 5] = ["AT", "BE", "DE", "FI", "FR"];
const POSTCODE_OPTIONAL: [&str; 5] = ["HK", "IE", "MO", "PA", "GB"];

/// `9` a digit, `A` a letter, a blank or dash that may be left out.
const POSTCODES: &[(&str, &[&str])] = &[
    ("AT", &["9999"]),
    ("AU", &["9999"]),
    ("BE", &["9999"]),
    ("BR", &["99999-999"]),
    ("CA", &["A9A 9A9"]),
    ("CH", &["9999"]),
    ("CN", &["999999"]),
    ("CZ", &["999 99"]),
    ("DE", &["99999"]),
    ("DK", &["9999"]),
    ("ES", &["99999"]),
    ("FI", &["99999"]),
    ("FR", &["99999"]),
    ("GB", &["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"]),
    ("GR", &["999 99"]),
    ("IN", &["999999", "999 999"]),
    ("IT", &["99999"]),
    ("JP", &["999-9999"]),
    ("NL", &["9999 AA"]),
    ("NO", &["9999"]),
    ("PL", &["99-999"]),
    ("PT", &["9999-999"]),
    ("RU", &["999999"]),
    ("SE", &["999 99"]),
    ("UA", &["99999"]),
    ("US", &["99999", "99999-9999"]),
];

/// Whether the code, in upper case, is a country.
pub(crate) fn is_country(code: &str) -> bool {
    country(code).is_some()
}

/// The country of a code in upper case.
pub(crate) fn country(code: &str) -> Option<&'static str> {
    static SET: OnceLock<HashSet<&str>> = OnceLock::new();
    SET.get_or_init(|| COUNTRIES.split_ascii_whitespace().collect()).get(code).copied()
}

/// What the country's list says of a region, by name or code in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    /// The country has no list: any text will do.
    Free,
    /// In the list.
    Known,
    /// Not in the list.
    Unknown,
}

/// Looks a region up.
pub(crate) fn region(country: &str, region: &str) -> Region {
    let Some(list) = regions().get(country) else { return Region::Free };
    if list.contains(region) || list.contains(region.to_lowercase().as_str()) {
        Region::Known
    } else {
        Region::Unknown
    }
}

/// Whether forms and REST ask for a region.
pub(crate) fn needs_region(country: &str) -> bool {
    regions().contains_key(country) && !REGION_OPTIONAL.contains(&country)
}

/// Whether the importer asks for a postcode.
pub(crate) fn needs_postcode(country: &str) -> bool {
    !POSTCODE_OPTIONAL.contains(&country)
}

/// Whether a postcode has a shape of its country; a country without known shapes takes any.
pub(crate) fn postcode_fits(country: &str, postcode: &str) -> bool {
    let shapes = POSTCODES
        .binary_search_by_key(&country, |&(code, _)| code)
        .map_or(&[][..], |index| POSTCODES[index].1);
    shapes.is_empty() || shapes.iter().any(|shape| fits(shape, postcode))
}

fn fits(shape: &str, text: &str) -> bool {
    let mut text = text.bytes().peekable();
    for place in shape.bytes() {
        let fitting = match place {
            b'9' => text.next().is_some_and(|byte| byte.is_ascii_digit()),
            b'A' => text.next().is_some_and(|byte| byte.is_ascii_alphabetic()),
            gap => {
                text.next_if_eq(&gap);
                true
            }
        };
        if !fitting {
            return false;
        }
    }
    text.next().is_none()
}

/// Names and codes by country, as they are and in lower case.
fn regions() -> &'static HashMap<&'static str, HashSet<String>> {
    static REGIONS: OnceLock<HashMap<&str, HashSet<String>>> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let mut regions: HashMap<&str, HashSet<String>> = HashMap::new();
        for region in clientele_domain::region::regions() {
            let list = regions.entry(region.country).or_default();
            list.extend([region.code.to_lowercase(), region.name.to_lowercase(), region.name.to_string()]);
        }
        regions
    })
}

#[cfg(test)]
mod tests {
    use super::{Region, postcode_fits, region};

    #[test]
    fn regions_are_known_by_name_and_code_in_any_case() {
        let check = |country, text, expected| assert_eq!(region(country, text), expected, "{country} {text}");
        check("US", "California", Region::Known);
        check("US", "ca", Region::Known);
        check("FR", "Île-de-France", Region::Unknown);
        check("FR", "Paris", Region::Known);
        check("DE", "BAYERN", Region::Known);
        check("GB", "Greater London", Region::Free);
        check("US", "Bavaria", Region::Unknown);
    }

    #[test]
    fn postcodes_have_their_countrys_shape() {
        let check =
            |country, text, expected| assert_eq!(postcode_fits(country, text), expected, "{country} {text}");
        check("US", "90001", true);
        check("US", "90001-1234", true);
        check("US", "7001", false);
        check("GB", "SW1A 1AA", true);
        check("GB", "L22AY", true);
        check("CA", "K1A 0B1", true);
        check("DE", "8305", false);
        check("KE", "anything", true);
    }
}
