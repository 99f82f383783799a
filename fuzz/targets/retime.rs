//! The law `retime`: `tests/src/fuzz/retime.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("retime", raw));
