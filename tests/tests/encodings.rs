//! Encodings: told by the bytes, kept on the way back, never guessed at, and no letter ever substituted.

#![allow(clippy::unwrap_used, reason = "a test")]

use tregua_parse::base::{Diagnostic, Edit, Span, splice};
use tregua_parse::format::srt;
use tregua_parse::source::{BAR, EditError, Encoding, Source, encode};
use tregua_parse::time::Time;
use tregua_qa::check::{Context, check};
use tregua_qa::profile::RuleSet;
use tregua_qa::programme::{Kind, Programme};
use tregua_qa::retime::{Options, TimeMap, retime};
use tregua_tests::corpus::{Sample, fixtures, hold, rules, said, same_outside, say};

fn samples(test: &str) -> Vec<Sample> {
    let out: Vec<Sample> =
        fixtures().into_iter().filter(|s| s.name.starts_with("fixtures/encodings/")).collect();
    say(test, out.len(), 0);
    assert!(out.len() >= 12, "files are missing");
    out
}

/// What `kk.kz-1048.srt` or `es.utf-16be.bom.srt` says: the encoding, and whether there is a byte order mark.
fn named(sample: &Sample) -> (Encoding, bool) {
    let parts: Vec<&str> = sample.file_name().split('.').collect();
    (Encoding::from_label(parts[1]).unwrap(), parts[2] == "bom")
}

#[test]
fn each_is_told_by_its_bytes() {
    hold(&samples("told by the bytes"), |sample| {
        let (encoding, bom) = named(sample);
        for hint in [None, Some("kk"), Some("ru"), Some("es")] {
            // A wrong hint may cost the decision, but must not turn it into a wrong one.
            let true_or_none = hint.is_none() || hint == sample.lang.as_ref().map(|l| l.language());
            let source = Source::open(&sample.raw, None, hint).map_err(|e| e.to_string())?;
            let found = source.detection();
            if true_or_none && (found.encoding, found.bom) != (encoding, bom) {
                return Err(format!("with the hint {hint:?}: {found:?}"));
            }
            if source.is_decided() && found.encoding != encoding {
                return Err(format!("misled by the hint {hint:?}: {found:?}"));
            }
            if source.is_decided() && (found.confidence < BAR || found.evidence.to_string().is_empty()) {
                return Err(format!("no evidence: {found:?}"));
            }
            if !source.malformed().is_empty() {
                return Err(format!("{} bytes cannot be read", source.malformed().len()));
            }
        }
        let cues = sample.document().cues.len();
        if cues < 15 { Err(format!("only {cues} cues")) } else { Ok(()) }
    });
}

