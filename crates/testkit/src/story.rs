//! Stories that run more than once.

use std::pin::Pin;

/// A test's future on the heap: one that is told twice is compiled once.
pub type Story = Pin<Box<dyn Future<Output = ()>>>;

/// Runs a story to its end.
///
/// # Panics
/// Where the story does, and when no runtime can be made.
pub fn tell(story: Story) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(story);
}
