//! Against a real S3-compatible server, whose address `TREGUA_S3` names; without one these say so and pass.

use super::http::{Reply, Request, Server, ask};
use super::{Dir, TRACK, later};
use std::fs;

/// Whose objects these are. Moto believes everybody, but lets nobody read without a name.
const KNOWN: (&str, &str) = (
    "authorization",
    "AWS4-HMAC-SHA256 Credential=AKIDTEST/20261129/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0",
);

/// A bucket of a test's own.
struct Bucket {
    server: String,
    name: String,
}

impl Bucket {
    fn new(name: &str) -> Option<Self> {
        let Some(server) = std::env::var_os("TREGUA_S3") else {
            eprintln!("no S3 server (TREGUA_S3): not tested");
            return None;
        };
        let bucket =
            Self { server: server.into_string().unwrap(), name: format!("{name}-{}", std::process::id()) };
        let made = bucket.ask("PUT", "", &[], b"");
        assert_eq!(made.status, 200, "{made:?}");
        Some(bucket)
    }

    /// A request by the key's bytes, spelt as addresses spell them.
    fn ask(&self, method: &str, key: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-');
        let spelt: String = key
            .bytes()
            .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        let headers = headers.iter().chain([&KNOWN]);
        let headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let target = format!("/{}/{spelt}", self.name);
        ask(&self.server, &Request { method: method.to_owned(), target, headers, body: body.to_vec() })
    }

    fn put(&self, key: &str, body: &str) {
        let done = self.ask("PUT", key, &[], body.as_bytes());
        assert_eq!(done.status, 200, "{key}: {done:?}");
    }

    /// What is there; `None` where nothing is.
    fn get(&self, key: &str) -> Option<String> {
        let found = self.ask("GET", key, &[], b"");
        (found.status == 200).then(|| String::from_utf8(found.body).unwrap())
    }

    fn at(&self, key: &str) -> String {
        format!("s3://{}/{key}", self.name)
    }
}

/// The names in a report for programs, in their order.
fn names(jsonl: &str) -> Vec<String> {
    let lines = jsonl.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines.filter_map(|line| Some(line.get("path")?.as_str()?.to_owned())).collect()
}

#[test]
fn one_object_is_read_by_every_command_that_reads_a_file() {
    let Some(bucket) = Bucket::new("one") else { return };
    let dir = Dir::new("one");
    bucket.put("reels/1.kk.srt", TRACK);
    let object = bucket.at("reels/1.kk.srt");
    let info = dir.run(&bucket.server, &["info", &object]).ok();
    assert!(info.out.contains("SubRip") && info.out.contains("by its name kk"), "{}", info.out);
    dir.run(&bucket.server, &["check", &object]).ok();
    let vtt = dir.run(&bucket.server, &["convert", &object, "--to", "vtt"]).ok();
    assert!(vtt.out.starts_with("WEBVTT"), "{}", vtt.out);
    let moved = dir.run(&bucket.server, &["retime", "shift", "--by=1s", &object]).ok();
    assert_eq!(moved.out, later());
    dir.run(&bucket.server, &["diff", &object, &object]).ok();
}

#[test]
fn a_prefix_is_a_catalogue_in_the_order_of_its_names() {
    let Some(bucket) = Bucket::new("order") else { return };
    let dir = Dir::new("order");
    let keys = ["reels/z.srt", "reels/a b.srt", "reels/a/1.srt", "reels/ж.srt", "reels/B.vtt", "other/x.srt"];
    for key in keys {
        bucket.put(
            key,
            if key.ends_with(".vtt") {
                "WEBVTT\n\n00:01.000 --> 00:03.000\nБүгін келемін.\n"
            } else {
                TRACK
            },
        );
    }
    bucket.put("reels/poster.jpg", "no subtitles");
    bucket.put("reels/.hidden/x.srt", TRACK);
    bucket.put("reels/tregua.toml", "");
    bucket.put("reels/", "");
    let check = |what: &str, jobs: &str| {
        let words = ["check", what, "--format", "jsonl", "--jobs", jobs, "--fail-on", "never", "--no-cache"];
        let ran = dir.run(&bucket.server, &words).ok();
        (names(&ran.out), ran.out, ran.err)
    };
    let (found, one, told) = check(&bucket.at("reels/"), "1");
    let wanted: Vec<String> = ["reels/B.vtt", "reels/a b.srt", "reels/a/1.srt", "reels/z.srt", "reels/ж.srt"]
        .map(|key| bucket.at(key))
        .to_vec();
    let order: Vec<String> = found.iter().filter(|it| it.starts_with("s3://")).cloned().collect();
    let mut dedup = order.clone();
    dedup.dedup();
    assert_eq!(dedup, wanted, "{one}");
    assert!(told.contains("passed over"), "{told}");
    assert_eq!(check(&bucket.at("reels/"), "4").1, one, "the number of threads shows");
    let (found, ..) = check(&bucket.at("reels/*.srt"), "2");
    assert!(
        found.iter().all(|it| !it.contains("/a/")) && found.contains(&bucket.at("reels/ж.srt")),
        "{found:?}"
    );
    let (found, ..) = check(&bucket.at("**/x.srt"), "2");
    assert!(found.contains(&bucket.at("other/x.srt")), "{found:?}");
    dir.run(&bucket.server, &["check", &bucket.at("nothing/")]).refused(&["no object begins so"]);
    dir.run(&bucket.server, &["check", &bucket.at("nothing/*.srt")]).refused(&["matches no object"]);
}

