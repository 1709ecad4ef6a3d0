//! Keeps the few results that were used last, and computes each once however many ask at the same time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::ReadError;

/// A small cache, the most recently used entry in front. Small enough that walking it beats hashing.
#[derive(Debug)]
pub(super) struct Shelf<K, V> {
    places: usize,
    kept: Mutex<VecDeque<(K, Arc<OnceCell<V>>)>>,
}

impl<K: PartialEq, V: Clone> Shelf<K, V> {
    pub(super) fn new(places: usize) -> Self {
        Self { places, kept: Mutex::default() }
    }

    /// The value kept under `key`, or the one that `compute` makes; a failure is not kept.
    pub(super) async fn get(
        &self,
        key: K,
        compute: impl Future<Output = Result<V, ReadError>>,
    ) -> Result<V, ReadError> {
        let cell = self.place(key);
        cell.get_or_try_init(|| compute).await.cloned()
    }

    /// The value, if it is there.
    pub(super) fn peek(&self, key: &K) -> Option<V> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| other == key).and_then(|(_, cell)| cell.get().cloned())
    }

    /// All values that are there.
    pub(super) fn values(&self) -> Vec<V> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().filter_map(|(_, cell)| cell.get().cloned()).collect()
    }

    /// A shelf with what is there now under the keys that `keep` wants.
    pub(super) fn copy(&self, keep: impl Fn(&K) -> bool) -> Self
    where
        K: Clone,
    {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let there = kept.iter().filter(|(key, cell)| cell.initialized() && keep(key));
        Self { places: self.places, kept: Mutex::new(there.cloned().collect()) }
    }

    /// Keeps a value that was computed together with others.
    pub(super) fn put(&self, key: K, value: V) {
        // One that is there already was computed from the same data.
        let _ = self.place(key).set(value);
    }

    fn place(&self, key: K) -> Arc<OnceCell<V>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = match kept.iter().position(|(other, _)| *other == key).and_then(|at| kept.remove(at)) {
            Some(entry) => entry,
            None => (key, Arc::default()),
        };
        let cell = Arc::clone(&entry.1);
        kept.push_front(entry);
        kept.truncate(self.places);
        cell
    }
}
