use super::build::{Mp4, boxed, description, words};
use crate::{Content, Extracted, extract, list};
use std::io::Cursor;

fn take(file: &[u8]) -> (String, Vec<String>) {
    let Extracted { bytes, notes, .. } = extract(Cursor::new(file), 0).unwrap();
    (String::from_utf8(bytes).unwrap(), notes)
}

fn tx3g(flags: u32) -> Vec<u8> {
    let style = [0, 0, 0, 0, 0, 1, 0, 18, 255, 255, 255, 255];
    description(b"tx3g", &[&flags.to_be_bytes()[..], &[1, 255, 0, 0, 0, 0], &[0; 8], &style].concat())
}

fn text(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_be_bytes()[..], text.as_bytes()].concat()
}

fn film(description: Vec<u8>, samples: Vec<(u32, Vec<u8>)>) -> Mp4<'static> {
    Mp4 { handler: b"sbtl", description, scale: 1000, samples, edits: Vec::new(), more: Vec::new() }
}

#[test]
fn empty_samples_are_gaps_and_edits_shift() {
    let samples = vec![(1000, text("")), (1500, text("Тоқта!")), (500, text("")), (2000, text("Қайда?"))];
    let mut film = film(tx3g(0x8000_0000), samples);
    let (out, notes) = take(&film.build());
    let want = "1\n00:00:01,000 --> 00:00:02,500\nТоқта!\n\n2\n00:00:03,000 --> 00:00:05,000\nҚайда?\n";
    assert_eq!((out.as_str(), notes.len()), (want, 0));
    let info = &list(Cursor::new(film.build())).unwrap()[0];
    assert_eq!((info.lang.as_deref(), info.name.as_deref()), (Some("kk"), Some("Subtitles")));
    assert!(info.forced && info.default);
    film.edits = vec![(2000, -1), (4000, 1500)];
    let (out, _) = take(&film.build());
    assert!(out.starts_with("1\n00:00:02,000 --> 00:00:03,000\n"), "{out}");
    assert!(out.contains("00:00:03,500 --> 00:00:05,500"), "{out}");
}

#[test]
fn names_kinds_and_long_tags() {
    let kind = boxed(b"kind", &[&[0; 4][..], b"urn:mpeg:dash:role:2011\0caption\0"].concat());
    let mut film = film(tx3g(0), vec![(10, text("а"))]);
    film.more = boxed(b"udta", &[boxed(b"name", "Есту қабілеті төмен".as_bytes()), kind].concat());
    let info = &list(Cursor::new(film.build())).unwrap()[0];
    assert_eq!(info.name.as_deref(), Some("Есту қабілеті төмен"));
    assert!(info.hearing_impaired && !info.forced);
}

fn cue(parts: &[(&[u8; 4], &str)]) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = parts.iter().map(|(kind, text)| boxed(kind, text.as_bytes())).collect();
    boxed(b"vttc", &parts.concat())
}

fn wvtt(samples: Vec<(u32, Vec<u8>)>) -> Vec<u8> {
    let config = boxed(b"vttC", b"WEBVTT\n\nREGION\nid:top");
    let mut film = film(description(b"wvtt", &config), samples);
    film.handler = b"text";
    film.build()
}

#[test]
fn cues_over_several_samples_are_joined() {
    let long = [boxed(b"vsid", &words(&[7])), boxed(b"payl", "Қайда?".as_bytes())].concat();
    let long = boxed(b"vttc", &long);
    let short = cue(&[(b"iden", "two"), (b"sttg", "line:0"), (b"payl", "— Үйге.\n— Жүр.")]);
    let note = boxed(b"vtta", "NOTE Спасск".as_bytes());
    let samples = vec![
        (1000, boxed(b"vtte", b"")),
        (1000, long.clone()),
        (1000, [long.clone(), short].concat()),
        (1000, [note, long].concat()),
        (1000, boxed(b"vtte", b"")),
        (1000, cue(&[(b"payl", "Тоқта!")])),
    ];
    let (out, notes) = take(&wvtt(samples));
    let want = "WEBVTT\n\nREGION\nid:top\n\n00:00:01.000 --> 00:00:04.000\nҚайда?\n\n\
        two\n00:00:02.000 --> 00:00:03.000 line:0\n— Үйге.\n— Жүр.\n\n\
        NOTE Спасск\n\n00:00:05.000 --> 00:00:06.000\nТоқта!\n";
    assert_eq!((out.as_str(), notes.len()), (want, 0), "{notes:?}");
}

