use super::build::{block, cluster, element, entry, group, matroska, number};
use crate::{ContainerError, Content, Extracted, TextFormat, extract, list};
use std::io::Cursor;

fn take(file: &[u8]) -> (String, Vec<String>) {
    let Extracted { bytes, notes, .. } = extract(Cursor::new(file), 0).unwrap();
    (String::from_utf8(bytes).unwrap(), notes)
}

fn coding(algorithm: u64, settings: &[u8]) -> Vec<u8> {
    let compression = element(0x5034, &[number(0x4254, algorithm), element(0x4255, settings)].concat());
    element(0x6d80, &element(0x6240, &compression))
}

#[test]
fn headers_that_were_stripped_come_back() {
    let entries = [entry(1, "S_TEXT/UTF8", &[coding(3, "Қара".as_bytes())])];
    let file = matroska(&entries, &[cluster(1000, &[group(1, 0, 500, "ғанды".as_bytes())])]);
    assert_eq!(take(&file).0, "1\n00:00:01,000 --> 00:00:01,500\nҚарағанды\n");
}

#[test]
fn deflated_private_data_and_broken_frames() {
    let zlib = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
    let all = element(0x6240, &[number(0x5032, 3), element(0x5034, &number(0x4254, 0))].concat());
    let more = [element(0x6d80, &all), element(0x63a2, &zlib(b"WEBVTT - t\n"))];
    let blocks = [group(1, 0, 500, &zlib("Тоқта!".as_bytes())), group(1, 900, 500, b"not deflated")];
    let (out, notes) = take(&matroska(&[entry(1, "S_TEXT/WEBVTT", &more)], &[cluster(0, &blocks)]));
    assert_eq!(out, "WEBVTT - t\n\n00:00:00.000 --> 00:00:00.500\nТоқта!\n");
    assert_eq!(notes, ["damaged compression, left out, after the cue before this: cue 2"]);
}

#[test]
fn durations_that_are_missing_are_reported() {
    let simple = |time: i16, text: &str| element(0xa3, &block(1, time, text.as_bytes()));
    let blocks = [simple(0, "Бір"), simple(1500, "Екі"), group(1, 3000, 500, "Үш".as_bytes())];
    let file = matroska(&[entry(1, "S_TEXT/UTF8", &[])], &[cluster(0, &blocks)]);
    let (out, notes) = take(&file);
    assert!(
        out.contains("00:00:00,000 --> 00:00:01,500") && out.contains("00:00:01,500 --> 00:00:03,000"),
        "{out}"
    );
    assert_eq!(notes, ["no duration: shown until the next cue begins: 2 cues, the first is cue 1"]);
    // Where the track has a usual duration, that holds.
    let file =
        matroska(&[entry(1, "S_TEXT/UTF8", &[number(0x23_e383, 700_000_000)])], &[cluster(0, &blocks)]);
    let (out, notes) = take(&file);
    assert!(out.contains("00:00:00,000 --> 00:00:00,700") && notes.is_empty(), "{out} {notes:?}");
}

#[test]
fn scripts_are_of_the_version_their_codec_says() {
    for (codec, format, first) in [
        ("S_TEXT/SSA", TextFormat::Ssa, "Marked=0"),
        ("S_SSA", TextFormat::Ssa, "Marked=0"),
        ("S_TEXT/ASS", TextFormat::Ass, "0"),
    ] {
        let event = "0,0,Default,,0000,0000,0000,,Тоқта!".as_bytes();
        let file = matroska(&[entry(1, codec, &[])], &[cluster(0, &[group(1, 0, 500, event)])]);
        let out = extract(Cursor::new(&file), 0).unwrap();
        assert_eq!(
            (out.format, list(Cursor::new(&file)).unwrap()[0].content.clone()),
            (format, Content::Text(format))
        );
        let text = String::from_utf8(out.bytes).unwrap();
        let want = format!("\nDialogue: {first},0:00:00.00,0:00:00.50,Default,,0000,0000,0000,,Тоқта!\n");
        assert!(text.ends_with(&want), "{text}");
    }
}

#[test]
fn bytes_of_any_encoding_pass_through() {
    let text = b"\xd2\xee\x9d\xf2\xe0!";
    let file = matroska(&[entry(1, "S_TEXT/ASCII", &[])], &[cluster(0, &[group(1, 0, 9, text)])]);
    let out = extract(Cursor::new(file), 0).unwrap().bytes;
    assert!(out.ends_with(b"\n\xd2\xee\x9d\xf2\xe0!\n"));
}

