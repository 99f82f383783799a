//! Single cases, written out.

use super::pairs::{merged, open, told};
use crate::check::{Context, check};
use crate::profile::{Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::three_way::{Labels, MergeError, Of, merge};
use std::collections::BTreeMap;
use tregua_parse::source::{Encoding, Source};

const SRT: &str =
    "1\n00:00:01,000 --> 00:00:02,000\nБұл кім?\n\n2\n00:00:03,000 --> 00:00:04,500\nМенің ағам.\n\n";

/// How many places a check says nobody has decided yet.
fn undecided(format: &str, text: &str) -> usize {
    let document = open(format, text.as_bytes());
    let track = tregua_parse::format::lower(&document);
    let rules =
        RuleSet::new(&Profile::builtin("structure").unwrap(), &BTreeMap::new(), &Selection::default());
    let programme = Programme::default();
    let found = check(&Context::new(&document, &track, None, Kind::Full, &programme), &rules.unwrap());
    found.iter().filter(|finding| finding.rule == "file/merge-conflict").count()
}

#[test]
fn a_clash_in_subrip_stands_in_the_text_and_reads() {
    let ours = SRT.replace("ағам", "інім");
    let theirs = SRT.replace("ағам", "досым");
    let merged = merged("srt", SRT, &ours, &theirs).unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].of, [Of::Text]);
    let want = "1\n00:00:01,000 --> 00:00:02,000\nБұл кім?\n\n\
                2\n00:00:03,000 --> 00:00:04,500\n<<<<<<< ours\nМенің інім.\n=======\n\n\
                3\n00:00:03,000 --> 00:00:04,500\nМенің досым.\n>>>>>>> theirs\n\n";
    assert_eq!(String::from_utf8(merged.bytes).unwrap(), want);
    let document = open("srt", want.as_bytes());
    assert_eq!((document.cues.len(), document.problems.len()), (3, 0));
    assert_eq!((undecided("srt", want), undecided("srt", SRT)), (1, 0));
}

#[test]
fn a_clash_in_other_formats_stands_in_comments() {
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nUno\n\n00:03.000 --> 00:04.000\nDos\n";
    let (ours, theirs) = (vtt.replace("Dos", "Tres"), vtt.replace("Dos", "Cuatro"));
    let text = String::from_utf8(merged("vtt", vtt, &ours, &theirs).unwrap().bytes).unwrap();
    assert_eq!(
        text,
        "WEBVTT\n\n00:01.000 --> 00:02.000\nUno\n\nNOTE <<<<<<< ours\n\n00:03.000 --> 00:04.000\nTres\n\n\
         NOTE =======\n\n00:03.000 --> 00:04.000\nCuatro\n\nNOTE >>>>>>> theirs\n"
    );
    assert_eq!((open("vtt", text.as_bytes()).cues.len(), undecided("vtt", &text)), (3, 1));

    let ass = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
               Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Uno\n";
    let (ours, theirs) = (ass.replace("Uno", "Dos"), ass.replace("Uno", "Tres"));
    let text = String::from_utf8(merged("ass", ass, &ours, &theirs).unwrap().bytes).unwrap();
    assert!(text.ends_with(
        "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,<<<<<<< ours\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Dos\n\
         Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,=======\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Tres\n\
         Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,>>>>>>> theirs\n"
    ), "{text}");
    assert_eq!(undecided("ass", &text), 1);

    let ttml = "<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"es\">\n <body>\n  <div>\n   <p begin=\"1s\" end=\"2s\">Uno</p>\n  </div>\n </body>\n</tt>\n";
    let (ours, theirs) = (ttml.replace("Uno", "Dos"), ttml.replace("Uno", "Tres"));
    let text = String::from_utf8(merged("ttml", ttml, &ours, &theirs).unwrap().bytes).unwrap();
    assert!(text.contains(
        "   <!-- <<<<<<< ours -->\n   <p begin=\"1s\" end=\"2s\">Dos</p>\n   <!-- ======= -->\n   <p begin=\"1s\" end=\"2s\">Tres</p>\n   <!-- >>>>>>> theirs -->\n"
    ), "{text}");
    let document = open("ttml", text.as_bytes());
    assert_eq!((document.cues.len(), document.problems.len()), (2, 0));
    assert_eq!(undecided("ttml", &text), 1);
}

