//! What clients ask of files beyond their formats: the samples of a standard and this project's own writers meet it, and
//! each thing that is asked for is missed where it is taken away.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::fs;
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{DEMANDS, Demands, Format, Look, ReadOptions, Sniffed, by_name, sniff, srt};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::ProblemKind;
use tregua_tests::corpus::{files, shared};

/// The names of what a file has against some demands.
fn unmet(id: &str, format: &Format, bytes: &[u8]) -> Vec<&'static str> {
    let encoding = matches!(format.sniff, Look::Bytes(_)).then_some(Encoding::Bytes);
    let document = (format.parse)(Source::open(bytes, encoding, None).unwrap(), &ReadOptions::default());
    let found = Demands::named(id).unwrap().unmet(&document);
    found
        .iter()
        .filter_map(|problem| match problem.kind {
            ProblemKind::Own(fault) => Some(fault.id),
            _ => None,
        })
        .collect()
}

/// A short track in a format, as this project writes it.
fn written(id: &str) -> Vec<u8> {
    let text =
        "1\n00:00:05,000 --> 00:00:07,000\n¿Quién es?\n\n2\n00:00:08,000 --> 00:00:10,000\n<i>Soy yo.</i>\n";
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let lang = Lang::parse("es").unwrap();
    let target =
        Target { lang: Some(&lang), rate: "25".parse().ok(), title: Some("La tregua"), ..Target::default() };
    match write(&track, by_name(id).unwrap().write.unwrap(), &target).unwrap().body {
        Body::Text(text) => text.into_bytes(),
        Body::Bytes(bytes) => bytes,
    }
}

#[test]
fn our_own_files_meet_what_is_asked() {
    for (id, writer, reader) in [
        ("netflix-ttml", "netflix-ttml", "ttml"),
        ("ebu-tt-d", "ebu-tt-d", "ttml"),
        ("ebu-stl", "stl", "stl"),
        ("dcp-interop", "dcp-interop", "dcp-interop"),
        ("dcp-smpte", "dcp", "dcp"),
    ] {
        let bytes = written(writer);
        let found = unmet(id, by_name(reader).unwrap(), &bytes);
        assert!(
            found.iter().all(|fault| ["dcp-no-font", "stl-asked-country"].contains(fault)),
            "{id}: {found:?}\n{}",
            String::from_utf8_lossy(&bytes)
        );
    }
}

#[test]
fn every_demand_is_missed_where_it_is_taken_away() {
    let ttml = by_name("ttml").unwrap();
    let change = |writer: &str, old: &str, new: &str| {
        let text = String::from_utf8(written(writer)).unwrap();
        assert!(text.contains(old), "{old} in\n{text}");
        text.replacen(old, new, 1).into_bytes()
    };
    for (old, new, fault) in [
        ("xml:lang=\"es\"", "xml:lang=\"es_ES\"", "ttml-netflix-lang"),
        ("xml:lang=\"es\"", "xml:lang=\"\"", "ttml-netflix-lang"),
        ("<body", "<body xmlns:my=\"urn:my\" my:note=\"x\"", "ttml-netflix-foreign"),
        ("tts:fontSize=\"100%\"", "tts:fontSize=\"80%\"", "ttml-netflix-font-size"),
        ("tts:fontSize=\"100%\"", "tts:fontSize=\"40px\"", "ttml-netflix-unit"),
        ("<div", "<set tts:origin=\"10% 10%\"/><div", "ttml-netflix-moves"),
    ] {
        let found = unmet("netflix-ttml", ttml, &change("netflix-ttml", old, new));
        assert!(found.contains(&fault), "{fault}: {found:?}");
    }
    for (old, new, fault) in [
        ("ttp:timeBase=\"media\"", "", "ttml-ebu-time-base"),
        ("ttp:timeBase=\"media\"", "ttp:timeBase=\"smpte\"", "ttml-ebu-time-base"),
        ("<body", "<body begin=\"1s\"", "ttml-ebu-timed-above"),
        ("<body", "<body tts:color=\"#ffffff\"", "ttml-ebu-inline"),
        ("ttp:timeBase", "ttp:profile=\"urn:x\" ttp:timeBase", "ttml-ebu-profile"),
        ("ttp:timeBase", "ttp:frameRate=\"25\" ttp:timeBase", "ttml-ebu-frames"),
        ("ttp:timeBase", "tts:extent=\"640px 480px\" ttp:timeBase", "ttml-ebu-root-extent"),
        ("begin=\"00:00:05.000\"", "begin=\"5s\"", "ttml-ebu-clock"),
        ("end=\"00:00:07.000\"", "dur=\"00:00:02.000\"", "ttml-ebu-duration"),
        ("tts:origin=", "ebutts:linePadding=\"0.5c\" tts:position=", "ttml-ebu-region-size"),
        ("tts:origin=", "ebutts:linePadding=\"0.5c\" tts:origin=", "ttml-ebu-line-style"),
        ("tts:origin=\"", "tts:origin=\"1px 1px\" tts:was=\"", "ttml-ebu-unit"),
    ] {
        let found = unmet("ebu-tt-d", ttml, &change("ebu-tt-d", old, new));
        assert!(found.contains(&fault), "{fault}: {found:?}");
    }
    let text = String::from_utf8(written("ebu-tt-d")).unwrap();
    let without = |attribute: &str| {
        let mut parts = text.split(attribute);
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |all, part| all + part.split_once('"').unwrap().1)
    };
    for (attribute, fault) in [(" xml:id=\"", "ttml-ebu-no-id"), (" region=\"", "ttml-ebu-no-region")] {
        let found = unmet("ebu-tt-d", ttml, without(attribute).as_bytes());
        assert!(found.contains(&fault), "{fault}: {found:?}");
    }
}

