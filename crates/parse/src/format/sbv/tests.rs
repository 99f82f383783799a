use super::*;
use crate::format::common::tests::{cues, document, problems, without};
use crate::syntax::ProblemKind;

#[test]
fn blocks_of_two_times() {
    let text = "0:00:01.000,0:00:02.500\nТоқта!\n<i>Hola</i>\n\n0:00:03.000,0:00:04.000\nКто там?\n\n";
    assert_eq!(cues(&FORMAT, text), ["1000-2500|Тоқта!/<i>Hola</i>", "3000-4000|Кто там?"]);
    assert_eq!(problems(&FORMAT, text), []);
    assert_eq!(without(&FORMAT, text, &[0]).unwrap(), "0:00:03.000,0:00:04.000\nКто там?\n\n");
    let written =
        crate::format::write::write(&lower(&document(&FORMAT, text)), &WRITER, &Target::default()).unwrap();
    assert_eq!((written.body, written.losses), (Body::Text(text.to_owned()), Vec::new()));
}

#[test]
fn recoveries() {
    use ProblemKind::*;
    let head = "0:00:01.000,0:00:02.000\nA\n\n";
    for (tail, want, kinds) in [
        ("B\n", vec!["1000-2000|A/B"], vec![BlankInText]),
        ("0:00:0x.000,0:00:04.000\nB\n", vec!["1000-2000|A", "?-4000|B"], vec![StampUnreadable]),
        ("0:00:03.000,0:00:04.000\n\nB\n", vec!["1000-2000|A", "3000-4000|B"], vec![BlankBeforeText]),
        ("0:00:03.000,0:00:04.000\n", vec!["1000-2000|A", "3000-4000|"], vec![]),
        ("00:03.5,00:04.5\nB\n", vec!["1000-2000|A", "3500-4500|B"], vec![Own(&LOOSE)]),
        ("\n0:00:03.000,0:00:04.000\nB\n", vec!["1000-2000|A", "3000-4000|B"], vec![BlankExtra]),
        (
            "0:00:03.000,0:00:04.000\nB\n0:00:05.000,0:00:06.000\nC\n",
            vec!["1000-2000|A", "3000-4000|B", "5000-6000|C"],
            vec![BlankMissing],
        ),
    ] {
        let text = format!("{head}{tail}");
        assert_eq!(cues(&FORMAT, &text), want, "{tail}");
        assert_eq!(problems(&FORMAT, &text), kinds, "{tail}");
    }
    assert!(problems(&FORMAT, &format!("Hola\n{head}")).contains(&JunkBefore));
}
