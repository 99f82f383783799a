//! S3 servers that fail in the ways servers do.

use super::http::{Reply, Server};
use super::{Dir, TRACK, later};
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const SHIFT: [&str; 5] = ["retime", "shift", "--by=1s", "s3://films/a.srt", "-i"];

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let dir = Dir::new("busy");
    let mut asked = 0;
    let server = Server::start(move |_| {
        asked += 1;
        if asked < 3 { Reply::error(503, "SlowDown") } else { Reply::object("1", TRACK) }
    });
    let ran = dir.run(&server.address, &["retime", "shift", "--by=1s", "s3://films/a.srt"]).ok();
    assert_eq!(ran.out, later());
    assert_eq!(server.asked("GET").len(), 3);
    // For a while only.
    let server = Server::start(|_| Reply::error(503, "SlowDown"));
    let begun = Instant::now();
    dir.run(&server.address, &["info", "s3://films/a.srt"])
        .refused(&["a.srt: the server was busy each time"]);
    assert!(begun.elapsed() < Duration::from_secs(70), "{:?}", begun.elapsed());
    assert!(server.asked("GET").len() > 3);
}

#[test]
fn a_write_is_asked_again_too() {
    let dir = Dir::new("busy-put");
    let mut puts = 0;
    let server = Server::start(move |request| match request.method.as_str() {
        "PUT" => {
            puts += 1;
            if puts < 3 { Reply::error(503, "SlowDown") } else { Reply::object("2", "") }
        }
        _ => Reply::object("1", TRACK),
    });
    dir.run(&server.address, &SHIFT).ok();
    assert_eq!(server.asked("PUT").len(), 3);
    for put in server.asked("PUT") {
        assert_eq!(put.body, later().as_bytes());
        assert_eq!(put.header("if-match"), Some("\"1\""), "{put:?}");
    }
}

#[test]
fn who_is_not_allowed_is_told_what_to_do() {
    let dir = Dir::new("denied");
    for (status, code, way) in [
        (403, "AccessDenied", "the server does not allow it"),
        (403, "InvalidAccessKeyId", "check AWS_ACCESS_KEY_ID"),
        (403, "SignatureDoesNotMatch", "check AWS_SECRET_ACCESS_KEY"),
        (403, "RequestTimeTooSkewed", "clock"),
        (401, "Unauthorized", "asks for credentials"),
        (400, "ExpiredToken", "400, ExpiredToken"),
        (404, "NoSuchBucket", "no such bucket"),
    ] {
        let server = Server::start(move |_| Reply::error(status, code));
        dir.run(&server.address, &["info", "s3://films/a.srt"]).refused(&["s3://films/a.srt: ", way]);
        assert_eq!(server.asked("GET").len(), 1, "what is refused is not asked again");
    }
    // May read and not write.
    let server = Server::start(|request| match request.method.as_str() {
        "PUT" => Reply::error(403, "AccessDenied"),
        _ => Reply::object("1", TRACK),
    });
    dir.run(&server.address, &SHIFT).refused(&["does not allow it", "nothing was written"]);
    let server = Server::start(|request| match request.method.as_str() {
        "PUT" => Reply::error(501, "NotImplemented"),
        _ => Reply::object("1", TRACK),
    });
    dir.run(&server.address, &SHIFT).refused(&["does not know conditional writes"]);
}

