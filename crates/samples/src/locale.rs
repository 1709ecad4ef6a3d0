//! The countries that the invented people live in. Regions are those of the platform's list (data-formats.md 3.4).

mod americas;
mod asia;
mod central;
mod southern;
mod western;

/// A country's people and places. In its patterns `#` stands for a digit and `@` for a letter; lists of names begin
/// with the common ones.
#[derive(Debug)]
pub(crate) struct Locale {
    /// ISO 3166-1 alpha-2.
    pub(crate) country: &'static str,
    pub(crate) website: &'static Website,
    pub(crate) store: &'static StoreView,
    pub(crate) women: &'static [&'static str],
    pub(crate) men: &'static [&'static str],
    pub(crate) surnames: &'static [&'static str],
    /// Beginnings and endings of the rarer surnames.
    pub(crate) rare_surnames: (&'static [&'static str], &'static [&'static str]),
    /// What stands between two surnames; none where people have one.
    pub(crate) joint: Option<&'static str>,
    pub(crate) streets: &'static [&'static str],
    pub(crate) number_first: bool,
    pub(crate) cities: &'static [City],
    /// Country code, trunk digit at home, rest.
    pub(crate) phone: (&'static str, &'static str, &'static str),
    pub(crate) companies: &'static [&'static str],
    /// Pattern of the tax number; empty where the shop knows none.
    pub(crate) tax: &'static str,
}

/// City, region (empty: none), pattern of the postcode.
pub(crate) type City = (&'static str, &'static str, &'static str);

/// A website as an export shows it: `_store` is its default view whatever the customer's (observed-2.4.7.md).
#[derive(Debug)]
pub(crate) struct Website {
    pub(crate) code: &'static str,
    pub(crate) id: u8,
    pub(crate) default_store: &'static str,
    /// Name of the website, and of its one store.
    pub(crate) name: &'static str,
    pub(crate) store_name: &'static str,
}

/// A store view as an export shows it: its code is not in the file.
#[derive(Debug)]
pub(crate) struct StoreView {
    pub(crate) id: u8,
    pub(crate) name: &'static str,
}

const BASE: Website = Website {
    code: "base",
    id: 1,
    default_store: "default",
    name: "Main Website",
    store_name: "Main Website Store",
};
const EUROPE: Website =
    Website { code: "eu", id: 2, default_store: "eu_fr", name: "Europe", store_name: "Europe Home & Garden" };
const ASIA: Website =
    Website { code: "asia", id: 3, default_store: "asia_ja", name: "Asia", store_name: "Asia Store" };

const BASE_DEFAULT: StoreView = StoreView { id: 1, name: "Default Store View" };
const EUROPE_FRENCH: StoreView = StoreView { id: 2, name: "Français" };
const EUROPE_GERMAN: StoreView = StoreView { id: 3, name: "Deutsch" };
const EUROPE_SPANISH: StoreView = StoreView { id: 4, name: "Español" };
const EUROPE_ENGLISH: StoreView = StoreView { id: 7, name: "English" };
const ASIA_JAPANESE: StoreView = StoreView { id: 5, name: "日本語" };
const ASIA_ENGLISH: StoreView = StoreView { id: 6, name: "English" };

/// All countries; those named more often have more people.
#[rustfmt::skip]
pub(crate) const LOCALES: &[&Locale] = &[
    &western::FR, &western::FR, &western::FR, &western::FR, &western::GB, &western::GB,
    &central::DE, &central::DE, &central::DE, &central::PL, &central::UA,
    &southern::ES, &southern::ES, &southern::IT, &southern::GR,
    &americas::US, &americas::US, &americas::US, &americas::US, &americas::BR,
    &asia::JP, &asia::CN, &asia::IN, &asia::AE, &asia::IL,
];
