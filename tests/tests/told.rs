//! What a reader or a writer is told is heeded, or refused: never passed over.

#![allow(clippy::unwrap_used, reason = "a test")]

use tregua_parse::base::Lang;
use tregua_parse::format::write::{Body, Target, WriteError, write};
use tregua_parse::format::{FORMATS, Format, Look, ReadOptions, srt};
use tregua_parse::model::LossKind;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::retime::{Options, TimeMap, retime};

const LATE: &str = "1\n10:00:01,000 --> 10:00:02,000\nHola\n\n2\n10:00:03,000 --> 10:00:04,000\nAdiós\n\n";

fn parse<'a>(format: &Format, bytes: &'a [u8], options: &ReadOptions) -> Document<'a> {
    let encoding = match format.sniff {
        Look::Bytes(_) => Encoding::Bytes,
        Look::Text(_) | Look::Never => Encoding::Utf8,
    };
    (format.parse)(Source::open(bytes, Some(encoding), None).unwrap(), options)
}

fn target(lang: &Lang) -> Target<'_> {
    Target { lang: Some(lang), rate: "25".parse().ok(), ..Target::default() }
}

/// The film's rate in television, and the one that captions count by.
fn with_rate<'t>(format: &Format, target: Target<'t>) -> Target<'t> {
    if format.id == "scc" { Target { rate: "29.97".parse().ok(), ..target } } else { target }
}

fn writable() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().copied().filter(|format| format.write.is_some())
}

#[test]
fn the_start_of_the_programme_is_taken_off_everywhere() {
    let lang = Lang::parse("es").unwrap();
    let source = srt::parse(Source::open(LATE.as_bytes(), None, None).unwrap());
    let track = srt::lower(&source);
    let start = Time::from_millis(36_000_000);
    let mut all: Vec<(&Format, Vec<u8>)> = writable()
        .map(|format| {
            let written = write(&track, format.write.unwrap(), &with_rate(format, target(&lang))).unwrap();
            let bytes = match written.body {
                Body::Text(text) => text.into_bytes(),
                Body::Bytes(bytes) => bytes,
            };
            (format, bytes)
        })
        .collect();
    let by_id = |id| *FORMATS.iter().find(|format| format.id == id).unwrap();
    all.push((by_id("lrc"), b"[600:01.00]Hola\n[600:03.00]Adi\xc3\xb3s\n".to_vec()));
    let sami = "<SAMI><BODY><SYNC Start=36001000><P>Hola<SYNC Start=36003000><P>Adiós</BODY></SAMI>\n";
    all.push((by_id("sami"), sami.as_bytes().to_vec()));
    for (format, bytes) in all {
        let options = ReadOptions { rate: "25".parse().ok(), start };
        let document = parse(format, &bytes, &options);
        let starts: Vec<_> =
            document.cues.iter().map(|cue| document.time(cue.start).unwrap().to_millis()).collect();
        let near = |got: i64, want: i64| (got - want).abs() <= 34;
        assert!(
            starts.len() == 2 && near(starts[0], 1000) && near(starts[1], 3000),
            "{}: {starts:?}",
            format.id
        );
        // What is written moves by as much as the time line does.
        let map = TimeMap::shift(Time::from_millis(2000).unwrap());
        let done = retime(&document, &map, Options::default()).unwrap();
        let moved = tregua_parse::base::splice(&bytes, &done.edits).unwrap();
        let document = parse(format, &moved, &ReadOptions { start: None, ..options });
        let first = document.time(document.cues[0].start).unwrap().to_millis();
        assert!(near(first, 36_003_000), "{}: {first}", format.id);
    }
}

#[test]
fn what_a_writer_cannot_heed_is_refused_or_listed() {
    let lang = Lang::parse("es").unwrap();
    let source = srt::parse(Source::open(LATE.as_bytes(), None, None).unwrap());
    let track = srt::lower(&source);
    let (mut templates, mut clocks, mut titles) = (0, 0, 0);
    for format in writable() {
        let writer = format.write.unwrap();
        let plain = with_rate(format, target(&lang));
        let template = write(&track, writer, &Target { template: Some(""), ..plain });
        match writer.template {
            None => assert!(matches!(template, Err(WriteError::Template(_))), "{}", format.id),
            Some(_) => templates += 1,
        }
        let clock = write(&track, writer, &Target { start: Some(Time::HOUR), ..plain });
        match writer.carries.start {
            false => assert!(clock.is_err(), "{}", format.id),
            true => clocks += 1,
        }
        let written = write(&track, writer, &Target { title: Some("La estepa"), ..plain }).unwrap();
        let told =
            written.losses.iter().any(|l| l.kind == LossKind::Metadata && l.what.contains("La estepa"));
        let there = match &written.body {
            Body::Text(text) => text.contains("La estepa"),
            Body::Bytes(bytes) => bytes.windows(9).any(|w| w == b"La estepa"),
        };
        assert!(told != there, "{}: the title is listed {told}, written {there}", format.id);
        titles += usize::from(there);
    }
    assert!(templates > 1 && clocks > 1 && titles > 3, "{templates} {clocks} {titles}");
}
