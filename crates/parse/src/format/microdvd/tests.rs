use super::*;
use crate::format::common::tests::{cues, document, losses, problems, runs, without};
use crate::syntax::SlotId;
use crate::time::{ClockFault, PerSecond};

#[test]
fn frames_become_times() {
    let text = "{1}{1}25.000\n{50}{87}Тоқта!|Кім бұл?\n{100}{137}Hola\n";
    assert_eq!(cues(&FORMAT, text), ["2000-3480|Тоқта!/Кім бұл?", "4000-5480|Hola"]);
    assert_eq!(problems(&FORMAT, text), []);
    let doc = document(&FORMAT, "{1}{1}23.976\n{24}{48}x\n");
    assert_eq!(doc.clockwork.frames, PerSecond::new(24000, 1001));
    assert_eq!(doc.time(doc.cues[0].start).unwrap(), crate::time::Time::from_fraction(1001, 1000).unwrap());
    // A rate of the file is above the user's.
    let options = ReadOptions { rate: "24".parse().ok(), ..ReadOptions::default() };
    let source = |text| Source::open(str::as_bytes(text), None, None).unwrap();
    assert_eq!(parse(source(text), &options).clockwork.frames, PerSecond::new(25, 1));
    assert_eq!(parse(source("{24}{48}x\n"), &options).clockwork.frames, PerSecond::new(24, 1));
}

#[test]
fn without_a_rate_nothing_is_guessed() {
    for (text, more) in [("{50}{87}x\n", 0), ("{1}{1}0\n{50}{87}x\n", 1), ("{1}{1}nan\n{50}{87}x\n", 1)] {
        assert_eq!(cues(&FORMAT, text), ["?-?|x"], "{text}");
        let found = problems(&FORMAT, text);
        assert!(found.contains(&ProblemKind::Own(&RATE_UNKNOWN)), "{found:?}");
        assert_eq!(found.len(), 1 + more);
        assert_eq!(document(&FORMAT, text).slots, []);
    }
    assert_eq!(problems(&FORMAT, "{1}{1}12.5\n{50}{87}x\n"), [ProblemKind::Own(&RATE_ODD)]);
    // Words in the first frame are a cue.
    assert_eq!(cues(&FORMAT, "{1}{1}25 años\n").len(), 1);
    // A number in a later first frame too.
    assert_eq!(cues(&FORMAT, "{1}{1}25\n{1}{1}1939\n"), ["40-40|1939"]);
}

#[test]
fn frames_that_cannot_be_used() {
    use ProblemKind::*;
    for (line, want, kinds) in [
        ("{100}{}B\n{150}{187}C", vec!["4000-6000|B", "6000-7480|C"], vec![StampMissing]),
        ("{100}{}B", vec!["4000-9000|B"], vec![StampMissing, Own(&crate::format::common::LAST_CUE)]),
        (
            "{100}{}B\n{50}{60}C",
            vec!["4000-9000|B", "2000-2400|C"],
            vec![StampMissing, Own(&crate::format::common::LAST_CUE)],
        ),
        ("{-1}{-5}B", vec!["-40--200|B"], vec![StampLoose(ClockFault::Negative); 2]),
        ("{}{50}B", vec!["?-2000|B"], vec![StampUnreadable]),
        ("{99999999999999999999}{9223372036854775807}B", vec!["?-?|B"], vec![StampUnreadable; 2]),
    ] {
        let text = format!("{{1}}{{1}}25\n{line}\n");
        assert_eq!(cues(&FORMAT, &text), want);
        let mut found = problems(&FORMAT, &text);
        found.sort_by_key(|kind| format!("{kind:?}"));
        let mut kinds = kinds;
        kinds.sort_by_key(|kind| format!("{kind:?}"));
        assert_eq!(found, kinds, "{line}");
    }
    let text = "junk\n{1}{1}25\n{50}{87}A\nmás\n\n{100}{137}B\n";
    assert_eq!(cues(&FORMAT, text), ["2000-3480|A/más", "4000-5480|B"]);
    assert!(problems(&FORMAT, text).contains(&JunkBefore));
    assert_eq!(document(&FORMAT, text).cues[0].end.index(), Some(1));
    assert_ne!(document(&FORMAT, text).cues[0].end, SlotId::OPEN);
}

