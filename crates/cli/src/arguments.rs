//! What can be typed. The help text is the manual's table of options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Work on a store's customers from a terminal.
#[derive(Debug, Parser)]
#[command(name = "clientele", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read exports into a workspace; applies at once and never asks, or stops at the plan.
    Import(Import),
    /// List customers.
    Customers(Customers),
    /// Count customers by the values of a column.
    Facets(Facets),
    /// Write customers to a file: for the store's importer, or for people.
    Export(Export),
    /// List what is wrong with the files that were read.
    Findings(Findings),
    /// Take a change set back.
    Undo(Undo),
    /// Verify the log of change sets.
    Check(Workspace),
    /// Invent customers and write them as the platform would export them.
    Samples(Samples),
}

/// The workspace to work on.
#[derive(Debug, Args)]
pub struct Workspace {
    /// The workspace file, or a team database as postgres://user@host/database; its password is taken from PGPASSWORD
    /// or asked for.
    #[arg(long, value_name = "FILE|URL")]
    pub workspace: String,
}

/// `clientele import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Exports: CSV, XLSX or Excel XML, also inside .zip or .gz.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub workspace: Workspace,
    /// Stop at the plan: nothing is changed.
    #[arg(long)]
    pub plan: bool,
    /// Write the plan's rows to a file first, as JSON where its name ends so, else as CSV.
    #[arg(long, value_name = "R")]
    pub report: Option<PathBuf>,
    /// What the rows do: add_update, delete, or custom by their column _action.
    #[arg(long, value_name = "B")]
    pub behavior: Option<String>,
    /// Delete the customers that the files' websites have and the files lack.
    #[arg(long)]
    pub delete_missing: bool,
    /// How lists of other programs are read: a JSON file that says which column is what.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Print the plan and the counts as JSON.
    #[arg(long)]
    pub json: bool,
    /// Exit with 1 when a row was refused.
    #[arg(long)]
    pub strict: bool,
    /// Encoding of files that do not tell: utf-8, windows-1252, utf-16le, utf-16be.
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// Separator of files that do not tell: , ; | or tab.
    #[arg(long, value_name = "C")]
    pub separator: Option<String>,
    /// Order of dates that do not tell: mdy, dmy or ymd.
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<String>,
    /// Time zone of times that do not tell, for example Europe/Paris.
    #[arg(long, value_name = "IANA")]
    pub time_zone: Option<String>,
    /// What a grid export is, where its header fits several: customer_grid, segment_report, subscribers, orders.
    #[arg(long, value_name = "K")]
    pub kind: Option<String>,
    /// Code of a website that an export names, for example "Main Website=base"; once for each.
    #[arg(long = "website", value_name = "NAME=CODE", value_parser = pair)]
    pub websites: Vec<(String, String)>,
    /// Number of a group that an export names, for example "Wholesale=2"; once for each.
    #[arg(long = "group", value_name = "NAME=NUMBER", value_parser = pair)]
    pub groups: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.rsplit_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// `clientele undo`.
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    pub workspace: Workspace,
    /// Which one; the newest that is not undone when absent.
    #[arg(long, value_name = "N")]
    pub change_set: Option<i64>,
}

/// `clientele customers`.
#[derive(Debug, Args)]
pub struct Customers {
    #[command(flatten)]
    pub workspace: Workspace,
    /// Only customers that match the condition, for example "group = 'Wholesale'".
    #[arg(long = "where", value_name = "EXPR")]
    pub condition: Option<String>,
    /// Only customers with these words in name, e-mail, phone, company, postcode or city.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Order by a column, largest first with a minus before it.
    #[arg(long, value_name = "[-]COL", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Columns to print.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// At most this many rows.
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    #[command(flatten)]
    pub form: Form,
}

/// `clientele facets`.
#[derive(Debug, Args)]
pub struct Facets {
    #[command(flatten)]
    pub workspace: Workspace,
    /// The column, any that a condition can name; instants are counted by month.
    pub column: String,
    /// Count only customers that match the condition, for example "group = 'Wholesale'".
    #[arg(long = "where", value_name = "EXPR")]
    pub condition: Option<String>,
    /// Count only customers with these words in name, e-mail, phone, company, postcode or city.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// `clientele export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub workspace: Workspace,
    /// For the store's importer: customers, addresses, combined, finances. For people: grid-csv, grid-xml, xlsx.
    #[arg(long, value_name = "F", value_parser = FORMATS)]
    pub format: String,
    /// The file to write; one that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Only customers that match the condition, for example "group = 'Wholesale'".
    #[arg(long = "where", value_name = "EXPR")]
    pub condition: Option<String>,
    /// Columns to write: header cells of a file for the importer, whose keys are always written, or fields of a table for
    /// people in their order. Without it those that hold anything.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Language of the labels of a table for people.
    #[arg(long, value_name = "L", value_parser = ["en", "fr"])]
    pub language: Option<String>,
}

const FORMATS: [&str; 7] = ["customers", "addresses", "combined", "finances", "grid-csv", "grid-xml", "xlsx"];

/// `clientele findings`.
#[derive(Debug, Args)]
pub struct Findings {
    #[command(flatten)]
    pub workspace: Workspace,
    /// Only findings of this code.
    #[arg(long, value_name = "C")]
    pub code: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

/// How a list is printed.
#[derive(Debug, Args)]
pub struct Form {
    /// As JSON.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// As CSV.
    #[arg(long)]
    pub csv: bool,
}

/// `clientele samples`.
#[derive(Debug, Args)]
pub struct Samples {
    /// How many customers.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub customers: u64,
    /// The same seed gives the same bytes.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Folder for customer.csv, customer_address.csv, subscribers.csv and orders.csv; made when missing.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
