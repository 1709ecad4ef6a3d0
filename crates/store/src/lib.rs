//! The customer store over sqlx: migrations, change sets, condition tree to SQL.