#[test]
fn headers_of_cinema_and_broadcast() {
    for (id, from, to, fault) in [
        ("dcp", "<Language>", "<Sprache>", "dcp-smpte-no-language"),
        ("dcp", "<StartTime>", "<Start>", "dcp-no-starttime"),
    ] {
        let text = String::from_utf8(written(id)).unwrap();
        let text = text.replace(from, to).replace(&from.replace('<', "</"), &to.replace('<', "</"));
        let found = unmet("dcp-smpte", by_name(id).unwrap(), text.as_bytes());
        assert!(found.contains(&fault), "{fault}: {found:?}\n{text}");
    }
    let stl = by_name("stl").unwrap();
    for (at, bytes, fault) in [
        (3, &b"STL24.01"[..], "stl-asked-rate"),
        (16, &[b' '; 32], "stl-asked-title"),
        (224, b"991301", "stl-asked-date"),
        (224, b"99123191010101", "stl-asked-dates"),
        (248, b"000", "stl-asked-groups"),
        (251, b"03", "stl-asked-row-length"),
        (272, b"2", "stl-asked-disks"),
        (274, b"   ", "stl-asked-country"),
        (14, b"00", "stl-asked-language"),
    ] {
        let mut file = written("stl");
        // Titles may stand in either of two fields.
        if at == 16 {
            file[80..112].fill(b' ');
        }
        file[at..at + bytes.len()].copy_from_slice(bytes);
        let found = unmet("ebu-stl", stl, &file);
        assert!(found.contains(&fault), "{fault}: {found:?}");
    }
    // What is of another format is let be.
    for demands in DEMANDS {
        assert!(
            unmet(demands.id, by_name("srt").unwrap(), b"1\n00:00:01,000 --> 00:00:02,000\nA\n").is_empty()
        );
    }
}

#[test]
fn the_samples_of_the_standard_meet_it() {
    let Some(shared) = shared() else { return };
    let mut read = 0;
    for path in files(&shared.join("corpora/irt-ebu-tt-d-samples")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Sniffed::Found(format, _) = sniff(&text, None) else { continue };
        let found = unmet("ebu-tt-d", format, text.as_bytes());
        assert!(found.is_empty(), "{}: {found:?}", path.display());
        read += usize::from(format.id == "ttml");
    }
    eprintln!("{read} samples of EBU-TT-D");
    assert!(read > 50 || read == 0, "{read}");
}
