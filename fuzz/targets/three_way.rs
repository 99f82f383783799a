//! The law `three_way`: `tests/src/fuzz/three_way.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("three_way", raw));
