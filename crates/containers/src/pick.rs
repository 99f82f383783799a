//! Which track is meant: `film.mkv#kk`, `film.mkv#2`, `film.mkv#kk-forced`.

use crate::language::{Answer, answers};
use crate::track::TrackInfo;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why no one track is meant, with all there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PickError {
    kind: PickFault,
    /// What was asked for.
    selector: Option<String>,
    tracks: Vec<TrackInfo>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PickFault {
    /// The film has no text.
    NoText,
    /// Several tracks answer.
    Ambiguous,
    /// None answers.
    Absent,
}

impl PickError {
    /// Several tracks answer, and nothing tells them apart.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.kind == PickFault::Ambiguous
    }

    /// No text track at all.
    #[must_use]
    pub fn is_no_text(&self) -> bool {
        self.kind == PickFault::NoText
    }
}

impl fmt::Display for PickError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, &self.selector) {
            (PickFault::NoText, _) => f.write_str("the film has no text track")?,
            (PickFault::Ambiguous, None) => f.write_str("the film has several text tracks; name one")?,
            (PickFault::Ambiguous, Some(wish)) => {
                write!(f, "#{wish} could be several tracks; name one by its number")?
            }
            (PickFault::Absent, wish) => write!(f, "no text track is #{}", wish.as_deref().unwrap_or(""))?,
        }
        let mut number = 0usize;
        for track in &self.tracks {
            if track.is_text() {
                number = number.saturating_add(1);
                write!(f, "\n  #{number}  {}", track.describe())?;
            } else {
                write!(f, "\n  \u{2013}   {}", track.describe())?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for PickError {}

/// What a selector asks for beside a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An ordinary track: a forced one, or one for the hard of hearing, only where there is no other.
    Usual,
    Forced,
    HearingImpaired,
}

/// Finds the track that a selector means; the answer is [`TrackInfo::index`].
///
/// A selector is a number (the n-th text track, from 1), a language in any spelling (`kk`, `kaz`, `kk-KZ`), `forced`
/// or `sdh`, or a language with one of these behind it (`kk-forced`). Without a selector the film must have exactly one
/// text track. A language means the ordinary track where there is also a forced one or one for the hard of hearing.
///
/// # Errors
/// [`PickError`] where none or several answer; it lists the tracks.
pub fn pick(tracks: &[TrackInfo], selector: Option<&str>) -> Result<usize, PickError> {
    let fail = |kind| PickError { kind, selector: selector.map(str::to_owned), tracks: tracks.to_vec() };
    let text: Vec<&TrackInfo> = tracks.iter().filter(|track| track.is_text()).collect();
    let one = |found: &[&TrackInfo]| match found {
        [] => Err(fail(PickFault::Absent)),
        [track] => Ok(track.index),
        _ => Err(fail(PickFault::Ambiguous)),
    };
    if text.is_empty() {
        return Err(fail(PickFault::NoText));
    }
    let Some(selector) = selector.map(str::trim).filter(|selector| !selector.is_empty()) else {
        return one(&text);
    };
    if selector.bytes().all(|b| b.is_ascii_digit()) {
        let place = selector.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        return place
            .and_then(|n| text.get(n))
            .map(|track| track.index)
            .ok_or_else(|| fail(PickFault::Absent));
    }
    let (lang, kind) = parse(selector);
    let found = match lang {
        Some(lang) => spoken(&text, lang),
        None => text,
    };
    let of_kind = |wanted: fn(&TrackInfo) -> bool| -> Vec<&TrackInfo> {
        found.iter().copied().filter(|track| wanted(track)).collect()
    };
    match kind {
        Kind::Forced => one(&of_kind(|track| track.forced)),
        Kind::HearingImpaired => one(&of_kind(|track| track.hearing_impaired)),
        Kind::Usual => {
            let usual = of_kind(|track| !track.forced && !track.hearing_impaired);
            let full = of_kind(|track| !track.forced);
            one([usual, full, found.clone()].iter().find(|found| !found.is_empty()).unwrap_or(&found))
        }
    }
}

/// The language of a selector, and what is said behind it.
fn parse(selector: &str) -> (Option<&str>, Kind) {
    let words = [("forced", Kind::Forced), ("sdh", Kind::HearingImpaired), ("hi", Kind::HearingImpaired)];
    for (word, kind) in words {
        // `hi` alone is Hindi.
        if selector.eq_ignore_ascii_case(word) && word != "hi" {
            return (None, kind);
        }
        let at = selector.len().checked_sub(word.len() + 1);
        if let Some((lang, end)) = at.and_then(|at| selector.split_at_checked(at))
            && end.starts_with(['-', '_'])
            && end.get(1..).is_some_and(|end| end.eq_ignore_ascii_case(word))
        {
            return (Some(lang), kind);
        }
    }
    (Some(selector), Kind::Usual)
}

/// The tracks of a language: those that answer exactly, or else those told more exactly than asked, or else those told
/// less exactly.
fn spoken<'t>(text: &[&'t TrackInfo], wish: &str) -> Vec<&'t TrackInfo> {
    let answer = |track: &TrackInfo| track.lang.as_deref().map_or(Answer::No, |lang| answers(lang, wish));
    let of = |wanted: Answer| -> Vec<&'t TrackInfo> {
        text.iter().copied().filter(|track| answer(track) == wanted).collect()
    };
    let all = [of(Answer::Same), of(Answer::Narrower), of(Answer::Wider)];
    all.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// Cuts a selector off a path: `film.mkv#kk` is `film.mkv` and `kk`. A path without one comes back as it is. Try the
