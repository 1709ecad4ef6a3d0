//! Jobs: `Started`, `Progress` at most ten times a second, then one of `Finished`, `Cancelled`, `Failed`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, import::Preview};

/// What a job tells while it runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export_to = "job.ts")]
pub enum JobEvent {
    /// It runs under this id, by which it is cancelled.
    Started {
        /// Unique while the program runs.
        id: u32,
        /// The operation.
        operation: String,
    },
    /// How far it is.
    Progress(Progress),
    /// The first rows of what is being read; at most once for each file.
    Preview(Preview),
    /// It is done.
    Finished {
        /// The operation's response.
        #[ts(type = "unknown")]
        result: serde_json::Value,
    },
    /// It was cancelled; everything is as before.
    Cancelled,
    /// It failed; everything is as before.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "job.ts")]
pub struct Progress {
    /// What it does now.
    pub phase: Phase,
    /// The file or thing it is at.
    pub subject: Option<String>,
    /// How much is done, in `unit`.
    pub done: u64,
    /// How much there is, where that is known.
    pub total: Option<u64>,
    /// What is counted.
    pub unit: Unit,
    /// Rows read so far, for the rate.
    pub rows: u64,
    /// Milliseconds since the job started.
    pub elapsed_ms: u64,
}

/// What a job does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "job.ts")]
pub enum Phase {
    /// Inventing sample data.
    Inventing,
    /// Looking through a file to recognise it.
    Recognising,
    /// Reading rows.
    Reading,
    /// Making them findable and sealing the change set.
    Finishing,
    /// Taking a change set back.
    Undoing,
    /// Verifying the log.
    Verifying,
    /// Building the search index.
    Indexing,
    /// Writing a file.
    Writing,
    /// Waiting for whoever is writing to the workspace.
    Waiting,
    /// Applying a plan.
    Applying,
    /// Copying a workspace to another place.
    Moving,
}

/// What progress counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "job.ts")]
pub enum Unit {
    /// Bytes of a file.
    Bytes,
    /// Records.
    Records,
}
