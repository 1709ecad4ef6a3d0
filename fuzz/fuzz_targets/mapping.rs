//! A list and a mapping for it: the input is the mapping as JSON, a NUL byte, and the list.
#![no_main]

use clientele_domain::file::Mapping;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |&byte| byte == 0);
    let (json, list) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if let Ok(mapping) = serde_json::from_slice::<Mapping>(json) {
        clientele_fuzz::read(list, Some(mapping));
    }
});
