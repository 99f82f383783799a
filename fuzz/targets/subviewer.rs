//! The reader of the format `subviewer`: `tests/src/fuzz/parse.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| tregua_tests::fuzz::hold("subviewer", raw));
