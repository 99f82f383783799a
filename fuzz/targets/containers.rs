//! The law `containers`: `tests/src/fuzz/containers.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("containers", raw));
