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
    /// Read customer and address exports into a workspace; applies at once and never asks.
    Import(Import),
    /// List customers.
    Customers(Customers),
    /// List what is wrong with the files that were read.
    Findings(Findings),
    /// Take the newest change set back.
    Undo(Workspace),
    /// Verify the log of change sets.
    Check(Workspace),
    /// Invent customers and write them as the platform would export them.
    Samples(Samples),
}

/// The workspace to work on.
#[derive(Debug, Args)]
pub struct Workspace {
    /// The workspace file.
    #[arg(long, value_name = "FILE")]
    pub workspace: PathBuf,
}

/// `clientele import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Exports: CSV, also inside .zip or .gz.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub workspace: Workspace,
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
    /// Folder for customer.csv and customer_address.csv; made when missing.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