/// whole path first: a file's own name may hold a `#`.
///
/// ```
/// use std::path::Path;
/// use tregua_containers::split_selector;
/// let (path, selector) = split_selector(Path::new("a#b/film.mkv#kk"));
/// assert_eq!((path.as_path(), selector.as_deref()), (Path::new("a#b/film.mkv"), Some("kk")));
/// ```
#[must_use]
pub fn split_selector(path: &Path) -> (PathBuf, Option<String>) {
    let whole = || (path.to_path_buf(), None);
    let Some(name) = path.file_name() else { return whole() };
    let Some((name, selector)) = split_name(name) else { return whole() };
    (path.with_file_name(name), Some(selector))
}

#[cfg(unix)]
fn split_name(name: &std::ffi::OsStr) -> Option<(std::ffi::OsString, String)> {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let bytes = name.as_bytes();
    let at = bytes.iter().rposition(|b| *b == b'#')?;
    let (film, selector) = bytes.split_at_checked(at)?;
    let selector = std::str::from_utf8(selector.get(1..)?).ok()?;
    let both = !film.is_empty() && !selector.is_empty();
    both.then(|| (std::ffi::OsString::from_vec(film.to_vec()), selector.to_owned()))
}

#[cfg(not(unix))]
fn split_name(name: &std::ffi::OsStr) -> Option<(std::ffi::OsString, String)> {
    let (film, selector) = name.to_str()?.rsplit_once('#')?;
    let both = !film.is_empty() && !selector.is_empty();
    both.then(|| (film.into(), selector.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::{Content, TextFormat};

    fn track(index: usize, lang: Option<&str>, flags: &str) -> TrackInfo {
        let content = match flags.contains("pgs") {
            true => Content::Pictures("PGS (Blu-ray)"),
            false => Content::Text(TextFormat::Srt),
        };
        TrackInfo {
            index,
            id: index as u64 + 3,
            codec: "S_TEXT/UTF8".to_owned(),
            content,
            lang: lang.map(str::to_owned),
            name: None,
            default: false,
            forced: flags.contains("forced"),
            hearing_impaired: flags.contains("sdh"),
        }
    }

    fn film() -> Vec<TrackInfo> {
        vec![
            track(0, Some("es"), "pgs"),
            track(1, Some("kk"), ""),
            track(2, Some("kk"), "forced"),
            track(3, Some("es-419"), ""),
            track(4, Some("es-ES"), ""),
            track(5, Some("ru"), "sdh"),
            track(6, Some("kk-Latn"), ""),
            track(7, None, ""),
        ]
    }

    #[test]
    fn selectors_find_their_tracks() {
        let film = film();
        for (selector, want) in [
            ("1", Some(1)),
            ("7", Some(7)),
            ("8", None),
            ("0", None),
            ("kaz", Some(1)),
            ("kk-latn-forced", None),
            ("kk-Cyrl", Some(1)),
            ("kk-KZ", Some(1)),
            ("KK-forced", Some(2)),
            ("forced", Some(2)),
            ("sdh", Some(5)),
            ("ru", Some(5)),
            ("rus-sdh", Some(5)),
            ("ru-forced", None),
            ("es", None),
            ("es-419", Some(3)),
            ("spa-ES", Some(4)),
            ("kk-Latn", Some(6)),
            ("en", None),
            ("", None),
        ] {
            assert_eq!(pick(&film, Some(selector)).ok(), want, "{selector}");
        }
        assert!(pick(&film, None).unwrap_err().is_ambiguous());
        assert_eq!(pick(&film[..2], None), Ok(1));
        assert!(pick(&film[..1], Some("es")).unwrap_err().is_no_text());
        assert_eq!(pick(&film[..3], Some("kaz")), Ok(1));
    }

    #[test]
    fn errors_list_the_tracks() {
        let error = pick(&film()[..3], Some("en")).unwrap_err();
        let want = "no text track is #en\n  \u{2013}   es, PGS (Blu-ray): pictures, which hold no text\n  \
            #1  kk, srt (S_TEXT/UTF8)\n  #2  kk, srt (S_TEXT/UTF8), forced";
        assert_eq!(error.to_string(), want);
    }

    #[test]
    fn paths_are_split_at_the_last_sign() {
        let split = |path: &str| {
            let (path, selector) = split_selector(Path::new(path));
            (path.to_string_lossy().into_owned(), selector)
        };
        assert_eq!(split("film.mkv"), ("film.mkv".to_owned(), None));
        assert_eq!(split("d/film #1.mkv#2"), ("d/film #1.mkv".to_owned(), Some("2".to_owned())));
        assert_eq!(split("d#kk/film.mkv"), ("d#kk/film.mkv".to_owned(), None));
        assert_eq!(split("film.mkv#"), ("film.mkv#".to_owned(), None));
        assert_eq!(split("#kk"), ("#kk".to_owned(), None));
    }
}