#[test]
fn one_takes_a_cue_away_and_the_other_rewrites_it() {
    let ours = "1\n00:00:01,000 --> 00:00:02,000\nБұл кім?\n\n";
    let theirs = SRT.replace("ағам", "досым");
    for (ours, theirs) in [(ours, theirs.as_str()), (theirs.as_str(), ours)] {
        let merged = merged("srt", SRT, ours, theirs).unwrap();
        assert_eq!(merged.conflicts.iter().map(|it| it.of.clone()).collect::<Vec<_>>(), [vec![Of::Removed]]);
        let text = String::from_utf8(merged.bytes).unwrap();
        assert!(
            text.contains("<<<<<<< ours\n") && text.contains("\n>>>>>>> theirs\n") && text.contains("досым"),
            "{text}"
        );
        assert_eq!(open("srt", text.as_bytes()).cues.len(), 2);
    }
}

#[test]
fn the_rest_of_a_cue_and_of_the_file_are_merged_too() {
    let ass = "[Script Info]\nTitle: Дала\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,60\n\n\
               [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
               Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\k20}Сәлем\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,Сау бол\n";
    let ours = ass
        .replace("0:00:01.00,0:00:02.00,Default,,", "0:00:01.50,0:00:02.50,Default,Арман,")
        .replace("Title: Дала", "Title: Дала мен теңіз");
    let theirs = ass
        .replace("0:00:02.00,Default", "0:00:02.00,Voz")
        .replace("Arial,60", "Arial,54")
        .replace("Сау бол\n", "Сау бол!\n");
    let merged = merged("ass", ass, &ours, &theirs).unwrap();
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let text = String::from_utf8(merged.bytes).unwrap();
    let want = ours
        .replace("Default,Арман", "Voz,Арман")
        .replace("Arial,60", "Arial,54")
        .replace("Сау бол\n", "Сау бол!\n");
    assert_eq!(text, want);
}

#[test]
fn our_bytes_stay_around_their_changes() {
    let base = "1\r\n00:00:01,000 --> 00:00:02,000\r\nДобрый день.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nПока.\r\n";
    let encode = |text: &str| {
        tregua_parse::source::encode(text, Encoding::from_label("windows-1251").unwrap()).unwrap()
    };
    let ours = base.replace("--> 00:00:02", " -->  00:00:02");
    let theirs = base.replace("\r\n", "\n").replace("Пока.", "До свидания.");
    let (a, b) = (encode(base), encode(&ours));
    let open =
        |bytes, encoding| tregua_parse::format::srt::parse(Source::open(bytes, encoding, None).unwrap());
    let cyrillic = Encoding::from_label("windows-1251");
    let merged =
        merge(&open(&a, cyrillic), &open(&b, cyrillic), &open(theirs.as_bytes(), None), Labels::default())
            .unwrap();
    assert_eq!(merged.bytes, encode(&ours.replace("Пока.", "До свидания.")));
}

#[test]
fn karaoke_and_inner_times_move_along() {
    let vtt = "WEBVTT\n\n00:01.000 --> 00:05.000\nUna <00:02.000>voz <00:03.000>lejana\n\n00:06.000 --> 00:07.000\nNada\n";
    let ours = vtt
        .replace("00:05", "00:15")
        .replace("00:06", "00:16")
        .replace("00:07", "00:17")
        .replace("00:01", "00:11")
        .replace("00:02", "00:12")
        .replace("00:03", "00:13");
    let theirs = vtt.replace("lejana", "cercana");
    let want = ours.replace("lejana", "cercana");
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merged("vtt", vtt, ours, theirs).unwrap();
        assert_eq!(String::from_utf8(merged.bytes).unwrap(), want);
    }
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let srt = open("srt", SRT.as_bytes());
    let vtt = open("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nUno\n");
    assert!(matches!(merge(&srt, &srt, &vtt, Labels::default()), Err(MergeError::Formats(_))));
}

#[test]
fn a_cue_put_in_at_the_end_of_a_file_without_a_line_end_stands_apart() {
    let base = "1\n00:00:01,000 --> 00:00:02,000\nUno";
    let theirs = "1\n00:00:01,000 --> 00:00:02,000\nUno\n\n2\n00:00:03,000 --> 00:00:04,000\nDos\n";
    let merged = merged("srt", base, base, theirs).unwrap();
    assert_eq!(told("srt", &merged.bytes).len(), 2);
    assert_eq!(merged.bytes, theirs.as_bytes());
}

#[test]
fn a_time_before_zero_that_nobody_moved_stays() {
    let base = "1\n-00:00:01,000 --> 00:00:03,000\nОян!\n\n2\n00:00:04,000 --> 00:00:06,500\nБұл кім?\n\n";
    let (ours, theirs) = (base.replace("06,500", "06,900"), base.replace("Бұл кім?", "Сен кімсің?"));
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merged("srt", base, one, other).unwrap();
        assert_eq!(String::from_utf8(merged.bytes).unwrap(), ours.replace("Бұл кім?", "Сен кімсің?"));
    }
}
