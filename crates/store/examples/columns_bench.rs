//! Times what columns in memory serve: `cargo run --release -p clientele-store --example columns_bench -- FILE`. Prints what,
//! median, 95th percentile and goal in milliseconds, between tabs, and amounts of memory in kB.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele_store::read::{FacetRequest, Reader, SortKey, ViewRequest};
use clientele_store::{OpenMode, Store};

type Fallible<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const SHOWN: &[&str] = &["name", "email", "group", "billing_country", "customer_since", "website"];

/// Those of `baseline.py`.
const FACETS: [&str; 10] = [
    "group",
    "website",
    "store",
    "billing_country",
    "billing_region",
    "customer_since",
    "confirmation",
    "gender",
    "disable_auto_group_change",
    "created_in",
];

#[tokio::main]
async fn main() -> Fallible {
    let file = std::env::args().nth(1).ok_or("which workspace?")?;
    let store = Store::open(Path::new(&file), OpenMode::Existing).await?;
    let reader = store.reader();
    let view = reader.view(&request(None, "", &[])).await?;
    reader.rows(view.window(0, 100), SHOWN).await?;
    println!("memory before\t{}", memory());
    ready(&reader).await?;
    println!("memory after\t{}", memory());
    println!("memory of columns\t{}", reader.size_of_columns().await? / 1000);
    facets(&reader).await?;
    orders(&reader).await?;
    store.close().await;
    Ok(())
}

fn request(condition: Option<clientele_query::Node>, search: &str, sort: &[&str]) -> ViewRequest {
    let sort = sort.iter().map(|key| SortKey::parse(key)).collect();
    ViewRequest { condition, search: search.to_owned(), sort, as_of: jiff::Timestamp::now() }
}

/// Everything is read ahead while someone types.
async fn ready(reader: &Reader) -> Fallible {
    let start = Instant::now();
    let preparing = reader.clone();
    let prepared = tokio::spawn(async move {
        preparing.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await?;
        let searched = start.elapsed();
        preparing.prepare_columns().await?;
        Ok::<_, clientele_store::read::ReadError>((searched, start.elapsed()))
    });
    let mut times = Vec::new();
    for word in
        ["kowalski", "schwartz", "smith", "example", "dubois", "+33 1", "田", "anna lang"].iter().cycle()
    {
        for (end, letter) in word.char_indices() {
            let typed = Instant::now();
            let view = reader.view(&request(None, &word[..end + letter.len_utf8()], &[])).await?;
            reader.rows(view.window(0, 50), SHOWN).await?;
            times.push((typed.duration_since(start), typed.elapsed()));
        }
        if prepared.is_finished() {
            break;
        }
    }
    let (searched, ready) = prepared.await??;
    print("the search is ready after", &mut [searched], "");
    print("all columns are ready after", &mut [ready], "10000");
    let early = |early: bool| {
        let of = times.iter().filter(|(at, _)| (*at < searched) == early);
        of.map(|(_, time)| *time).collect::<Vec<_>>()
    };
    print("first 50 of a search while the search is made ready", &mut early(true), "");
    print("first 50 of a search while columns are read", &mut early(false), "p95 50");
    Ok(())
}

/// Under a filter that is new each time.
async fn facets(reader: &Reader) -> Fallible {
    let directory = reader.directory().await?;
    let mut times = Vec::new();
    for round in 0..20 {
        let (year, month) = (18 + round / 3, 1 + round % 3 * 4);
        let text = format!("gender = 'Female' AND customer_since >= 20{year}-{month:02}-15");
        let condition = clientele_query::parse(&text, directory.catalogue()).tree;
        let view = request(condition, "", &[]);
        let facet = |column: &str| FacetRequest {
            column: column.to_owned(),
            view: view.clone(),
            matching: String::new(),
        };
        let start = Instant::now();
        let facets = reader.facets(&FACETS.map(facet)).await?;
        times.push(start.elapsed());
        assert_eq!(facets.len(), FACETS.len());
    }
    print("ten facets under a new filter", &mut times, "p95 100");
    Ok(())
}

const SORTS: &[&str] = &[
    "email",
    "name",
    "-customer_since",
    "gender",
    "group",
    "-website",
    "billing_city",
    "billing_country",
    "-billing_postcode",
    "billing_telephone",
    "billing_full",
    "shipping_full",
    "-billing_street",
    "billing_company",
    "dob",
    "taxvat",
    "firstname",
    "-lastname",
    "billing_region",
    "created_in",
];

async fn orders(reader: &Reader) -> Fallible {
    let (mut orders, mut windows) = (Vec::new(), Vec::new());
    let mut offset = 12_345;
    for sort in SORTS {
        let start = Instant::now();
        let view = reader.view(&request(None, "", &[sort])).await?;
        orders.push(start.elapsed());
        for _ in 0..10 {
            offset = (offset * 48_271) % view.total().max(1);
            let start = Instant::now();
            reader.rows(view.window(offset, 100), SHOWN).await?;
            windows.push(start.elapsed());
        }
    }
    print("a new order by any column", &mut orders, "300");
    print("100 rows of it, anywhere", &mut windows, "p95 10");
    Ok(())
}

/// What belongs to this process alone, in kB, where the system tells.
fn memory() -> u64 {
    let map = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let private = map.lines().find_map(|line| line.strip_prefix("Private_Dirty:"));
    private.and_then(|amount| amount.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

fn print(what: &str, times: &mut [Duration], goal: &str) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let at = |share: usize| at(share).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    println!("{what}\t{:.1}\t{:.1}\t{goal}", at(50), at(95));
}
