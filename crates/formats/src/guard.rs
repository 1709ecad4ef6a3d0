//! Streams that count what they read, and stop where an archive inflates beyond reason.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Nothing of the platform inflates to more.
const INFLATED_LIMIT: u64 = 64 << 30;
/// A real export of repeated rows reaches 76:1 (samples/README.md); a bomb reaches 1,000:1.
const RATIO_LIMIT: u64 = 200;
/// Below this the ratio says nothing.
const RATIO_FROM: u64 = 1 << 20;

/// Marks an [`io::Error`] of a bomb, to be told from a disk's.
#[derive(Debug, thiserror::Error)]
#[error("inflates beyond {0}")]
pub(crate) struct BombError(pub(crate) &'static str);

/// The limit that so many bytes out of so many packed ones pass.
pub(crate) fn limit_passed(inflated: u64, packed: u64) -> Option<&'static str> {
    if inflated > INFLATED_LIMIT {
        return Some("64 GiB");
    }
    (inflated > RATIO_FROM && inflated / packed.max(1) > RATIO_LIMIT).then_some("200 times its size")
}

/// Counts what is read from disk.
pub(crate) struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, count: &Arc<AtomicU64>) -> Self {
        Self { inner, count: Arc::clone(count) }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a stream that inflates beyond reason.
pub(crate) struct Guarded<R> {
    inner: R,
    inflated: u64,
    consumed: Arc<AtomicU64>,
}

impl<R> Guarded<R> {
    pub(crate) fn new(inner: R, consumed: &Arc<AtomicU64>) -> Self {
        Self { inner, inflated: 0, consumed: Arc::clone(consumed) }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.inflated += read as u64;
        match limit_passed(self.inflated, self.consumed.load(Ordering::Relaxed)) {
            Some(limit) => Err(io::Error::other(BombError(limit))),
            None => Ok(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, AtomicU64, BombError, Guarded, INFLATED_LIMIT, Read, io};

    #[test]
    fn an_archive_stops_at_a_size_and_at_a_ratio() {
        let check = |inflated: u64, consumed: u64, expected: Option<&str>| {
            let consumed = Arc::new(AtomicU64::new(consumed));
            let mut archive = Guarded { inner: io::repeat(b'a'), inflated, consumed };
            let error = archive.read(&mut [0; 1000]).err();
            let bomb = error.as_ref().and_then(|error| error.get_ref()?.downcast_ref::<BombError>());
            assert_eq!(bomb.map(|bomb| bomb.0), expected, "{inflated} bytes");
        };
        check(76 << 20, 1 << 20, None);
        check(201 << 20, 1 << 20, Some("200 times its size"));
        check(900_000, 1, None);
        check(INFLATED_LIMIT - 1000, INFLATED_LIMIT / 10, None);
        check(INFLATED_LIMIT - 999, INFLATED_LIMIT / 10, Some("64 GiB"));
    }
}
