//! Large buffers go back to the system when they are freed.
//!
//! Sorting a million customers takes buffers of some 20 MB on several threads. After the first of them is freed glibc
//! keeps buffers of that size in the heap of each thread for later, which left 150 MB behind that nobody used.
#![allow(unsafe_code)]

/// Fixes the size from which a buffer is a mapping of its own, which glibc otherwise lets grow to 32 MB.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn give_back_large_buffers() {
    const LARGE: libc::c_int = 1 << 20;
    // SAFETY: sets a parameter of the allocator; without success nothing is lost but memory.
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}

/// Other systems give large buffers back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) const fn give_back_large_buffers() {}