#[test]
fn equal_cues_without_a_number_are_joined_aloud_and_gaps_part_them() {
    let one = || cue(&[(b"payl", "Тоқта!")]);
    let (out, notes) =
        take(&wvtt(vec![(500, one()), (500, one()), (500, boxed(b"vtte", b"")), (500, one())]));
    assert_eq!(out.matches("Тоқта!").count(), 2, "{out}");
    assert!(out.contains("00:00:00.000 --> 00:00:01.000") && notes.len() == 1, "{notes:?}");
}

fn stpp(texts: &[u8], samples: Vec<(u32, Vec<u8>)>) -> Mp4<'static> {
    let mut film = film(description(b"stpp", texts), samples);
    film.handler = b"subt";
    film
}

fn ttml(lang: &str, text: &str) -> Vec<u8> {
    format!("<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"{lang}\"><body><div>{text}</div></body></tt>")
        .into_bytes()
}

#[test]
fn documents_are_joined_or_kept_apart() {
    let one = "<p begin=\"1s\" end=\"3s\">Қайда?</p>";
    let two = "<p begin=\"4s\" end=\"5s\">Үйге.</p>";
    let both = [one, two].concat();
    let samples = vec![(2000, ttml("kk", one)), (2000, ttml("kk", &both)), (9000, ttml("kk", ""))];
    let mut film = stpp(b"http://www.w3.org/ns/ttml\0\0\0", samples);
    let (out, notes) = take(&film.build());
    assert_eq!((out.matches("Қайда?").count(), out.matches("Үйге.").count()), (1, 1), "{out}");
    assert_eq!(notes.len(), 2, "{notes:?}");
    film.edits = vec![(250, -1), (13_000, 0)];
    assert!(take(&film.build()).0.contains("<body begin=\"0.250000s\">"));
    film.edits.clear();
    film.samples[1].1 = ttml("ru", two);
    let out = extract(Cursor::new(film.build()), 0).unwrap();
    assert_eq!((out.bytes, out.more), (ttml("kk", one), vec![ttml("ru", two)]));
    assert!(out.notes[0].contains("could not be joined"));
    let pictures = stpp(b"ns\0\0image/png\0", vec![]).build();
    assert!(matches!(list(Cursor::new(pictures)).unwrap()[0].content, Content::Pictures(_)));
}

#[test]
fn fragments_with_and_without_their_own_durations() {
    let mut film = film(tx3g(0), Vec::new()).build();
    // Into `moov`, which stands last: `mvex` with the usual duration of 700.
    let mvex = boxed(b"mvex", &boxed(b"trex", &words(&[0, 1, 1, 700, 0, 0])));
    let moov = film.windows(4).position(|four| four == b"moov").unwrap() - 4;
    let size = (film.len() - moov + mvex.len()) as u32;
    film[moov..moov + 4].copy_from_slice(&size.to_be_bytes());
    film.extend(mvex);
    let (one, two) = (text("Бір"), text("Екі"));
    let run = |offset: u32| words(&[0x0000_0201, 2, offset, one.len() as u32, two.len() as u32]);
    let moof = |offset| {
        let parts = [
            boxed(b"tfhd", &words(&[0x0002_0000, 1])),
            boxed(b"tfdt", &[words(&[0x0100_0000]), 90_000u64.to_be_bytes().to_vec()].concat()),
            boxed(b"trun", &run(offset)),
        ];
        boxed(b"moof", &boxed(b"traf", &parts.concat()))
    };
    let size = moof(0).len() as u32;
    film.extend(moof(size + 8));
    film.extend(boxed(b"mdat", &[one.clone(), two.clone()].concat()));
    let (out, notes) = take(&film);
    let want = "1\n00:01:30,000 --> 00:01:30,700\nБір\n\n2\n00:01:30,700 --> 00:01:31,400\nЕкі\n";
    assert_eq!((out.as_str(), notes.len()), (want, 0), "{notes:?}");
}

#[test]
fn samples_beyond_the_end_are_left_out_aloud() {
    let mut file = film(tx3g(0), vec![(10, text("а")), (10, text("б"))]).build();
    let stco = file.windows(4).position(|four| four == b"stco").unwrap();
    file[stco + 16..stco + 20].copy_from_slice(&u32::MAX.to_be_bytes());
    let (out, notes) = take(&file);
    assert!(out.ends_with("\nа\n") && notes[0].contains("beyond the end"), "{out} {notes:?}");
}
