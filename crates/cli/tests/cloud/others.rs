//! Azure, against Azurite where `cargo xtask cloud` has started it (`TREGUA_AZURE`), and what Google's storage is asked.

use super::http::{Reply, Server, ask};
use super::{Dir, Ran, TRACK, later};
use std::fs;
use std::sync::{Arc, Mutex};

#[test]
fn azure_is_read_listed_and_written_as_s3_is() {
    let Some(server) = std::env::var_os("TREGUA_AZURE") else {
        eprintln!("no Azure server (TREGUA_AZURE): not tested");
        return;
    };
    let server = server.into_string().unwrap();
    let dir = Dir::new("azure");
    let at = |name: &str| format!("az://films/{}/{name}", std::process::id());
    let run_at = |server: &str, words: &[&str]| {
        let mut command = dir.command("", words);
        command.env("AZURE_STORAGE_USE_EMULATOR", "true").env("AZURITE_BLOB_STORAGE_URL", server);
        Ran::of(command.output().unwrap())
    };
    let run = |words: &[&str]| run_at(&server, words);
    let get = |name: &str| run(&["retime", "shift", "--by=0s", &at(name)]).ok().out;
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    for name in ["in/a.kk.srt", "in/деңгей/ж б.srt", "in/poster #1.srt"] {
        run(&["retime", "shift", "--by=0s", "a.srt", "-o", &at(name)]).ok();
        assert_eq!(get(name), TRACK, "{name}");
    }
    run(&["retime", "shift", "--by=1s", "a.srt", "-o", &at("in/a.kk.srt")]).refused(&["exists already"]);
    run(&["retime", "shift", "--by=1s", &at("in/a.kk.srt"), "-i"]).ok();
    assert_eq!(get("in/a.kk.srt"), later());
    run(&["retime", "shift", "--by=0s", "a.srt", "-o", &at("in/a.kk.srt"), "--overwrite"]).ok();
    assert_eq!(get("in/a.kk.srt"), TRACK);
    let ran = run(&["convert", &at("in/"), "--to", "vtt", "--output-dir", &at("out/")]).ok();
    assert!(ran.err.contains("3 files converted"), "{}", ran.err);
    run(&["check", &at("out/**/*.vtt"), "--fail-on", "never"]).ok();
    run(&["info", &at("no.srt")]).refused(&["no such object"]);
    run(&["info", "az://no-such-container/a.srt"]).refused(&["no such bucket or container"]);
    // Somebody is faster by a hair.
    let (real, theirs) = (server.clone(), at("in/a.kk.srt"));
    let folder = dir.0.clone();
    let between = Server::start(move |request| {
        if request.method == "PUT" {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tregua"));
            command.current_dir(&folder).args([
                "retime",
                "shift",
                "--by=9s",
                "a.srt",
                "-o",
                &theirs,
                "--overwrite",
            ]);
            command.env("AZURE_STORAGE_USE_EMULATOR", "true").env("AZURITE_BLOB_STORAGE_URL", &real);
            assert!(command.status().unwrap().success());
        }
        ask(&real, request)
    });
    let shift = ["retime", "shift", "--by=1s", &at("in/a.kk.srt"), "-i"];
    run_at(&between.address, &shift).refused(&["somebody else changed it after it was read"]);
    assert!(get("in/a.kk.srt").contains("00:00:10,000 --> 00:00:12,000"), "{}", get("in/a.kk.srt"));
}

#[test]
fn google_is_asked_to_write_one_generation_only() {
    let dir = Dir::new("google");
    // What is there, and its generation; 0 is none.
    let there: Arc<Mutex<(u32, Vec<u8>)>> = Arc::default();
    let held = Arc::clone(&there);
    let server = Server::start(move |request| {
        let mut there = held.lock().unwrap();
        let generation = there.0.to_string();
        let known = |reply: Reply, number: u32| reply.with("x-goog-generation", &number.to_string());
        match request.method.as_str() {
            "PUT" if request.header("x-goog-if-generation-match") != Some(&generation) => {
                Reply::error(412, "PreconditionFailed")
            }
            "PUT" => {
                *there = (there.0 + 1, request.body.clone());
                known(Reply::object("x", ""), there.0)
            }
            _ if there.0 == 0 => Reply::error(404, "NoSuchKey"),
            _ => known(Reply::object("x", there.1.clone()), there.0),
        }
    });
    let run = |words: &[&str]| {
        let mut command = dir.command("", words);
        command.env("GOOGLE_BASE_URL", &server.address).env("GOOGLE_BEARER_TOKEN", super::SECRET);
        Ran::of(command.env("GOOGLE_ALLOW_HTTP", "true").output().unwrap())
    };
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    let to = ["retime", "shift", "--by=0s", "a.srt", "-o", "gs://films/a b.srt"];
    run(&to).ok();
    run(&to).refused(&["exists already"]);
    run(&["retime", "shift", "--by=1s", "gs://films/a b.srt", "-i"]).ok();
    assert_eq!(there.lock().unwrap().1, later().as_bytes());
    let puts = server.asked("PUT");
    let conditions: Vec<_> =
        puts.iter().map(|put| put.header("x-goog-if-generation-match").unwrap()).collect();
    assert_eq!(conditions, ["0", "1"]);
    assert!(puts.iter().all(|put| put.target == "/films/a%20b%2Esrt"), "{puts:?}");
}
