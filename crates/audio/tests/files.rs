//! Real files of each kind, whole and damaged (`fixtures/sound/README.md`).

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;
use std::ops::ControlFlow;
use tregua_audio::{AudioError, Speech, listen, listen_whole_for, tracks};

macro_rules! sounds {
    ($($name:literal),*) => { [$(($name, include_bytes!(concat!("../../../fixtures/sound/", $name)).as_slice())),*] };
}

const SOUNDS: [(&str, &[u8]); 7] =
    sounds!["plain.wav", "plain.flac", "plain.mp3", "plain.ogg", "plain.m4a", "plain.aac", "fragments.mp4"];
/// AAC at 48 kHz: of its packets some may be left out.
const WIDE: [(&str, &[u8]); 2] = sounds!["wide.m4a", "wide.aac"];
const TWO: &[u8] = include_bytes!("../../../fixtures/sound/two.mkv");
const OPUS: &[u8] = include_bytes!("../../../fixtures/sound/opus.webm");

fn hear(bytes: &[u8], track: Option<usize>) -> Result<Speech, AudioError> {
    listen(Cursor::new(bytes), track, &mut |_| ControlFlow::Continue(()))
}

/// What is heard where as little is decoded as may be.
fn hear_sparingly(bytes: &[u8]) -> Result<Speech, AudioError> {
    listen_whole_for(Cursor::new(bytes), None, 0, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn the_same_speech_is_heard_whatever_it_is_packed_in() {
    let first = |speech: &Speech| speech.intervals[0].start_ms;
    let truth = first(&hear(SOUNDS[0].1, None).unwrap());
    for (name, bytes) in SOUNDS {
        let speech = hear(bytes, None).unwrap();
        assert!(speech.length_ms.abs_diff(4000) < 300, "{name}: {} ms", speech.length_ms);
        assert!((500..1000).contains(&speech.coverage), "{name}: {} per mille", speech.coverage);
        assert_eq!(speech.damage.undecodable, 0, "{name}");
        // These do not say how long the encoder's lead-in is: 1024 samples, 64 ms at 16 kHz.
        let late = if ["plain.aac", "fragments.mp4"].contains(&name) { 64 } else { 0 };
        let found = first(&speech).saturating_sub(late);
        assert!(found.abs_diff(truth) <= 20, "{name}: begins at {found} ms, not at {truth} ms");
    }
}

#[test]
fn packets_are_left_out_of_long_aac_only_and_no_time_moves() {
    for (name, bytes) in WIDE {
        let (whole, spared) = (hear(bytes, None).unwrap(), hear_sparingly(bytes).unwrap());
        assert_eq!(whole.left_out, 0, "{name} is short");
        let half = whole.damage.packets / 2;
        assert!(spared.left_out.abs_diff(half) <= 1, "{name}: {} of {half}", spared.left_out);
        // What is left out is no damage.
        assert_eq!(spared.damage, whole.damage, "{name}");
        assert_eq!(spared.length_ms, whole.length_ms, "{name}");
        // A pause may be bridged; where speech begins is true to a packet and a frame.
        assert!(!spared.intervals.is_empty(), "{name}");
        for one in &spared.intervals {
            let late = whole.intervals.iter().map(|it| it.start_ms.abs_diff(one.start_ms)).min();
            assert!(late <= Some(30), "{name}: {one:?}, decoded whole {:?}", whole.intervals);
        }
    }
    for (name, bytes) in SOUNDS {
        assert_eq!(hear_sparingly(bytes).unwrap(), hear(bytes, None).unwrap(), "{name}");
    }
}

#[test]
fn tracks_are_named_and_a_codec_that_is_not_decoded_is_told_with_what_helps() {
    let found = tracks(Cursor::new(TWO)).unwrap();
    let told: Vec<_> =
        found.iter().map(|it| (it.codec.as_str(), it.language.as_deref(), it.is_decodable)).collect();
    assert_eq!(told, [("AC-3 (Dolby Digital)", Some("rus"), false), ("AAC", Some("spa"), true)]);
    assert!(!hear(TWO, Some(1)).unwrap().intervals.is_empty());
    for (film, track) in [(TWO, Some(0)), (OPUS, None)] {
        let error = hear(film, track).unwrap_err();
        assert!(matches!(error, AudioError::Codec { index: 0, .. }), "{error}");
        assert!(error.to_string().contains("ffmpeg -i FILE -map 0:a:0 "), "{error}");
    }
    assert!(matches!(hear(TWO, Some(2)), Err(AudioError::NoSuchTrack { index: 2, count: 2 })));
    assert!(matches!(hear(b"1\n00:00:01,000 --> 00:00:02,000\nHola\n", None), Err(AudioError::NotAudio(_))));
}

#[test]
fn listening_stops_when_it_is_asked_to() {
    let stopped = listen(Cursor::new(SOUNDS[0].1), None, &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(AudioError::Stopped)));
}

#[test]
fn a_film_that_is_cut_off_is_heard_as_far_as_it_goes() {
    for (name, bytes) in SOUNDS {
        // What says where the samples are stands at the end of one, and the other is a single fragment.
        if ["plain.m4a", "fragments.mp4"].contains(&name) {
            continue;
        }
        let speech = hear(&bytes[..bytes.len() * 3 / 5], None).unwrap();
        assert!((900..3500).contains(&speech.length_ms), "{name}: {} ms", speech.length_ms);
    }
}

/// Numbers that look like chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// Nothing that is heard may lie outside what was heard.
fn is_sound(name: &str, bytes: &[u8]) {
    let _ = tracks(Cursor::new(bytes));
    for speech in [hear(bytes, None), hear_sparingly(bytes)].into_iter().flatten() {
        is_inside(name, &speech);
    }
}

fn is_inside(name: &str, speech: &Speech) {
    let mut last = 0;
    for one in &speech.intervals {
        assert!(one.start_ms >= last && one.end_ms > one.start_ms, "{name}: {one:?} after {last}");
        last = one.end_ms;
    }
    assert!(last <= speech.length_ms + 10, "{name}: speech until {last} of {} ms", speech.length_ms);
}

#[test]
fn damaged_files_are_no_danger() {
    let mut dice = Dice(0x7265_6775_6121);
    for (name, bytes) in SOUNDS.into_iter().chain(WIDE).chain([("two.mkv", TWO), ("opus.webm", OPUS)]) {
        for cut in 0..16 {
            is_sound(name, &bytes[..bytes.len() * cut / 16]);
        }
        for round in 0..30 {
            let mut bad = bytes.to_vec();
            // Headers are where lies do most harm; all values of a byte, and runs of the worst ones.
            let reach = if round % 2 == 0 { 700.min(bad.len()) } else { bad.len() };
            for _ in 0..1 + dice.roll(6) {
                let (at, worst) = (dice.roll(reach), [0x00, 0xFF, 0x7F, 0x80][dice.roll(4)]);
                match dice.roll(4) {
                    0 => bad[at] ^= 1 << dice.roll(8),
                    1 => bad[at] = dice.roll(256) as u8,
                    2 => bad.iter_mut().skip(at).take(4).for_each(|byte| *byte = worst),
                    _ => drop(bad.drain(at..(at + 1 + dice.roll(40)).min(bad.len() - 1).max(at))),
                }
                if bad.len() < 800 {
                    break;
                }
            }
            is_sound(name, &bad);
        }
    }
}

#[test]
fn headers_that_lie_are_no_danger() {
    let head = |channels: u16, rate: u32, bits: u16, size: u32| {
        let block = channels.wrapping_mul(bits / 8);
        let mut wav = b"RIFF\xFF\xFF\xFF\xFFWAVEfmt \x10\0\0\0\x01\0".to_vec();
        wav.extend(channels.to_le_bytes());
        wav.extend(rate.to_le_bytes());
        wav.extend(rate.wrapping_mul(u32::from(block)).to_le_bytes());
        wav.extend(block.to_le_bytes());
        wav.extend(bits.to_le_bytes());
        wav.extend(b"data");
        wav.extend(size.to_le_bytes());
        wav.extend((0..4000_u32).map(|at| ((at * at) >> 3) as u8));
        wav
    };
    for channels in [0, 1, 2, 33, u16::MAX] {
        for rate in [0, 1, 3999, 48_000, u32::MAX] {
            for bits in [0, 1, 8, 16, 24, 32, 64, u16::MAX] {
                for size in [0, 1, 4000, u32::MAX] {
                    is_sound("a made WAV", &head(channels, rate, bits, size));
                }
            }
        }
    }
}
