use super::*;
use crate::format::common::tests::{cues, document, losses, problems, runs, without};
use crate::syntax::{ProblemKind, SlotId};

#[test]
fn stamps_begin_cues_and_end_others() {
    let text =
        "[ti:Дала]\n[ar:Pilar]\n[length:00:20]\n[00:01.00]Ән\n[00:04.50]Әуен\n[00:06.00]\n[00:08.00]Соңы\n";
    assert_eq!(cues(&FORMAT, text), ["1000-4500|Ән", "4500-6000|Әуен", "8000-20000|Соңы"]);
    assert_eq!(problems(&FORMAT, text), []);
    assert_eq!(losses(&FORMAT, text), [LossKind::Metadata, LossKind::Metadata]);
    assert_eq!(lower(&document(&FORMAT, text)).title.as_deref(), Some("Дала"));
}

#[test]
fn a_line_may_have_several_stamps() {
    let text = "[00:10.00][00:02.00]Coro\n[00:05.00]Verso\n";
    assert_eq!(cues(&FORMAT, text), ["10000-15000|Coro", "2000-5000|Coro", "5000-10000|Verso"]);
    assert_eq!(without(&FORMAT, text, &[1]).unwrap(), "[00:10.00]Coro\n[00:05.00]Verso\n");
    assert_eq!(
        without(&FORMAT, text, &[0, 1]),
        Ok("[]Coro\n".replace("[]", "[00:10.00][00:02.00]").replace("Coro", "") + "[00:05.00]Verso\n")
    );
    assert_eq!(without(&FORMAT, text, &[0, 1, 2]).unwrap(), "");
    assert_eq!(
        without(&FORMAT, "[00:01.00]A\n[00:02.00]B\n[00:03.00]C\n", &[1]).unwrap(),
        "[00:01.00]A\n[00:02.00]\n[00:03.00]C\n"
    );
}

#[test]
fn the_offset_moves_everything() {
    let text = "[offset:+500]\n[00:01.00]a <00:01.20>b\n[00:02.00]\n";
    assert_eq!(cues(&FORMAT, text), ["500-1500|a b"]);
    assert_eq!(runs(&FORMAT, text), [":a ", ":b"]);
    assert_eq!(losses(&FORMAT, text), [LossKind::InnerTimes]);
    let doc = document(&FORMAT, text);
    // In-time, its end (implied), the stamp inside, the stamp that ends it.
    assert_eq!(doc.slots.len(), 4);
    assert_eq!(doc.slots[2].time.to_millis(), 700);
    assert_eq!(
        doc.base_of(&doc.slots[1]).unwrap().since,
        doc.cues.iter().map(|_| SlotId::new(3)).next().unwrap()
    );
    let written = doc.slots[0].time.checked_sub(doc.base_of(&doc.slots[0]).unwrap().offset).unwrap();
    assert_eq!(doc.respell(&doc.slots[0], written).unwrap().text, "01:00.00".replace("01:00", "00:01"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let text = "[00:02.00]A\n[99999999999:99.99]junk\n[:]\n[]\n[00:06.00]B\n[00:01:02]C\nD\n[offset:x]\n";
    assert_eq!(cues(&FORMAT, text), ["2000-6000|A", "?-?|junk", "6000-11000|B", "?-?|C"]);
    let found = problems(&FORMAT, text);
    assert_eq!(found.iter().filter(|kind| **kind == ProblemKind::StampUnreadable).count(), 2);
    assert_eq!(found.len(), 2 + 3 + 1 + 1);
}

#[test]
fn a_stamp_that_cannot_be_read_is_told_of_the_cue_it_begins() {
    // A line without text ends a cue and is none.
    let text = "[00:02.00]Ән\n[00:03.00]Дала\n[00:04.00]\n[99999999999:99.99]Әуен\n";
    let doc = document(&FORMAT, text);
    let told: Vec<_> = doc.problems.iter().filter(|it| it.kind == ProblemKind::StampUnreadable).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].cue, Some(2));
    assert_eq!(doc.cues[2].text.of(text), "Әуен");
}