#[test]
fn a_prefix_of_several_pages_is_listed_to_its_end() {
    let Some(bucket) = Bucket::new("pages") else { return };
    let dir = Dir::new("pages");
    for n in 0..1003 {
        bucket.put(&format!("reels/{n:04}.srt"), TRACK);
    }
    let out = dir.0.join("out");
    let words = [
        "retime",
        "shift",
        "--by=1s",
        &bucket.at("reels/"),
        "--output-dir",
        out.to_str().unwrap(),
        "--quiet",
    ];
    dir.run(&bucket.server, &words).ok();
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1003);
    assert_eq!(fs::read_to_string(out.join("1002.srt")).unwrap(), later());
}

#[test]
fn one_prefix_is_converted_to_another() {
    let Some(bucket) = Bucket::new("convert") else { return };
    let dir = Dir::new("convert");
    bucket.put("in/a.srt", TRACK);
    bucket.put("in/деңгей/б.srt", TRACK);
    let words = ["convert", &bucket.at("in/"), "--to", "vtt", "--output-dir", &bucket.at("out/")];
    let ran = dir.run(&bucket.server, &words).ok();
    assert!(ran.err.contains("2 files converted"), "{}", ran.err);
    for key in ["out/a.vtt", "out/деңгей/б.vtt"] {
        assert!(bucket.get(key).unwrap().starts_with("WEBVTT"), "{key}");
        let kind = bucket.ask("HEAD", key, &[], b"").headers;
        assert!(kind.iter().any(|(name, value)| name == "content-type" && value == "text/vtt"), "{kind:?}");
    }
    // What is there is not written over, and one bad file stops nothing.
    bucket.put("in/c.srt", TRACK);
    let ran =
        dir.run(&bucket.server, &words).refused(&["out/a.vtt: exists already; replace it with --overwrite"]);
    assert!(ran.err.contains("1 file converted, 2 failed"), "{}", ran.err);
    assert!(bucket.get("out/c.vtt").is_some());
    // Files of this machine go there as well.
    fs::write(dir.0.join("d.srt"), TRACK).unwrap();
    dir.run(&bucket.server, &["convert", "d.srt", "-o", &bucket.at("out/d.vtt")]).ok();
    assert!(bucket.get("out/d.vtt").unwrap().starts_with("WEBVTT"));
    fs::write(dir.0.join("e.srt"), TRACK).unwrap();
    let words = ["retime", "shift", "--by=1s", "d.srt", "e.srt", "--output-dir", &bucket.at("moved")];
    dir.run(&bucket.server, &words).ok();
    assert_eq!((bucket.get("moved/d.srt"), bucket.get("moved/e.srt")), (Some(later()), Some(later())));
}

