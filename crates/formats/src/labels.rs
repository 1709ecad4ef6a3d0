//! The labels of the platform's grids in the languages that are read and written (labels-fr.md, data-formats.md 9, 11):
//! English, and French by two published language packs. Other languages go through a mapping.

mod grid;
mod orders;
mod subscribers;

use clientele_domain::file::Kind;

use crate::header::Slot;
use crate::values;

/// A language that labels are read and written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

/// A column of a grid.
pub(crate) struct Label {
    /// The field that conditions know it by; empty for a grid without conditions.
    field: &'static str,
    english: &'static str,
    french: &'static str,
    /// How else it was seen.
    others: &'static [&'static str],
    pub(crate) slot: fn() -> Slot,
}

impl Label {
    fn is(&self, header: &str) -> bool {
        let mut known = [self.english, self.french].into_iter().chain(self.others.iter().copied());
        known.any(|label| same(label, header))
    }

    fn is_only_french(&self, header: &str) -> bool {
        !same(self.english, header) && same(self.french, header)
    }
}

/// Whether two labels are one, whatever their case.
fn same(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= 4
        && one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// The kinds of files that are told by labels.
const KINDS: [Kind; 4] = [Kind::CustomerGrid, Kind::SegmentReport, Kind::Subscribers, Kind::Orders];

fn of(kind: Kind) -> &'static [Label] {
    match kind {
        Kind::CustomerGrid => grid::LABELS,
        Kind::SegmentReport => grid::REPORT,
        Kind::Subscribers => subscribers::LABELS,
        Kind::Orders => orders::LABELS,
        _ => &[],
    }
}

/// The column that a header cell names in a file of that kind.
pub(crate) fn find(kind: Kind, header: &str) -> Option<&'static Label> {
    of(kind).iter().find(|label| label.is(header))
}

/// The language of a header.
pub(crate) fn language(kind: Kind, headers: &[String]) -> Language {
    let french = |header: &&String| of(kind).iter().any(|label| label.is_only_french(header));
    let labels = headers.iter().filter(french).count();
    if labels * 2 > headers.len().min(of(kind).len()) { Language::French } else { Language::English }
}

/// What a header of labels is. Labels of a kind count by their share of the header or of the kind's own labels, because
/// attributes of the store stand beside them; more than half decide (data-formats.md 13). Of kinds with as many labels
/// in the header the one wins whose labels are all there; otherwise several come back.
pub(crate) fn kinds(headers: &[String]) -> Vec<Kind> {
    let is_id = |header: &String| grid::ID.is(header);
    if !headers.first().is_some_and(is_id) {
        return Vec::new();
    }
    let score = |kind: Kind| {
        let labels = of(kind);
        let found = labels.iter().filter(|label| headers.iter().any(|header| label.is(header))).count();
        let decides = found * 2 > headers.len() || found * 2 > labels.len();
        // `ID` alone tells nothing.
        (found > 1 && decides).then_some((found, found == labels.len()))
    };
    let scores: Vec<_> = KINDS.into_iter().filter_map(|kind| Some((kind, score(kind)?))).collect();
    let best = scores.iter().map(|&(_, score)| score).max();
    scores.into_iter().filter(|&(_, score)| Some(score) == best).map(|(kind, _)| kind).collect()
}

/// The label of a field, by the name it has in conditions, as the customers grid shows it.
#[must_use]
pub fn column(field: &str, language: Language) -> Option<&'static str> {
    let mut labels = grid::LABELS.iter().chain(grid::FORM);
    let label = labels.find(|label| label.field == field)?;
    Some(match language {
        Language::English => label.english,
        Language::French => label.french,
    })
}

/// What the customers grid shows for a value that the workspace keeps, where that differs between languages: of a
/// gender, a confirmation, a lock, a country, a group of the platform, or of yes and no.
#[must_use]
pub fn value(field: &str, value: &str, language: Language) -> Option<&'static str> {
    values::shown(field, value, language)
}

#[cfg(test)]
mod tests {
    use clientele_domain::file::Kind;

    use super::{Language, column, kinds, language, value};

    fn headers(text: &str) -> Vec<String> {
        text.split(',').map(ToOwned::to_owned).collect()
    }

    #[test]
    fn headers_of_labels_name_their_kind() {
        let check = |text: &str, expected: &[Kind]| assert_eq!(kinds(&headers(text)), expected, "{text}");
        check("ID,Name,Email,Group,Phone,Web Site", &[Kind::CustomerGrid]);
        check("identifiiant,Nom,Email,Groupe,Téléphone,Site Web", &[Kind::CustomerGrid]);
        check("ID,Name,Email,Group,Phone,ZIP,Country,State/Province,Customer Since", &[Kind::SegmentReport]);
        check("ID,Name,Email,Group", &[Kind::CustomerGrid, Kind::SegmentReport]);
        check("ID,Email,Type,Customer First Name,Customer Last Name,Status", &[Kind::Subscribers]);
        check("Identifiant,Email,Type,Prénom du client,Nom de famille du client,État", &[Kind::Subscribers]);
        check("ID,Purchase Point,Purchase Date,Bill-to Name,Status,Pickup", &[Kind::Orders]);
        check("ID,Point d'achat,Date d'achat,Facturer à,État", &[Kind::Orders]);
        check("Name,Email,Group,ID", &[]);
        check("ID,Vorname,Nachname", &[]);
        check("ID", &[]);
    }

    #[test]
    fn the_language_is_that_of_most_labels() {
        let check = |text: &str, expected| {
            assert_eq!(language(Kind::CustomerGrid, &headers(text)), expected, "{text}");
        };
        check("ID,Name,Email,Group", Language::English);
        check("Identifiant,Nom,Email,Groupe", Language::French);
    }

    #[test]
    fn fields_and_values_have_labels_in_both_languages() {
        let check = |field, english, french| {
            assert_eq!(column(field, Language::English), Some(english));
            assert_eq!(column(field, Language::French), Some(french));
        };
        check("customer_since", "Customer Since", "Client depuis");
        check("billing_vat_id", "VAT Number", "N° de TVA");
        check("email", "Email", "Email");
        check("firstname", "First Name", "Prénom");
        assert_eq!(column("unheard_of", Language::French), None);
        assert_eq!(value("gender", "Male", Language::French), Some("Homme"));
        assert_eq!(value("group", "NOT LOGGED IN", Language::French), Some("NON CONNECTÉ"));
        assert_eq!(value("group", "VIP", Language::French), None);
        assert_eq!(value("billing_country", "DE", Language::French), Some("Allemagne"));
        assert_eq!(value("accepts_sms", "Yes", Language::French), Some("Oui"));
    }
}
