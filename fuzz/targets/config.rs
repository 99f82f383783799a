//! The law `config`: `tests/src/fuzz/config.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("config", raw));