#[test]
fn an_object_is_moved_in_its_place_and_keeps_what_it_carries() {
    let Some(bucket) = Bucket::new("place") else { return };
    let dir = Dir::new("place");
    let carried = [
        ("content-type", "text/plain; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("x-amz-meta-reel", "1"),
    ];
    assert_eq!(bucket.ask("PUT", "a.kk.srt", &carried, TRACK.as_bytes()).status, 200);
    dir.run(&bucket.server, &["retime", "shift", "--by=1s", &bucket.at("a.kk.srt"), "-i"]).ok();
    assert_eq!(bucket.get("a.kk.srt").unwrap(), later());
    let head = bucket.ask("HEAD", "a.kk.srt", &[], b"");
    for (name, value) in carried {
        assert!(head.headers.iter().any(|(n, v)| n == name && v == value), "{name}: {head:?}");
    }
    // Several are each by themselves; and what is not changed is not written.
    bucket.put("b.kk.srt", TRACK);
    dir.run(&bucket.server, &["retime", "shift", "--by=-1s", &bucket.at("a.kk.srt"), "-i"]).ok();
    dir.run(
        &bucket.server,
        &["retime", "shift", "--by=1s", &bucket.at("a.kk.srt"), &bucket.at("b.kk.srt"), "-i"],
    )
    .ok();
    assert_eq!((bucket.get("a.kk.srt"), bucket.get("b.kk.srt")), (Some(later()), Some(later())));
    let before = bucket.ask("HEAD", "a.kk.srt", &[], b"").headers;
    dir.run(&bucket.server, &["retime", "shift", "--by=0s", &bucket.at("a.kk.srt"), "-i"]).ok();
    assert_eq!(bucket.ask("HEAD", "a.kk.srt", &[], b"").headers.len(), before.len());
    dir.run(&bucket.server, &["retime", "shift", "--by=1s", &bucket.at("a.kk.srt"), "--suffix", ".moved"])
        .ok();
    assert!(bucket.get("a.kk.moved.srt").is_some());
}

#[test]
fn fixes_are_written_in_the_place_of_what_was_read() {
    let Some(bucket) = Bucket::new("fix") else { return };
    let dir = Dir::new("fix");
    let bad = TRACK.replace("келемін.", "келемін. ");
    bucket.put("reels/a.kk.srt", &bad);
    bucket.put("reels/b.kk.srt", &bad);
    let diff = dir.run(&bucket.server, &["check", &bucket.at("reels/"), "--diff", "--fail-on", "never"]);
    assert!(diff.out.contains("-Бүгін кештеу келемін. "), "{}{}", diff.out, diff.err);
    assert_eq!(bucket.get("reels/a.kk.srt").unwrap(), bad);
    dir.run(&bucket.server, &["check", &bucket.at("reels/"), "--fix", "--fail-on", "never"]).ok();
    assert_eq!(
        (bucket.get("reels/a.kk.srt").unwrap(), bucket.get("reels/b.kk.srt").unwrap()),
        (TRACK.into(), TRACK.into())
    );
    bucket.put("reels/a.kk.srt", &bad);
    dir.run(&bucket.server, &["check", &bucket.at("reels/a.kk.srt"), "--fix", "--fail-on", "never"]).ok();
    assert_eq!(bucket.get("reels/a.kk.srt").unwrap(), TRACK);
}

#[test]
fn an_object_that_somebody_changes_meanwhile_is_not_written_over() {
    let Some(bucket) = Bucket::new("race") else { return };
    let dir = Dir::new("race");
    let theirs = "1\n00:00:09,000 --> 00:00:10,000\nБасқа біреудің жұмысы.\n";
    // Somebody is faster by a hair: between the last look and the write.
    let (real, name) = (bucket.server.clone(), bucket.name.clone());
    let between = Server::start(move |request| {
        if request.method == "PUT" {
            let target = format!("/{name}/a.srt");
            let headers = vec![(KNOWN.0.to_owned(), KNOWN.1.to_owned())];
            let done = ask(&real, &Request { method: "PUT".into(), target, headers, body: theirs.into() });
            assert_eq!(done.status, 200, "{done:?}");
        }
        ask(&real, request)
    });
    bucket.put("a.srt", TRACK);
    let shift = ["retime", "shift", "--by=1s", &bucket.at("a.srt"), "-i"];
    dir.run(&between.address, &shift)
        .refused(&["a.srt was not written: somebody else changed it after it was read"]);
    assert_eq!(bucket.get("a.srt").unwrap(), theirs);
    assert!(
        between.asked("PUT").iter().all(|put| put.header("if-match").is_some()),
        "a write without a condition"
    );
    // The same where a new object appears.
    bucket.ask("DELETE", "a.srt", &[], b"");
    fs::write(dir.0.join("new.srt"), TRACK).unwrap();
    let words = ["retime", "shift", "--by=1s", "new.srt", "-o", &bucket.at("a.srt")];
    dir.run(&between.address, &words).refused(&["exists already"]);
    assert_eq!(bucket.get("a.srt").unwrap(), theirs);
}

#[test]
fn a_new_object_takes_no_place_unless_that_is_asked_for() {
    let Some(bucket) = Bucket::new("create") else { return };
    let dir = Dir::new("create");
    bucket.put("a.srt", TRACK);
    bucket.put("out.srt", "theirs");
    let words = ["retime", "shift", "--by=1s", &bucket.at("a.srt"), "-o", &bucket.at("out.srt")];
    dir.run(&bucket.server, &words).refused(&["out.srt: exists already; replace it with --overwrite"]);
    assert_eq!(bucket.get("out.srt").unwrap(), "theirs");
    dir.run(&bucket.server, &[&words[..], &["--overwrite"]].concat()).ok();
    assert_eq!(bucket.get("out.srt").unwrap(), later());
    let same = ["retime", "shift", "--by=1s", &bucket.at("a.srt"), "-o", &bucket.at("a.srt")];
    dir.run(&bucket.server, &same).refused(&["is also an input"]);
    dir.run(
        &bucket.server,
        &["retime", "shift", "--by=1s", &bucket.at("a.srt"), "-o", &bucket.at("folder/")],
    )
    .refused(&["names a folder"]);
}

#[test]
fn what_is_not_there_is_told_with_a_way_out() {
    let Some(bucket) = Bucket::new("gone") else { return };
    let dir = Dir::new("gone");
    dir.run(&bucket.server, &["info", &bucket.at("no.srt")])
        .refused(&["no.srt: no such object; check the name"]);
    let nowhere = "s3://tregua-no-such-bucket-0/a.srt";
    dir.run(&bucket.server, &["info", nowhere]).refused(&["no such bucket"]);
    dir.run(&bucket.server, &["check", "s3://tregua-no-such-bucket-0/"]).refused(&["no such bucket"]);
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    dir.run(&bucket.server, &["convert", "a.srt", "--to", "vtt", "-o", nowhere]).refused(&["no such bucket"]);
    dir.run(&bucket.server, &["info", &bucket.at("reels/")]).refused(&["means all objects"]);
    let names = [bucket.at("no.srt"), bucket.at("a.srt")].join("\n");
    bucket.put("a.srt", TRACK);
    fs::write(dir.0.join("list"), names).unwrap();
    let ran = dir.run(&bucket.server, &["check", "@list", "--format", "jsonl", "--fail-on", "never"]);
    assert_eq!(ran.code, Some(2), "one that is not there is told");
    assert!(ran.out.contains(&bucket.at("a.srt")), "and stops no other: {}", ran.out);
}

#[test]
fn names_of_any_letters_are_found_and_written() {
    let Some(bucket) = Bucket::new("letters") else { return };
    let dir = Dir::new("letters");
    let keys = [
        "көктем/қар көшкіні.srt",
        "año (1) — ¿qué?.srt",
        "a+b&c=d%20e.srt",
        "film [kk]#1~.srt",
        "'\"{x}^`|.srt",
        "日本.srt",
    ];
    for key in keys {
        bucket.put(key, TRACK);
        let ran = dir.run(&bucket.server, &["retime", "shift", "--by=1s", &bucket.at(key), "-o", "-"]);
        if key.contains(['[', '{', '?']) {
            // A pattern, which the name itself fits too.
            let words = ["retime", "shift", "--by=1s", &bucket.at(key), "-i"];
            dir.run(&bucket.server, &words).ok();
        } else {
            assert_eq!(ran.ok().out, later(), "{key}");
            dir.run(&bucket.server, &["retime", "shift", "--by=1s", &bucket.at(key), "-i"]).ok();
        }
        assert_eq!(bucket.get(key).as_deref(), Some(later().as_str()), "{key}");
    }
    dir.run(&bucket.server, &["convert", &bucket.at(""), "--to", "vtt", "--output-dir", &bucket.at("out")])
        .ok();
    assert!(bucket.get("out/көктем/қар көшкіні.vtt").unwrap().starts_with("WEBVTT"));
    assert!(bucket.get("out/a+b&c=d%20e.vtt").unwrap().starts_with("WEBVTT"));
}

#[test]
fn hostile_names_steer_nothing_and_stop_nothing() {
    let Some(bucket) = Bucket::new("hostile") else { return };
    let dir = Dir::new("hostile");
    bucket.put("a.srt", TRACK);
    bucket.put("b\u{7f}::error::x.srt", TRACK);
    bucket.put("c//d.srt", TRACK);
    bucket.put("e\tf.jpg", "no subtitles");
    bucket.put("g\u{1b}[31mh.srt", TRACK);
    bucket.put("z/\u{202e}trs.srt", TRACK);
    bucket.put("z/b.srt", TRACK);
    let out = dir.0.join("out");
    let words = ["retime", "shift", "--by=1s", &bucket.at(""), "--output-dir", out.to_str().unwrap()];
    let ran = dir.run(&bucket.server, &words).refused(&["control character", "c//d.srt"]);
    assert!(ran.err.lines().all(|line| !line.starts_with("::")), "{}", ran.err);
    assert!(!ran.err.contains('\u{202e}') && !ran.err.contains("f.jpg"), "{}", ran.err);
    for file in ["a.srt", "z/b.srt", "z/\u{202e}trs.srt"] {
        assert_eq!(fs::read_to_string(out.join(file)).unwrap(), later(), "{file}");
    }
    dir.run(&bucket.server, &["info", &bucket.at("x\u{1b}[31m.srt")]).refused(&["control character"]);
    dir.run(&bucket.server, &["info", &bucket.at("../x.srt")]).refused(&["`..`"]);
}

#[test]
fn a_run_is_gone_on_with_and_what_was_found_is_kept() {
    let Some(bucket) = Bucket::new("resume") else { return };
    let dir = Dir::new("resume");
    bucket.put("in/a.kk.srt", TRACK);
    bucket.put("in/b.kk.srt", TRACK);
    let words = ["retime", "shift", "--by=1s", &bucket.at("in/"), "-i", "--resume", "record"];
    dir.run(&bucket.server, &words).ok();
    bucket.put("in/c.kk.srt", TRACK);
    let again = dir.run(&bucket.server, &words).ok();
    assert!(again.err.contains("2 files done by an earlier run"), "{}", again.err);
    for key in ["in/a.kk.srt", "in/b.kk.srt", "in/c.kk.srt"] {
        assert_eq!(bucket.get(key).unwrap(), later(), "{key}");
    }
    bucket.put("in/a.kk.srt", "1\n00:00:01,000 --> 00:00:02,000\nБасқа.\n");
    dir.run(&bucket.server, &words).refused(&["a.kk.srt", "by another program"]);
    let (from, to) = (bucket.at("in/"), bucket.at("out/"));
    let words = ["convert", &from, "--to", "vtt", "--output-dir", &to, "--resume", "other"];
    dir.run(&bucket.server, &words).ok();
    let again = dir.run(&bucket.server, &words).ok();
    assert!(again.err.contains("3 files done by an earlier run"), "{}", again.err);
    let check = || dir.run(&bucket.server, &["check", &bucket.at("in/"), "--fail-on", "never"]).ok().out;
    assert_eq!(check(), check());
    assert!(fs::read_dir(dir.0.join("cache/check")).unwrap().count() > 0);
}

#[test]
fn a_list_may_name_objects_and_files_and_none_is_worked_on_twice() {
    let Some(bucket) = Bucket::new("list") else { return };
    let dir = Dir::new("list");
    bucket.put("a.srt", TRACK);
    bucket.put("b.srt", TRACK);
    fs::write(dir.0.join("c.srt"), TRACK).unwrap();
    let names = [bucket.at("a.srt"), "c.srt".into(), bucket.at("a.srt"), bucket.at("b.srt")].join("\n");
    fs::write(dir.0.join("names"), &names).unwrap();
    let ran = dir.run(&bucket.server, &["retime", "shift", "--by=1s", "@names", &bucket.at(""), "-i"]).ok();
    assert!(ran.err.contains("in 3 files"), "{}", ran.err);
    assert_eq!((bucket.get("a.srt").unwrap(), bucket.get("b.srt").unwrap()), (later(), later()));
    assert_eq!(fs::read_to_string(dir.0.join("c.srt")).unwrap(), later());
    // The list itself may be an object.
    bucket.put("lists/names", &bucket.at("a.srt"));
    let list = format!("@{}", bucket.at("lists/names"));
    dir.run(&bucket.server, &["retime", "shift", "--by=-1s", &list, "-i"]).ok();
    assert_eq!(bucket.get("a.srt").unwrap(), TRACK);
}
