use super::*;
use crate::format::common::tests::{cues, document, losses, problems, runs, without};
use crate::model::LossKind;
use crate::time::ClockFault;

const HEAD: &str =
    "[INFORMATION]\n[TITLE]La estepa y el mar\n[AUTHOR]\n[DELAY]0\n[END INFORMATION]\n[SUBTITLE]\n";

#[test]
fn head_and_blocks() {
    let text = format!(
        "{HEAD}00:00:01.00,00:00:02.50\nТоқта![br]<i>Кім бұл?</i>\n\n00:00:03.00,00:00:04.00\nHola\n"
    );
    assert_eq!(cues(&FORMAT, &text), ["1000-2500|Тоқта!/Кім бұл?", "3000-4000|Hola"]);
    assert_eq!(runs(&FORMAT, &text), [":Тоқта!", "i:Кім бұл?", ":Hola"]);
    assert_eq!((problems(&FORMAT, &text), losses(&FORMAT, &text)), (vec![], vec![]));
    let doc = document(&FORMAT, &text);
    assert_eq!((FORMAT.lower)(&doc).title.as_deref(), Some("La estepa y el mar"));
    assert_eq!(
        without(&FORMAT, &text, &[1]).unwrap(),
        format!("{HEAD}00:00:01.00,00:00:02.50\nТоқта![br]<i>Кім бұл?</i>\n\n")
    );
}

#[test]
fn oddities() {
    assert_eq!(cues(&FORMAT, "99:99:99.99,99:99:99.99\nA[BR]B\n"), ["362439990-362439990|A/B"]);
    assert_eq!(
        problems(&FORMAT, "99:99:99.99,99:99:99.99\nA\n"),
        [ProblemKind::StampLoose(ClockFault::Above59); 2]
    );
    assert_eq!(problems(&FORMAT, "[DELAY]5\n00:00:01.00,00:00:02.00\nA\n"), [ProblemKind::Own(&DELAY)]);
    assert_eq!(problems(&FORMAT, "00:00:01,00:00:02\nA\n"), [ProblemKind::Own(&LOOSE)]);
    let text = "[AUTHOR]Pilar\n[COLF]&HFFFFFF,[SIZE]18\n00:00:01.00,00:00:02.00\n<i>A</b>\n";
    assert_eq!(losses(&FORMAT, text), [LossKind::Metadata, LossKind::Font]);
    assert_eq!(problems(&FORMAT, text), [ProblemKind::TagUnbalanced; 2]);
}

#[test]
fn written_and_read() {
    let text = "00:00:01.00,00:00:02.50\nUno[br]<i>Dos</i>\n\n";
    let doc = document(&FORMAT, text);
    let target = crate::format::write::Target { title: Some("El mar"), ..Default::default() };
    let written = crate::format::write::write(&(FORMAT.lower)(&doc), FORMAT.write.unwrap(), &target).unwrap();
    let crate::format::write::Body::Text(out) = written.body else { panic!("text") };
    assert!(out.starts_with("[INFORMATION]\n[TITLE]El mar\n") && out.ends_with(text), "{out}");
    assert_eq!(written.losses, []);
}
