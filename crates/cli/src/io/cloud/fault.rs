//! What servers say, in words for people. Their own text is never shown: it may hold an address with its signature, or
//! anything else; it is only searched for the names of errors.

use super::super::fault::{Fault, FaultKind};
use super::super::object;
use super::line::Hurry;
use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};
use std::error::Error as _;
use std::fmt::Display;
use std::path::Path;

/// What a server said, as far as it is known to mean something.
pub(super) struct Answer {
    /// The name of the error, as clouds call it.
    code: String,
    /// The number that HTTP has for it.
    status: Option<u16>,
    /// It never came, or not in full.
    lost: Option<HttpErrorKind>,
    /// What the network said of that.
    why: String,
    /// The place that hands out credentials was asked, as none were given.
    keyless: bool,
}

impl Answer {
    pub(super) fn of(error: &Error) -> Self {
        let text = error.to_string();
        let code = between(&text, "<Code>", "</Code>").or_else(|| between(&text, "\"reason\": \"", "\""));
        let status = text.split("status code: ").nth(1).and_then(|rest| rest.get(..3)?.parse().ok());
        let (mut lost, mut why) = (None, String::new());
        let mut source = error.source();
        while let Some(inner) = source {
            if let Some(http) = inner.downcast_ref::<HttpError>() {
                lost = Some(http.kind());
            }
            if inner.source().is_none() {
                why = harmless(&inner.to_string());
            }
            source = inner.source();
        }
        let keyless = ["169.254.", "metadata.google", "/metadata/identity", "latest/api/token"]
            .iter()
            .any(|place| text.contains(place));
        Self { code: code.unwrap_or_default(), status, lost, why, keyless }
    }

    /// Whether the server has said no, so that nothing was written.
    pub(super) fn is_refusal(&self) -> bool {
        self.keyless
            || self.lost == Some(HttpErrorKind::Connect)
            || self
                .status
                .is_some_and(|status| (300..500).contains(&status) && status != 408 && status != 409)
            || self.status == Some(501)
    }
}

/// The text between two marks, where it is a name.
fn between(text: &str, open: &str, close: &str) -> Option<String> {
    let found = text.split_once(open)?.1.split_once(close)?.0;
    let is_name =
        found.len() < 64 && found.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
    is_name.then(|| found.to_owned())
}

/// What the network said, unless it says where.
fn harmless(text: &str) -> String {
    let one_line = text.lines().next().unwrap_or_default();
    let tells = one_line.contains("://") || one_line.contains(['?', '@', '<']) || one_line.len() > 120;
    if tells || one_line.chars().any(char::is_control) { String::new() } else { format!(": {one_line}") }
}

/// What went wrong, with the object's name and the way out.
pub(super) fn of(error: &Error, path: &Path) -> Fault {
    let answer = Answer::of(error);
    match error {
        Error::NotFound { .. } => missing(&answer, path),
        Error::Precondition { .. } => object::changed(path),
        Error::AlreadyExists { .. } => exists(path),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => denied(&answer, path),
        Error::InvalidPath { .. } => {
            let text = "has a name that cannot be asked for (a control character, an empty part, `.` or `..`); give the \
                        object another name";
            Fault::about(FaultKind::NotRegular, path, text)
        }
        Error::NotSupported { .. } | Error::NotImplemented { .. } => unsupported(path),
        _ => general(error, &answer, path),
    }
}

/// What is said of an object that is there and must not be.
pub(super) fn exists(path: &Path) -> Fault {
    let text = "exists already; replace it with --overwrite, or name another output";
    Fault::about(FaultKind::Exists, path, text)
}

fn missing(answer: &Answer, path: &Path) -> Fault {
    let text = match answer.code.as_str() {
        "NoSuchBucket" | "ContainerNotFound" => {
            "there is no such bucket or container; check its name, and the endpoint in the environment"
        }
        _ if path.as_os_str().as_encoded_bytes().contains(&b'#') => {
            "no such object; a track inside a film is taken out of a film on this machine"
        }
        _ if super::super::remote::is_web(path) => "the server has no such thing; check the address",
        _ => "no such object; check the name, and end it with / where all objects are meant that begin so",
    };
    Fault::about(FaultKind::NotFound, path, text)
}

fn denied(answer: &Answer, path: &Path) -> Fault {
    let text = match answer.code.as_str() {
        "InvalidAccessKeyId" => "the access key is not known there; check AWS_ACCESS_KEY_ID and the endpoint",
        "SignatureDoesNotMatch" => "the secret key does not fit the access key; check AWS_SECRET_ACCESS_KEY",
        "RequestTimeTooSkewed" => "this machine's clock is not that of the server; set it",
        "ExpiredToken" | "TokenRefreshRequired" | "InvalidToken" => {
            "the session has expired; get new credentials"
        }
        _ if super::super::remote::is_web(path) => {
            "the server does not allow it; the address may need a user, or its signature may have expired"
        }
        _ if answer.status == Some(401) => "the server asks for credentials; give them in the environment",
        _ => "the server does not allow it; these credentials lack the right, or there is no such object",
    };
    Fault::about(FaultKind::Denied, path, text)
}

fn unsupported(path: &Path) -> Fault {
    let text = "the server does not know conditional writes, so nothing was written: another run's work could be lost";
    Fault::about(FaultKind::Io, path, text)
}

