//! The law `open`: `tests/src/fuzz/open.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("open", raw));