#[test]
fn tracks_without_text_are_named() {
    let tag = |tag: &str| element(0x22_b59d, tag.as_bytes());
    let entries = [
        entry(1, "S_HDMV/PGS", &[element(0x22_b59c, b"spa"), element(0x536e, "Películas".as_bytes())]),
        entry(2, "S_VOBSUB", &[tag("kk-KZ"), element(0x22_b59c, b"kaz"), number(0x88, 0)]),
        entry(3, "S_TEXT/USF", &[number(0x55aa, 1), number(0x55ab, 1)]),
        entry(4, "S_TEXT/UTF8", &[coding(1, b""), element(0x22_b59c, b"und")]),
    ];
    let file = matroska(&entries, &[]);
    let tracks = list(Cursor::new(&file)).unwrap();
    let shown: Vec<String> = tracks.iter().map(crate::TrackInfo::describe).collect();
    let want = [
        "es \u{201c}Películas\u{201d}, PGS (Blu-ray): pictures, which hold no text, default",
        "kk-KZ, VobSub (DVD): pictures, which hold no text",
        "en, Universal Subtitle Format, which is not read, default, forced, hearing impaired",
        "no language, srt that is compressed with bzip2, which is not read, default",
    ];
    assert_eq!(shown, want);
    for n in 0..4 {
        assert!(matches!(extract(Cursor::new(&file), n), Err(ContainerError::NotText { .. })));
    }
    assert!(matches!(extract(Cursor::new(&file), 4), Err(ContainerError::NoSuchTrack { .. })));
}

#[test]
fn a_live_recording_without_sizes() {
    // Segment and clusters of unknown size.
    let open = |id: u32, body: &[u8]| {
        [&id.to_be_bytes()[..], &[0x01, 255, 255, 255, 255, 255, 255, 255], body].concat()
    };
    let head = element(0x1a45_dfa3, &element(0x4282, b"webm"));
    let info = element(0x1549_a966, &number(0x2a_d7b1, 500_000));
    let tracks = element(0x1654_ae6b, &entry(1, "S_TEXT/UTF8", &[]));
    let cluster =
        |time, blocks: &[Vec<u8>]| open(0x1f43_b675, &[number(0xe7, time), blocks.concat()].concat());
    let one = cluster(2000, &[group(1, -2, 1000, "Бір".as_bytes())]);
    let two = cluster(4000, &[group(1, 1, 1000, "Екі".as_bytes())]);
    let file = [head, open(0x1853_8067, &[info, tracks, one, two].concat())].concat();
    let (out, notes) = take(&file);
    let want = "1\n00:00:00,999 --> 00:00:01,499\nБір\n\n2\n00:00:02,001 --> 00:00:02,501\nЕкі\n";
    assert_eq!(out, want);
    // Half a thousandth is more than SubRip can say.
    assert_eq!(notes, ["times rounded to a thousandth of a second: cue 2"]);
}

#[test]
fn a_film_that_is_cut_off_gives_what_there_is() {
    let blocks = [group(1, 0, 500, "Бір".as_bytes()), group(1, 900, 500, "Екі".as_bytes())];
    let file = matroska(&[entry(1, "S_TEXT/UTF8", &[])], &[cluster(0, &blocks)]);
    let (out, notes) = take(&file[..file.len() - 30]);
    assert!(out.contains("Бір"), "{out}");
    assert!(notes[0].contains("cut off"), "{notes:?}");
}

#[test]
fn laced_blocks_and_other_tracks_are_stepped_over() {
    let mut laced = block(1, 0, "Бір".as_bytes());
    laced[3] = 0x02;
    let blocks = [element(0xa3, &laced), group(2, 0, 9, b"other"), group(1, 100, 100, "Екі".as_bytes())];
    let file = matroska(&[entry(1, "S_TEXT/UTF8", &[])], &[cluster(0, &blocks), vec![0; 40]]);
    let (out, notes) = take(&file);
    assert_eq!(out, "1\n00:00:00,100 --> 00:00:00,200\nЕкі\n");
    assert!(
        notes.iter().any(|note| note.contains("laced")) && notes.iter().any(|note| note.contains("damaged"))
    );
}

#[test]
fn tracks_behind_the_clusters_are_found() {
    let header = element(0x1a45_dfa3, &element(0x4282, b"matroska"));
    let clusters = cluster(0, &[group(1, 0, 500, "Бір".as_bytes())]);
    let tracks = element(0x1654_ae6b, &entry(1, "S_TEXT/UTF8", &[]));
    let file = [header, element(0x1853_8067, &[clusters, tracks].concat())].concat();
    let tracks = list(Cursor::new(&file)).unwrap();
    assert_eq!(tracks[0].content, Content::Text(TextFormat::Srt));
    assert!(take(&file).0.contains("Бір"));
}
