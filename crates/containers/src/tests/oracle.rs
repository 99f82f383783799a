//! Another reader's opinion on whole Matroska files: the same tracks, the same frames, the same times.

use crate::{TrackInfo, extract, list};
use matroska_demuxer::{Frame, MatroskaFile, TrackType};
use std::io::Cursor;
use std::path::PathBuf;

#[test]
fn another_reader_finds_the_same() {
    for name in ["tracks.mkv", "film.mkv"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/containers").join(name);
        let raw = std::fs::read(path).unwrap();
        let mut theirs = MatroskaFile::open(Cursor::new(&raw)).unwrap();
        let ours = list(Cursor::new(&raw)).unwrap();
        let text = theirs.tracks().iter().filter(|track| track.track_type() == TrackType::Subtitle);
        let tracks: Vec<_> = text
            .map(|t| (t.track_number().get(), t.codec_id().to_owned(), t.flag_forced(), t.flag_default()))
            .collect();
        let own = |t: &TrackInfo| (t.id, t.codec.clone(), t.forced, t.default);
        assert_eq!(ours.iter().map(own).collect::<Vec<_>>(), tracks, "{name}");
        let mut frames = Vec::new();
        let mut frame = Frame::default();
        while theirs.next_frame(&mut frame).unwrap() {
            frames.push((frame.track, frame.timestamp, frame.duration));
        }
        for track in ours.iter().filter(|track| track.codec == "S_TEXT/UTF8") {
            let out = String::from_utf8(extract(Cursor::new(&raw), track.index).unwrap().bytes).unwrap();
            let stamp = |ms: u64| crate::render::stamp(ms, ',');
            let own: Vec<&str> = out.lines().filter(|line| line.contains(" --> ")).collect();
            let want: Vec<String> = frames
                .iter()
                .filter(|(number, ..)| *number == track.id)
                .map(|(_, start, length)| format!("{} --> {}", stamp(*start), stamp(start + length.unwrap())))
                .collect();
            assert_eq!(own, want, "{name} track {}", track.id);
            assert!(!want.is_empty());
        }
    }
}
