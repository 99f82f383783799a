//! The law `convert`: `tests/src/fuzz/convert.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("convert", raw));
