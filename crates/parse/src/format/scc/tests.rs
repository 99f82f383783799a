use super::*;
use crate::base::splice;
use crate::format::ReadOptions;
use crate::format::common::LAST_CUE;
use crate::model::{Colour, Style, Track};
use crate::source::Source;
use crate::syntax::{Document, Fault, ProblemKind};
use crate::time::{Notation, Time};
use proptest::prelude::*;

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

fn frame(time: Time) -> i64 {
    lines::rate(false).unwrap().nearest_frame(time)
}

/// Adds parity to words written without, so that tests can be read: letters in quotes, codes in hexadecimal digits.
pub(super) fn scc(text: &str) -> String {
    let mut out = String::from("Scenarist_SCC V1.0\n");
    for line in text.lines() {
        let (label, codes) = line.trim().split_once(' ').unwrap();
        out.push_str(&format!("\n{label}\t"));
        for (n, word) in codes.split(' ').enumerate() {
            let bytes: Vec<u8> = match word.strip_prefix('"') {
                Some(letters) => letters.trim_end_matches('"').replace('_', " ").bytes().collect(),
                None => {
                    let word = u16::from_str_radix(word, 16).unwrap();
                    word.to_be_bytes().to_vec()
                }
            };
            for pair in bytes.chunks(2) {
                let odd = |b: u8| if b.count_ones().is_multiple_of(2) { b | 0x80 } else { b };
                let (a, b) = (odd(pair[0]), odd(pair.get(1).copied().unwrap_or(0)));
                out.push_str(if n == 0 && out.ends_with('\t') { "" } else { " " });
                out.push_str(&format!("{a:02x}{b:02x}"));
            }
        }
        out.push('\n');
    }
    out
}

/// Cues as "in-out|line/line" in frames, `*` where nothing ends one, `?` where a time cannot be read.
pub(super) fn cues(text: &str) -> Vec<String> {
    let document = document(text);
    let track = lower(&document);
    let time = |slot| match document.time(slot) {
        Some(time) => frame(time).to_string(),
        None if slot == crate::syntax::SlotId::OPEN => "*".to_owned(),
        None => "?".to_owned(),
    };
    let each = document.cues.iter().zip(&track.cues).map(|(node, cue)| {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        format!("{}-{}|{}", time(node.start), time(node.end), lines.join("/"))
    });
    each.collect()
}

fn faults(text: &str) -> Vec<&'static Fault> {
    let own = |kind| if let ProblemKind::Own(fault) = kind { Some(fault) } else { None };
    document(text).problems.iter().filter_map(|p| own(p.kind)).collect()
}

#[test]
fn pop_on() {
    let text = scc("00:00:01:00 142e 142e 1420 1420 1470 1470 \"Hola.\" 142f 142f\n00:00:02:00 142c 142c");
    assert_eq!(cues(&text), ["39-60|Hola."]);
    assert_eq!(document(&text).problems, []);
    // A flip ends what the one before it showed, and what comes with the flip was erased first.
    let text =
        scc("00:00:01:00 1420 142e 1470 \"Uno\" 142f\n00:00:02:00 142e \"Dos\" 142f\n00:00:03:00 142f");
    assert_eq!(cues(&text), ["35-63|Uno", "63-90|Dos", "90-240|Uno"]);
}

#[test]
fn drop_frame_and_non_drop_labels() {
    for (label, first) in [("01:00:00:00", 108_000), ("01:00:00;00", 107_892), ("00:01:00,02", 1800)] {
        let text = scc(&format!("{label} 1420 1470 \"A\" 142f 142c"));
        assert_eq!(cues(&text), [format!("{}-{}|A", first + 3, first + 4)], "{label}");
    }
    let both = scc("00:00:01:00 1420 \"A\" 142f\n00:00:02;00 142c\n00:00:03;00 142c");
    assert_eq!(faults(&both), [&faults::MIXED]);
}

