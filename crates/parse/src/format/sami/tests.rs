use super::*;
use crate::format::common::tests::{cues, document, losses, problems, runs, without};
use crate::model::LossKind;
use crate::syntax::ProblemKind;

const HEAD: &str = "<SAMI><HEAD><TITLE>La estepa &amp; el mar</TITLE><STYLE TYPE=\"text/css\"><!--\n\
    P { color: white; }\n.ESCC {Name: Spanish; lang: es-ES;}\n.RUCC {Name: Russian; lang: ru-RU;}\n-->\
    </STYLE></HEAD><BODY>\n";

#[test]
fn two_languages_side_by_side() {
    let text = format!(
        "{HEAD}<SYNC Start=1000><P Class=ESCC>&iquest;Qui&eacute;n\n anda?<P Class=RUCC>Кто<br>там?\n\
         <SYNC Start=2000><P Class=ESCC>&nbsp;\n<SYNC Start=3000><P Class=RUCC>&nbsp;\n</BODY></SAMI>\n"
    );
    assert_eq!(cues(&FORMAT, &text), ["1000-2000|¿Quién anda?", "1000-3000|Кто/там?"]);
    assert_eq!(problems(&FORMAT, &text), []);
    assert_eq!(losses(&FORMAT, &text), [LossKind::Font]);
    let doc = document(&FORMAT, &text);
    let track = (FORMAT.lower)(&doc);
    assert_eq!(track.title.as_deref(), Some("La estepa & el mar"));
    assert_eq!(track.lang.as_deref(), Some("es-ES"));
    assert_eq!(track.cues[1].details.as_ref().and_then(|it| it.lang.as_deref()), Some("ru-RU"));
    // Three numbers are written; two ends follow from them.
    assert_eq!((doc.slots.len(), doc.slots.iter().filter(|slot| !slot.span.is_empty()).count()), (5, 3));
    let left = without(&FORMAT, &text, &[0]).unwrap();
    assert_eq!(cues(&FORMAT, &left), ["1000-3000|Кто/там?"]);
    let left = without(&FORMAT, &text, &[0, 1]).unwrap();
    assert!(!left.contains("Start=1000") && left.contains("Start=2000"), "{left}");
}

#[test]
fn html_of_a_kind() {
    let look = |body: &str| {
        runs(&FORMAT, &format!("<SAMI><BODY><SYNC Start=1><P>{body}</P>\n<SYNC Start=9><P>&nbsp;"))
    };
    assert_eq!(
        look("Tom &amp; Ana"),
        [":Tom ", ":&", ":Ana"]
            .map(|it| it.replace(":Ana", ": Ana"))
            .to_vec()
            .into_iter()
            .flat_map(|it| {
                // The blank behind the reference is a run of its own.
                if it == ": Ana" { vec![": ".to_owned(), ":Ana".to_owned()] } else { vec![it] }
            })
            .collect::<Vec<_>>()
    );
    assert_eq!(look(" a\r\n   b  "), [":a", ": ", ":b"]);
    assert_eq!(look("<FONT COLOR='red'>r</font> <i>x</i>"), ["#ff0000:r", "i: ", "i:x"]);
    assert_eq!(look("a <!-- no --> b < 3 &nope; & c"), [":a", ": ", ":b < 3 &nope; & c"]);
    let kinds = |body: &str| {
        problems(&FORMAT, &format!("<SAMI><BODY><SYNC Start=1><P>{body}\n<SYNC Start=9><P>&nbsp;"))
    };
    assert_eq!(kinds("<i>a"), [ProblemKind::TagUnbalanced]);
    assert_eq!(kinds("<div>a</div>"), [ProblemKind::TagUnknown; 2]);
    assert_eq!(kinds("<i>a</i>"), []);
}

#[test]
fn what_cannot_be_read_is_said() {
    let text = "<SAMI><BODY>hola<SYNC Start=2000><P Class=A>A\n<SYNC Start=3500><P Class=A>&nbsp;\n<SYNC Start=-1><P>\n\
                <SYNC Start=99999999999999999999><P Class=A>junk\n<SYNC><SYNC Start=><P>\n<SYNC Start=6000><P Class=A>B\n";
    assert_eq!(cues(&FORMAT, text), ["2000-3500|A", "?-?|junk", "6000-11000|B"]);
    let found = problems(&FORMAT, text);
    assert!(
        found.contains(&ProblemKind::JunkBefore) && found.contains(&ProblemKind::StampUnreadable),
        "{found:?}"
    );
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(
        cues(&FORMAT, "<SYNC START='5'>sin párrafo<SYNC start=\"9\">otro<sync start=12>"),
        ["5-9|sin párrafo", "9-5009|otro"]
    );
}

#[test]
fn a_paragraph_that_ends_another_becomes_empty() {
    let text = "<SAMI><SYNC Start=1000><P Class=A>A</P></SYNC><SYNC Start=2000><P Class=A>B</P></SYNC><SYNC Start=3000><P Class=A>&nbsp;";
    assert_eq!(without(&FORMAT, text, &[1]).unwrap(), text.replace(">B<", ">&nbsp;<"));
    assert_eq!(without(&FORMAT, text, &[0, 1]).unwrap(), "<SAMI><SYNC Start=3000><P Class=A>&nbsp;");
}

#[test]
fn a_text_without_a_paragraph_goes_without_the_time_that_others_have_too() {
    let text = "<SAMI><BODY><SYNC Start=5>sin párrafo<P Class=B>con<SYNC Start=9><P Class=B>&nbsp;";
    assert_eq!(cues(&FORMAT, text), ["5-5005|sin párrafo", "5-9|con"]);
    assert_eq!(cues(&FORMAT, &without(&FORMAT, text, &[0]).unwrap()), ["5-9|con"]);
}

#[test]
fn a_cue_without_a_paragraph_is_ended_by_a_blank_without_one() {
    let text = "<SAMI><BODY><SYNC Start=5>sin párrafo<SYNC Start=9>otro<SYNC Start=12>fin";
    assert_eq!(cues(&FORMAT, text), ["5-9|sin párrafo", "9-12|otro", "12-5012|fin"]);
    // The one before keeps its out-time, which is the in-time of what went.
    let text = without(&FORMAT, text, &[1]).unwrap();
    assert_eq!(cues(&FORMAT, &text), ["5-9|sin párrafo", "12-5012|fin"]);
    // Line ends alone are no blank.
    let text = "<SAMI><BODY><SYNC Start=5>uno\n<SYNC Start=9>\n<SYNC Start=12>\u{a0}";
    assert_eq!(cues(&FORMAT, text), ["5-12|uno"]);
}
