//! Objects in the cloud: against a real S3-compatible server, where `cargo xtask cloud` has started one, and against servers
//! of the tests' own that fail in the ways servers do.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test")]

#[cfg(feature = "cloud")]
mod failing;
#[cfg(feature = "cloud")]
mod http;
#[cfg(feature = "cloud")]
mod others;
#[cfg(feature = "cloud")]
mod s3;
#[cfg(feature = "cloud")]
mod web;
#[cfg(not(feature = "cloud"))]
mod without;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What no output may hold.
const SECRET: &str = "s3cr3t-k3y";

/// A folder that the program runs in, with credentials in its environment.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tregua-cloud-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    /// The program, with the S3 server at an address.
    fn command(&self, server: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tregua"));
        command.current_dir(&self.0).args(words).stdin(Stdio::null());
        command.env("TREGUA_CACHE_DIR", self.0.join("cache"));
        for name in ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "HTTP_PROXY", "http_proxy"] {
            command.env_remove(name);
        }
        command.env("AWS_ACCESS_KEY_ID", "AKIDTEST").env("AWS_SECRET_ACCESS_KEY", SECRET);
        command.env("AWS_REGION", "us-east-1").env("AWS_ENDPOINT_URL", server).env("AWS_ALLOW_HTTP", "true");
        command
    }

    fn run(&self, server: &str, words: &[&str]) -> Ran {
        Ran::of(self.command(server, words).output().unwrap())
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How the program ended. Nothing it says may hold a secret or steer a terminal.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let ran = Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
        for said in [&ran.out, &ran.err] {
            assert!(!said.contains(SECRET), "a secret is shown: {said}");
            assert!(!said.contains('\u{1b}'), "an escape is shown: {said:?}");
        }
        ran
    }

    fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self
    }

    /// It ended with a message that holds all these words.
    fn refused(self, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "no \u{201c}{word}\u{201d} in: {}", self.err);
        }
        self
    }
}

/// A track without findings.
const TRACK: &str = "1\n00:00:01,000 --> 00:00:03,000\nБүгін кештеу келемін.\n\n2\n00:00:04,000 --> 00:00:06,500\nСені күтіп отырмын.\n";

/// The same a second later.
#[cfg(feature = "cloud")]
fn later() -> String {
    TRACK
        .replace("00:00:06,500", "00:00:07,500")
        .replace("00:00:04,000", "00:00:05,000")
        .replace("00:00:03,000", "00:00:04,000")
        .replace("00:00:01,000", "00:00:02,000")
}