#[test]
fn codes_sent_twice_count_once() {
    let text =
        scc("00:00:01:00 1420 1420 1470 1470 1137 1137 1137 1137 1721 1721 \"A\" 1421 1421 \"B\" 142f 142f");
    assert_eq!(cues(&text), ["44-194|♪♪ B"]);
    // Filling may come between; set apart by anything else, or in a later frame, they count twice.
    let text = scc("00:00:01:00 1420 1470 \"ABC\" 1421 0000 1421 142f");
    assert_eq!(cues(&text), ["37-187|AB"]);
    let text = scc("00:00:01:00 1420 1470 \"ABC\" 1421 1422 1421 142f");
    assert_eq!(cues(&text), ["37-187|A"]);
    let text = scc("00:00:01:00 1420 1470 \"ABCD\" 1421\n00:00:01:05 1421 142f");
    assert_eq!(cues(&text), ["36-186|ABC"]);
    let text = scc("00:00:01:00 1420 1470 \"ABCD\" 1421\n00:00:01:06 1421 142f");
    assert_eq!(cues(&text), ["37-187|AB"]);
}

#[test]
fn letters() {
    let text = scc("00:00:01:00 1420 1470 1133 \"Qu\" 5c00 \"?_!\" 1227 7e5f 1327 \"_A\" 1220 142f");
    assert_eq!(cues(&text), ["42-192|¿Qué? ¡ñÕ Á"]);
}

#[test]
fn paint_on() {
    let text = scc("00:00:01:00 1429 1470 \"Uno\"\n00:00:02:00 1429 1450 \"Dos\"\n00:00:03:00 142c");
    assert_eq!(cues(&text), ["32-62|Uno", "62-90|Dos/Uno"]);
    // Letters taken away take the caption with them.
    let text = scc("00:00:01:00 1429 1470 \"A\" 1421 \"B\" 1470 1424 \"C\" 142c");
    assert_eq!(cues(&text), ["32-33|A", "34-36|B", "37-38|C"]);
}

#[test]
fn roll_up() {
    let text = scc("00:00:01:00 1425 142d 1470 \"Uno\"\n00:00:02:00 1425 142d 1470 \"Dos\"\n\
                    00:00:03:00 1425 142d 1470 \"Tres\"\n00:00:04:00 142c");
    assert_eq!(cues(&text), ["33-91|Uno", "63-120|Dos", "93-120|Tres"]);
    // Three rows; the base row sets the window; pop-on text takes all of it away.
    let text = scc("00:00:01:00 1426 1170 \"A\" 142d \"B\" 142d \"C\" 142d \"D\" 1420 1470 \"P\" 142f");
    assert_eq!(cues(&text), ["32-37|A", "34-42|B", "36-42|C", "38-42|D", "42-192|P"]);
    // A larger window keeps what the smaller one would have rolled away.
    let text = scc("00:00:01:00 1425 \"A\" 142d \"B\" 1427 142d \"C\" 142d \"D\" 142c");
    assert_eq!(
        cues(&text).iter().map(|it| it.split(['-', '|']).nth(1).unwrap()).collect::<Vec<_>>(),
        ["39"; 4]
    );
    // Roll-up text wipes what was popped on, a smaller window what is above it.
    let text = scc("00:00:01:00 1420 \"P\" 142f 1427 \"A\" 142d \"B\" 142d \"C\" 1425 142c");
    assert_eq!(cues(&text), ["32-33|P", "34-39|A", "36-40|B", "38-40|C"]);
}

fn runs(text: &str) -> Vec<(String, Style)> {
    let document = document(text);
    let track = lower(&document);
    track.runs.iter().map(|run| (run.text.to_string(), run.style)).collect()
}

#[test]
fn looks() {
    let italic = Style { italic: true, ..Style::default() };
    let red = Style { colour: Some(Colour(255, 0, 0)), ..Style::default() };
    let underlined = Style { underline: true, ..Style::default() };
    let text = scc("00:00:01:00 1420 1470 \"A\" 112e \"b\" 1120 \"C\" 1128 \"d\" 112e \"e\" 142f");
    let all = Style { italic: true, ..red };
    assert_eq!(
        runs(&text),
        [("A", Style::default()), (" b", italic), (" C", Style::default()), (" d", red), (" e", all)]
            .map(|(text, style)| (text.to_owned(), style))
    );
    let text = scc("00:00:01:00 1420 146e \"A\" 142f 142e 1448 \"B\" 142f 142e 1471 \"C\" 142f");
    assert_eq!(runs(&text), [("A", italic), ("B", red), ("C", underlined)].map(|(t, s)| (t.to_owned(), s)));
    let text = scc("00:00:01:00 1420 1470 \"_\" 1024 \"A_\" 172d \"B\" 142f");
    let blue = Style { background: Some(Colour(0, 0, 255)), ..Style::default() };
    assert_eq!(runs(&text), [("A".to_owned(), blue), (" B".to_owned(), Style::default())]);
}

