//! What a web server has: read, never written, and no more shown of its address than may be.

use super::http::{Reply, Server};
use super::{Dir, SECRET, TRACK, later};
use std::fs;

#[test]
fn what_a_web_server_has_is_read_by_its_address() {
    let dir = Dir::new("web");
    let server = Server::start(|request| match request.target.as_str() {
        "/films/a.kk.srt" | "/films/ni%C3%B1o%20%E2%80%94.srt" => Reply::of(200, TRACK),
        _ => Reply::of(404, "<p>nothing here</p>"),
    });
    let address = format!("{}/films/a.kk.srt", server.address);
    let info = dir.run("", &["info", &address]).ok();
    assert!(info.out.contains("by its name kk"), "{}", info.out);
    dir.run("", &["check", &address]).ok();
    assert_eq!(dir.run("", &["retime", "shift", "--by=1s", &address]).ok().out, later());
    dir.run("", &["convert", &address, "-o", "a.vtt"]).ok();
    assert!(fs::read_to_string(dir.0.join("a.vtt")).unwrap().starts_with("WEBVTT"));
    let unicode = format!("{}/films/niño —.srt", server.address);
    assert_eq!(dir.run("", &["retime", "shift", "--by=1s", &unicode]).ok().out, later());
    dir.run("", &["info", &format!("{}/films/b.srt", server.address)])
        .refused(&["the server has no such thing"]);
    fs::write(dir.0.join("list"), format!("{address}\n{unicode}\n{address}\n")).unwrap();
    let ran = dir.run("", &["retime", "shift", "--by=1s", "@list", "--output-dir", "out"]).ok();
    assert!(ran.err.contains("in 2 files"), "{}", ran.err);
    // As the list has it, from the server's name on.
    let films = dir.0.join("out").join(server.address.trim_start_matches("http://")).join("films");
    assert!(films.join("a.kk.srt").exists() && films.join("niño —.srt").exists());
}

#[test]
fn a_web_server_is_only_read_from() {
    let dir = Dir::new("only");
    let server = Server::start(|_| Reply::of(200, TRACK));
    let address = format!("{}/a.srt", server.address);
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    for words in [
        vec!["retime", "shift", "--by=1s", "a.srt", "-o", &address],
        vec!["retime", "shift", "--by=1s", &address, "-i"],
        vec!["retime", "shift", "--by=1s", "a.srt", "--output-dir", &server.address],
        vec!["check", &address, "--fix"],
        vec!["convert", "a.srt", "--to", "vtt", "-o", &address],
    ] {
        dir.run("", &words).refused(&["a web server is only read from"]);
    }
    assert!(server.asked("PUT").is_empty());
    assert_eq!(fs::read_to_string(dir.0.join("a.srt")).unwrap(), TRACK);
}

#[test]
fn a_signature_is_sent_and_not_shown() {
    let dir = Dir::new("signed");
    let query = format!("X-Amz-Signature={SECRET}&X-Amz-Date=20261129T100000Z");
    let wanted = format!("/a.srt?{query}");
    let server = Server::start(move |request| match request.target == wanted {
        true => Reply::of(200, TRACK.replace("келемін.", "келемін. ")),
        false => Reply::error(403, "AccessDenied"),
    });
    let address = format!("{}/a.srt?{query}", server.address);
    let shown = format!("{}/a.srt", server.address);
    // `Dir::run` looks through everything that is said.
    for form in ["human", "json", "jsonl", "sarif", "github", "html", "csv", "junit"] {
        let words = ["check", &address, "--format", form, "--fail-on", "never", "-o", "report"];
        dir.run("", &[&words[..], &["--overwrite"]].concat()).ok();
        let report = fs::read_to_string(dir.0.join("report")).unwrap();
        assert!(!report.contains(SECRET) && !report.contains("X-Amz"), "{form}: {report}");
        // The least is the place; HTML and some others spell it in their own way.
        assert!(form == "html" || report.contains("a.srt"), "{form}: {report}");
    }
    dir.run("", &["info", &address, "--format", "json"]).ok();
    fs::write(dir.0.join("list"), format!("{address}\n")).unwrap();
    let ran = dir.run("", &["check", "@list", "--fail-on", "never"]).ok();
    assert!(ran.out.contains(&shown), "{}", ran.out);
    for entry in fs::read_dir(dir.0.join("cache/check")).unwrap() {
        let kept = fs::read(entry.unwrap().path()).unwrap();
        assert!(!kept.windows(SECRET.len()).any(|it| it == SECRET.as_bytes()), "a secret is kept");
    }
    let ran = dir.run("", &["info", &format!("{}/b.srt?{query}", server.address)]);
    ran.refused(&["/b.srt: the server does not allow it"]);
    dir.run("", &["info", "--no-such-option", &address]).refused(&[]);
    fs::write(dir.0.join("list"), format!("{address}\n{shown}?other=1\n")).unwrap();
    dir.run("", &["check", "@list", "--fail-on", "never"]).refused(&["is named twice"]);
}

