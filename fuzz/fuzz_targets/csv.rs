//! Any bytes as a file: text, archives, and what is neither.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| clientele_fuzz::read(bytes, None));