#[test]
fn codes_style_lines_or_all() {
    let look = |body: &str| runs(&FORMAT, &format!("{{1}}{{1}}25\n{{50}}{{87}}{body}\n"));
    assert_eq!(look("{y:i}a|b"), ["i:a", ":b"]);
    assert_eq!(look("{Y:i,b}a|b"), ["ib:a", "ib:b"]);
    assert_eq!(look("{c:$0000ff}{y:u}a|{C:$00FF00}b|c"), ["u#ff0000:a", "#00ff00:b", "#00ff00:c"]);
    assert_eq!(look("/a|b / c"), ["i:a", ":b / c"]);
    assert_eq!(look("a {y:b}b"), [":a ", "b:b"]);
    assert_eq!(look("{|{x:y}|{y:"), [":{", ":{x:y}", ":{y:"]);
    let kinds = |body: &str| problems(&FORMAT, &format!("{{1}}{{1}}25\n{{50}}{{87}}{body}\n"));
    assert_eq!(kinds("{P:}a"), [ProblemKind::TagUnknown]);
    assert_eq!(kinds("{c:$zz}a"), [ProblemKind::TagUnknown]);
    assert_eq!(kinds("a{y:i}b").len(), 1);
    let lost = losses(&FORMAT, "{1}{1}25\n{50}{87}{f:Arial}{s:12}{o:1,2}a\n");
    assert_eq!(
        lost,
        [crate::model::LossKind::Font, crate::model::LossKind::Font, crate::model::LossKind::Position]
    );
    let doc = document(&FORMAT, "{1}{1}25\n{50}{87}{P:0}a\n{50}{87}b\n");
    let track = (FORMAT.lower)(&doc);
    assert_eq!((track.cues[0].align, track.cues[1].align), (Some(8), None));
}

#[test]
fn cues_are_taken_out_by_line() {
    let text = "{1}{1}25\r\n{50}{87}A\r\n{100}{137}B\r\n";
    assert_eq!(without(&FORMAT, text, &[0]).unwrap(), "{1}{1}25\r\n{100}{137}B\r\n");
    assert_eq!(without(&FORMAT, text, &[0, 1]).unwrap(), "{1}{1}25\r\n");
    // B ends A, which stays.
    assert_eq!(without(&FORMAT, "{1}{1}25\n{50}{}A\n{100}{137}B\n", &[1]), Err(1));
    assert_eq!(
        without(&FORMAT, "{1}{1}25\n{50}{}A\n{100}{137}B\n", &[0]).unwrap(),
        "{1}{1}25\n{100}{137}B\n"
    );
}

#[test]
fn written_as_it_was() {
    use crate::format::write::{Body, Target, WriteError, write};
    let text = "{1}{1}23.976\n{24}{48}{Y:i}{C:$0000FF}Uno|Dos\n{72}{96}{P:0}{y:b}Tres|cuatro\n";
    let doc = document(&FORMAT, text);
    let track = (FORMAT.lower)(&doc);
    let writer = FORMAT.write.unwrap();
    assert_eq!(write(&track, writer, &Target::default()), Err(WriteError::FrameRate));
    let target = Target { rate: "23.976".parse().ok(), ..Target::default() };
    let written = write(&track, writer, &target).unwrap();
    assert_eq!((written.body, written.losses), (Body::Text(text.to_owned()), Vec::new()));
    let odd = crate::time::FrameRate::new(25, true, false).unwrap();
    let target = Target { rate: Some(odd), ..Target::default() };
    assert_eq!(write(&track, writer, &target), Err(WriteError::RateUnfit(odd)));
}

#[test]
fn every_look_it_carries_is_written() {
    use crate::format::write::{Body, Target, write};
    let target = Target { rate: "25".parse().ok(), ..Target::default() };
    for codes in ["{Y:i}", "{Y:b}", "{Y:u}", "{Y:s}", "{C:$00FF00}", "{P:0}", "{y:s}"] {
        let text = format!("{{1}}{{1}}25\n{{50}}{{87}}{codes}a\n");
        let written =
            write(&(FORMAT.lower)(&document(&FORMAT, &text)), FORMAT.write.unwrap(), &target).unwrap();
        let Body::Text(again) = written.body else { panic!("not a text") };
        assert_eq!((written.losses, runs(&FORMAT, &again)), (vec![], runs(&FORMAT, &text)), "{codes}");
    }
}
