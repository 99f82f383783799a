//! The law `fix`: `tests/src/fuzz/fix.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("fix", raw));
