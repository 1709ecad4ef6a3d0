//! Who calls, and what they may do.

use std::collections::HashSet;

use clientele_wire::{ErrorCode, Failure, Right};

/// A caller of operations.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Name that change sets carry.
    pub actor: String,
    rights: Option<HashSet<Right>>,
}

impl Caller {
    /// The owner of a local workspace, who may do everything.
    #[must_use]
    pub fn owner(actor: impl Into<String>) -> Self {
        Self { actor: actor.into(), rights: None }
    }

    /// Someone with these rights only.
    #[must_use]
    pub fn with_rights(actor: impl Into<String>, rights: impl IntoIterator<Item = Right>) -> Self {
        Self { actor: actor.into(), rights: Some(rights.into_iter().collect()) }
    }

    /// # Errors
    /// `not_allowed` when the caller lacks the right. What belongs to the program needs none.
    pub fn require(&self, right: Right, operation: &str) -> Result<(), Failure> {
        let held =
            right == Right::Program || self.rights.as_ref().is_none_or(|rights| rights.contains(&right));
        if held { Ok(()) } else { Err(Failure::new(ErrorCode::NotAllowed).with("operation", operation)) }
    }
}