#[test]
fn colours_behind_letters_eat_none() {
    let text = scc("00:00:01:00 1420 1470 1024 \"A\" 1024 \"B\" 142f 142c");
    assert_eq!(cues(&text), ["36-37|AB"]);
    assert_eq!(faults(&text), [&faults::BEHIND]);
}

#[test]
fn places() {
    for (codes, align, row, x) in [
        ("1476 1722 \"Hola\"", None, None, None),
        ("1470 \"Hola\"", Some(1), None, Some(10_000)),
        ("1158 1722 \"Hola\"", Some(7), None, Some(55_000)),
        ("1376 1722 \"Hola\"", None, Some(12), None),
    ] {
        let text = scc(&format!("00:00:01:00 1420 {codes} 142f"));
        let document = document(&text);
        let track = lower(&document);
        let place = track.cues[0].details.as_ref().map(|d| d.place).unwrap_or_default();
        let found = (track.cues[0].align, place.row.map(|r| r.n), place.x.map(|x| x.milli()));
        assert_eq!(found, (align, row, x), "{codes}");
    }
}

#[test]
fn what_is_not_shown_is_said() {
    for (codes, fault) in [
        ("1420 \"A\" 1c20 \"other\" 1420 142f", &faults::CHANNEL),
        ("142a \"text\" 1420 \"A\" 142f", &faults::TEXT),
        ("0103 \"name\" 0f20 1420 \"A\" 142f", &faults::DATA),
        ("\"lost\" 1420 \"A\" 142f", &faults::NO_MODE),
        ("1420 \"gone\" 142e \"A\" 142f", &faults::UNSEEN),
        ("1420 \"123456789_123456789_123456789_1\" 147e \"56789\" 1470 1421 142e \"A\" 142f", &faults::WIDE),
    ] {
        let text = scc(&format!("00:00:01:00 {codes}\n00:00:09:00 142c"));
        assert!(faults(&text).contains(&fault), "{codes}: {:?}", faults(&text));
        assert!(cues(&text)[0].ends_with("|A"), "{codes}");
    }
    // A file of the second channel alone is read.
    let text = scc("00:00:01:00 1c20 1c70 \"A\" 1c2f 1c2f");
    assert_eq!((cues(&text), faults(&text)), (vec!["33-183|A".to_owned()], vec![&LAST_CUE, &faults::STAYS]));
}

#[test]
fn recoveries() {
    let good = scc("00:00:01:00 1420 1470 \"A\" 142f\n00:00:02:00 142c");
    let after = |from: &str, to: &str| {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        (cues(&text), faults(&text))
    };
    let same = vec!["33-60|A".to_owned()];
    assert_eq!(after("Scenarist_SCC V1.0\n", ""), (same.clone(), vec![&faults::NO_HEADER]));
    assert_eq!(after("V1.0", "V1.1"), (same.clone(), vec![&faults::HEADER]));
    assert_eq!(after("00:00:02", "Nada\n00:00:02"), (same.clone(), vec![&faults::OTHER]));
    assert_eq!(after("c180", "4100"), (same.clone(), vec![&faults::PARITY]));
    assert_eq!(after("c180", "c180 x"), (vec!["34-60|A".to_owned()], vec![&faults::WORD]));
    assert_eq!(after("00:00:02:00", "00:00:01:02"), (vec!["33-32|A".to_owned()], vec![&faults::BUSY]));
    assert_eq!(after("00:00:02:00", "00:00:00:00"), (vec!["33-0|A".to_owned()], vec![&faults::BACKWARDS]));
    let (found, _) = after("00:00:01:00", "00:00:01:99");
    assert_eq!(found, ["?-60|A"]);
    let broken = good.replacen("00:00:01:00", "00:00:01:99", 1);
    let problem = document(&broken).problems[0];
    assert_eq!((problem.kind, problem.cue), (ProblemKind::StampUnreadable, Some(0)));
    let (found, told) = after("00:00:01:00\t", "");
    assert_eq!((found, told), (vec!["?-60|A".to_owned()], vec![&faults::BARE]));
}

