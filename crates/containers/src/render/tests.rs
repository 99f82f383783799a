use super::*;

fn cue(start: i64, end: Option<i64>, text: &str) -> Cue {
    let time = |ms| Time::from_millis(ms).unwrap();
    Cue { start: time(start), end: end.map(time), text: text.as_bytes().to_vec(), ..Cue::default() }
}

#[test]
fn subrip_with_what_had_to_be_decided() {
    let cues = vec![
        cue(1000, Some(2500), "Тоқта!\r\n\r\nҚайда барасың?\n\n"),
        cue(3000, None, "Домой.\0"),
        cue(3000, None, "A casa.\rYa."),
        cue(5000, Some(6000), " \n"),
        cue(3_600_000, None, "Үйге."),
    ];
    let mut notes = Notes::default();
    let out = String::from_utf8(srt(cues, &mut notes)).unwrap();
    let want = "1\n00:00:01,000 --> 00:00:02,500\nТоқта!\nҚайда барасың?\n\n\
                2\n00:00:03,000 --> 00:00:05,000\nДомой.\n\n\
                3\n00:00:03,000 --> 00:00:05,000\nA casa.\nYa.\n\n\
                4\n01:00:00,000 --> 01:00:00,000\nҮйге.\n";
    assert_eq!(out, want);
    let want = [
        "no duration: shown until the next cue begins: 2 cues, the first is cue 2",
        "no duration and no cue after it: out-time is in-time: cue 5",
        "blank lines inside the text left out: cue 1",
        "without text, left out: cue 4",
    ];
    assert_eq!(notes.finish(), want);
}

#[test]
fn webvtt_with_header_names_settings_and_comments() {
    let mut one = cue(1000, Some(2000), "Тоқта!");
    (one.id, one.settings) = (b"first".to_vec(), b"line:10%\r\n".to_vec());
    one.before = "Lagerschatten\nзачем\n\nNOTE ok\n\n".as_bytes().to_vec();
    let mut notes = Notes::default();
    let cues = vec![one, cue(2000, Some(2500), "")];
    let out =
        String::from_utf8(vtt(b"WEBVTT - x\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n", cues, &mut notes)).unwrap();
    let want = "WEBVTT - x\n\nSTYLE\n::cue {}\n\nNOTE Lagerschatten\nзачем\n\nNOTE ok\n\nfirst\n\
                00:00:01.000 --> 00:00:02.000 line:10%\nТоқта!\n\n00:00:02.000 --> 00:00:02.500\n";
    assert_eq!(out, want);
    assert!(notes.finish().is_empty());
    assert_eq!(vtt(b"", vec![], &mut Notes::default()), b"WEBVTT\n");
}

#[test]
fn an_arrow_in_a_sample_begins_no_cue() {
    let mut one = cue(1000, Some(2000), "¿Norte --> sur?\n00:00:07.000 --> 00:00:09.000\nNo.");
    (one.id, one.settings) = (b"a-->b".to_vec(), b"line:10% --> 1".to_vec());
    one.before = b"x --> y\n".to_vec();
    let mut notes = Notes::default();
    let want = "WEBVTT\n\nNOTE x -- > y\n\na-- >b\n00:00:01.000 --> 00:00:02.000 line:10% -- > 1\n\
                ¿Norte --&gt; sur?\n00:00:07.000 --&gt; 00:00:09.000\nNo.\n";
    assert_eq!(String::from_utf8(vtt(b"", vec![one], &mut notes)).unwrap(), want);
    assert_eq!(notes.finish(), ["an arrow that would begin another cue written otherwise: cue 1"]);
}

#[test]
fn times_are_rounded_and_held_at_zero() {
    let mut notes = Notes::default();
    assert_eq!(millis(Time::from_ticks(-705_601), 0, &mut notes), 0);
    assert_eq!(millis(Time::from_ticks(705_601), 1, &mut notes), 1);
    assert_eq!(notes.finish().len(), 2);
    assert_eq!(stamp(360_000_000, ','), "100:00:00,000");
}
