//! Values on their way to and from a database: whole numbers, text, bytes or nothing.

/// A borrowed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// No value.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The whole number, if it is one.
    pub(crate) fn integer(self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(number) } else { None }
    }

    /// The text; nothing for anything else.
    pub(crate) fn text(self) -> &'a str {
        self.some_text().unwrap_or_default()
    }

    /// The text, if it is one.
    pub(crate) fn some_text(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A key of the workspace, which all fit 32 bits.
    pub(crate) fn key(self) -> u32 {
        self.integer().and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(key: u32) -> Self {
        Self::Integer(i64::from(key))
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A value of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owned {
    Null,
    Integer(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl Owned {
    pub(super) fn as_value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(text),
            Self::Blob(bytes) => Value::Blob(bytes),
        }
    }
}

impl From<Value<'_>> for Owned {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(number) => Self::Integer(number),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Blob(bytes) => Self::Blob(bytes.to_owned()),
        }
    }
}

/// A row of few, as [`super::Session::query`] gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record(pub(super) Vec<Owned>);

impl Record {
    /// A column's value; nothing behind the last column.
    pub(crate) fn value(&self, column: usize) -> Value<'_> {
        self.0.get(column).map_or(Value::Null, Owned::as_value)
    }

    /// A column's whole number.
    pub(crate) fn integer(&self, column: usize) -> Option<i64> {
        self.value(column).integer()
    }

    /// A column's whole number, 0 for nothing.
    pub(crate) fn number(&self, column: usize) -> i64 {
        self.integer(column).unwrap_or(0)
    }

    /// A column's whole number as a count.
    pub(crate) fn count(&self, column: usize) -> u64 {
        u64::try_from(self.number(column)).unwrap_or(0)
    }

    /// Whether a column holds anything but 0.
    pub(crate) fn is(&self, column: usize) -> bool {
        self.number(column) != 0
    }

    /// A column's text.
    pub(crate) fn text(&self, column: usize) -> Option<String> {
        self.value(column).some_text().map(ToOwned::to_owned)
    }

    /// A column's bytes.
    pub(crate) fn bytes(&self, column: usize) -> Vec<u8> {
        if let Value::Blob(bytes) = self.value(column) { bytes.to_owned() } else { Vec::new() }
    }
}