#[test]
fn one_slot_a_line_and_the_rest_follows() {
    // The line erases at its sixth word and flips at its ninth.
    let text = scc("00:00:01:00 1420 1470 \"A\" 142f\n00:00:02:00 142e 1420 1470 \"B\" 142c 0000 0000 142f");
    let document = document(&text);
    let written: Vec<_> = document.slots.iter().filter(|s| s.notation == Notation::Label).collect();
    assert_eq!(written.iter().map(|s| frame(s.time)).collect::<Vec<_>>(), [33, 64]);
    let [a, b] = &document.cues[..] else { panic!() };
    assert_eq!(document.times(a).map(|(s, e)| (frame(s), frame(e))), Some((33, 64)));
    assert_eq!(document.time(b.start).map(frame), Some(67));
    let start = &document.slots[b.start.index().unwrap()];
    assert_eq!(start.notation, Notation::Implied);
    let base = document.base_of(start).unwrap();
    assert_eq!((base.since, frame(base.offset)), (a.end, 3));
    // Every slot is spelt as it stands: its time less what it is counted from.
    for slot in written {
        let base = document.base_of(slot).unwrap();
        let number = slot.time.checked_sub(base.offset).unwrap();
        let again = document.respell(slot, number).unwrap();
        assert_eq!((again.text.as_str(), again.error), (slot.span.of(&text), Time::ZERO));
    }
    // A programme that starts at an hour.
    let start = Time::from_fraction(107_892 * 1001, 30_000);
    let text = scc("01:00:00;00 1420 1470 \"A\" 142f 142c");
    let options = ReadOptions { start, ..ReadOptions::default() };
    let document = parse(Source::open(text.as_bytes(), None, None).unwrap(), &options);
    assert_eq!(document.times(&document.cues[0]).map(|(s, e)| (frame(s), frame(e))), Some((3, 4)));
}

#[test]
fn taking_out() {
    let three = scc(
        "00:00:01:00 142e 1420 1470 \"A\" 142f\n00:00:02:00 142c\n00:00:03:00 142e 1420 1470 \"B\" 142f\n\
                     00:00:04:00 142c\n00:00:05:00 142e 1420 1470 \"C\" 142f\n00:00:06:00 142c",
    );
    let all = cues(&three);
    for out in [&[0][..], &[1], &[2], &[0, 1], &[0, 2], &[0, 1, 2], &[]] {
        let edits = (FORMAT.take_out)(&document(&three), out).unwrap();
        let left = String::from_utf8(splice(three.as_bytes(), &edits).unwrap()).unwrap();
        let want = all.iter().enumerate().filter(|(i, _)| !out.contains(i)).map(|(_, cue)| cue.clone());
        assert_eq!(cues(&left), want.collect::<Vec<_>>());
        assert!(faults(&left).is_empty());
        assert_eq!(left.matches('\t').count(), 6 - 2 * out.len(), "{left}");
    }
    // The second flip ends the first caption: it cannot go alone, both can.
    let chained = scc("00:00:01:00 142e 1420 1470 \"A\" 142f\n00:00:03:00 142e 1420 1470 \"B\" 142f\n\
                       00:00:04:00 142c");
    assert_eq!((FORMAT.take_out)(&document(&chained), &[1]), Err(1));
    assert!((FORMAT.take_out)(&document(&chained), &[0, 1]).is_ok());
    // Of several, the one that has to stay is named.
    let mixed = scc("00:00:01:00 142e 1420 1470 \"A\" 142f\n00:00:02:00 142c\n00:00:03:00 1425 \"B\"\n\
                     00:00:04:00 142c");
    assert_eq!(cues(&mixed).len(), 2);
    assert_eq!((FORMAT.take_out)(&document(&mixed), &[0, 1]), Err(1));
    let rolled = scc("00:00:01:00 1425 \"A\"\n00:00:04:00 142c");
    assert_eq!((FORMAT.take_out)(&document(&rolled), &[0]), Err(0));
    assert_eq!((FORMAT.take_out)(&document(&rolled), &[9]), Err(9));
}