#[test]
fn half_a_track_is_no_track() {
    let dir = Dir::new("cut");
    // The line is cut once: the rest of the same version is asked for.
    let server = Server::start(|request| {
        let whole = TRACK.len();
        match request.header("range") {
            None => Reply { cut: Some(40), ..Reply::object("1", TRACK) },
            Some(range) => {
                let from: usize =
                    range.trim_start_matches("bytes=").split('-').next().unwrap().parse().unwrap();
                let part = Reply::object("1", TRACK.as_bytes()[from..].to_vec());
                let range = format!("bytes {from}-{}/{whole}", whole - 1);
                Reply { status: 206, ..part.with("Content-Range", &range) }
            }
        }
    });
    let ran = dir.run(&server.address, &["retime", "shift", "--by=1s", "s3://films/a.srt"]).ok();
    assert_eq!(ran.out, later());
    // The version is another by then, or the server gives no parts.
    for etag in ["1", "2"] {
        let server = Server::start(move |request| match request.header("range") {
            None => Reply { cut: Some(40), ..Reply::object("1", TRACK) },
            Some(_) => Reply::object(etag, TRACK),
        });
        let words = ["retime", "shift", "--by=1s", "s3://films/a.srt", "-o", "out.srt"];
        dir.run(&server.address, &words).refused(&["was not sent in full, and nothing was taken of it"]);
        assert!(!dir.0.join("out.srt").exists());
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_sent() {
    let dir = Dir::new("large");
    let server =
        Server::start(|_| Reply { length: Some(3 << 40), hangs: false, ..Reply::object("1", TRACK) });
    dir.run(&server.address, &["info", "s3://films/a.srt"]).refused(&["over the limit"]);
}

#[test]
fn an_answer_that_is_lost_leaves_nothing_in_doubt() {
    let dir = Dir::new("lost");
    // The write is done, the answer is lost, and the second try meets the first one's work.
    let there: Arc<Mutex<(u32, Vec<u8>)>> = Arc::new(Mutex::new((1, TRACK.into())));
    let held = Arc::clone(&there);
    let server = Server::start(move |request| {
        let mut there = held.lock().unwrap();
        let etag = format!("\"{}\"", there.0);
        match request.method.as_str() {
            "PUT" if request.header("if-match") != Some(&etag) => Reply::error(412, "PreconditionFailed"),
            "PUT" => {
                *there = (there.0 + 1, request.body.clone());
                Reply::error(500, "InternalError")
            }
            _ => Reply::of(200, there.1.clone()).with("ETag", &etag),
        }
    });
    dir.run(&server.address, &SHIFT).ok();
    assert_eq!(there.lock().unwrap().1, later().as_bytes());
    assert_eq!(server.asked("PUT").len(), 2);
    // Nobody knows.
    let server = Server::start(|request| match request.method.as_str() {
        "PUT" => Reply { drops: true, ..Reply::default() },
        _ => Reply::object("1", TRACK),
    });
    dir.run(&server.address, &SHIFT).refused(&["a.srt: the connection broke", "look at it before you go on"]);
}

#[test]
fn a_server_that_knows_no_conditions_is_looked_at_first() {
    let dir = Dir::new("blind");
    let server = Server::start(|request| match request.method.as_str() {
        "GET" => Reply::object("1", TRACK),
        // It would take any write.
        _ => Reply::object("2", "theirs"),
    });
    dir.run(&server.address, &SHIFT).refused(&["somebody else changed it"]);
    assert!(server.asked("PUT").is_empty());
    fs::write(dir.0.join("a.srt"), TRACK).unwrap();
    let words = ["retime", "shift", "--by=1s", "a.srt", "-o", "s3://films/a.srt"];
    dir.run(&server.address, &words).refused(&["exists already"]);
    assert!(server.asked("PUT").is_empty());
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let dir = Dir::new("hangs");
    let server = Server::start(|_| Reply { hangs: true, ..Reply::default() });
    fs::write(dir.0.join("list"), "s3://films/a.srt\n").unwrap();
    let begun = Instant::now();
    let words = ["check", "@list", "--timeout", "2", "--jobs", "1"];
    dir.run(&server.address, &words).refused(&["given up after 2 seconds (--timeout)"]);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    // Ctrl-C does not wait for it either.
    let mut child = dir.command(&server.address, &["check", "@list", "--jobs", "1"]);
    let child =
        child.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    let begun = Instant::now();
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let dir = Dir::new("nobody");
    let begun = Instant::now();
    dir.run("http://127.0.0.1:1", &["info", "s3://films/a.srt"])
        .refused(&["a.srt: the server cannot be reached", "check the address and the network"]);
    assert!(begun.elapsed() < Duration::from_secs(70), "{:?}", begun.elapsed());
    dir.run("no address", &["info", "s3://films/a.srt"]).refused(&["AWS_ENDPOINT_URL is no address"]);
    dir.run("http://127.0.0.1:1", &["info", "s3://fil ms/a.srt"]).refused(&["names no bucket"]);
}

/// A name without the spelling that addresses have.
fn plain(spelt: &str) -> String {
    let mut parts = spelt.split('%');
    let mut out = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (number, rest) = part.split_at(2);
        out.push(u8::from_str_radix(number, 16).unwrap());
        out.extend(rest.as_bytes());
    }
    String::from_utf8(out).unwrap()
}

/// An S3 server's list of keys, by what the request asks for.
fn listed(keys: &[String], target: &str) -> Reply {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let most: usize = value("max-keys").unwrap().parse().unwrap();
    // The token is the number of the next key.
    let after = value("start-after").map(plain);
    let first = match (value("continuation-token"), after) {
        (Some(token), _) => token.parse().unwrap(),
        (None, Some(after)) => keys.iter().filter(|key| **key <= after).count(),
        (None, None) => 0,
    };
    let page = keys.iter().skip(first).take(most);
    let contents: String = page
        .map(|key| {
            let key = key.replace('\n', "&#10;").replace('\u{1b}', "&#27;");
            format!(
                "<Contents><Key>{key}</Key><LastModified>2026-11-29T10:00:00.000Z</LastModified><ETag>\"1\"</ETag>\
                 <Size>100</Size></Contents>"
            )
        })
        .collect();
    let token = match keys.len() > first + most {
        true => format!("<NextContinuationToken>{}</NextContinuationToken>", first + most),
        false => String::new(),
    };
    Reply::of(200, format!("<?xml version=\"1.0\"?><ListBucketResult>{contents}{token}</ListBucketResult>"))
}

#[test]
fn a_name_that_cannot_be_asked_for_costs_no_other_its_turn() {
    let dir = Dir::new("names");
    let mut keys: Vec<String> = (0..2500).map(|n| format!("reels/{n:04}.srt")).collect();
    let hostile = [
        "reels/",
        "reels/0007\n::error::.srt",
        "reels/0008\u{1b}[31m.srt",
        "reels/1500//x.srt",
        "reels/1500\n.jpg",
    ];
    keys.extend(hostile.map(str::to_owned));
    keys.sort();
    let server = Server::start(move |request| match request.target.contains("list-type=2") {
        true => listed(&keys, &request.target),
        false => Reply::object("1", TRACK),
    });
    let words = ["retime", "shift", "--by=1s", "s3://films/reels/", "--output-dir", "out", "--jobs", "4"];
    let ran = dir.run(&server.address, &words).refused(&["0007\\n::error::.srt: has a control character"]);
    let told: Vec<&str> = ran.err.lines().filter(|line| line.contains("in its name")).collect();
    assert_eq!(told.len(), 3, "{}", ran.err);
    assert!(ran.err.lines().all(|line| !line.starts_with("::")), "{}", ran.err);
    assert_eq!(fs::read_dir(dir.0.join("out")).unwrap().count(), 2500);
    let lists = server.asked("GET").iter().filter(|it| it.target.contains("list-type=2")).count();
    assert!(lists < 60, "{lists} requests for lists");
}

#[test]
fn the_name_says_the_bucket_whatever_the_environment_does() {
    let dir = Dir::new("bucket");
    let server = Server::start(|_| Reply::object("1", TRACK));
    let mut command = dir.command(&server.address, &["info", "s3://films/a.srt"]);
    command.env("AWS_BUCKET", "others").env("AWS_BUCKET_NAME", "others").output().unwrap();
    assert_eq!(server.asked("GET")[0].target, "/films/a.srt");
}

#[test]
fn what_is_not_an_object_is_not_taken_for_one() {
    let dir = Dir::new("local");
    let server = Server::start(|_| Reply::object("1", TRACK));
    let at = &server.address;
    fs::write(dir.0.join("list"), "s3://films/a.srt\n").unwrap();
    dir.run(at, &["check", "@list", "--format", "json", "-o", "s3://films/report.json"])
        .refused(&["reports are written to files of this machine"]);
    dir.run(at, &["check", "s3://films/a.srt", "--watch"]).refused(&["--watch needs files on this machine"]);
    let words = ["retime", "shift", "--by=1s", "@list", "-i", "--resume", "s3://films/record"];
    dir.run(at, &words).refused(&["a record must be a file of this machine"]);
    // A file of this machine that has such a name is that file.
    fs::create_dir_all(dir.0.join("s3:/films")).unwrap();
    fs::write(dir.0.join("s3:/films/a.srt"), TRACK).unwrap();
    let before = server.asked("GET").len();
    dir.run(at, &SHIFT).ok();
    assert_eq!(fs::read_to_string(dir.0.join("s3:/films/a.srt")).unwrap(), later());
    assert_eq!(server.asked("GET").len(), before);
}