#[test]
fn each_is_saved_as_it_was_found() {
    let hour = TimeMap::shift(Time::HOUR);
    hold(&samples("saved as found"), |sample| {
        let (encoding, _) = named(sample);
        let document = sample.document();
        let done = retime(&document, &hour, Options::default()).map_err(|e| e.to_string())?;
        if done.edits.len() != document.cues.len() * 2 {
            return Err(format!("{} edits for {} cues", done.edits.len(), document.cues.len()));
        }
        let bytes = splice(&sample.raw, &done.edits).map_err(|e| e.to_string())?;
        same_outside(&sample.raw, &bytes, &done.edits)?;
        if bytes.len() != sample.raw.len() {
            return Err("the size changed".to_owned());
        }
        // The whole file, spelt by the encoder from the text with new times, is the same bytes.
        let text = document.source.text().replace("\n00:", "\n01:").replace("--> 00:", "--> 01:");
        match encode(&text, encoding) {
            Ok(whole) if whole == bytes => Ok(()),
            Ok(_) => Err("the new times are not in the file's encoding".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    });
}

fn about_encoding(sample: &Sample, rules: &RuleSet) -> Vec<Diagnostic> {
    let mut found = sample.check(&sample.raw, rules);
    found.retain(|d| d.rule == "file/encoding");
    found
}

#[test]
fn each_is_reported_once_with_its_name_and_evidence() {
    let rules = rules("structure");
    hold(&samples("reported"), |sample| {
        let found = about_encoding(sample, &rules);
        let name = named(sample).0.name();
        match found.as_slice() {
            [one]
                if said(&one.message).contains(name)
                    && one.help.as_ref().is_some_and(|h| said(h).contains('%')) =>
            {
                Ok(())
            }
            _ => Err(format!("{found:?}")),
        }
    });
    let utf8: Vec<Sample> =
        fixtures().into_iter().filter(|s| s.name.starts_with("fixtures/srt/valid/")).collect();
    hold(&utf8, |sample| match about_encoding(sample, &rules).as_slice() {
        [] => Ok(()),
        found => Err(format!("{found:?}")),
    });
}

/// One short cue in windows-1251. KOI8-R and others read other Russian letters there, and nothing tells which.
const FEW: &str = "1\n00:00:01,000 --> 00:00:03,000\nДа.\n";

fn windows_1251() -> Encoding {
    Encoding::from_label("windows-1251").unwrap()
}

#[test]
fn too_little_text_is_not_guessed_at() {
    let raw = encode(FEW, windows_1251()).unwrap();
    for hint in [None, Some("ru"), Some("kk"), Some("es")] {
        let source = Source::open(&raw, None, hint).unwrap();
        assert!(!source.is_decided(), "{hint:?}: {:?}", source.detection());
        let detection = source.detection();
        assert!(detection.confidence < BAR && !detection.evidence.to_string().is_empty(), "{detection:?}");
        // Digits are digits in every candidate: times can be moved all the same, and the letters stay.
        let document = srt::parse(source);
        let done = retime(&document, &TimeMap::shift(Time::HOUR), Options::default()).unwrap();
        let want = encode(&FEW.replace("00:00:0", "01:00:0"), windows_1251()).unwrap();
        assert_eq!(splice(&raw, &done.edits).unwrap(), want);
    }
    let source = Source::open(&raw, Some(windows_1251()), None).unwrap();
    assert!(source.is_decided() && source.text() == FEW);
}

#[test]
fn what_is_not_decided_is_reported_with_the_way_out() {
    let raw = encode(FEW, windows_1251()).unwrap();
    let document = srt::parse(Source::open(&raw, None, None).unwrap());
    let track = srt::lower(&document);
    let programme = Programme::default();
    let context = Context::new(&document, &track, None, Kind::Full, &programme);
    let found = check(&context, &rules("structure"));
    let found: Vec<_> = found.iter().filter(|d| d.rule == "file/encoding").collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let help = found[0].help.as_ref().unwrap();
    assert!(
        said(&found[0].message).contains("not certain") && said(help).contains("--encoding"),
        "{found:?}"
    );
    // A letter cannot be written where nobody knows how.
    let at = document.source.text().len() - 1;
    let edit = Edit::new(Span::new(at, at), "ә");
    let (index, error) = document.source.to_raw_edits(vec![edit]).unwrap_err();
    assert_eq!((index, &error), (0, &EditError::Undecided('ә')));
    assert!(error.to_string().contains("--encoding") && error.to_string().contains('ә'), "{error}");
}

#[test]
fn a_letter_the_encoding_lacks_is_an_error_that_names_both() {
    hold(&samples("unencodable"), |sample| {
        let (encoding, _) = named(sample);
        let source = Source::open(&sample.raw, None, None).map_err(|e| e.to_string())?;
        let at = source.text().find('.').ok_or("no full stop")?;
        // The second edit is the bad one. No encoding but Unicode's own has both letters.
        let edits = vec![Edit::new(Span::new(0, 1), *b"7"), Edit::new(Span::new(at, at + 1), "ñ?Ң\u{2603}")];
        let result = source.to_raw_edits(edits);
        if encoding.name().starts_with("UTF") {
            return result.map(|_| ()).map_err(|(_, e)| e.to_string());
        }
        let lacks = |letter: char| encode(&letter.to_string(), encoding).is_err();
        let letter = ['ñ', 'Ң', '\u{2603}'].into_iter().find(|c| lacks(*c)).ok_or("has all letters")?;
        match result {
            Err((1, error @ EditError::Unencodable(_))) => {
                let words = error.to_string();
                let named = words.contains(letter) && words.contains(encoding.name());
                if named { Ok(()) } else { Err(format!("{words:?} does not name {letter} and {encoding}")) }
            }
            other => Err(format!("not refused: {other:?}")),
        }
    });
}