#[test]
fn sniffing() {
    assert_eq!(sniff("\u{feff}Scenarist_SCC V1.0\r\n").score, 100);
    assert_eq!(sniff("\n00:00:01:00\t9420 9420\n").score, 80);
    for no in ["", "1\n00:00:01,000 --> 00:00:02,000\n1984\n", "00:00:01:00 Hola", "00:00:01:00\n"] {
        assert_eq!(sniff(no).score, 0, "{no}");
    }
}

#[test]
fn what_flips_for_ever_does_not_fill_the_memory() {
    let full: String = (0..15)
        .map(|row| {
            let (first, second) = tables::preamble(row);
            format!(" {:04x} \"12345678901234567890123456789012\"", u16::from_be_bytes([first, second]))
        })
        .collect();
    let text = scc(&format!("00:00:01:00 1420{full} 142f{}", " 1422 142f 1422 142f".repeat(5000)));
    let document = document(&text);
    let track = lower(&document);
    let shown: usize = track.runs.iter().map(|run| run.text.len()).sum();
    assert!(shown < 16 * 21_000 && track.cues.len() == 5001, "{shown}, {}", track.cues.len());
    assert!(document.problems.iter().any(|p| p.kind == ProblemKind::Own(&faults::AGAIN)));
}

/// What holds for any text.
fn sound(text: &str) {
    let document = document(text);
    let track: Track<'_> = lower(&document);
    let fits = |span: crate::base::Span| {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?}");
    };
    assert_eq!(track.cues.len(), document.cues.len());
    document.problems.iter().for_each(|p| fits(p.span));
    document.slots.iter().for_each(|slot| fits(slot.span));
    document.cues.iter().for_each(|cue| [cue.number, cue.timing, cue.text].into_iter().for_each(fits));
    track.runs.iter().for_each(|run| fits(run.span));
    track.lines.iter().for_each(|line| fits(line.span));
    for slot in document.slots.iter().filter(|slot| slot.notation == Notation::Label) {
        let offset = document.base_of(slot).map_or(Time::ZERO, |base| base.offset);
        assert!(document.respell(slot, slot.time.checked_sub(offset).unwrap()).is_some());
    }
    for index in 0..document.cues.len().min(3) {
        if let Ok(edits) = (FORMAT.take_out)(&document, &[index]) {
            assert!(splice(text.as_bytes(), &edits).is_ok());
        }
    }
    // What is read can be written.
    let rate = "29.97df".parse().ok();
    let target = crate::format::write::Target { rate, ..Default::default() };
    let _ = crate::format::write::write(&track, &write::WRITER, &target);
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,200}") {
        sound(&text);
    }

    #[test]
    fn any_signs(text in "[0-9a-f:; \\t\\n]{0,300}") {
        sound(&text);
    }

    #[test]
    fn any_codes(lines in prop::collection::vec(
        (0u32..100_000, any::<bool>(), prop::collection::vec(any::<u16>(), 0..40)), 0..12)
    ) {
        let mut text = String::from("Scenarist_SCC V1.0\n");
        for (at, drop, words) in lines {
            let sign = if drop { ';' } else { ':' };
            text.push_str(&format!("\n00:{:02}:{:02}{sign}{:02}\t", at / 1800 % 60, at / 30 % 60, at % 30));
            words.iter().for_each(|word| text.push_str(&format!("{word:04x} ")));
        }
        sound(&text);
    }

    #[test]
    fn any_commands(lines in prop::collection::vec(
        prop::collection::vec(prop::sample::select(vec![
            0x1420u16, 0x1421, 0x1424, 0x1425, 0x1426, 0x1427, 0x1429, 0x142c, 0x142d, 0x142e, 0x142f, 0x142a,
            0x4142, 0x4300, 0x1220, 0x1137, 0x112e, 0x1026, 0x1723, 0x1140, 0x1370, 0x147e, 0x1c20, 0x0000,
        ]), 0..40), 0..6)
    ) {
        let mut text = String::from("Scenarist_SCC V1.0\n");
        for (n, words) in lines.iter().enumerate() {
            text.push_str(&format!("\n00:00:{:02}:00\t", n * 2));
            words.iter().for_each(|word| text.push_str(&format!("{word:04x} ")));
        }
        sound(&text);
        // No word is seen before it is sent, and what comes goes later.
        let document = document(&text);
        for cue in &document.cues {
            if let Some((start, end)) = document.times(cue) {
                prop_assert!(start < end);
            }
        }
    }
}
