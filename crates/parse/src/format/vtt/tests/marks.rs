//! Marks that nothing closes, and cues that nothing follows.

use super::*;

fn said(body: &str) -> Vec<(ProblemKind, String)> {
    let text = format!("{HEAD}00:01.000 --> 00:02.000\n{body}\n");
    let doc = document(&text);
    lower(&doc).problems.iter().map(|p| (p.kind, p.span.of(&text).to_owned())).collect()
}

#[test]
fn each_tag_that_is_left_open_is_shown_at_its_own_place() {
    let open = |tag: &str| (ProblemKind::TagUnbalanced, tag.to_owned());
    assert_eq!(said("<i>Тоқта, <b>кім <u>бұл?"), [open("<i>"), open("<b>"), open("<u>")]);
    assert_eq!(said("<v Ana>¿Qué? <lang es>Nada"), [open("<lang es>")]);
}

#[test]
fn a_sign_that_only_looks_like_the_start_of_a_time_is_text() {
    for (body, want) in [
        ("Мен сені <3", vec!["Мен сені ", "<", "3"]),
        ("Бағасы <5 теңге", vec!["Бағасы ", "<", "5 теңге"]),
        // A time that lacks only its `>` is none of the words.
        ("Мен <00:01.500", vec!["Мен "]),
    ] {
        let text = format!("{HEAD}00:01.000 --> 00:02.000\n{body}\n");
        let doc = document(&text);
        let track = lower(&doc);
        assert_eq!(track.runs.iter().map(|run| run.text.as_ref()).collect::<Vec<_>>(), want, "{body}");
    }
}

#[test]
fn a_cue_without_text_has_its_place_behind_its_times() {
    // The arrow of the second is misspelt, so that players do not see it.
    for text in [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "WEBVTT\n\n00:01.000 -> 00:02.000\n",
        "WEBVTT\n\nбір\n00:01.000 -> 00:02.000\n\nхош\n",
    ] {
        let doc = document(text);
        assert_eq!(doc.cues.len(), 1, "{text}");
        let node = doc.cues[0];
        assert_eq!((node.text.start, node.text.end), (node.timing.end, node.timing.end), "{text}");
    }
}
