//! A prepared statement and the row it stands on, whichever database it runs in.

use sqlx::SqliteConnection;

use super::postgres::{self, Link};
use super::sqlite;
use super::value::Value;
use crate::StoreError;

/// A statement for many uses. Its session outlives it and runs nothing else while one of its methods does.
pub(crate) enum Statement {
    Sqlite(sqlite::Statement),
    Postgres(postgres::Statement),
}

impl Statement {
    pub(super) async fn sqlite(connection: &mut SqliteConnection, sql: &str) -> Result<Self, StoreError> {
        Ok(Self::Sqlite(sqlite::Statement::prepare(connection, sql).await?))
    }

    pub(super) fn postgres(link: Link, sql: String) -> Self {
        Self::Postgres(postgres::Statement::new(link, sql))
    }

    /// Binds the parameters in order and runs it once, for a statement that returns no row.
    pub(crate) fn run(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(statement) => statement.run(values),
            Self::Postgres(statement) => statement.run(values),
        }
    }

    /// Binds the parameters in order and calls `each` for every row. `each` runs no statement of the same session.
    pub(crate) fn each(
        &mut self,
        values: &[Value<'_>],
        mut each: impl FnMut(Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.start(values)?;
        while self.advance()? {
            each(self.row())?;
        }
        self.end();
        Ok(())
    }

    /// Binds the parameters in order; rows are then taken one by one with [`Self::advance`], and other statements of the
    /// session may run in between.
    pub(crate) fn start(&mut self, values: &[Value<'_>]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(statement) => {
                statement.start(values);
                Ok(())
            }
            Self::Postgres(statement) => statement.start(values),
        }
    }

    /// Goes to the next row of a started statement. Tells whether there is one.
    pub(crate) fn advance(&mut self) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(statement) => statement.advance(),
            Self::Postgres(statement) => statement.advance(),
        }
    }

    /// The row that it stands on; off a row all of it is nothing.
    pub(crate) fn row(&self) -> Row<'_> {
        Row(self)
    }

    fn end(&mut self) {
        if let Self::Sqlite(statement) = self {
            statement.reset();
        }
    }
}

/// The row that a statement stands on.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a>(&'a Statement);

impl<'a> Row<'a> {
    /// A column.
    pub(crate) fn value(self, column: usize) -> Value<'a> {
        match self.0 {
            Statement::Sqlite(statement) => statement.value(column),
            Statement::Postgres(statement) => statement.value(column),
        }
    }

    /// How many columns there are.
    pub(crate) fn columns(self) -> usize {
        match self.0 {
            Statement::Sqlite(statement) => statement.columns(),
            Statement::Postgres(statement) => statement.columns(),
        }
    }

    /// The text of a column; `None` for no value.
    pub(crate) fn text(self, column: usize) -> Option<&'a str> {
        self.value(column).some_text()
    }

    /// The whole number of a column; `None` for no value.
    pub(crate) fn integer(self, column: usize) -> Option<i64> {
        self.value(column).integer()
    }

    /// A key; keys fit in 32 bits.
    pub(crate) fn id(self, column: usize) -> u32 {
        self.value(column).key()
    }
}
