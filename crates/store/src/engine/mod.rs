//! What the two databases have in common: connections, statements, bulk loads, in SQL that both understand.
//!
//! Statements are written once, with `?` for values and `FOLD(column)` for an e-mail without ASCII case;
//! [`Engine::dialect`] turns that into what each database wants. What else differs stands in one file for each.

mod insert;
mod pool;
mod postgres;
mod rows;
mod server;
mod session;
mod sqlite;
mod statement;
mod value;

pub(crate) use insert::Insert;
pub(crate) use pool::{Cursor, Pool};
pub use server::without_password;
pub(crate) use server::{SCHEMA, Server};
pub(crate) use session::Session;
pub(crate) use sqlite::give_back_large_buffers;
pub(crate) use statement::{Row, Statement};
pub(crate) use value::{Record, Value};

/// Which database holds a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// A file of this computer.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// A statement in the database's own words.
    pub(crate) fn dialect(self, sql: &str) -> String {
        let mut out = String::with_capacity(sql.len() + 32);
        let (mut rest, mut parameters) = (sql, 0);
        while let Some(at) = rest.find(['?', '\'', 'F']) {
            let (before, found) = rest.split_at(at);
            out.push_str(before);
            rest = if let Some(quoted) = found.strip_prefix('\'') {
                let end = quoted.find('\'').map_or(found.len(), |end| end + 2);
                out.push_str(&found[..end]);
                &found[end..]
            } else if let Some(after) = found.strip_prefix('?') {
                parameters += 1;
                out.push_str(&self.parameter(parameters));
                after
            } else if let Some((folded, after)) =
                found.strip_prefix("FOLD(").and_then(|inner| inner.split_once(')'))
            {
                let is_parameter = folded == "?";
                parameters += usize::from(is_parameter);
                let parameter = if is_parameter { self.parameter(parameters) } else { folded.to_owned() };
                out.push_str(&self.folded(&parameter));
                after
            } else {
                out.push('F');
                &found[1..]
            };
        }
        out.push_str(rest);
        out
    }

    fn parameter(self, number: usize) -> String {
        match self {
            Self::Sqlite => "?".to_owned(),
            Self::Postgres => format!("${number}"),
        }
    }

    /// Compared without ASCII case (data-formats.md 4.2), as the indexes on e-mails are made.
    fn folded(self, text: &str) -> String {
        match self {
            Self::Sqlite => format!("{text} COLLATE NOCASE"),
            Self::Postgres if text.starts_with('$') => format!("lower({text}::text COLLATE \"C\")"),
            Self::Postgres => format!("lower({text} COLLATE \"C\")"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn one_text_serves_both_databases() {
        let check = |sql: &str, sqlite: &str, postgres: &str| {
            assert_eq!(Engine::Sqlite.dialect(sql), sqlite);
            assert_eq!(Engine::Postgres.dialect(sql), postgres);
        };
        check(
            "SELECT 1 FROM t WHERE a = ? AND b = '?' AND c = ?",
            "SELECT 1 FROM t WHERE a = ? AND b = '?' AND c = ?",
            "SELECT 1 FROM t WHERE a = $1 AND b = '?' AND c = $2",
        );
        check(
            "SELECT id FROM t WHERE x = ? AND FOLD(email) = FOLD(?) AND y = ?",
            "SELECT id FROM t WHERE x = ? AND email COLLATE NOCASE = ? COLLATE NOCASE AND y = ?",
            "SELECT id FROM t WHERE x = $1 AND lower(email COLLATE \"C\") = lower($2::text COLLATE \"C\") AND y = $3",
        );
    }
}