#[test]
fn a_user_is_sent_and_not_shown() {
    let dir = Dir::new("user");
    let server = Server::start(|request| match request.header("authorization") {
        Some("Basic YW5uOnMzY3IzdC1rM3k=") => Reply::of(200, TRACK),
        _ => Reply::of(401, "who?"),
    });
    let host = server.address.strip_prefix("http://").unwrap();
    let address = format!("http://ann:{SECRET}@{host}/a.srt");
    assert_eq!(dir.run("", &["retime", "shift", "--by=1s", &address]).ok().out, later());
    dir.run("", &["info", &format!("http://bob:{SECRET}@{host}/a.srt")]).refused(&["may need a user"]);
}

#[test]
fn what_may_be_only_a_part_is_refused() {
    let dir = Dir::new("part");
    let server = Server::start(|request| match request.target.as_str() {
        "/cut.srt" => Reply { cut: Some(40), ..Reply::of(200, TRACK) },
        "/chunked.srt" => Reply { chunked: true, ..Reply::of(200, TRACK) },
        _ => Reply::of(200, TRACK),
    });
    let at = |name: &str| format!("{}/{name}", server.address);
    let convert = |name: &str| dir.run("", &["retime", "shift", "--by=1s", &at(name), "-o", "out.srt"]);
    convert("cut.srt").refused(&["was not sent in full"]);
    assert!(!dir.0.join("out.srt").exists());
    convert("chunked.srt").refused(&["does not say how long it is"]);
    convert("whole.srt").ok();
}

#[test]
fn nothing_is_sent_without_encryption_over_a_network() {
    let dir = Dir::new("plain");
    dir.run("", &["info", "http://192.0.2.1/a.srt"]).refused(&["without encryption", "TREGUA_ALLOW_HTTP"]);
}

#[test]
fn a_server_that_sends_its_callers_on_is_followed_where_that_is_safe() {
    let dir = Dir::new("on");
    let server = Server::start(|request| match request.target.as_str() {
        "/whole.srt" => Reply::of(200, TRACK),
        "/out.srt?sig=s3cr3t-k3y" => Reply::of(302, "").with("Location", "http://192.0.2.1/a.srt"),
        "/round.srt" => Reply::of(302, "").with("Location", "/round.srt"),
        _ => Reply::of(302, "").with("Location", "/whole.srt"),
    });
    let at = |name: &str| format!("{}/{name}", server.address);
    assert_eq!(dir.run("", &["retime", "shift", "--by=1s", &at("on.srt?sig=s3cr3t-k3y")]).ok().out, later());
    for request in server.asked("GET") {
        assert_eq!(request.header("referer"), None, "the signature is told on: {request:?}");
    }
    dir.run("", &["info", &at("out.srt?sig=s3cr3t-k3y")]).refused(&["302"]);
    dir.run("", &["info", &at("round.srt")]).refused(&["302"]);
}
