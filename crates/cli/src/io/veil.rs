//! Secrets in addresses: a user and password, or a signature behind the `?`, are taken off where an address comes in, so that
//! no message, report or record can hold them; only what asks the server puts them back.

use super::fault::{Fault, FaultKind};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What was taken off, by the address as it is shown.
static SECRETS: Mutex<BTreeMap<String, Secret>> = Mutex::new(BTreeMap::new());

/// What an address held beside where something is.
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(not(feature = "cloud"), allow(dead_code, reason = "only what asks a server reads them"))]
pub(super) struct Secret {
    /// What stood before the `@`.
    pub(super) user: Option<String>,
    /// What stood behind the `?`.
    pub(super) query: Option<String>,
}

/// A word of the command line, or a line of a list, as it may be shown.
///
/// # Errors
/// An address with credentials where they are not taken, and two addresses that differ only in what is hidden.
pub fn veil(word: &OsStr) -> Result<OsString, Fault> {
    let bytes = word.as_bytes();
    let Some(at) = start(bytes) else { return Ok(word.to_owned()) };
    let (before, address) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
    let Ok(address) = std::str::from_utf8(address) else { return Ok(word.to_owned()) };
    let Some((scheme, rest)) = address.split_once("://") else { return Ok(word.to_owned()) };
    if std::fs::symlink_metadata(address).is_ok() {
        return Ok(word.to_owned());
    }
    let (host, way) =
        rest.find(['/', '?', '#']).and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    let (user, host) =
        host.rsplit_once('@').map_or((None, host), |(user, host)| (Some(user.to_owned()), host));
    let (way, query) = match scheme {
        // What is behind the # is never sent.
        "https" | "http" => {
            let way = way.split_once('#').map_or(way, |(way, _)| way);
            way.split_once('?').map_or((way, None), |(way, query)| (way, Some(query.to_owned())))
        }
        _ => (way, None),
    };
    let shown = format!("{scheme}://{host}{way}");
    let secret = Secret { user, query };
    if secret != Secret::default() {
        let fail = |text: &str| Err(Fault::about(FaultKind::Duplicate, Path::new(&shown), text));
        if !matches!(scheme, "https" | "http") {
            return fail(
                "credentials do not belong into its name; give them in the environment (see docs/cloud.md)",
            );
        }
        let mut all = SECRETS.lock().unwrap_or_else(PoisonError::into_inner);
        if all.insert(shown.clone(), secret.clone()).is_some_and(|other| other != secret) {
            return fail("is named twice, with another query or user; work on one of them at a time");
        }
    }
    let mut out = before.to_vec();
    out.extend_from_slice(shown.as_bytes());
    Ok(OsString::from_vec(out))
}

/// What was taken off an address.
#[cfg(any(test, feature = "cloud"))]
pub(super) fn secret(shown: &str) -> Secret {
    let all = SECRETS.lock().unwrap_or_else(PoisonError::into_inner);
    all.get(shown).cloned().unwrap_or_default()
}

/// Where the address begins: at once, or behind the `=` of an option or the letter of a short one.
fn start(word: &[u8]) -> Option<usize> {
    const ALL: [&[u8]; 5] = [b"https://", b"http://", b"s3://", b"gs://", b"az://"];
    let begins = |at: usize| word.get(at..).is_some_and(|rest| ALL.iter().any(|one| rest.starts_with(one)));
    if begins(0) {
        return Some(0);
    }
    if !word.starts_with(b"-") {
        // `@https://…` and the like are no addresses here, but what they hold is hidden all the same.
        return (1..word.len()).find(|at| begins(*at) && word.get(..*at).is_some_and(|it| it == b"@"));
    }
    (1..word.len()).find(|at| begins(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn veiled(word: &str) -> String {
        veil(OsStr::new(word)).unwrap().into_string().unwrap()
    }

    #[test]
    fn what_is_secret_is_taken_off_and_found_again() {
        let word = "https://ann:pa55@example.org/a/b.srt?X-Amz-Signature=s3cret&X-Amz-Date=1#t";
        assert_eq!(veiled(word), "https://example.org/a/b.srt");
        let found = secret("https://example.org/a/b.srt");
        assert_eq!(found.user.as_deref(), Some("ann:pa55"));
        assert_eq!(found.query.as_deref(), Some("X-Amz-Signature=s3cret&X-Amz-Date=1"));
        assert_eq!(veiled("--output=https://h.example/x.srt?sig=1"), "--output=https://h.example/x.srt");
        assert_eq!(veiled("-ohttps://h.example/y.srt?sig=1"), "-ohttps://h.example/y.srt");
        assert_eq!(veiled("@https://h.example/list?sig=1"), "@https://h.example/list");
        assert_eq!(veiled("https://h.example?sig=2"), "https://h.example");
    }

    #[test]
    fn what_holds_no_secret_stays_as_it_is() {
        for word in ["a?.srt", "s3://films/what?.srt", "s3://films/a@b.srt", "film.mkv#kk", "--to", "-i", ""]
        {
            assert_eq!(veiled(word), word);
        }
        let bytes = OsStr::from_bytes(b"https://\xff?a");
        assert_eq!(veil(bytes).unwrap(), bytes);
    }

    #[test]
    fn two_secrets_for_one_address_are_not_mixed_up() {
        assert_eq!(veiled("https://one.example/a?id=1"), "https://one.example/a");
        assert_eq!(veiled("https://one.example/a?id=1"), "https://one.example/a");
        let error = veil(OsStr::new("https://one.example/a?id=2")).unwrap_err().to_string();
        assert!(error.contains("twice") && !error.contains("id="), "{error}");
        let error = veil(OsStr::new("s3://key:pa55@films/a.srt")).unwrap_err().to_string();
        assert!(error.contains("environment") && !error.contains("pa55"), "{error}");
    }
}
