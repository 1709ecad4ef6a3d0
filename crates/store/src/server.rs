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
    include_str!("../../../migrations/postgres/0006_plain_text.sql"),
    include_str!("../../../migrations/postgres/0007_views.sql"),
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
    suits(facts.value(0).text(), facts.number(1))?;
    session.script("BEGIN").await?;
    session.one("SELECT pg_advisory_xact_lock(?)::text", &[LOCK.into()]).await?;
    migrate(session, server).await?;
    session.script("COMMIT").await
}

/// Whether a database of this encoding on a server of this version can hold a workspace.
fn suits(encoding: &str, version: i64) -> Result<(), StoreError> {
    if encoding != "UTF8" {
        return Err(StoreError::ServerRefused("not_utf8"));
    }
    if version < OLDEST { Err(StoreError::ServerRefused("too_old")) } else { Ok(()) }
}

async fn migrate(session: &mut Session, server: &Server) -> Result<(), StoreError> {
    let newest = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let there = "SELECT count(n.oid), count(c.oid), count(c.oid) FILTER (WHERE c.relname = 'version') \
                 FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid WHERE n.nspname = ?";
    let there = session.one(there, &[SCHEMA.into()]).await?;
    let [schema, tables, is_workspace] = [0, 1, 2].map(|column| there.is(column));
    let applied = if is_workspace {
        session.one(&format!("SELECT max(number) FROM {SCHEMA}.version"), &[]).await?.number(0)
    } else if tables {
        return Err(StoreError::ServerRefused("not_empty"));
    } else {
        // Who may not make a schema may use one that was made for this.
        if !schema {
            session.script(&format!("CREATE SCHEMA {SCHEMA}")).await?;
        }
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

#[cfg(test)]
mod tests {
    use super::suits;
    use crate::StoreError;

    #[test]
    fn a_database_that_would_lose_names_and_a_server_without_support_are_refused() {
        let check = |encoding, version, expected: Option<&str>| {
            let refused = match suits(encoding, version) {
                Ok(()) => None,
                Err(StoreError::ServerRefused(reason)) => Some(reason),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(refused, expected, "{encoding} {version}");
        };
        check("UTF8", 180_001, None);
        check("UTF8", 140_000, None);
        check("UTF8", 130_020, Some("too_old"));
        check("SQL_ASCII", 150_004, Some("not_utf8"));
    }
}
