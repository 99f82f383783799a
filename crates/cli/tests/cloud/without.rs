//! The program that was built without the cloud.

use super::{Dir, TRACK};
use std::fs;

#[test]
fn a_name_in_the_cloud_is_told_for_what_it_is() {
    let dir = Dir::new("without");
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    for words in [
        ["info", "s3://films/a.srt", "--format", "json"],
        ["check", "gs://films/reels/", "--fail-on", "never"],
        ["check", "az://films/*.srt", "--fail-on", "never"],
        ["convert", "https://films.example/a.srt", "--to", "vtt"],
        ["convert", "a.srt", "-o", "s3://films/a.vtt"],
    ] {
        dir.run("http://127.0.0.1:1", &words).refused(&["without the feature `cloud`"]);
    }
    dir.run(
        "http://127.0.0.1:1",
        &["retime", "shift", "--by=1s", "a.srt", "--output-dir", "s3://films/out/"],
    )
    .refused(&["without the feature `cloud`"]);
    assert!(!dir.0.join("s3:").exists(), "no folder of that name is made");
}

#[test]
fn a_file_of_this_machine_that_is_called_so_is_that_file() {
    let dir = Dir::new("called");
    fs::create_dir_all(dir.0.join("s3:/films")).unwrap();
    fs::write(dir.0.join("s3:/films/a.kk.srt"), TRACK).unwrap();
    dir.run("http://127.0.0.1:1", &["check", "s3://films/a.kk.srt"]).ok();
}

#[test]
fn what_is_secret_in_an_address_is_not_shown() {
    let dir = Dir::new("hidden");
    let ran =
        dir.run("http://127.0.0.1:1", &["info", "https://ann:s3cr3t-k3y@h.example/a.srt?sig=s3cr3t-k3y"]);
    ran.refused(&["https://h.example/a.srt:"]);
    dir.run("http://127.0.0.1:1", &["info", "--wrong=https://h.example/a.srt?sig=s3cr3t-k3y"]).refused(&[]);
}
