//! A workspace in a team's PostgreSQL database: what the server must be, and the schema's versions.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use crate::StoreError;
use crate::engine::{SCHEMA, Server, Session};

/// A scan takes up to four of them; the others are for the rows that someone waits for meanwhile.
const READERS: u32 = 6;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);
/// The oldest version that is still looked after (postgresql.org/support/versioning), as `server_version_num`.
const OLDEST: i64 = 140_000;
/// Numbered from 1 like those of a file, forward only; the table `version` holds the number of the last one applied.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/postgres/0001_workspace.sql"),
    include_str!("../../../migrations/postgres/0002_indexes.sql"),
    include_str!("../../../migrations/postgres/0003_finding_kinds.sql"),
    include_str!("../../../migrations/postgres/0004_changes.sql"),
    include_str!("../../../migrations/postgres/0005_kinds.sql"),
];
/// Two who open an empty database at once make one workspace.
const LOCK: i64 = 0x436C_6966;

/// Connections to a workspace, which is made where there is none.
pub(crate) async fn open(server: &Server) -> Result<PgPool, StoreError> {
    let mut session = server.session().await?;
    let ready = prepare(&mut session, server).await;
    let closed = session.close().await;
    ready.and(closed)?;
    let pool = PgPoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(server.options())
        .await?;
    Ok(pool)
}

async fn prepare(session: &mut Session, server: &Server) -> Result<(), StoreError> {
    let facts = "SELECT current_setting('server_encoding'), current_setting('server_version_num')::bigint";
    let facts = session.one(facts, &[]).await?;
    if facts.value(0).text() != "UTF8" {
        return Err(StoreError::ServerRefused("not_utf8"));
    }
    if facts.number(1) < OLDEST {
        return Err(StoreError::ServerRefused("too_old"));
    }
    session.script("BEGIN").await?;
    session.one("SELECT pg_advisory_xact_lock(?)::text", &[LOCK.into()]).await?;
    migrate(session, server).await?;
    session.script("COMMIT").await
}

async fn migrate(session: &mut Session, server: &Server) -> Result<(), StoreError> {
    let newest = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let there = "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'version')";
    let applied = if session.one(there, &[SCHEMA.into()]).await?.is(0) {
        session.one("SELECT max(number) FROM version", &[]).await?.number(0)
    } else {
        session.script(&format!("CREATE SCHEMA IF NOT EXISTS {SCHEMA}")).await?;
        session.script("CREATE TABLE version (number bigint NOT NULL)").await?;
        0
    };
    if applied > newest {
        let found = u32::try_from(applied).unwrap_or(u32::MAX);
        return Err(StoreError::Newer { path: server.shown().into(), found });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(applied).unwrap_or(usize::MAX)) {
        session.script(migration).await?;
    }
    if applied < newest {
        session.script(&format!("DELETE FROM version; INSERT INTO version VALUES ({newest})")).await?;
    }
    Ok(())
}
