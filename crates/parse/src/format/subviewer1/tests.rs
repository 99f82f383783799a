use super::*;
use crate::format::common::tests::{cues, document, problems, runs, without};
use crate::syntax::ProblemKind;

const HEAD: &str = "[TITLE]\nLa estepa y el mar\n[AUTHOR]\n\n[DELAY]\n0\n[CD TRACK]\n0\n[BEGIN]\n******** START SCRIPT ********\n";
const TAIL: &str = "[END]\n******** END SCRIPT ********\n";

#[test]
fn stamps_begin_and_end() {
    let text = format!(
        "{HEAD}[00:00:01]\nТоқта!|<i>Кім бұл?</i>\n[00:00:03]\n\n[00:00:05]\nHola\n[00:00:06]\n\n{TAIL}"
    );
    assert_eq!(cues(&FORMAT, &text), ["1000-3000|Тоқта!/Кім бұл?", "5000-6000|Hola"]);
    assert_eq!(runs(&FORMAT, &text), [":Тоқта!", "i:Кім бұл?", ":Hola"]);
    assert_eq!(problems(&FORMAT, &text), []);
    assert_eq!((FORMAT.lower)(&document(&FORMAT, &text)).title.as_deref(), Some("La estepa y el mar"));
    assert_eq!(
        without(&FORMAT, &text, &[0]).unwrap(),
        format!("{HEAD}[00:00:05]\nHola\n[00:00:06]\n\n{TAIL}")
    );
}

#[test]
fn what_ends_a_cue() {
    assert_eq!(cues(&FORMAT, "[00:00:01]\nA\n[00:00:03]\nB\n[00:00:04]\n"), ["1000-3000|A", "3000-4000|B"]);
    assert_eq!(
        without(&FORMAT, "[00:00:01]\nA\n[00:00:03]\nB\n[00:00:04]\n", &[1]).unwrap(),
        "[00:00:01]\nA\n[00:00:03]\n\n"
    );
    assert_eq!(cues(&FORMAT, "[00:00:01]\nA\n"), ["1000-6000|A"]);
    assert_eq!(problems(&FORMAT, "[00:00:01]\nA\n"), [ProblemKind::Own(&crate::format::common::LAST_CUE)]);
    assert_eq!(problems(&FORMAT, "[00:00:01]\nA\n[00:00:02]\n[00:00:03]\n").len(), 1);
}

#[test]
fn the_delay_counts() {
    let text = "[DELAY]\n10\n[BEGIN]\n[00:00:01]\nA\n[00:00:03]\n";
    assert_eq!(cues(&FORMAT, text), ["11000-13000|A"]);
    let doc = document(&FORMAT, text);
    let slot = doc.slots[0];
    let number = slot.time.checked_sub(doc.base_of(&slot).unwrap().offset).unwrap();
    let respelt = doc.respell(&slot, number).unwrap();
    assert_eq!((respelt.text.as_str(), respelt.widened), ("00:00:01", false));
    // Half a second more is rounded, not widened: the format has whole seconds only.
    let more = number.checked_add(crate::time::Time::from_millis(600).unwrap()).unwrap();
    let respelt = doc.respell(&slot, more).unwrap();
    assert_eq!((respelt.text.as_str(), respelt.widened), ("00:00:02", false));
}

#[test]
fn what_a_stamp_is() {
    for (line, is_one) in [
        ("[00:00:01]", true),
        (" [00:00:01,5] ", true),
        ("[12:30]", false),
        ("[1:2:3:4]", false),
        ("[0000000000000:00000:00000]", false),
        ("[000000000000:00000:00000]", true),
        ("[::]", false),
        ("[00:00:01 A]", false),
    ] {
        assert_eq!(parse::stamp(line.as_bytes()).is_some(), is_one, "{line}");
    }
}

#[test]
fn looks_it_has_tags_for_are_written_and_not_lost() {
    let text = "[00:00:01]\n<u>Тоқта!</u>|<i>Кім</i> <b>бұл?</b>\n[00:00:03]\n";
    let doc = document(&FORMAT, text);
    let target = crate::format::write::Target::default();
    let written = crate::format::write::write(&(FORMAT.lower)(&doc), FORMAT.write.unwrap(), &target).unwrap();
    let crate::format::write::Body::Text(out) = written.body else { panic!("text") };
    assert!(out.contains(text), "{out}");
    assert_eq!(written.losses, []);
}
