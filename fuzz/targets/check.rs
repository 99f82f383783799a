//! The law `check`: `tests/src/fuzz/check.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("check", raw));
