//! The tour of the README prints what it says.

#[test]
fn tour() {
    // Its commands are for the top of the source tree; this file has one test, so nobody else minds.
    std::env::set_current_dir("../..").unwrap();
    trycmd::TestCases::new().env("NO_COLOR", "1").default_bin_name("tregua").case("README.md");
}
