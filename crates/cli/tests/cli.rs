//! The program as people use it: every case is a file in `tests/cli`, commands with the output they must print.
//! `TRYCMD=overwrite cargo test -p tregua --test cli` writes what they print now; read the difference before you
//! commit it.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        // What runs over many files keep, they keep here.
        .env("TREGUA_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/kept"))
        .default_bin_name("tregua")
        .case("../../tests/cli/*.trycmd");
}