fn general(error: &Error, answer: &Answer, path: &Path) -> Fault {
    let io = |text: &dyn Display| Fault::about(FaultKind::Io, path, text);
    let text = error.to_string();
    if answer.keyless {
        let text = match path.to_str().and_then(|name| name.get(..5)) {
            Some("gs://") => "GOOGLE_SERVICE_ACCOUNT; GOOGLE_SKIP_SIGNATURE=true reads without any",
            Some("az://") => "AZURE_STORAGE_ACCOUNT_KEY; AZURE_SKIP_SIGNATURE=true reads without any",
            _ => "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; AWS_SKIP_SIGNATURE=true does without any",
        };
        let text =
            format!("no credentials were found; give them in the environment ({text}; see docs/cloud.md)");
        return Fault::about(FaultKind::Denied, path, text);
    }
    match (answer.status, answer.lost) {
        (Some(404), _) => missing(answer, path),
        (Some(401 | 403), _) => denied(answer, path),
        (Some(501), _) => unsupported(path),
        (Some(503 | 429), _) => io(&"the server was busy each time it was asked; run again later"),
        (Some(status), _) if status >= 500 => {
            io(&format_args!("the server failed each time it was asked ({status}); run again later"))
        }
        (Some(status), _) => {
            let code = if answer.code.is_empty() { String::new() } else { format!(", {}", answer.code) };
            io(&format_args!(
                "the server refuses what was asked ({status}{code}); check the name and the endpoint"
            ))
        }
        (None, Some(HttpErrorKind::Connect)) => {
            io(&format_args!("the server cannot be reached{}; check the address and the network", answer.why))
        }
        (None, Some(HttpErrorKind::Timeout)) => io(&"the server did not answer in time; run again later"),
        (None, Some(_)) => io(&format_args!("the connection broke{}; run again", answer.why)),
        (None, None) if text.contains("redirect without LOCATION") => {
            io(&"its bucket is in another region; name that in AWS_REGION")
        }
        (None, None) if text.contains("Account must be specified") => {
            io(&"the account is not known; name it in AZURE_STORAGE_ACCOUNT_NAME")
        }
        (None, None) if text.contains("Content-Length") => io(
            &"the server does not say how long it is, so nobody could tell whether it is whole; download it first",
        ),
        (None, None) => io(&"the server's answer is not understood; check the endpoint and the credentials"),
    }
}

/// What is said where nobody waited for the answer.
pub(super) fn hurried(hurry: &Hurry, path: &Path) -> Fault {
    match hurry {
        Hurry::Late(seconds) => {
            let unit = if *seconds == 1 { "second" } else { "seconds" };
            Fault::about(FaultKind::Io, path, format_args!("given up after {seconds} {unit} (--timeout)"))
        }
        Hurry::Interrupted => Fault::about(FaultKind::Interrupted, path, "the run was interrupted"),
        Hurry::None(why) => {
            Fault::about(FaultKind::Io, path, format_args!("no connection can be made: {why}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generic(text: &str) -> Error {
        Error::Generic { store: "S3", source: text.to_owned().into() }
    }

    fn said(text: &str) -> String {
        of(&generic(text), Path::new("s3://films/a.srt")).to_string()
    }

    #[test]
    fn what_a_server_says_is_never_repeated() {
        let secret = "Error performing GET https://h.example/a?X-Amz-Signature=s3cret in 1s - Server returned non-2xx \
                      status code: 418 I'm a teapot: <Error><Code>Teapot</Code>\u{1b}[31m s3cret</Error>";
        let text = said(secret);
        assert!(
            text.contains("418, Teapot") && !text.contains("s3cret") && !text.contains('\u{1b}'),
            "{text}"
        );
        let text = said("status code: 400 x <Code>no name, \u{1b} s3cret</Code>");
        assert!(text.contains("(400)") && !text.contains("s3cret"), "{text}");
    }

    #[test]
    fn each_answer_has_its_way_out() {
        for (answer, way) in [
            ("status code: 503 Service Unavailable: ", "busy"),
            ("status code: 500 x", "(500)"),
            ("status code: 501 x", "conditional"),
            ("Error after asking http://169.254.169.254/latest/api/token", "AWS_ACCESS_KEY_ID"),
            ("Received redirect without LOCATION, this normally", "AWS_REGION"),
            ("Content-Length Header missing from response", "download it first"),
            ("something else", "not understood"),
        ] {
            assert!(said(answer).contains(way), "{answer}: {}", said(answer));
        }
        let wrapped = |code: &str| -> Box<dyn std::error::Error + Send + Sync> {
            format!("status code: 404 Not Found: <Code>{code}</Code>").into()
        };
        let path = || "a.srt".to_owned();
        let bucket = Error::NotFound { path: path(), source: wrapped("NoSuchBucket") };
        assert!(of(&bucket, Path::new("s3://films/a.srt")).to_string().contains("no such bucket"));
        let key = Error::NotFound { path: path(), source: wrapped("NoSuchKey") };
        assert!(of(&key, Path::new("s3://films/a.srt")).to_string().contains("no such object"));
        let denied = Error::PermissionDenied { path: path(), source: wrapped("SignatureDoesNotMatch") };
        assert!(of(&denied, Path::new("s3://films/a.srt")).to_string().contains("AWS_SECRET_ACCESS_KEY"));
    }
}
