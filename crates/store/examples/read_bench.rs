//! Times what the window and the command line ask of a workspace: `cargo run --release -p clientele-store --example
//! read_bench -- FILE [ROUNDS]`. Prints median and 95th percentile in milliseconds.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele_store::read::{Reader, SortKey, ViewRequest};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

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
    let options = SqliteConnectOptions::new().filename(&file).read_only(true);
    let connect = || {
        SqlitePoolOptions::new()
            .max_connections(5)
            .after_connect(|connection, _| Box::pin(clientele_store::register_functions(connection)))
            .connect_with(options.clone())
    };
    first_rows(Reader::new(connect().await?)).await?;
    orders(rounds, || async { Ok(Reader::new(connect().await?)) }).await?;
    let reader = Reader::new(connect().await?);
    rows(&reader).await?;
    searches(&reader, rounds).await?;
    values(&reader, rounds).await
}

fn request(search: &str, sort: &[&str]) -> ViewRequest {
    let sort = sort.iter().map(|key| SortKey::parse(key)).collect();
    ViewRequest { condition: None, search: search.to_owned(), sort, as_of: jiff::Timestamp::UNIX_EPOCH }
}

async fn first_rows(reader: Reader) -> Fallible {
    let start = Instant::now();
    let view = reader.view(&request("", &[])).await?;
    reader.rows(view.window(0, 100), COLUMNS).await?;
    print("open to first rows", &mut [start.elapsed()]);
    println!("{:32} {} customers", "", view.total());
    Ok(())
}

/// A reader of its own each time: a known order costs nothing.
async fn orders<F>(rounds: usize, reader: impl Fn() -> F) -> Fallible
where
    F: Future<Output = Fallible<Reader>>,
{
    for sort in
        [&["email"][..], &["name"], &["-customer_since"], &["gender"], &["group", "-name"], &["billing_city"]]
    {
        let mut times = Vec::new();
        for _ in 0..rounds {
            let reader = reader().await?;
            let start = Instant::now();
            reader.view(&request("", sort)).await?;
            times.push(start.elapsed());
        }
        print(&format!("order {}", sort.join(",")), &mut times);
    }
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
    print("100 rows by name, anywhere", &mut times);
    Ok(())
}

const SEARCHES: &[&str] =
    &["a", "ан", "mar", "example", "kowalski", "田", "zqxjk", "smith paris", "+33 1", "dubois 69"];

async fn searches(reader: &Reader, rounds: usize) -> Fallible {
    let start = Instant::now();
    reader.view(&request("kowalski", &[])).await?;
    print("search before preparation", &mut [start.elapsed()]);
    let start = Instant::now();
    reader.prepare_search(Arc::new(|_, _| ControlFlow::Continue(()))).await?;
    print("search preparation", &mut [start.elapsed()]);
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
        print(&format!("50 of {total} for “{search}”"), &mut times);
    }
    print("50 hits and count, all words", &mut all);
    Ok(())
}

async fn values(reader: &Reader, rounds: usize) -> Fallible {
    for field in ["group", "gender", "billing_country", "billing_city"] {
        let mut times = Vec::new();
        for _ in 0..rounds {
            let start = Instant::now();
            reader.values(field, &request("", &[]), "", 100).await?;
            times.push(start.elapsed());
        }
        print(&format!("values of {field}"), &mut times);
    }
    Ok(())
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what:32} median {:8.1} ms   p95 {:8.1} ms", at(50), at(95));
}
