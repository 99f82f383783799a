use super::*;
use crate::format::common::tests::{cues, document, problems, runs, without};
use crate::syntax::ProblemKind;

#[test]
fn tenths_become_times() {
    let text = "[10][25]Тоқта!|/Кім бұл?\n[30][45]\\_Hola\n";
    assert_eq!(cues(&FORMAT, text), ["1000-2500|Тоқта!/Кім бұл?", "3000-4500|Hola"]);
    assert_eq!(runs(&FORMAT, text), [":Тоқта!", "i:Кім бұл?", "bu:Hola"]);
    assert_eq!(problems(&FORMAT, text), []);
    assert_eq!(cues(&FORMAT, "[40][]a\n[60][75]b\n"), ["4000-6000|a", "6000-7500|b"]);
    let odd = "[20][35]A\n[99999999999999999999][99999999999999999999]B\n[-5][-1]C\n";
    assert_eq!(cues(&FORMAT, odd), ["2000-3500|A", "?-?|B", "-500--100|C"]);
    assert_eq!(problems(&FORMAT, "//\n"), [ProblemKind::NoCues, ProblemKind::JunkBefore]);
    assert_eq!(without(&FORMAT, text, &[0]).unwrap(), "[30][45]\\_Hola\n");
}

#[test]
fn written_as_it_was() {
    let text = "[10][25]Uno|/Dos\n[30][45]\\_Tres\n";
    let doc = document(&FORMAT, text);
    let written = crate::format::write::write(&lower(&doc), &WRITER, &Target::default()).unwrap();
    assert_eq!((written.body, written.losses), (Body::Text(text.to_owned()), Vec::new()));
}
