//! Times what the window and the command line ask of a workspace: `cargo run --release -p clientele-store --example
//! read_bench -- FILE [ROUNDS]`. Prints what, median, 95th percentile and goal in milliseconds, between tabs.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele_store::read::{FacetRequest, Reader, SortKey, ViewRequest};
use clientele_store::{OpenMode, Store};

type Fallible<T = ()> = Result<T, Box<dyn std::error::Error>>;

const COLUMNS: &[&str] = &[
    "entity_id",
    "name",
    "email",
    "group",
    "billing_telephone",
    "billing_postcode",
    "billing_country",
    "billing_region",
    "customer_since",
    "website",
    "confirmation",
    "created_in",
    "billing_full",
    "shipping_full",
    "dob",
    "taxvat",
    "gender",
    "billing_city",
    "billing_company",
    "lock_expires",
];

#[tokio::main]
async fn main() -> Fallible {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which workspace?")?;
    let rounds = arguments.next().map_or(Ok(9), |rounds| rounds.parse())?;
    let store = Store::open(Path::new(&file), OpenMode::Existing).await?;
    first_rows(&store.reader()).await?;
    orders(&store, rounds).await?;
    let reader = store.reader();
    rows(&reader).await?;
    filters(&store, rounds).await?;
    searches(&reader, rounds).await?;
    values(&reader, rounds).await?;
    memory();
    store.close().await;
    Ok(())
}

fn request(search: &str, sort: &[&str]) -> ViewRequest {
    let sort = sort.iter().map(|key| SortKey::parse(key)).collect();
    ViewRequest { condition: None, search: search.to_owned(), sort, as_of: jiff::Timestamp::now() }
}

async fn first_rows(reader: &Reader) -> Fallible {
    let start = Instant::now();
    let view = reader.view(&request("", &[])).await?;
    reader.rows(view.window(0, 100), COLUMNS).await?;
    print("open, 100 rows", &mut [start.elapsed()], "");
    assert!(view.total() > 0, "the workspace is empty");
    Ok(())
}

const SORTS: &[&[&str]] = &[
    &["email"],
    &["name"],
    &["-customer_since"],
    &["gender"],
    &["group", "-name"],
    &["billing_city"],
    &["billing_country", "name"],
];

/// A reader of its own each time: a known order costs nothing.
async fn orders(store: &Store, rounds: usize) -> Fallible {
    for sort in SORTS {
        let mut times = Vec::new();
        for _ in 0..rounds {
            let reader = store.reader();
            let start = Instant::now();
            reader.view(&request("", sort)).await?;
            times.push(start.elapsed());
        }
        print(&format!("a new order by {}", sort.join(", ")), &mut times, "1500");
    }
    Ok(())
}

const FILTERS: &[&str] = &[
    "group = 'Wholesale' AND customer_since >= 2020-01-01",
    "gender = 'Female' AND name CONTAINS 'smith'",
    "website = 'base' AND billing_country = 'FR'",
    "email ENDS WITH '.com' AND dob < 1990-01-01",
    "taxvat IS NOT NULL AND billing_city CONTAINS 'par'",
    "group != 'General' AND address MATCHES (postcode STARTS WITH '7' AND country = 'FR')",
];

/// Counts, of which no leaf is known yet; the owners of addresses are, as after the first such filter.
async fn filters(store: &Store, rounds: usize) -> Fallible {
    let (mut first, mut all) = (Vec::new(), Vec::new());
    for text in FILTERS {
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..rounds {
            let reader = store.reader();
            let directory = reader.directory().await?;
            let parse =
                |text: &str| clientele_query::parse(text, directory.catalogue()).tree.ok_or(text.to_owned());
            let count = async |text: &str| -> Fallible<(u64, Duration)> {
                let request = ViewRequest { condition: Some(parse(text)?), ..request("", &[]) };
                let start = Instant::now();
                Ok((reader.count(&request).await?, start.elapsed()))
            };
            first.push(count("default_billing IS NULL").await?.1);
            let (counted, time) = count(text).await?;
            total = counted;
            times.push(time);
        }
        all.extend_from_slice(&times);
        print(&format!("count of `{text}` ({total})"), &mut times, "");
    }
    print("which address is whose, once", &mut first, "");
    print("count of a two-condition filter, all of these", &mut all, "p95 200");
    Ok(())
}

async fn rows(reader: &Reader) -> Fallible {
    let mut times = Vec::new();
    let view = reader.view(&request("", &["name"])).await?;
    let mut offset = 12_345;
    for _ in 0..200 {
        offset = (offset * 48_271) % view.total().max(1);
        let start = Instant::now();
        reader.rows(view.window(offset, 100), COLUMNS).await?;
        times.push(start.elapsed());
    }
    print("100 rows by name, anywhere", &mut times, "p95 10");
    Ok(())
}

const SEARCHES: &[&str] = &[
    "a",
    "ан",
    "mar",
    "schwartz",
    "田",
    "example",
    "kowalski",
    "zqxjk",
    "smith paris",
    "+33 1",
    "dubois 69",
];

async fn searches(reader: &Reader, rounds: usize) -> Fallible {
    let start = Instant::now();
    reader.view(&request("kowalski", &[])).await?;
    print("a search before its preparation", &mut [start.elapsed()], "");
    let start = Instant::now();
    reader.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await?;
    print("preparing the search", &mut [start.elapsed()], "");
    let mut all = Vec::new();
    for search in SEARCHES {
        let mut times = Vec::new();
        let mut total = 0;
        for round in 0..rounds {
            // A blank more each time: the kept view must not answer.
            let sort = ["name", "-name", "email"][round % 3];
            reader.view(&request("", &[sort])).await?;
            let start = Instant::now();
            let view = reader.view(&request(search, &[sort])).await?;
            reader.rows(view.window(0, 50), COLUMNS).await?;
            times.push(start.elapsed());
            total = view.total();
        }
        all.extend_from_slice(&times);
        print(&format!("first 50 of {total} for “{search}”, with their exact count"), &mut times, "");
    }
    print("first 50 hits with their exact count, all of these", &mut all, "p95 50");
    Ok(())
}

async fn values(reader: &Reader, rounds: usize) -> Fallible {
    for field in ["group", "gender", "billing_country", "billing_city"] {
        let mut times = Vec::new();
        for _ in 0..rounds {
            let start = Instant::now();
            let (column, view, matching) = (field.to_owned(), request("", &[]), String::new());
            reader.facets(&[FacetRequest { column, view, matching }]).await?;
            times.push(start.elapsed());
        }
        print(&format!("values of {field}"), &mut times, "");
    }
    Ok(())
}

/// What belongs to this process alone, in kB, where the system tells.
fn memory() {
    let map = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let private = map.lines().filter_map(|line| line.strip_prefix("Private_Dirty:"));
    private.for_each(|amount| println!("memory\t{}", amount.trim().trim_end_matches(" kB")));
}

fn print(what: &str, times: &mut [Duration], goal: &str) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what}\t{:.1}\t{:.1}\t{goal}", at(50), at(95));
}
