//! Writes the names of countries anew from Unicode's CLDR: `data/countries.gz` with those of all languages, to be read,
//! and `data/country_names.tsv` with the English and French ones, to be written:
//!
//! ```text
//! npm pack cldr-localenames-full cldr-core     # and unpack both
//! cargo run -p clientele-formats --example countries -- LOCALENAMES/main CORE/supplemental
//! ```

#[path = "../src/fold.rs"]
mod fold;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use fold::fold;
use serde_json::Value;

/// A name that languages disagree on means what so many times more of them say than say anything else.
const MAJORITY: usize = 3;

/// Languages that call a country by a name, by its code.
type Uses = BTreeMap<String, BTreeSet<String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(names), Some(core)) = (folders.next(), folders.next()) else {
        return Err("usage: countries LOCALENAMES/main CORE/supplemental".into());
    };
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for entry in fs::read_dir(&names)? {
        let folder = entry?.path();
        let Ok(text) = fs::read_to_string(folder.join("territories.json")) else { continue };
        let language = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let json: Value = serde_json::from_str(&text)?;
        let territories = &json["main"][&language]["localeDisplayNames"]["territories"];
        for (code, name) in territories.as_object().into_iter().flatten() {
            let code = code.split('-').next().unwrap_or(code);
            let name = fold(name.as_str().unwrap_or_default());
            if is_country(code) && !name.is_empty() && name != code.to_lowercase() {
                uses.entry(name).or_default().entry(code.to_owned()).or_default().insert(language.clone());
            }
        }
    }
    write_names(&names)?;
    add_codes_of_three_letters(&core, &mut uses)?;
    let table: String = uses.iter().filter_map(|(name, uses)| line(name, uses)).collect();
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, table.as_bytes())?;
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/countries.gz"), encoder.finish()?)?;
    println!("{} names, {} bytes", table.lines().count(), table.len());
    Ok(())
}

/// Lines of code, English and French name, between tabs.
fn write_names(names: &Path) -> Result<(), Box<dyn Error>> {
    let of = |language: &str| -> Result<BTreeMap<String, String>, Box<dyn Error>> {
        let json: Value =
            serde_json::from_str(&fs::read_to_string(names.join(language).join("territories.json"))?)?;
        let territories = json["main"][language]["localeDisplayNames"]["territories"].clone();
        Ok(serde_json::from_value(territories)?)
    };
    let (english, french) = (of("en")?, of("fr")?);
    let line = |(code, name): (&String, &String)| {
        let french = french.get(code).unwrap_or(name);
        format!("{code}\t{name}\t{french}\n")
    };
    let table: String = english.iter().filter(|(code, _)| is_country(code)).map(line).collect();
    Ok(fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/country_names.tsv"), table)?)
}

/// Two capital letters, and neither a union of countries nor a place that is none.
fn is_country(code: &str) -> bool {
    code.len() == 2
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && !["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"]
            .contains(&code)
}

/// `DEU` and the like, which other programs write.
fn add_codes_of_three_letters(core: &Path, uses: &mut BTreeMap<String, Uses>) -> Result<(), Box<dyn Error>> {
    let json: Value = serde_json::from_str(&fs::read_to_string(core.join("codeMappings.json"))?)?;
    for (code, mapping) in json["supplemental"]["codeMappings"].as_object().into_iter().flatten() {
        if let (true, Some(alpha)) = (is_country(code), mapping["_alpha3"].as_str()) {
            let languages = uses.entry(fold(alpha)).or_default().entry(code.clone()).or_default();
            languages.extend(["en", "fr"].map(ToOwned::to_owned));
        }
    }
    Ok(())
}

fn line(name: &str, uses: &Uses) -> Option<String> {
    let of = |language: &str| {
        let mut codes = uses.iter().filter(|(_, languages)| languages.contains(language));
        codes.next().map(|(code, _)| code).filter(|_| codes.next().is_none())
    };
    let english = of("en").or_else(|| most(uses));
    match (english, of("fr")) {
        (Some(english), Some(french)) if english != french => Some(format!("{name}\t{english}\t{french}\n")),
        (Some(code), _) | (None, Some(code)) => Some(format!("{name}\t{code}\n")),
        (None, None) => None,
    }
}

fn most(uses: &Uses) -> Option<&String> {
    let (code, languages) = uses.iter().max_by_key(|(_, languages)| languages.len())?;
    let others = uses.iter().filter(|(other, _)| *other != code);
    let clear = others.into_iter().all(|(_, other)| languages.len() >= MAJORITY * other.len());
    clear.then_some(code)
}
